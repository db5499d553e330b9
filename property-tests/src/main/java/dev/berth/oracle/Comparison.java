package dev.berth.oracle;

import dev.berth.EngineConfig;
import dev.berth.InstancePredicate;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The base of all commands in lock-step: both sides, the comparison of results and states, and the trace. */
abstract class Comparison {
    PlacementEngine engine;
    final Oracle oracle;
    final Draws draws;
    final Limits limits;
    final Trace trace;
    final Coverage coverage = new Coverage();
    final Registry registry = new Registry();
    long steps;
    private final int stepsPerComparison;

    Comparison(final String name, final EngineConfig config, final int stepsPerComparison) {
        engine = new PlacementEngine(config);
        oracle = new Oracle(config.resources());
        draws = new Draws(config.seed());
        limits = new Limits(config, oracle);
        trace = new Trace(name);
        this.stepsPerComparison = stepsPerComparison;
    }

    /** Compares the states of both sides, and lets the engine validate its structures. */
    public void compareStates() {
        engine.validate();
        equal("digest", oracle.digest(), engine.digest());
        equal("instanceCount", oracle.instances().size(), engine.instanceCount());
        equal("taskCount", oracle.taskCount(), engine.taskCount());
        equal("ordinalLimit", oracle.ordinalLimit(), engine.ordinalLimit());
    }

    /**
     * Replaces the engine by one restored from its snapshot, and checks that both have the same snapshot, byte for
     * byte.
     *
     * @param config of the restored engine.
     * @param predicates by the names that constraints give them.
     */
    public void restore(final EngineConfig config, final Function<String, InstancePredicate> predicates) {
        trace.begin(() -> "restore with " + config.maxInstances() + " instances, " + config.maxTasks() + " tasks");
        final byte[] saved = Snapshots.of(engine);
        engine = Snapshots.restore(config, saved, predicates);
        require(Arrays.equals(saved, Snapshots.of(engine)), "a snapshot of what a snapshot restores is another");
        limits.reconfigure(config);
        compareStates();
        done(saved.length);
    }

    /**
     * Returns the engine, for questions that change nothing.
     *
     * @return the engine.
     */
    public PlacementEngine engine() {
        return engine;
    }

    /**
     * Returns the oracle, for questions that change nothing.
     *
     * @return the oracle.
     */
    public Oracle oracle() {
        return oracle;
    }

    /**
     * Returns the counts of what the history has met so far.
     *
     * @return the counts, which go on to grow.
     */
    public Coverage coverage() {
        return coverage;
    }

    /**
     * Runs commands, and adds the last commands to the message of whatever they throw.
     *
     * @param commands to run.
     */
    public void run(final Runnable commands) {
        try {
            commands.run();
        } catch (final Difference e) {
            throw e;
        } catch (final RuntimeException | AssertionError e) {
            throw trace.failure(e.toString(), e);
        }
    }

    // ---- comparison ------------------------------------------------------------------------------------------------

    final <T> Optional<T> cold(final Supplier<T> command, final Limits.Expected expected) {
        try {
            final T result = command.get();
            require(!expected.surely(), "engine answered %s, must refuse: %s", result, expected);
            return Optional.of(result);
        } catch (final LimitExceededException e) {
            require(expected.limits().contains(e.limit()), "engine refused with %s, allowed was %s", e, expected);
        } catch (final IllegalArgumentException | IllegalStateException e) {
            if (!expected.badArgument()) {
                throw trace.failure("engine refused with " + e + ", allowed was " + expected, e);
            }
        }
        coverage.limitOrBadArgument();
        compareStates();
        return Optional.empty();
    }

    final void refused(final long result) {
        final Reason reason = Reason.of(result);
        coverage.refusedFor(reason);
        if (reason.ordinal() >= Reason.MAX_TASKS.ordinal()) {
            compareStates();
        }
    }

    final void done(final Object result) {
        trace.end(result);
        steps++;
        if (!oracle.instances().isEmpty()) {
            final OracleInstance sample = oracle.instance((int) (steps % engine.ordinalLimit()));
            if (sample != null) {
                coverage.sampled(sample);
            }
        }
        if (stepsPerComparison > 0 && steps % stepsPerComparison == 0) {
            compareStates();
        }
    }

    final void equalCode(final Reason expected, final long result) {
        require(
                expected == null ? result >= 0 : result == expected.code(),
                "engine answered %s, must be %s",
                reasonOrNone(result),
                expected == null ? "success" : expected);
    }

    static Object reasonOrNone(final long result) {
        return result < 0 ? Reason.of(result) : result;
    }

    final void equal(final String what, final Object expected, final Object actual) {
        trace.equal(what, expected, actual);
    }

    final void require(final boolean holds, final String format, final Object... arguments) {
        if (!holds) {
            throw trace.failure(String.format(format, arguments), null);
        }
    }

    final void forgetIfDone(final OracleGroup group) {
        if (!registry.isOpen(group) && group.tasks.isEmpty()) {
            oracle.forget(group);
            registry.forgetGroup(group);
        }
    }
}
