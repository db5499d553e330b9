package dev.berth.service;

import dev.berth.Demand;
import org.jspecify.annotations.Nullable;

/** A task that a service placed or adopted. */
public final class ServiceTask {
    /** The ordinal of a task on Fargate, which is on no instance: −1. */
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
     * Returns the id of the task.
     *
     * @return {@code service/NAME/n}, where n is the number of tasks that services of this name had placed or adopted
     *     by then, including this one.
     */
    public String id() {
        return id;
    }

    /**
     * Returns the service that placed or adopted the task.
     *
     * @return the service, even after the task was stopped.
     */
    public Service service() {
        return service;
    }

    /**
     * Returns the handle of the task in the engine.
     *
     * @return the handle; {@link dev.berth.PlacementEngine#NO_TASK} for a task on Fargate.
     */
    public long handle() {
        return handle;
    }

    /**
     * Returns the instance on which the task was placed or adopted.
     *
     * @return the ordinal of the instance; {@link #NO_ORDINAL} for a task on Fargate.
     */
    public int ordinal() {
        return ordinal;
    }

    /**
     * Returns the zone in which a task on Fargate was placed.
     *
     * @return the zone; null for a task on an instance.
     */
    public @Nullable String zone() {
        return zone;
    }

    /**
     * Returns the capacity provider that the task counts for.
     *
     * @return the provider of its instance, even if the service names none; null if the instance has none; for a task
     *     on Fargate, {@link CapacityProviders#FARGATE} or {@link CapacityProviders#FARGATE_SPOT}.
     */
    public @Nullable String capacityProvider() {
        return capacityProvider;
    }

    /**
     * Returns the demand of the task.
     *
     * @return the demand of the service when the task was placed; for an adopted task, the demand it was adopted with.
     */
    public Demand demand() {
        return demand;
    }

    /**
     * Answers whether the task is protected from scale-in.
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
