package dev.berth.cluster.simulation;

import dev.berth.Exclusion;
import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.AdoptEncoder;
import dev.berth.cluster.internal.codec.ClaimEncoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.HoldEncoder;
import dev.berth.cluster.internal.codec.PlaceAllEncoder;
import dev.berth.cluster.internal.codec.PlaceEachEncoder;
import dev.berth.cluster.internal.codec.PlaceEncoder;
import dev.berth.cluster.internal.codec.PlaceManyEncoder;
import dev.berth.cluster.internal.codec.PlaceOnEncoder;
import dev.berth.cluster.internal.codec.ReleaseEncoder;
import java.util.ArrayList;
import java.util.List;

/** The commands 60 to 69. */
final class PlacingCommands {
    /** Of a PlaceMany with so many tasks the results exceed a reply, however little is in it. */
    static final int TOO_MANY = 20_000;

    private PlacingCommands() {}

    private static Result placed(final PlacementEngine engine, final long task) {
        return Result.of("Placed", task, task < 0 ? -1 : engine.instanceOf(task));
    }

    private static Result placements(
            final PlacementEngine engine, final int answer, final long[] tasks, final int count) {
        final List<Object> values = new ArrayList<>();
        values.add((long) answer);
        for (int i = 0; i < count; i++) {
            values.add(tasks[i]);
            values.add(tasks[i] < 0 ? -1L : (long) engine.instanceOf(tasks[i]));
        }
        return new Result("Placements", values);
    }

    private static long[] array(final List<Long> list) {
        return list.stream().mapToLong(Long::longValue).toArray();
    }

    /** The command Place. */
    record Place(long plan, long group, List<Integer> excluded) implements Command {
        @Override
        public void write(final RequestWriter to) {
            final PlaceEncoder place = new PlaceEncoder()
                    .wrap(to.buffer, to.open(PlaceEncoder.BLOCK_LENGTH, PlaceEncoder.TEMPLATE_ID))
                    .plan(plan)
                    .group(group);
            final PlaceEncoder.ExcludedEncoder each = place.excludedCount(excluded.size());
            excluded.forEach(ordinal -> each.next().ordinal(ordinal));
            to.close(place.limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final PlacementEngine engine = oracle.engine();
            if (excluded.isEmpty()) {
                return placed(engine, engine.place(plan, group));
            }
            final Exclusion exclusion = new Exclusion(excluded.size());
            excluded.forEach(exclusion::add);
            return placed(engine, engine.place(plan, group, exclusion));
        }
    }

    /** The command PlaceMany. */
    record PlaceMany(long plan, long group, int count) implements Command {
        @Override
        public void write(final RequestWriter to) {
            final PlaceManyEncoder many = new PlaceManyEncoder()
                    .wrap(to.buffer, to.open(PlaceManyEncoder.BLOCK_LENGTH, PlaceManyEncoder.TEMPLATE_ID))
                    .plan(plan)
                    .group(group)
                    .count(count);
            to.close(many.limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            if (count >= TOO_MANY) {
                return Result.of("Refused REPLY_TOO_LARGE", Result.ANY);
            }
            if (count < 0) {
                throw new Oracle.Unworded();
            }
            final PlacementEngine engine = oracle.engine();
            final long[] tasks = new long[count];
            final int answer = engine.placeMany(plan, group, count, tasks);
            return placements(engine, answer, tasks, answer < count ? answer + 1 : answer);
        }
    }

    /** The commands PlaceEach and PlaceAll. */
    record PlaceList(boolean isAllOrNone, List<Long> plans, List<Long> groups) implements Command {
        @Override
        public void write(final RequestWriter to) {
            if (isAllOrNone) {
                final PlaceAllEncoder all = new PlaceAllEncoder()
                        .wrap(to.buffer, to.open(PlaceAllEncoder.BLOCK_LENGTH, PlaceAllEncoder.TEMPLATE_ID));
                final PlaceAllEncoder.TasksEncoder each = all.tasksCount(plans.size());
                for (int i = 0; i < plans.size(); i++) {
                    each.next().plan(plans.get(i)).group(groups.get(i));
                }
                to.close(all.limit());
                return;
            }
            final PlaceEachEncoder list = new PlaceEachEncoder()
                    .wrap(to.buffer, to.open(PlaceEachEncoder.BLOCK_LENGTH, PlaceEachEncoder.TEMPLATE_ID));
            final PlaceEachEncoder.TasksEncoder each = list.tasksCount(plans.size());
            for (int i = 0; i < plans.size(); i++) {
                each.next().plan(plans.get(i)).group(groups.get(i));
            }
            to.close(list.limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final PlacementEngine engine = oracle.engine();
            final int count = plans.size();
            final long[] tasks = new long[count];
            final int answer = isAllOrNone
                    ? engine.placeAll(array(plans), array(groups), count, tasks)
                    : engine.placeMany(array(plans), array(groups), count, tasks);
            return placements(engine, answer, tasks, isAllOrNone && answer < count ? answer + 1 : count);
        }
    }

    /** The commands PlaceOn and Adopt. */
    record PlaceOn(boolean isAdoption, long what, long group, int ordinal, boolean isCounted) implements Command {
        @Override
        public void write(final RequestWriter to) {
            if (isAdoption) {
                to.close(new AdoptEncoder()
                        .wrap(to.buffer, to.open(AdoptEncoder.BLOCK_LENGTH, AdoptEncoder.TEMPLATE_ID))
                        .demand(what)
                        .group(group)
                        .ordinal(ordinal)
                        .counted(isCounted ? Flag.YES : Flag.NO)
                        .limit());
                return;
            }
            to.close(new PlaceOnEncoder()
                    .wrap(to.buffer, to.open(PlaceOnEncoder.BLOCK_LENGTH, PlaceOnEncoder.TEMPLATE_ID))
                    .plan(what)
                    .group(group)
                    .ordinal(ordinal)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final PlacementEngine engine = oracle.engine();
            return placed(
                    engine,
                    isAdoption
                            ? engine.adopt(what, group, ordinal, isCounted)
                            : engine.placeOn(what, group, ordinal));
        }
    }

    /** The command Hold. */
    record Hold(long plan, long group) implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.close(new HoldEncoder()
                    .wrap(to.buffer, to.open(HoldEncoder.BLOCK_LENGTH, HoldEncoder.TEMPLATE_ID))
                    .plan(plan)
                    .group(group)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            return placed(oracle.engine(), oracle.engine().hold(plan, group));
        }
    }

    /** The commands Release and Claim. */
    record Release(long task, boolean isClaim) implements Command {
        @Override
        public void write(final RequestWriter to) {
            if (isClaim) {
                to.close(new ClaimEncoder()
                        .wrap(to.buffer, to.open(ClaimEncoder.BLOCK_LENGTH, ClaimEncoder.TEMPLATE_ID))
                        .task(task)
                        .limit());
                return;
            }
            to.close(new ReleaseEncoder()
                    .wrap(to.buffer, to.open(ReleaseEncoder.BLOCK_LENGTH, ReleaseEncoder.TEMPLATE_ID))
                    .task(task)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            return Result.value(isClaim ? oracle.engine().claim(task) : oracle.engine().release(task));
        }
    }
}
