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
 * The scheduler of DAEMON services, which run one task on each instance that is active, connected, and passes the
 * checks. A service also desires a task on an instance that fails checks of resources alone. The service's own tasks do
 * not count in its constraints; other tasks of its group do.
 *
 * <p>The engine's checks decide for an instance without a task of the service. For an instance with one, the
 * constraints are tested on the {@linkplain InstanceWithout instance without that task}.
 */
final class Daemons {
    /**
     * The checks that decide whether a task is desired on an instance, as bits: all checks other than those of
     * resources.
     */
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
     * Stops the tasks whose instance is draining or no longer satisfies the constraints. Resources, attributes and the
     * agent are tested at placement only.
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

    /** Places a task on each instance that has none and is eligible. */
    void placeMissing(final Service service) {
        final BitSet taken = taken(service);
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (!taken.get(ordinal)) {
                control.startOn(service, ordinal);
            }
        }
    }

    /** Returns the number of instances that have no task of the service and should have one. */
    int missing(final Service service) {
        final BitSet taken = taken(service);
        int missing = 0;
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            missing += isLacking(service, taken, ordinal) ? 1 : 0;
        }
        return missing;
    }

    /** Returns the instances that have a task of the service or should have none. */
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

    /**
     * Returns the first instance, from an ordinal on, that has no task of the service and should have one; −1 = none.
     */
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

    /** Returns the ordinals of the instances that have a task of the service. */
    static BitSet taken(final Service service) {
        final BitSet taken = new BitSet();
        for (final ServiceTask task : service.live()) {
            taken.set(task.ordinal());
        }
        return taken;
    }
}
