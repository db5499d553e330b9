package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.PlacementEngine;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The events that services tell, which the naive scheduler then has to repeat one by one. */
final class Told implements ServiceListener, NaiveWitness {
    private PlacementEngine engine;
    private final Oracle oracle;
    private final Draws draws;
    private final ServicesCoverage coverage;
    private final Trace trace;
    private final Deque<Event> ahead = new ArrayDeque<>();
    private final List<String> step = new ArrayList<>();
    private ServiceTask lastStopped;

    private enum Kind {
        START,
        STOP,
        LOSS
    }

    /** An event, with the digest of the state just after it. */
    private record Event(Kind kind, String id, int ordinal, String fargateZone, long digest) {
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + " of " + id + " at "
                    + (fargateZone == null ? ordinal : fargateZone)
                    + " (digest " + Long.toHexString(digest) + ")";
        }
    }

    Told(final PlacementEngine engine, final Oracle oracle, final ServicesCoverage coverage, final Trace trace) {
        this.engine = engine;
        this.oracle = oracle;
        draws = new Draws(engine.config().seed());
        this.coverage = coverage;
        this.trace = trace;
    }

    /** Continues with another engine, on which the services now are. */
    void follow(final PlacementEngine newEngine) {
        engine = newEngine;
    }

    // ---- the services ----------------------------------------------------------------------------------------------

    @Override
    public void started(final ServiceTask task) {
        ahead.add(event(Kind.START, task));
    }

    @Override
    public void stopped(final ServiceTask task) {
        ahead.add(event(Kind.STOP, task));
        lastStopped = task;
    }

    @Override
    public void lost(final ServiceTask task) {
        ahead.add(event(Kind.LOSS, task));
        lastStopped = task;
    }

    private Event event(final Kind kind, final ServiceTask task) {
        return new Event(kind, task.id(), task.ordinal(), task.zone(), engine.digest());
    }

    /** Returns the task that stopped last, empty if no task stopped. */
    Optional<ServiceTask> lastStopped() {
        return Optional.ofNullable(lastStopped);
    }

    // ---- the naive scheduler ---------------------------------------------------------------------------------------

    @Override
    public void started(final NaiveTask task, final ServiceCause cause) {
        follow(Kind.START, task, cause);
    }

    @Override
    public void stopped(final NaiveTask task, final ServiceCause cause) {
        follow(Kind.STOP, task, cause);
    }

    @Override
    public void lost(final NaiveTask task) {
        follow(Kind.LOSS, task, ServiceCause.LOSS);
    }

    private void follow(final Kind kind, final NaiveTask task, final ServiceCause cause) {
        final Event must = new Event(kind, task.id, task.ordinal(), task.fargateZone, oracle.digest());
        trace.equal("what is told next (" + cause + ")", must, ahead.poll());
        coverage.met(cause);
        step.add(kind.name().toLowerCase(Locale.ROOT) + " " + task);
    }

    @Override
    public OracleInstance drawInstance(final Chain chain, final List<OracleInstance> candidates) {
        return draws.pick(chain, candidates, oracle.ordinalLimit());
    }

    @Override
    public NaiveTask drawTask(final List<NaiveTask> candidates) {
        return drawn(candidates, task -> ahead.element().kind == Kind.STOP && task.id.equals(ahead.element().id));
    }

    private <T> T drawn(final List<T> candidates, final Predicate<T> isNext) {
        return candidates.stream()
                .filter(candidate -> !ahead.isEmpty() && isNext.test(candidate))
                .findFirst()
                .orElseThrow(() -> trace.failure(
                        "what is told next is " + ahead.peek() + ", must be of one of " + candidates, null));
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    void requireNoMore() {
        trace.equal("what is told at the end", null, ahead.peek());
    }

    /** Returns what was told in the step that ends. */
    String endStep() {
        final String all = String.join("; ", step);
        step.clear();
        return all;
    }
}
