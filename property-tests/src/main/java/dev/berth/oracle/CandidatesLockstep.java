package dev.berth.oracle;

import dev.berth.CandidateOrder;
import dev.berth.Candidates;
import dev.berth.EngineConfig;
import dev.berth.InstancePredicate;
import dev.berth.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The walks of lock-step through candidates, several at a time. */
abstract class CandidatesLockstep extends QuestionLockstep {
    private final List<Opened> opened = new ArrayList<>();

    private static final class Opened {
        final CandidateOrder order;
        final int leastCpu;
        final int leastMemory;
        final Candidates engine;
        final NaiveCandidates naive;

        /** The number of the step that made the last answer of the walk. */
        long step;

        Opened(
                final CandidateOrder order,
                final int leastCpu,
                final int leastMemory,
                final Candidates engine,
                final NaiveCandidates naive) {
            this.order = order;
            this.leastCpu = leastCpu;
            this.leastMemory = leastMemory;
            this.engine = engine;
            this.naive = naive;
        }
    }

    CandidatesLockstep(final String name, final EngineConfig config, final int stepsPerComparison) {
        super(name, config, stepsPerComparison);
    }

    /**
     * Returns how many candidates are open.
     *
     * @return a count.
     */
    public int openCandidates() {
        return opened.size();
    }

    /**
     * Opens candidates. The engine may refuse only if all of its indexes are needed, and not for the same order.
     *
     * @param order of the instances.
     * @param leastCpu of all walks.
     * @param leastMemory of all walks.
     */
    public void openCandidates(final CandidateOrder order, final int leastCpu, final int leastMemory) {
        trace.begin(() -> "open candidates by " + order + " of at least " + leastCpu + ", " + leastMemory);
        final Usage.Limit indexes = engine.usage().limit("maxIndexes");
        final boolean mayRefuse = indexes.used() == indexes.most()
                && opened.stream().noneMatch(other -> other.order == order);
        final Optional<Candidates> candidates = cold(
                () -> engine.candidates(order, leastCpu, leastMemory),
                mayRefuse ? new Limits.Expected(false, false, Set.of("maxIndexes")) : Limits.NONE);
        candidates.ifPresent(at -> opened.add(
                new Opened(order, leastCpu, leastMemory, at, new NaiveCandidates(oracle, order))));
        coverage.opened(candidates.isPresent());
        done(candidates);
    }

    /**
     * Closes candidates.
     *
     * @param at 0..openCandidates() − 1.
     */
    public void closeCandidates(final int at) {
        trace.begin(() -> "close candidates " + at);
        opened.remove(at).engine.close();
        done("closed");
    }

    /**
     * Begins a walk, and goes on for some steps.
     *
     * @param at 0..openCandidates() − 1.
     * @param cpu asked, raised to the least that was given at opening.
     * @param memory asked, raised in the same way.
     * @param steps number of instances after the first one.
     */
    public void walk(final int at, final int cpu, final int memory, final int steps) {
        final Opened walk = opened.get(at);
        final int askedCpu = Math.max(cpu, walk.leastCpu);
        final int askedMemory = Math.max(memory, walk.leastMemory);
        trace.begin(() ->
                "walk by " + walk.order + " for " + askedCpu + ", " + askedMemory + " and " + steps + " more");
        final Optional<OracleInstance> first = walk.naive.first(askedCpu, askedMemory);
        compare(first, walk.engine.first(askedCpu, askedMemory));
        goOn(walk, steps);
    }

    /**
     * Continues a walk after other commands.
     *
     * @param at 0..openCandidates() − 1.
     * @param steps number of instances.
     */
    public void continueWalk(final int at, final int steps) {
        final Opened walk = opened.get(at);
        trace.begin(() -> "continue to walk by " + walk.order + " for " + steps);
        coverage.continued(steps > 0 && walk.step < this.steps);
        goOn(walk, steps);
    }

    private void goOn(final Opened walk, final int count) {
        for (int i = 0; i < count; i++) {
            compare(walk.naive.next(), walk.engine.next());
        }
        done(count);
        walk.step = steps;
    }

    private void compare(final Optional<OracleInstance> expected, final int actual) {
        equal("candidate", expected.map(OracleInstance::ordinal).orElse(Candidates.NONE), actual);
        expected.ifPresent(instance -> coverage.walked(registry.isBelowAllPlans(instance.remaining)));
    }

    /** Restores the engine. Candidates are not restored, and those that were open are forgotten. */
    @Override
    public void restore(final EngineConfig config, final Function<String, InstancePredicate> predicates) {
        super.restore(config, predicates);
        opened.clear();
    }
}
