package dev.berth.service;

import dev.berth.Demand;
import org.jspecify.annotations.Nullable;

/** A task that a service placed or adopted. */
public final class ServiceTask {
    /** The ordinal of a Fargate task: it is on no instance. */
    public static final int NO_ORDINAL = -1;

    private final String id;
    private final Service service;
    private final Demand demand;
    private final long handle;
    private final int ordinal;
    private final @Nullable String zone;
    private final @Nullable String capacityProvider;
    private boolean isProtected;

    ServiceTask(
            final String id,
            final Service service,
            final Demand demand,
            final long handle,
            final int ordinal,
            final @Nullable String zone,
            final @Nullable String capacityProvider) {
        this.id = id;
        this.service = service;
        this.demand = demand;
        this.handle = handle;
        this.ordinal = ordinal;
        this.zone = zone;
        this.capacityProvider = capacityProvider;
    }

    /**
     * The id of the task.
     *
     * @return {@code service/NAME/n}, n = how many tasks services of this name had placed or adopted until then, itself
     *     too.
     */
    public String id() {
        return id;
    }

    /**
     * The service that placed or adopted it.
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
     * The instance on which it was placed or adopted.
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
    public @Nullable String zone() {
        return zone;
    }

    /**
     * The capacity provider that the task counts for.
     *
     * @return that of its instance, whether or not the service asked for one, null = it has none; of a Fargate task
     *     {@link CapacityProviders#FARGATE} or {@link CapacityProviders#FARGATE_SPOT}.
     */
    public @Nullable String capacityProvider() {
        return capacityProvider;
    }

    /**
     * What the task asks.
     *
     * @return the demand of the service when the task was placed; of an adopted task its own.
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
        service.checkOwner();
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
