package dev.berth.service;

import dev.berth.Demand;

/** A task that a service placed. */
public final class ServiceTask {
    /** The ordinal of a Fargate task: it is on no instance. */
    public static final int NO_ORDINAL = -1;

    private final String id;
    private final Service service;
    private final Demand demand;
    private final long handle;
    private final int ordinal;
    private final String zone;
    private boolean isProtected;

    ServiceTask(
            final String id, final Service service, final long handle, final int ordinal, final String zone) {
        this.id = id;
        this.service = service;
        this.demand = service.spec().demand();
        this.handle = handle;
        this.ordinal = ordinal;
        this.zone = zone;
    }

    /**
     * The id of the task.
     *
     * @return {@code service/NAME/n}, n = how many tasks of services of this name were placed until then, itself too.
     */
    public String id() {
        return id;
    }

    /**
     * The service that placed it.
     *
     * @return its service, also after the task was stopped.
     */
    public Service service() {
        return service;
    }

    /**
     * The task in the engine.
     *
     * @return its handle, {@link dev.berth.PlacementEngine#NO_TASK} for a Fargate task.
     */
    public long handle() {
        return handle;
    }

    /**
     * The instance on which it was placed.
     *
     * @return its ordinal, {@link #NO_ORDINAL} for a Fargate task.
     */
    public int ordinal() {
        return ordinal;
    }

    /**
     * The zone in which a Fargate task was placed.
     *
     * @return the zone, null for a task on an instance.
     */
    public String zone() {
        return zone;
    }

    /**
     * What the task asks.
     *
     * @return the demand of the service when the task was placed.
     */
    public Demand demand() {
        return demand;
    }

    /**
     * Whether scale-in passes it over.
     *
     * @return true if it is protected.
     */
    public boolean isProtected() {
        return isProtected;
    }

    void protect(final boolean newValue) {
        isProtected = newValue;
    }

    @Override
    public String toString() {
        return id;
    }
}
