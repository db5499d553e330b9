package dev.berth.service;

import java.util.List;

/** A service: what it asks, and its tasks. Changed by {@link Services} alone. */
public final class Service {
    private final String name;
    private ServiceSpec spec;

    Service(final ServiceSpec spec) {
        this.name = spec.name();
        this.spec = spec;
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
        throw new UnsupportedOperationException("desiredCount");
    }

    /**
     * How many tasks run. O(tasks of the service).
     *
     * @return tasks placed and not stopped or lost.
     */
    public int runningCount() {
        return tasks().size();
    }

    /**
     * How many tasks wait for a place. Of a DAEMON service O(instances).
     *
     * @return what is missing to the desired count, 0 or more; of a DAEMON service, the instances that pass the ten
     *     checks and have no task of it.
     */
    public int pendingCount() {
        throw new UnsupportedOperationException("pendingCount");
    }

    /**
     * The tasks that run. O(tasks of the service).
     *
     * @return a new list, in the order in which they were placed.
     */
    public List<ServiceTask> tasks() {
        throw new UnsupportedOperationException("tasks");
    }
}
