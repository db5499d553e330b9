package dev.berth.service;

import dev.berth.InstancePredicate;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotException;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.internal.state.SplitMix;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The services of a cluster. Time-free: what a scheduler does on its own in the course of time is one {@link #tick()}.
 *
 * <p>What goes wrong: a malformed argument is refused, and the state is as it was; so is every operation while a
 * savepoint of the engine is open, with an {@link IllegalStateException}. A task that finds no place, or meets
 * a limit of the engine, waits for the next tick. A task whose instance is lost, or that was released in the engine
 * directly, is gone; the next operation on its service, or the next tick, notices it and tells of it first. A listener
 * that throws does not stop an operation: see {@link ServiceListener}.
 *
 * <p>The group {@code service:NAME} is the service's from its creation to its deletion: no one else may close it.
 * Others may adopt tasks into it: they count as the group's for placement, and no service owns them until
 * {@link #adopt} makes them a service's.
 *
 * <p>Cost: an operation is O(tasks of the service + instances) besides the placements; a tick is O(tasks of all
 * services), and O(instances) for each DAEMON service and once for rebalancing. Allocates. Used by the thread that owns
 * the engine.
 */
public final class Services {
    private final PlacementEngine engine;
    private final Fargate fargate;
    private final Telling telling;
    private final TaskControl control;
    private final Daemons daemons;
    private final Waiting waiting;
    private final Replicas replicas;
    private final Rebalancing rebalancing;
    private final SplitMix random;

    /** By name, in the order of creation. */
    private final Map<String, Service> services = new LinkedHashMap<>();

    /**
     * No services yet.
     *
     * @param engine that places the tasks.
     * @param seed of {@code random} in scale-in; nothing else draws from it.
     * @param listener to be told what starts and stops.
     */
    public Services(final PlacementEngine engine, final long seed, final ServiceListener listener) {
        this.engine = Objects.requireNonNull(engine, "engine is null");
        random = new SplitMix(seed);
        engine.checkOwner();
        fargate = new Fargate(engine);
        telling = new Telling(Objects.requireNonNull(listener, "listener is null"));
        control = new TaskControl(engine, fargate, telling);
        daemons = new Daemons(engine, control);
        waiting = new Waiting(engine, daemons);
        replicas = new Replicas(engine, control, random);
        rebalancing = new Rebalancing(engine, control, random);
    }

    /**
     * The services as they were when a snapshot was written, without predicates.
     *
     * @param engine the one that was restored from the snapshot which was written with it.
     * @param source to be read from, up to the end of the snapshot and no further.
     * @param listener to be told what starts and stops from now on.
     * @return the services.
     * @throws SnapshotException if the snapshot is refused.
     * @throws IOException if the source throws.
     */
    public static Services restore(
            final PlacementEngine engine, final SnapshotSource source, final ServiceListener listener)
            throws IOException {
        return restore(engine, source, listener, name -> null);
    }

    /**
     * The services as they were when a snapshot was written: with their tasks and those that are protected, the ids
     * that come next, the counts of Fargate, and the random state.
     *
     * @param engine the one that was restored from the snapshot which was written with it.
     * @param source to be read from, up to the end of the snapshot and no further.
     * @param listener to be told what starts and stops from now on.
     * @param predicates by name, the same as for the engine.
     * @return the services.
     * @throws SnapshotException if the snapshot is refused.
     * @throws IOException if the source throws.
     */
    public static Services restore(
            final PlacementEngine engine,
            final SnapshotSource source,
            final ServiceListener listener,
            final Function<String, @Nullable InstancePredicate> predicates)
            throws IOException {
        final Services restored = new Services(engine, 0, listener);
        Objects.requireNonNull(predicates, "predicates is null");
        restored.services.putAll(restored.snapshot().read(source, restored::unasked, predicates));
        return restored;
    }

    private Service unasked(final String name) {
        return new Service(name, control, daemons, waiting);
    }

    /**
     * Writes the services, from which {@link #restore} makes them again beside the engine that is restored from its own
     * snapshot, taken at the same time. Both can go to one sink, the engine first. O(tasks of all services).
     *
     * @param sink to be written to.
     * @throws IOException if the sink throws; what it got by then is no snapshot.
     * @throws IllegalStateException if a constraint has a predicate without a name; nothing is written then.
     */
    public void snapshot(final SnapshotSink sink) throws IOException {
        engine.checkOwner();
        checkNoSavepoint(engine, "snapshot");
        telling.checkIdle();
        snapshot().write(Objects.requireNonNull(sink, "sink is null"), services.values());
    }

    private ServicesSnapshot snapshot() {
        return new ServicesSnapshot(engine, control, fargate, random);
    }

    /**
     * Creates a service and places its tasks, as far as they find a place.
     *
     * @param spec what it asks.
     * @return the service.
     * @throws IllegalArgumentException if a service of that name is there.
     * @throws LimitExceededException if the engine has no room for its demand, plan or group; nothing is
     *     changed then.
     */
    public Service create(final ServiceSpec spec) {
        engine.checkOwner();
        checkNoSavepoint(engine, "create");
        if (services.containsKey(spec.name())) {
            throw new IllegalArgumentException("name is '" + spec.name()
                    + "', must not be that of a service; update or delete that one");
        }
        final Service service = unasked(spec.name());
        telling.during(() -> {
            if (spec.isFargate()) {
                service.ask(spec, null, Service.NO_HANDLE);
            } else {
                askOfInstances(service, spec);
            }
            services.put(spec.name(), service);
            place(service);
        });
        return service;
    }

    /** Compiles what a service asks that had nothing in the engine; if the engine has no room, nothing is changed. */
    private void askOfInstances(final Service service, final ServiceSpec spec) {
        final Terms terms = Terms.compile(engine, spec);
        try {
            service.ask(spec, terms, engine.group(spec.group()));
        } catch (final LimitExceededException e) {
            terms.drop(engine);
            throw e;
        }
    }

    private void place(final Service service) {
        if (service.isDaemon()) {
            daemons.placeMissing(service);
        } else {
            replicas.placeMissing(service);
        }
    }

    /**
     * Changes what a service asks: what is above the desired count stops, what is missing is placed. What runs stays as
     * it is.
     *
     * @param service to be changed.
     * @param spec what it asks from now on, all of it.
     * @throws IllegalArgumentException if the service is deleted, the name or the scheduling strategy is another, or it
     *     is to go from instances to Fargate or back while tasks of it run.
     * @throws LimitExceededException if the engine has no room for the new demand or plan beside the old one;
     *     nothing is changed then.
     */
    public void update(final Service service, final ServiceSpec spec) {
        engine.checkOwner();
        checkNoSavepoint(engine, "update");
        checkLive(service);
        checkSame("name", service.name(), spec.name());
        checkSame("schedulingStrategy", service.spec().schedulingStrategy(), spec.schedulingStrategy());
        if (service.spec().isFargate() != spec.isFargate()) {
            checkMayMove(service, spec);
        }
        telling.during(() -> change(service, spec));
    }

    private void change(final Service service, final ServiceSpec spec) {
        control.forgetLost(service);
        if (service.spec().isFargate() != spec.isFargate()) {
            move(service, spec);
        } else {
            final Terms old = service.terms();
            final Terms terms = old == null ? null : old.changed(engine, service.spec(), spec);
            service.ask(spec, terms, service.group());
        }
        if (!service.isDaemon()) {
            replicas.stopExcess(service);
        }
        place(service);
    }

    /** From Fargate to instances, or back. */
    private void move(final Service service, final ServiceSpec spec) {
        if (spec.isFargate()) {
            forgetInEngine(service);
            service.ask(spec, null, Service.NO_HANDLE);
        } else {
            askOfInstances(service, spec);
        }
    }

    private void forgetInEngine(final Service service) {
        if (service.terms() != null) {
            service.terms().drop(engine);
            engine.closeGroup(service.group());
        }
    }

    /**
     * Stops all tasks of a service, protected ones too, and forgets it.
     *
     * @param service to be deleted.
     * @throws IllegalArgumentException if it is deleted already.
     */
    public void delete(final Service service) {
        engine.checkOwner();
        checkNoSavepoint(engine, "delete");
        checkLive(service);
        telling.during(() -> {
            control.forgetLost(service);
            control.stopAll(service);
            services.remove(service.name());
            forgetInEngine(service);
            service.delete();
        });
    }

    /**
     * Makes a task that runs in the engine one of a service: of the service's group, placed or adopted there by
     * whoever. It is the last of the service's tasks and gets the next number; nothing is told, since the caller is. A
     * task above the desired count stops at the next update or tick, as any other does.
     *
     * @param service on instances.
     * @param task handle of a task in the group {@link Service#group()}.
     * @return the task as the service's.
     * @throws IllegalArgumentException if the service is deleted or on Fargate, the task does not run or is held, is of
     *     another group or is the service's already, or the service is a DAEMON service that has a task on that
     *     instance.
     */
    public ServiceTask adopt(final Service service, final long task) {
        engine.checkOwner();
        checkNoSavepoint(engine, "adopt");
        checkLive(service);
        checkAdoptable(service, task);
        final ServiceTask[] adopted = new ServiceTask[1];
        telling.during(() -> {
            control.forgetLost(service);
            adopted[0] = control.adopt(service, task);
        });
        return adopted[0];
    }

    private void checkAdoptable(final Service service, final long task) {
        if (service.spec().isFargate()) {
            throw new IllegalArgumentException("service is '" + service.name()
                    + "', which is on Fargate, must be on instances to adopt a task of the engine");
        }
        final int ordinal = engine.instanceOf(task);
        if (ordinal < 0) {
            throw new IllegalArgumentException("task is " + task + ", must be the handle of a running task");
        }
        if (engine.isHeld(task)) {
            throw new IllegalArgumentException("task is " + task + ", which is held, must run; claim it first");
        }
        if (engine.groupOf(task) != service.group()) {
            throw new IllegalArgumentException("task is of group '" + engine.groupName(engine.groupOf(task))
                    + "', must be of '" + service.spec().group() + "'; adopt it into that group in the engine first");
        }
        for (final ServiceTask other : service.live()) {
            if (other.handle() == task) {
                throw new IllegalArgumentException(
                        "task is the service's '" + other.id() + "' already, must be adopted once");
            }
            if (service.isDaemon() && other.ordinal() == ordinal) {
                throw new IllegalArgumentException("task is on instance '" + engine.instanceId(ordinal)
                        + "', must be on one without a task of the DAEMON service; stop '" + other.id() + "' first");
            }
        }
    }

    /**
     * Stops a task, protected or not; its service is one short until the next operation that places.
     *
     * @param task to be stopped.
     * @throws IllegalArgumentException if it does not run.
     */
    public void stop(final ServiceTask task) {
        engine.checkOwner();
        checkNoSavepoint(engine, "stop");
        checkRuns(task);
        telling.during(() -> {
            control.forgetLost(task.service());
            control.stop(task);
        });
    }

    /**
     * Protects a task from scale-in, or ends that.
     *
     * @param task that runs.
     * @param isProtected whether it is from now on.
     * @throws IllegalArgumentException if it does not run.
     */
    public void protect(final ServiceTask task, final boolean isProtected) {
        engine.checkOwner();
        checkNoSavepoint(engine, "protect");
        checkRuns(task);
        telling.during(() -> {
            control.forgetLost(task.service());
            task.protect(isProtected);
        });
    }

    /**
     * What a scheduler does on its own: first DAEMON services, then REPLICA services, then at most one move for each
     * service that rebalances its zones; each in the order of creation.
     */
    public void tick() {
        engine.checkOwner();
        checkNoSavepoint(engine, "tick");
        telling.during(this::runTick);
    }

    private void runTick() {
        for (final Service service : services.values()) {
            control.forgetLost(service);
        }
        for (final Service service : services.values()) {
            if (service.isDaemon()) {
                daemons.stopUnfit(service);
                daemons.placeMissing(service);
            }
        }
        for (final Service service : services.values()) {
            if (!service.isDaemon()) {
                replicas.stopExcess(service);
                replicas.replaceDraining(service);
                replicas.placeMissing(service);
            }
        }
        rebalance();
    }

    private void rebalance() {
        Zones zones = null;
        for (final Service service : services.values()) {
            if (service.rebalances()) {
                zones = zones == null ? new Zones(engine) : zones;
                rebalancing.move(service, zones);
            }
        }
    }

    /**
     * A service by name.
     *
     * @param name of the service.
     * @return the service, null if there is none.
     */
    public @Nullable Service service(final String name) {
        engine.checkOwner();
        return services.get(name);
    }

    /**
     * All services that are not deleted.
     *
     * @return a new list, in the order of creation.
     */
    public List<Service> services() {
        engine.checkOwner();
        return List.copyOf(services.values());
    }

    /**
     * The tasks that need no instance.
     *
     * @return the one count of them, for tasks of services and others.
     */
    public Fargate fargate() {
        engine.checkOwner();
        return fargate;
    }

    @Override
    public String toString() {
        return "Services" + services.keySet();
    }

    // ---- checks ----------------------------------------------------------------------------------------------------

    /** Services do not roll back, so they stay as they are while a savepoint of their engine is open. */
    static void checkNoSavepoint(final PlacementEngine engine, final String call) {
        if (engine.hasSavepoint()) {
            throw new IllegalStateException(
                    call + " is refused while a savepoint is open; roll it back or commit it first");
        }
    }

    private void checkLive(final Service service) {
        if (services.get(service.name()) != service) {
            throw new IllegalArgumentException(
                    "service is '" + service.name()
                            + "', which is deleted or of other Services, must be one of services()");
        }
    }

    private void checkRuns(final ServiceTask task) {
        final Service service = task.service();
        if (services.get(service.name()) != service || !service.running().contains(task) || control.isLost(task)) {
            throw new IllegalArgumentException(
                    "task is '" + task.id() + "', which does not run, must be one of its service's tasks()");
        }
    }

    private static void checkSame(final String member, final Object old, final Object given) {
        if (!old.equals(given)) {
            throw new IllegalArgumentException(member + " is " + given + ", must stay " + old
                    + "; delete the service and create it anew");
        }
    }

    private static void checkMayMove(final Service service, final ServiceSpec spec) {
        final int running = service.live().size();
        if (running > 0) {
            throw new IllegalArgumentException("service '" + service.name() + "' is on " + where(service.spec())
                    + ", must stay there while tasks run, and " + running + (running == 1 ? " does" : " do")
                    + "; set desiredCount to 0 before it goes to " + where(spec));
        }
    }

    private static String where(final ServiceSpec spec) {
        return spec.isFargate() ? "Fargate" : "instances";
    }
}
