package dev.berth.cluster.internal.machine;

import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Preemption;
import dev.berth.ScaleUp;
import dev.berth.cluster.internal.codec.CountsAnswerEncoder;
import dev.berth.cluster.internal.codec.CountsDecoder;
import dev.berth.cluster.internal.codec.DemandAnswerEncoder;
import dev.berth.cluster.internal.codec.DescribeDemandDecoder;
import dev.berth.cluster.internal.codec.DescribeGroupDecoder;
import dev.berth.cluster.internal.codec.ExplainDecoder;
import dev.berth.cluster.internal.codec.ExplainPlanDecoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.GroupAnswerEncoder;
import dev.berth.cluster.internal.codec.HeadroomDecoder;
import dev.berth.cluster.internal.codec.PlanAnswerEncoder;
import dev.berth.cluster.internal.codec.PreemptDecoder;
import dev.berth.cluster.internal.codec.PreemptionAnswerEncoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.ScaleUpAnswerEncoder;
import dev.berth.cluster.internal.codec.ScaleUpDecoder;
import dev.berth.cluster.internal.codec.UsageDecoder;
import dev.berth.cluster.internal.codec.WhyNotDecoder;
import dev.berth.cluster.internal.wire.DemandCodec;
import dev.berth.cluster.internal.wire.ExplanationCodec;
import dev.berth.cluster.internal.wire.InstanceCodec;
import dev.berth.cluster.internal.wire.UsageCodec;
import dev.berth.service.Services;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The handler of the questions why, how many more, and how much is used: the commands 80 to 89. */
final class ExplanationHandler implements CommandHandler {
    private static final int MOST_SCANS = 1_000;

    private final PlacementEngine engine;
    private final Services services;
    private final LongSupplier applied;
    private final AnswerBuffer answer = new AnswerBuffer();
    private final ExplanationCodec explanations;
    private final UsageCodec usages = new UsageCodec();
    private final InstanceCodec instances = new InstanceCodec();
    private final DemandCodec demands = new DemandCodec();
    private final ExplainDecoder explain = new ExplainDecoder();
    private final WhyNotDecoder whyNot = new WhyNotDecoder();
    private final HeadroomDecoder headroom = new HeadroomDecoder();
    private final ExplainPlanDecoder explainPlan = new ExplainPlanDecoder();
    private final UsageDecoder usage = new UsageDecoder();
    private final ScaleUpDecoder scaleUp = new ScaleUpDecoder();
    private final PreemptDecoder preempt = new PreemptDecoder();
    private final DescribeDemandDecoder describeDemand = new DescribeDemandDecoder();
    private final DescribeGroupDecoder describeGroup = new DescribeGroupDecoder();
    private final PlanAnswerEncoder plan = new PlanAnswerEncoder();
    private final ScaleUpAnswerEncoder scaledUp = new ScaleUpAnswerEncoder();
    private final PreemptionAnswerEncoder preempted = new PreemptionAnswerEncoder();
    private final CountsAnswerEncoder counts = new CountsAnswerEncoder();
    private final DemandAnswerEncoder demand = new DemandAnswerEncoder();
    private final GroupAnswerEncoder group = new GroupAnswerEncoder();

    /** The priorities by the handle of the group, as the last command gave them. */
    private final Map<Long, Integer> priorities = new HashMap<>();

    private int otherPriority;

    /** Made by the first command that asks, since it takes memory for each instance. */
    private @Nullable Preemption preemption;

    /**
     * Creates a handler.
     *
     * @param engine the engine.
     * @param services its services.
     * @param applied returns the number of entries that the machine has applied.
     */
    ExplanationHandler(final PlacementEngine engine, final Services services, final LongSupplier applied) {
        this.engine = engine;
        this.services = services;
        this.applied = applied;
        explanations = new ExplanationCodec(engine.config().resources());
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
            case ExplainDecoder.TEMPLATE_ID:
                explain.wrap(buffer, offset, blockLength, version);
                explain(out);
                return true;
            case WhyNotDecoder.TEMPLATE_ID:
                whyNot.wrap(buffer, offset, blockLength, version);
                answer.send(
                        explanations.write(
                                engine.whyNot(whyNot.plan(), whyNot.group(), whyNot.ordinal()), answer.buffer, 0),
                        out);
                return true;
            case HeadroomDecoder.TEMPLATE_ID:
                headroom.wrap(buffer, offset, blockLength, version);
                answer.send(
                        explanations.write(engine.headroom(headroom.plan(), headroom.group()), answer.buffer, 0), out);
                return true;
            case ExplainPlanDecoder.TEMPLATE_ID:
                explainPlan.wrap(buffer, offset, blockLength, version);
                out.beginOfThisNode("ExplainPlan");
                explainPlan(explainPlan.plan(), out);
                return true;
            case ScaleUpDecoder.TEMPLATE_ID:
                scaleUp.wrap(buffer, offset, blockLength, version);
                scaleUp(buffer, out);
                return true;
            case PreemptDecoder.TEMPLATE_ID:
                preempt.wrap(buffer, offset, blockLength, version);
                preempt(out);
                return true;
            default:
                return describe(templateId, buffer, offset, blockLength, version, out);
        }
    }

    private boolean describe(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final ReplyWriter out) {
        switch (templateId) {
            case UsageDecoder.TEMPLATE_ID:
                usage.wrap(buffer, offset, blockLength, version);
                out.beginOfThisNode("Usage");
                final int mostScans = AnswerBuffer.inRange("mostScans", usage.mostScans(), 0, MOST_SCANS);
                answer.send(usages.write(engine.usage(), mostScans, answer.buffer, 0), out);
                return true;
            case CountsDecoder.TEMPLATE_ID:
                counts(out);
                return true;
            case DescribeDemandDecoder.TEMPLATE_ID:
                describeDemand.wrap(buffer, offset, blockLength, version);
                describeDemand(describeDemand.demand(), out);
                return true;
            case DescribeGroupDecoder.TEMPLATE_ID:
                describeGroup.wrap(buffer, offset, blockLength, version);
                describeGroup(describeGroup.group(), out);
                return true;
            default:
                return false;
        }
    }

    private void explain(final ReplyWriter out) {
        final ExplainDecoder.ExcludedDecoder excluded = explain.excluded();
        final Exclusion exclusion = new Exclusion(Math.max(1, excluded.count()));
        while (excluded.hasNext()) {
            exclusion.add(excluded.next().ordinal());
        }
        answer.send(
                explanations.write(engine.explain(explain.plan(), explain.group(), exclusion), answer.buffer, 0), out);
    }

    private void explainPlan(final long handle, final ReplyWriter out) {
        plan.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header);
        plan.limit(usages.write(engine.planInfo(handle), answer.buffer, plan.limit()));
        answer.send(plan.text(engine.explainPlan(handle)).limit(), out);
    }

    private void scaleUp(final DirectBuffer buffer, final ReplyWriter out) {
        final ScaleUpDecoder.TasksDecoder tasks = scaleUp.tasks();
        final int count = tasks.count();
        final long[] plans = new long[count];
        final long[] groups = new long[count];
        for (int i = 0; i < count; i++) {
            tasks.next();
            plans[i] = tasks.plan();
            groups[i] = tasks.group();
        }
        final List<Instance> types = new ArrayList<>();
        for (final ScaleUpDecoder.TypesDecoder type : scaleUp.types()) {
            types.add(instances.read(buffer, scaleUp.limit()));
            type.skipInstance();
        }
        final ScaleUp question = new ScaleUp(engine, types);
        question.ask(plans, groups, count);
        scaledUp.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .full(question.isFull() ? Flag.YES : Flag.NO);
        final ScaleUpAnswerEncoder.NeededEncoder needed = scaledUp.neededCount(types.size());
        for (int type = 0; type < types.size(); type++) {
            needed.next().instances(question.needed(type));
        }
        final ScaleUpAnswerEncoder.UnplacedEncoder unplaced = scaledUp.unplacedCount(question.unplaced());
        for (int i = 0; i < question.unplaced(); i++) {
            unplaced.next().task(question.unplaced(i));
        }
        answer.send(scaledUp.limit(), out);
    }

    private void preempt(final ReplyWriter out) {
        priorities.clear();
        for (final PreemptDecoder.PrioritiesDecoder priority : preempt.priorities()) {
            priorities.put(priority.group(), priority.priority());
        }
        otherPriority = preempt.otherPriority();
        if (preemption == null) {
            preemption = new Preemption(engine, handle -> priorities.getOrDefault(handle, otherPriority));
        }
        final int ordinal = preemption.ask(preempt.plan(), preempt.group());
        final int count = ordinal < 0 ? 0 : preemption.victims();
        preempted
                .wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .ordinal(ordinal);
        if (count > AnswerBuffer.MOST_OF_PAGE) {
            out.refused(Refusal.REPLY_TOO_LARGE, "");
            return;
        }
        final PreemptionAnswerEncoder.VictimsEncoder victims = preempted.victimsCount(count);
        for (int i = 0; i < count; i++) {
            victims.next().task(preemption.victim(i));
        }
        answer.send(preempted.limit(), out);
    }

    private void counts(final ReplyWriter out) {
        counts.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .applied(applied.getAsLong())
                .instances(engine.instanceCount())
                .ordinalLimit(engine.ordinalLimit())
                .tasks(engine.taskCount())
                .services(services.services().size());
        answer.send(counts.limit(), out);
    }

    private void describeDemand(final long handle, final ReplyWriter out) {
        demand.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .live(engine.isLiveDemand(handle) ? Flag.YES : Flag.NO);
        answer.send(demands.write(engine.demand(handle), answer.buffer, demand.limit()), out);
    }

    private void describeGroup(final long handle, final ReplyWriter out) {
        final String name = engine.groupName(handle);
        group.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .tasks(engine.tasksIn(handle))
                .open(engine.isOpenGroup(handle) ? Flag.YES : Flag.NO)
                .name(name);
        answer.send(group.limit(), out);
    }
}
