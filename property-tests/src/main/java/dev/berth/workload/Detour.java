package dev.berth.workload;

import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import java.util.ArrayList;
import java.util.List;

/** The changes of an engine alone within a savepoint, with further savepoints among them. Their results are ignored. */
final class Detour {
    private static final int DEEPEST = 3;
    private static final int STEPS = 20;

    private Detour() {}

    static void go(final PlacementEngine engine, final World world, final Dice dice, final int depth) {
        final List<Long> tasks = new ArrayList<>(world.tasks);
        for (int left = dice.below(STEPS); left > 0; left--) {
            if (depth < DEEPEST && dice.chance(10)) {
                final long savepoint = engine.savepoint();
                go(engine, world, dice, depth + 1);
                if (dice.chance(50)) {
                    engine.rollback(savepoint);
                } else {
                    engine.commit(savepoint);
                }
                continue;
            }
            try {
                change(engine, world, dice, tasks);
            } catch (final LimitExceededException | IllegalArgumentException e) {
                // A refusal has changed nothing.
                continue;
            }
        }
    }

    private static void change(
            final PlacementEngine engine, final World world, final Dice dice, final List<Long> tasks) {
        final int ordinal = world.ordinal(dice);
        switch (dice.below(13)) {
            case 0, 1, 2 -> tasks.add(engine.place(world.plan(dice), world.group(dice)));
            case 3 -> tasks.add(engine.placeOn(world.plan(dice), world.group(dice), ordinal));
            case 4 -> tasks.add(engine.adopt(world.demand(dice), world.group(dice), ordinal, dice.chance(30)));
            case 5, 6, 7 -> engine.release(tasks.isEmpty() ? 1 : dice.pick(tasks));
            case 8 -> engine.drain(ordinal);
            case 9 -> engine.reactivate(ordinal);
            case 10 -> engine.setAgentConnected(ordinal, dice.chance(50));
            case 11 -> {
                final String[] attribute = world.shapes.attribute(dice);
                engine.setAttribute(ordinal, attribute[0], attribute[1]);
                engine.removeAttribute(ordinal, attribute[0]);
                engine.reserve(ordinal, 10, 10, 0, 0);
            }
            default -> engine.register(world.shapes.instance(dice, "detour-" + dice.below(1_000)));
        }
    }
}
