package dev.berth.cluster.internal.machine;

import dev.berth.Exclusion;
import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.AdoptDecoder;
import dev.berth.cluster.internal.codec.ClaimDecoder;
import dev.berth.cluster.internal.codec.HoldDecoder;
import dev.berth.cluster.internal.codec.PlaceAllDecoder;
import dev.berth.cluster.internal.codec.PlaceDecoder;
import dev.berth.cluster.internal.codec.PlaceEachDecoder;
import dev.berth.cluster.internal.codec.PlaceManyDecoder;
import dev.berth.cluster.internal.codec.PlaceOnDecoder;
import dev.berth.cluster.internal.codec.PlacementsEncoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.ReleaseAllDecoder;
import dev.berth.cluster.internal.codec.ReleaseDecoder;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.cluster.internal.wire.Texts;
import org.agrona.DirectBuffer;

/**
 * The handler that places and releases: the commands 60 to 69. None of them allocates. The arrays of the batched calls
 * have room for as many tasks as a message can hold.
 */
final class PlacementHandler implements CommandHandler {
    private final PlacementEngine engine;
    private final PlaceDecoder place = new PlaceDecoder();
    private final PlaceManyDecoder placeMany = new PlaceManyDecoder();
    private final PlaceEachDecoder placeEach = new PlaceEachDecoder();
    private final PlaceAllDecoder placeAll = new PlaceAllDecoder();
    private final PlaceOnDecoder placeOn = new PlaceOnDecoder();
    private final AdoptDecoder adopt = new AdoptDecoder();
    private final ReleaseDecoder release = new ReleaseDecoder();
    private final ReleaseAllDecoder releaseAll = new ReleaseAllDecoder();
    private final HoldDecoder hold = new HoldDecoder();
    private final ClaimDecoder claim = new ClaimDecoder();
    private final Exclusion exclusion = new Exclusion(Limits.MAX_TASKS);
    private final long[] plans = new long[Limits.MAX_TASKS];
    private final long[] groups = new long[Limits.MAX_TASKS];
    private final long[] tasks = new long[Limits.MAX_TASKS];

    PlacementHandler(final PlacementEngine engine) {
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
            case PlaceDecoder.TEMPLATE_ID:
                place.wrap(buffer, offset, blockLength, version);
                placed(place(), out);
                return true;
            case ReleaseDecoder.TEMPLATE_ID:
                release.wrap(buffer, offset, blockLength, version);
                out.value(engine.release(release.task()));
                return true;
            case PlaceOnDecoder.TEMPLATE_ID:
                placeOn.wrap(buffer, offset, blockLength, version);
                placed(engine.placeOn(placeOn.plan(), placeOn.group(), placeOn.ordinal()), out);
                return true;
            case AdoptDecoder.TEMPLATE_ID:
                adopt.wrap(buffer, offset, blockLength, version);
                final boolean counted = Texts.flag("counted", adopt.countedRaw());
                placed(engine.adopt(adopt.demand(), adopt.group(), adopt.ordinal(), counted), out);
                return true;
            case HoldDecoder.TEMPLATE_ID:
                hold.wrap(buffer, offset, blockLength, version);
                placed(engine.hold(hold.plan(), hold.group()), out);
                return true;
            case ClaimDecoder.TEMPLATE_ID:
                claim.wrap(buffer, offset, blockLength, version);
                out.value(engine.claim(claim.task()));
                return true;
            default:
                return carryOutMany(templateId, buffer, offset, blockLength, version, out);
        }
    }

    private boolean carryOutMany(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final ReplyWriter out) {
        switch (templateId) {
            case PlaceManyDecoder.TEMPLATE_ID:
                placeMany.wrap(buffer, offset, blockLength, version);
                placeMany(out);
                return true;
            case PlaceEachDecoder.TEMPLATE_ID:
                placeEach.wrap(buffer, offset, blockLength, version);
                placeEach(out);
                return true;
            case PlaceAllDecoder.TEMPLATE_ID:
                placeAll.wrap(buffer, offset, blockLength, version);
                placeAll(out);
                return true;
            case ReleaseAllDecoder.TEMPLATE_ID:
                releaseAll.wrap(buffer, offset, blockLength, version);
                releaseAll(out);
                return true;
            default:
                return false;
        }
    }

    private void placed(final long task, final ReplyWriter out) {
        out.placed(task, ordinalOf(task));
    }

    private int ordinalOf(final long task) {
        return task < 0 ? -1 : engine.instanceOf(task);
    }

    private long place() {
        final PlaceDecoder.ExcludedDecoder excluded = place.excluded();
        if (excluded.count() == 0) {
            return engine.place(place.plan(), place.group());
        }
        exclusion.clear();
        while (excluded.hasNext()) {
            final int ordinal = excluded.next().ordinal();
            if (!exclusion.add(ordinal)) {
                throw new IllegalArgumentException("excluded instances are " + excluded.count() + ", must be 0.."
                        + Limits.MAX_TASKS);
            }
        }
        return engine.place(place.plan(), place.group(), exclusion);
    }

    private void placeMany(final ReplyWriter out) {
        final int count = placeMany.count();
        if (count > out.tasksRoom()) {
            out.refused(Refusal.REPLY_TOO_LARGE, "");
            return;
        }
        final int placed = engine.placeMany(placeMany.plan(), placeMany.group(), count, tasks);
        placements(placed, placed < count ? placed + 1 : placed, out);
    }

    private void placeEach(final ReplyWriter out) {
        final PlaceEachDecoder.TasksDecoder asked = placeEach.tasks();
        final int count = asked.count();
        if (count > out.tasksRoom()) {
            out.refused(Refusal.REPLY_TOO_LARGE, "");
            return;
        }
        for (int i = 0; i < count; i++) {
            asked.next();
            plans[i] = asked.plan();
            groups[i] = asked.group();
        }
        placements(engine.placeMany(plans, groups, count, tasks), count, out);
    }

    private void placeAll(final ReplyWriter out) {
        final PlaceAllDecoder.TasksDecoder asked = placeAll.tasks();
        final int count = asked.count();
        if (count > out.tasksRoom()) {
            out.refused(Refusal.REPLY_TOO_LARGE, "");
            return;
        }
        for (int i = 0; i < count; i++) {
            asked.next();
            plans[i] = asked.plan();
            groups[i] = asked.group();
        }
        final int placed = engine.placeAll(plans, groups, count, tasks);
        placements(placed, placed < count ? placed + 1 : placed, out);
    }

    /** Writes the first of {@code tasks}, with the instance of each that is a handle. */
    private void placements(final int answer, final int count, final ReplyWriter out) {
        final PlacementsEncoder.TasksEncoder placements = out.beginPlacements(answer, count);
        for (int i = 0; i < count; i++) {
            placements.next().task(tasks[i]).ordinal(ordinalOf(tasks[i]));
        }
        out.endPlacements();
    }

    private void releaseAll(final ReplyWriter out) {
        final ReleaseAllDecoder.TasksDecoder asked = releaseAll.tasks();
        final int count = asked.count();
        if (count > tasks.length || !out.hasRoomForStale(count)) {
            out.refused(Refusal.REPLY_TOO_LARGE, "");
            return;
        }
        for (int i = 0; i < count; i++) {
            tasks[i] = asked.next().task();
        }
        final int released = engine.releaseAll(tasks, 0, count);
        out.released(released, tasks, count);
    }
}
