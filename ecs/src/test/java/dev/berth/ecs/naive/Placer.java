package dev.berth.ecs.naive;

import java.util.List;

/** Places one task by a chain, or finds no instance for it. */
final class Placer {
    private final State state;
    private final Checks checks;
    private final Ranking ranking;
    private final Chooser chooser;

    Placer(final State state, final Checks checks, final Ranking ranking, final Chooser chooser) {
        this.state = state;
        this.checks = checks;
        this.ranking = ranking;
        this.chooser = chooser;
    }

    /** A task on one of the considered instances; null if none is eligible. */
    Task place(
            final Ask ask,
            final List<Strategy> chain,
            final List<Instance> considered,
            final String id,
            final Service service) {
        final List<Instance> eligible =
                considered.stream().filter(each -> checks.passes(ask, each)).toList();
        if (eligible.isEmpty()) {
            return null;
        }
        final Instance best = ranking.best(eligible, chain, ask.group(), id, chooser);
        final Task task = Task.on(best, id, ask.group(), ask.demand(), service);
        state.take(task);
        return task;
    }

    /** A Fargate task, which always fits. */
    Task placeInZone(
            final Demand demand,
            final List<String> zones,
            final String group,
            final String id,
            final Service service) {
        final Task task = Task.inZone(ranking.zone(zones, group), id, group, demand, service);
        state.take(task);
        return task;
    }
}
