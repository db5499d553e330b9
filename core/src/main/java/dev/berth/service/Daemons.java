package dev.berth.service;

import dev.berth.Constraint;
import dev.berth.Exclusion;
import dev.berth.InstancePredicate;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * DAEMON services: one task on each instance that is active, connected, and passes the checks. A service desires
 * one where the resources alone are short, too. Its own tasks do not count in its own constraints; tasks of its group
 * that it does not own do.
 *
 * <p>Where no task of the service is, the engine's checks say just that. Where one is, its constraints are asked of the
 * {@linkplain InstanceWithout instance without it}.
 */
final class Daemons {
    /** The checks that decide whether a task is desired on an instance: all but those of its resources. */
    private static final int DESIRE = Arrays.stream(Reason.values())
            .limit(Reason.CHECKS)
            .filter(check -> !check.isOfResource())
            .mapToInt(check -> 1 << check.ordinal())
            .sum();

    private final PlacementEngine engine;
    private final TaskControl control;

    Daemons(final PlacementEngine engine, final TaskControl control) {
        this.engine = engine;
        this.control = control;
    }

    /**
     * Stops the tasks whose instance drains or does not satisfy the constraints now. Resources, attributes and the
     * agent are asked at placement only.
     */
    void stopUnfit(final Service service) {
        final List<ServiceTask> tasks = new ArrayList<>(service.running());
        tasks.sort(Comparator.comparingInt(ServiceTask::ordinal));
        for (final ServiceTask task : tasks) {
            if (!engine.isActive(task.ordinal()) || !satisfiesConstraints(task)) {
                control.stop(task);
            }
        }
    }

    private boolean satisfiesConstraints(final ServiceTask task) {
        final InstanceWithout instance = new InstanceWithout(engine, task.ordinal(), task.handle());
        for (final Constraint constraint : task.service().spec().constraints()) {
            final InstancePredicate predicate = constraint.predicate();
            final boolean satisfied = predicate == null
                    ? instance.tasksOf(task.service().group()) < constraint.mostTasks()
                    : predicate.test(instance);
            if (!satisfied) {
                return false;
            }
        }
        return true;
    }

    /** Places a task where one is missing and fits. */
    void placeMissing(final Service service) {
        final BitSet taken = taken(service);
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (!taken.get(ordinal)) {
                control.startOn(service, ordinal);
            }
        }
    }

    /** How many instances have no task of the service, and should have one. */
    int missing(final Service service) {
        final BitSet taken = taken(service);
        int missing = 0;
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            missing += isLacking(service, taken, ordinal) ? 1 : 0;
        }
        return missing;
    }

    /** The instances that have a task of the service, or should have none. */
    Exclusion notLacking(final Service service) {
        final BitSet taken = taken(service);
        final Exclusion others = new Exclusion(Math.max(1, engine.ordinalLimit()));
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (!isLacking(service, taken, ordinal)) {
                others.add(ordinal);
            }
        }
        return others;
    }

    /** The first instance that should have a task of the service and has none, from an ordinal on; −1 = none. */
    int nextLacking(final Service service, final BitSet taken, final int from) {
        for (int ordinal = from; ordinal < engine.ordinalLimit(); ordinal++) {
            if (isLacking(service, taken, ordinal)) {
                return ordinal;
            }
        }
        return -1;
    }

    private boolean isLacking(final Service service, final BitSet taken, final int ordinal) {
        return !taken.get(ordinal)
                && engine.isActive(ordinal)
                && (engine.failedChecks(service.plan(null), service.group(), ordinal) & DESIRE) == 0;
    }

    /** The instances that have a task of the service. */
    static BitSet taken(final Service service) {
        final BitSet taken = new BitSet();
        for (final ServiceTask task : service.live()) {
            taken.set(task.ordinal());
        }
        return taken;
    }
}
