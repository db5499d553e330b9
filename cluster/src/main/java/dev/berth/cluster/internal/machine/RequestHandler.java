package dev.berth.cluster.internal.machine;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.CloseGroupDecoder;
import dev.berth.cluster.internal.codec.DefineDecoder;
import dev.berth.cluster.internal.codec.DropDemandDecoder;
import dev.berth.cluster.internal.codec.DropPlanDecoder;
import dev.berth.cluster.internal.codec.OpenGroupDecoder;
import dev.berth.cluster.internal.codec.PlanDecoder;
import dev.berth.cluster.internal.wire.DemandCodec;
import dev.berth.cluster.internal.wire.PlanCodec;
import dev.berth.cluster.internal.wire.Texts;
import org.agrona.DirectBuffer;

/** The handler that makes and drops demands, plans and groups: the commands 50 to 59. */
final class RequestHandler implements CommandHandler {
    private final PlacementEngine engine;
    private final DemandCodec demands = new DemandCodec();
    private final DefineDecoder define = new DefineDecoder();
    private final DropDemandDecoder dropDemand = new DropDemandDecoder();
    private final PlanDecoder plan = new PlanDecoder();
    private final DropPlanDecoder dropPlan = new DropPlanDecoder();
    private final OpenGroupDecoder openGroup = new OpenGroupDecoder();
    private final CloseGroupDecoder closeGroup = new CloseGroupDecoder();

    RequestHandler(final PlacementEngine engine) {
        this.engine = engine;
    }

    @Override
    public boolean carryOut(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final ReplyWriter out) {
        switch (templateId) {
            case DefineDecoder.TEMPLATE_ID:
                define.wrap(buffer, offset, blockLength, version);
                out.value(engine.define(demands.read(buffer, define.limit())));
                return true;
            case DropDemandDecoder.TEMPLATE_ID:
                dropDemand.wrap(buffer, offset, blockLength, version);
                engine.dropDemand(dropDemand.demand());
                out.value(PlacementEngine.DONE);
                return true;
            case PlanDecoder.TEMPLATE_ID:
                plan.wrap(buffer, offset, blockLength, version);
                out.value(plan(buffer));
                return true;
            case DropPlanDecoder.TEMPLATE_ID:
                dropPlan.wrap(buffer, offset, blockLength, version);
                engine.dropPlan(dropPlan.plan());
                out.value(PlacementEngine.DONE);
                return true;
            case OpenGroupDecoder.TEMPLATE_ID:
                openGroup.wrap(buffer, offset, blockLength, version);
                out.value(engine.group(Texts.read(buffer, openGroup.limit())));
                return true;
            case CloseGroupDecoder.TEMPLATE_ID:
                closeGroup.wrap(buffer, offset, blockLength, version);
                engine.closeGroup(closeGroup.group());
                out.value(PlacementEngine.DONE);
                return true;
            default:
                return false;
        }
    }

    private long plan(final DirectBuffer buffer) {
        final Constraint[] constraints = PlanCodec.readConstraints(plan, buffer);
        final Chain chain = Chain.parse(Texts.read(buffer, plan.limit()));
        plan.skipChain();
        return engine.plan(plan.demand(), chain, Texts.readOrNull(buffer, plan.limit()), constraints);
    }
}
