package dev.berth.workload;

import dev.berth.oracle.Difference;
import java.util.ArrayList;
import java.util.List;

/** A runner of histories that, when one fails, leaves steps out for as long as it still fails. */
public final class Shrinker {
    private static final long PATIENCE_MILLIS = 20_000;

    private final Scenario scenario;

    private record Failure(List<Long> steps, Difference difference) {}

    /**
     * Creates a runner.
     *
     * @param scenario of the history.
     */
    public Shrinker(final Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * Runs steps.
     *
     * @param count number of steps.
     * @return the world after them.
     * @throws Difference of the shortest failing history that was found.
     */
    public World run(final int count) {
        final World world = new World(scenario);
        final List<Long> steps = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                steps.add(new Dice(scenario.seed() + i).next());
                world.step(new Dice(steps.get(i)));
            }
            world.lockstep().run(world.lockstep()::compareStates);
        } catch (final Difference e) {
            throw shrink(new Failure(steps, e)).difference;
        }
        return world;
    }

    private Failure shrink(final Failure first) {
        final long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        Failure best = first;
        for (int part = best.steps.size() / 2; part > 0; part /= 2) {
            for (int at = 0; at < best.steps.size() && System.currentTimeMillis() < deadline; ) {
                final List<Long> fewer = new ArrayList<>(best.steps);
                fewer.subList(at, Math.min(at + part, fewer.size())).clear();
                final Failure failure = replay(fewer);
                best = failure == null ? best : failure;
                at += failure == null ? part : 0;
            }
        }
        return best;
    }

    private Failure replay(final List<Long> steps) {
        final World world = new World(scenario);
        for (int i = 0; i < steps.size(); i++) {
            try {
                world.step(new Dice(steps.get(i)));
            } catch (final Difference e) {
                return new Failure(new ArrayList<>(steps.subList(0, i + 1)), e);
            }
        }
        return null;
    }
}
