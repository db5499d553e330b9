package dev.berth.service;

import dev.berth.PlacementEngine;
import java.util.List;

/**
 * The services of a cluster. Time-free: what a scheduler does on its own in the course of time is one {@link #tick()}.
 *
 * <p>What goes wrong: a malformed argument is refused, and the state is as it was. A task that finds no place, or meets
 * a limit of the engine, waits for the next tick. A task whose instance is lost, or that was released in the engine
 * directly, is gone; that is noticed before the next operation, and nothing is told of it.
 *
 * <p>The group {@code service:NAME} is the service's from its creation to its deletion: no one else may close it.
 * Others may adopt tasks into it: they count as the group's for placement, and no service owns them.
 *
 * <p>Cost: an operation is O(tasks of the service + instances) besides the placements; a tick is O(tasks of all
 * services), and O(instances) for each DAEMON service and once for rebalancing. Allocates. Used by the thread that owns
 * the engine.
 */
public final class Services {
    /**
     * No services yet.
     *
     * @param engine that places the tasks.
     * @param seed of {@code random} in scale-in; nothing else draws from it.
     * @param listener to be told what starts and stops.
     */
    public Services(final PlacementEngine engine, final long seed, final ServiceListener listener) {
        throw new UnsupportedOperationException("Services");
    }

    /**
     * Creates a service and places its tasks, as far as they find a place.
     *
     * @param spec what it asks.
     * @return the service.
     * @throws IllegalArgumentException if a service of that name is there.
     * @throws dev.berth.LimitExceededException if the engine has no room for its demand, plan or group; nothing is
     *     changed then.
     */
    public Service create(final ServiceSpec spec) {
        throw new UnsupportedOperationException("create");
    }

    /**
     * Changes what a service asks: what is above the desired count stops, what is missing is placed. What runs stays as
     * it is.
     *
     * @param service to be changed.
     * @param spec what it asks from now on, all of it.
     * @throws IllegalArgumentException if the service is deleted, or the name, the scheduling strategy or the launch
     *     type is another.
     * @throws dev.berth.LimitExceededException if the engine has no room for the new demand or plan beside the old one;
     *     nothing is changed then.
     */
    public void update(final Service service, final ServiceSpec spec) {
        throw new UnsupportedOperationException("update");
    }

    /**
     * Stops all tasks of a service, protected ones too, and forgets it.
     *
     * @param service to be deleted.
     * @throws IllegalArgumentException if it is deleted already.
     */
    public void delete(final Service service) {
        throw new UnsupportedOperationException("delete");
    }

    /**
     * Stops a task, protected or not; its service is one short until the next operation that places.
     *
     * @param task to be stopped.
     * @throws IllegalArgumentException if it does not run.
     */
    public void stop(final ServiceTask task) {
        throw new UnsupportedOperationException("stop");
    }

    /**
     * Protects a task from scale-in, or ends that.
     *
     * @param task that runs.
     * @param isProtected whether it is from now on.
     * @throws IllegalArgumentException if it does not run.
     */
    public void protect(final ServiceTask task, final boolean isProtected) {
        throw new UnsupportedOperationException("protect");
    }

    /**
     * What a scheduler does on its own: first DAEMON services, then REPLICA services, then at most one move for each
     * service that rebalances its zones; each in the order of creation.
     */
    public void tick() {
        throw new UnsupportedOperationException("tick");
    }

    /**
     * A service by name.
     *
     * @param name of the service.
     * @return the service, null if there is none.
     */
    public Service service(final String name) {
        throw new UnsupportedOperationException("service");
    }

    /**
     * All services that are not deleted.
     *
     * @return a new list, in the order of creation.
     */
    public List<Service> services() {
        throw new UnsupportedOperationException("services");
    }

    /**
     * The tasks that need no instance.
     *
     * @return the one count of them, for tasks of services and others.
     */
    public Fargate fargate() {
        throw new UnsupportedOperationException("fargate");
    }
}
