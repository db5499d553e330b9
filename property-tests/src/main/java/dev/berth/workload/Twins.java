package dev.berth.workload;

import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Usage;
import dev.berth.oracle.Snapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two worlds with the same history, of which one is restored from its snapshot at times. Each is in lock-step with the
 * oracle. The handles, the order of tasks, and all else that can be asked of the two engines must be the same.
 */
public final class Twins {
    private static final int SHOWN = 3;

    private final World kept;
    private final World restored;
    private long restorations;

    /**
     * Creates two worlds at their beginning.
     *
     * @param scenario of both.
     */
    public Twins(final Scenario scenario) {
        kept = new World(scenario);
        restored = new World(scenario);
    }

    /**
     * Carries out one command in both worlds.
     *
     * @param seed of the dice that choose it.
     */
    public void step(final long seed) {
        kept.step(new Dice(seed));
        restored.step(new Dice(seed));
        equal("tasks", kept.tasks, restored.tasks);
        equal("tasks that were", kept.oldTasks, restored.oldTasks);
        equal("demands", kept.demands, restored.demands);
        equal("plans", kept.plans, restored.plans);
        equal("groups", kept.groups, restored.groups);
        equal("attributes", kept.attributes, restored.attributes);
    }

    /**
     * Restores one of the worlds from its snapshot.
     *
     * @param config of the restored engine.
     */
    public void restore(final EngineConfig config) {
        restorations++;
        restored.lockstep.run(() -> restored.lockstep.restore(config, Shapes::predicate));
    }

    /** Compares all that can be asked of the two engines. */
    public void compare() {
        final PlacementEngine one = kept.lockstep.engine();
        final PlacementEngine other = restored.lockstep.engine();
        equal("description", describe(kept, one), describe(kept, other));
        if (!Arrays.equals(Snapshots.of(one), Snapshots.of(other))) {
            throw new AssertionError("snapshots differ after " + restorations + " restorations");
        }
    }

    /** Returns the instances, their tasks in order, the groups, their tasks in order, and the answers about each. */
    private static List<String> describe(final World world, final PlacementEngine engine) {
        final List<String> lines = new ArrayList<>();
        lines.add(engine.digest() + " " + engine.instanceCount() + " " + engine.taskCount());
        for (final Usage.Limit limit : engine.usage().limits()) {
            // How many indexes plans need depends on the order in which they were defined, and the undo log begins
            // empty.
            final boolean mayDiffer = limit.name().equals("maxIndexes") || limit.name().equals("maxUndo");
            lines.add(mayDiffer ? "" : limit.name() + limit.used() + " " + limit.highest());
        }
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            final StringBuilder line = new StringBuilder().append(engine.instanceHandle(ordinal));
            for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
                line.append(' ').append(task).append(':').append(engine.demandOf(task));
            }
            if (engine.isRegistered(ordinal)) {
                final Instance instance = engine.describe(ordinal);
                line.append(engine.isActive(ordinal)).append(instance.agentVersion()).append(instance.registeredAt());
                line.append(instance.ec2InstanceId()).append(instance.cpuUnits()).append(instance.memoryMib());
                line.append(instance.gpus()).append(instance.eniSlots());
            }
            lines.add(line.toString());
        }
        for (final long group : world.groups) {
            final StringBuilder line = new StringBuilder().append(engine.tasksIn(group));
            for (long task = engine.firstTaskIn(group); task >= 0; task = engine.nextTaskIn(task)) {
                line.append(' ').append(task);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private void equal(final String what, final List<?> expected, final List<?> actual) {
        int at = 0;
        while (at < expected.size() && at < actual.size() && expected.get(at).equals(actual.get(at))) {
            at++;
        }
        if (at < expected.size() || at < actual.size()) {
            final String difference = what + " after " + restorations + " restorations are " + from(actual, at)
                    + " from number " + at + " on, must be " + from(expected, at);
            for (final World world : List.of(kept, restored)) {
                world.lockstep.run(() -> {
                    throw new AssertionError(difference);
                });
            }
        }
    }

    private static List<?> from(final List<?> list, final int at) {
        return list.subList(at, Math.min(list.size(), at + SHOWN));
    }

    /**
     * Returns the world that is restored at times.
     *
     * @return the world.
     */
    public World restored() {
        return restored;
    }
}
