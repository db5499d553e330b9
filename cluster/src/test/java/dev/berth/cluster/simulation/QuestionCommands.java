package dev.berth.cluster.simulation;

import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.CanPlaceEncoder;
import dev.berth.cluster.internal.codec.CanPlaceOnEncoder;
import dev.berth.cluster.internal.codec.CountsEncoder;
import dev.berth.cluster.internal.codec.ReleaseAllEncoder;
import dev.berth.cluster.internal.codec.TasksOnEncoder;
import java.util.ArrayList;
import java.util.List;

/** Some of the questions, one of each kind of answer, and ReleaseAll, which answers with a list too. */
final class QuestionCommands {
    private QuestionCommands() {}

    /** The commands CanPlace and, with an ordinal, CanPlaceOn. */
    record CanPlace(long plan, long group, int ordinal) implements Command {
        @Override
        public void write(final RequestWriter to) {
            if (ordinal < 0) {
                to.close(new CanPlaceEncoder()
                        .wrap(to.buffer, to.open(CanPlaceEncoder.BLOCK_LENGTH, CanPlaceEncoder.TEMPLATE_ID))
                        .plan(plan)
                        .group(group)
                        .limit());
                return;
            }
            to.close(new CanPlaceOnEncoder()
                    .wrap(to.buffer, to.open(CanPlaceOnEncoder.BLOCK_LENGTH, CanPlaceOnEncoder.TEMPLATE_ID))
                    .plan(plan)
                    .group(group)
                    .ordinal(ordinal)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            return Result.value(
                    ordinal < 0
                            ? oracle.engine().canPlace(plan, group)
                            : oracle.engine().canPlaceOn(plan, group, ordinal));
        }
    }

    /** The command Counts. */
    record Counts() implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.empty(CountsEncoder.TEMPLATE_ID);
        }

        @Override
        public Result perform(final Oracle oracle) {
            final PlacementEngine engine = oracle.engine();
            return Result.of(
                    "CountsAnswer",
                    oracle.applied(),
                    engine.instanceCount(),
                    engine.ordinalLimit(),
                    engine.taskCount(),
                    oracle.services().services().size());
        }
    }

    /** The command TasksOn, for the first page. */
    record TasksOn(int ordinal) implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.close(new TasksOnEncoder()
                    .wrap(to.buffer, to.open(TasksOnEncoder.BLOCK_LENGTH, TasksOnEncoder.TEMPLATE_ID))
                    .ordinal(ordinal)
                    .after(PlacementEngine.NO_TASK)
                    .most(1_000)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final PlacementEngine engine = oracle.engine();
            if (!engine.isRegistered(ordinal)) {
                throw new Oracle.Unworded();
            }
            final List<Object> values = new ArrayList<>();
            values.add((long) engine.tasksOn(ordinal));
            for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
                values.add(task);
            }
            return new Result("TasksAnswer", values);
        }
    }

    /** The command ReleaseAll. */
    record ReleaseAll(List<Long> tasks) implements Command {
        @Override
        public void write(final RequestWriter to) {
            final ReleaseAllEncoder all = new ReleaseAllEncoder()
                    .wrap(to.buffer, to.open(ReleaseAllEncoder.BLOCK_LENGTH, ReleaseAllEncoder.TEMPLATE_ID));
            final ReleaseAllEncoder.TasksEncoder each = all.tasksCount(tasks.size());
            tasks.forEach(task -> each.next().task(task));
            to.close(all.limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final List<Object> values = new ArrayList<>();
            long released = 0;
            for (int i = 0; i < tasks.size(); i++) {
                if (oracle.engine().release(tasks.get(i)) == PlacementEngine.DONE) {
                    released++;
                } else {
                    values.add((long) i);
                }
            }
            values.add(0, released);
            return new Result("Released", values);
        }
    }
}
