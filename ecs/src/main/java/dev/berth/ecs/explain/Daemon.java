package dev.berth.ecs.explain;

import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.ecs.explain.Fleet.Machine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A DAEMON service. It desires one task on each ACTIVE instance, except where the instance fails a check other than
 * those of resources. Where it desires a task, has none and resources are short, its task waits.
 *
 * @param has instances that have a task of the service.
 * @param notDesired number of instances on which no task is desired, by the check that they fail.
 */
record Daemon(Set<Machine> has, Map<Reason, Integer> notDesired) {
    /** Returns how many tasks the service desires, given how many were placed or wait. */
    int desired(final int placedAndWaiting) {
        return has.size() + placedAndWaiting;
    }

    int notDesiredTotal() {
        return notDesired.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A run that goes over the instances once, then places. */
    static final class Run {
        private final PlacementEngine engine;
        private final List<Machine> machines;
        private final long plan;
        private final long group;
        private final List<Integer> fitting = new ArrayList<>();
        private final List<Integer> starved = new ArrayList<>();
        private final Set<Machine> has = new HashSet<>();
        private final Map<Reason, Integer> notDesired = new TreeMap<>();
        private final List<Integer> without = new ArrayList<>();

        Run(final PlacementEngine engine, final List<Machine> machines, final long plan, final long group) {
            this.engine = engine;
            this.machines = machines;
            this.plan = plan;
            this.group = group;
            final Set<Integer> taken = new HashSet<>();
            for (long task = engine.firstTaskIn(group); task >= 0; task = engine.nextTaskIn(task)) {
                taken.add(engine.instanceOf(task));
            }
            for (int ordinal = 0; ordinal < machines.size(); ordinal++) {
                if (taken.contains(ordinal)) {
                    has.add(machines.get(ordinal));
                } else if (engine.isActive(ordinal)) {
                    without.add(ordinal);
                    sort(ordinal, engine.whyNot(plan, group, ordinal));
                }
            }
        }

        private void sort(final int ordinal, final List<FailedCheck> failed) {
            if (failed.isEmpty()) {
                fitting.add(ordinal);
                return;
            }
            for (final FailedCheck check : failed) {
                if (!check.reason().isOfResource()) {
                    notDesired.merge(check.reason(), 1, Integer::sum);
                    return;
                }
            }
            starved.add(ordinal);
        }

        Daemon daemon() {
            return new Daemon(has, notDesired);
        }

        /** Returns how many desired tasks are missing. */
        int missing() {
            return fitting.size() + starved.size();
        }

        /** Returns what the instances without a task of the service say to one. */
        Explanation before() {
            return engine.explain(plan, group, allBut(without));
        }

        /** Returns the instances on which a task is placed now. */
        List<Integer> fitting() {
            return fitting;
        }

        /**
         * Returns why tasks wait, or why the service desires none.
         *
         * @return null if every desired task has its place.
         */
        Explanation refusal() {
            if (starved.isEmpty()) {
                return has.isEmpty() && fitting.isEmpty() ? before() : null;
            }
            return engine.explain(plan, group, allBut(starved));
        }

        private Exclusion allBut(final Collection<Integer> ordinals) {
            final Set<Integer> kept = new HashSet<>(ordinals);
            final Exclusion others = new Exclusion(Math.max(1, machines.size()));
            for (int ordinal = 0; ordinal < machines.size(); ordinal++) {
                if (!kept.contains(ordinal)) {
                    others.add(ordinal);
                }
            }
            return others;
        }

        /**
         * Returns every check that the wanted instances fail for a task of the service; none for an instance that has
         * one.
         */
        List<Answer.Verdict> verdicts(final Predicate<Machine> wanted) {
            final List<Answer.Verdict> verdicts = new ArrayList<>();
            for (int ordinal = 0; ordinal < machines.size(); ordinal++) {
                final Machine machine = machines.get(ordinal);
                if (wanted.test(machine)) {
                    verdicts.add(new Answer.Verdict(
                            machine, has.contains(machine) ? List.of() : engine.whyNot(plan, group, ordinal)));
                }
            }
            return verdicts;
        }
    }
}
