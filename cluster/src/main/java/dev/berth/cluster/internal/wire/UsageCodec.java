package dev.berth.cluster.internal.wire;

import dev.berth.PlanInfo;
import dev.berth.Usage;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.PlanRecordDecoder;
import dev.berth.cluster.internal.codec.PlanRecordEncoder;
import dev.berth.cluster.internal.codec.Route;
import dev.berth.cluster.internal.codec.ScanCause;
import dev.berth.cluster.internal.codec.UsageAnswerDecoder;
import dev.berth.cluster.internal.codec.UsageAnswerEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The codec of {@link PlanInfo} and {@link Usage}. It is not thread-safe. */
public final class UsageCodec {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PlanRecordEncoder plan = new PlanRecordEncoder();
    private final UsageAnswerEncoder usage = new UsageAnswerEncoder();
    private final MessageHeaderDecoder readHeader = new MessageHeaderDecoder();
    private final PlanRecordDecoder readPlan = new PlanRecordDecoder();
    private final UsageAnswerDecoder readUsage = new UsageAnswerDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer();
    private final UnsafeBuffer planView = new UnsafeBuffer();

    /** Creates a codec. */
    public UsageCodec() {}

    /**
     * Writes how a plan is served.
     *
     * @param info how it is served.
     * @param buffer the buffer, which grows as needed.
     * @param at the offset of the field.
     * @return the offset after the field.
     */
    public int write(final PlanInfo info, final MutableDirectBuffer buffer, final int at) {
        final PlanInfo.ScanCause cause = info.scanCause();
        final PlanInfo.Levels levels = info.levels();
        plan.wrapAndApplyHeader(buffer, Nested.begin(at), header)
                .plan(info.plan())
                .route(Route.valueOf(info.route().name()))
                .scanCause(cause == null ? ScanCause.NONE : ScanCause.valueOf(cause.name()))
                .members(info.members())
                .filtered(flag(info.isFiltered()))
                .predicates(info.predicates())
                .random(flag(info.isRandom()))
                .boundInstances(info.bound().instances())
                .boundEntries(info.bound().entries())
                .boundBlocks(info.bound().blocks())
                .hasLevels(flag(levels != null))
                .levelsHaveRoom(flag(levels != null && levels.hasRoom()))
                .levelsFromInstances(levels == null ? 0 : levels.fromInstances())
                .levelsPatience(levels == null ? 0 : levels.patience())
                .levelsStep(levels == null ? 0 : levels.step())
                .order(textOf(info.order()))
                .spreadAttribute(textOf(info.spreadAttribute()));
        return Nested.end(buffer, at, plan.limit());
    }

    /**
     * Reads how a plan is served.
     *
     * @param buffer the buffer, which ends with the message around the field.
     * @param at the offset of the field.
     * @return how it is served.
     */
    public PlanInfo readPlan(final DirectBuffer buffer, final int at) {
        Texts.wrapNested(buffer, at, planView);
        Nested.check(readHeader.wrap(planView, 0), PlanRecordDecoder.TEMPLATE_ID);
        readPlan.wrapAndApplyHeader(planView, 0, readHeader);
        final ScanCause cause = readPlan.scanCause();
        final String order = Texts.readOrNull(planView, readPlan.limit());
        readPlan.skipOrder();
        final PlanInfo.Levels levels = new PlanInfo.Levels(
                Texts.flag("levelsHaveRoom", readPlan.levelsHaveRoomRaw()),
                readPlan.levelsFromInstances(),
                readPlan.levelsPatience(),
                readPlan.levelsStep());
        return new PlanInfo(
                readPlan.plan(),
                PlanInfo.Route.valueOf(readPlan.route().name()),
                cause == ScanCause.NONE ? null : PlanInfo.ScanCause.valueOf(cause.name()),
                order,
                Texts.readOrNull(planView, readPlan.limit()),
                readPlan.members(),
                Texts.flag("filtered", readPlan.filteredRaw()),
                readPlan.predicates(),
                Texts.flag("random", readPlan.randomRaw()),
                new PlanInfo.Bound(readPlan.boundInstances(), readPlan.boundEntries(), readPlan.boundBlocks()),
                Texts.flag("hasLevels", readPlan.hasLevelsRaw()) ? levels : null);
    }

    /**
     * Writes how much of each limit is used.
     *
     * @param value the use of the limits.
     * @param mostScans the plans that scan that are written at most; the others are left out.
     * @param buffer the buffer, which grows as needed.
     * @param at the offset of the field.
     * @return the offset after the field.
     */
    public int write(final Usage value, final int mostScans, final MutableDirectBuffer buffer, final int at) {
        usage.wrapAndApplyHeader(buffer, Nested.begin(at), header);
        final UsageAnswerEncoder.LimitsEncoder limits = usage.limitsCount(value.limits().size());
        for (final Usage.Limit limit : value.limits()) {
            limits.next().used(limit.used()).highest(limit.highest()).most(limit.most()).name(limit.name());
        }
        final int count = Math.min(mostScans, value.scans().size());
        final UsageAnswerEncoder.ScansEncoder scans = usage.scansCount(count);
        for (final PlanInfo scan : value.scans().subList(0, count)) {
            scans.next();
            usage.limit(write(scan, buffer, usage.limit()));
        }
        return Nested.end(buffer, at, usage.limit());
    }

    /**
     * Reads how much of each limit is used.
     *
     * @param buffer the buffer, which ends with the message around the field.
     * @param at the offset of the field.
     * @return the use of the limits.
     */
    public Usage readUsage(final DirectBuffer buffer, final int at) {
        Texts.wrapNested(buffer, at, view);
        Nested.check(readHeader.wrap(view, 0), UsageAnswerDecoder.TEMPLATE_ID);
        readUsage.wrapAndApplyHeader(view, 0, readHeader);
        final List<Usage.Limit> limits = new ArrayList<>();
        for (final UsageAnswerDecoder.LimitsDecoder limit : readUsage.limits()) {
            final String name = Texts.read(view, readUsage.limit());
            limits.add(new Usage.Limit(name, limit.used(), limit.highest(), limit.most()));
            limit.skipName();
        }
        final List<PlanInfo> scans = new ArrayList<>();
        for (final UsageAnswerDecoder.ScansDecoder scan : readUsage.scans()) {
            scans.add(readPlan(view, readUsage.limit()));
            scan.skipPlan();
        }
        return new Usage(limits, scans);
    }

    private static Flag flag(final boolean value) {
        return value ? Flag.YES : Flag.NO;
    }

    private static String textOf(final @Nullable String text) {
        return text == null ? "" : text;
    }
}
