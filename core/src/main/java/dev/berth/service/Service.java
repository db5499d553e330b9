package dev.berth.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A service: what it asks, and its tasks. Changed by {@link Services} alone. */
public final class Service {
    /** The group of a service that has none in the engine: of Fargate. */
    static final long NO_GROUP = -1;

    private final String name;
    private final long group;
    private final TaskControl control;
    private final Daemons daemons;

    /** The tasks in the order in which they were placed; those that the engine has lost are there until forgotten. */
    private final Set<ServiceTask> running = new LinkedHashSet<>();

    private ServiceSpec spec;
    private Terms terms;
    private boolean rebalances;
    private boolean deleted;

    Service(final ServiceSpec spec, final long group, final TaskControl control, final Daemons daemons) {
        name = spec.name();
        this.group = group;
        this.control = control;
        this.daemons = daemons;
    }

    /**
     * The name, unique among the services that are not deleted.
     *
     * @return its name.
     */
    public String name() {
        return name;
    }

    /**
     * What the service asks now.
     *
     * @return as given at the creation or the last update.
     */
    public ServiceSpec spec() {
        return spec;
    }

    /**
     * How many tasks the service should run; 0 once it is deleted.
     *
     * @return as asked; of a DAEMON service, {@link #runningCount()} + {@link #pendingCount()}.
     */
    public int desiredCount() {
        if (deleted) {
            return 0;
        }
        return isDaemon() ? runningCount() + pendingCount() : spec.desiredCount();
    }

    /**
     * How many tasks run. O(tasks of the service).
     *
     * @return tasks placed and not stopped or lost.
     */
    public int runningCount() {
        control.forgetLost(this);
        return running.size();
    }

    /**
     * How many tasks wait for a place. Of a DAEMON service O(instances).
     *
     * @return what is missing to the desired count, 0 or more; of a DAEMON service, the instances that pass the ten
     *     checks and have no task of it.
     */
    public int pendingCount() {
        if (deleted) {
            return 0;
        }
        control.forgetLost(this);
        return isDaemon() ? daemons.missing(this) : Math.max(0, spec.desiredCount() - running.size());
    }

    /**
     * The tasks that run. O(tasks of the service).
     *
     * @return a new list, in the order in which they were placed.
     */
    public List<ServiceTask> tasks() {
        control.forgetLost(this);
        return List.copyOf(running);
    }

    // ---- of this package -------------------------------------------------------------------------------------------

    /** Asks something else from now on; of a Fargate service, nothing is compiled. */
    void ask(final ServiceSpec newSpec, final Terms newTerms) {
        spec = newSpec;
        terms = newTerms;
        rebalances = Rebalancing.appliesTo(newSpec);
    }

    void delete() {
        deleted = true;
    }

    boolean isDaemon() {
        return spec.schedulingStrategy() == SchedulingStrategy.DAEMON;
    }

    boolean rebalances() {
        return rebalances;
    }

    Set<ServiceTask> running() {
        return running;
    }

    long group() {
        return group;
    }

    Terms terms() {
        return terms;
    }
}
