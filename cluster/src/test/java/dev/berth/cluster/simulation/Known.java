package dev.berth.cluster.simulation;

import dev.berth.PlacementEngine;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;

/** The handles that exist, from which clients pick what they ask for; sometimes they pick one that never existed. */
final class Known {
    /** The demands that are defined. */
    final List<Long> demands = new ArrayList<>();

    /** The plans that are live. */
    final List<Long> plans = new ArrayList<>();

    /** The groups that are open. */
    final List<Long> groups = new ArrayList<>();

    private static long add(final List<Long> list, final long handle) {
        if (!list.contains(handle)) {
            list.add(handle);
        }
        return handle;
    }

    /** Adds a demand and returns it. */
    long addDemand(final long handle) {
        return add(demands, handle);
    }

    /** Adds a plan and returns it. */
    long addPlan(final long handle) {
        return add(plans, handle);
    }

    /** Adds a group and returns it. */
    long addGroup(final long handle) {
        return add(groups, handle);
    }

    /** Picks a handle of a list, or one that never existed. */
    static long pick(final List<Long> list, final Dice dice) {
        return list.isEmpty() || dice.chance(2) ? dice.below(1 << 20) : dice.pick(list);
    }

    /** Picks an ordinal that was used, or the next one. */
    static int ordinal(final PlacementEngine engine, final Dice dice) {
        return dice.below(engine.ordinalLimit() + 1);
    }

    /** Picks a task that runs if the instance that is drawn has one. */
    static long task(final PlacementEngine engine, final Dice dice) {
        long task = PlacementEngine.NO_TASK;
        for (int attempt = 0; attempt < 4 && task < 0; attempt++) {
            task = engine.firstTaskOn(ordinal(engine, dice));
            for (int skip = dice.below(4); skip > 0 && task >= 0; skip--) {
                final long next = engine.nextTaskOn(task);
                task = next < 0 ? task : next;
            }
        }
        return task < 0 || dice.chance(3) ? task + 1 + dice.below(1_000) : task;
    }
}
