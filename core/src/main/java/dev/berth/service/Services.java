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
 * The services of a cluster. The class reads no clock: one call of {@link #tick()} does what a scheduler does on its
 * own in the course of time.
 *
 * <p>A malformed argument is refused, and the state is as it was. While a savepoint of the engine is open, every
 * operation is refused with an {@link IllegalStateException}. A task that finds no place, or reaches a limit of the
 * engine, waits for the next tick. A task is lost when its instance is deregistered, or when it is released in the
 * engine directly; the next operation on its service, or the next tick, tells the listener first. An exception of a
 * listener does not stop an operation, see {@link ServiceListener}.
 *
 * <p>The group {@code service:NAME} belongs to the service from its creation to its deletion, and must not be closed by
 * anyone else. Tasks that others adopt into the group are counted in placement. They belong to no service until
 * {@link #adopt} makes them tasks of this one.
 *
 * <p>Cost: an operation is O(tasks of the service + instances), and the placements come on top of it. A tick is O(tasks
 * of all services), plus O(instances) for each DAEMON service and once for rebalancing. Operations allocate. An object
 * is used by the thread that owns the engine.
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

    /** The services by name, in the order of creation. */
    private final Map<String, Service> services = new LinkedHashMap<>();

    /**
     * Creates an object without services.
     *
     * @param engine the engine that places the tasks.
     * @param seed the seed of {@code random} in scale-in; nothing else draws from it.
     * @param listener the listener that is told of the tasks that start, stop and are lost.
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
     * Restores the services as they were when a snapshot was written, for snapshots without predicates.
     *
     * @param engine the engine that was restored from the snapshot written together with this one.
     * @param source the source of the bytes, which is read up to the end of the snapshot and no further.
     * @param listener the listener that is told of the tasks that start, stop and are lost from now on.
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
     * Restores the services as they were when a snapshot was written, with their tasks, the protection of tasks, the
     * ids of tasks to come, the counts of Fargate, and the random state.
     *
     * @param engine the engine that was restored from the snapshot written together with this one.
     * @param source the source of the bytes, which is read up to the end of the snapshot and no further.
     * @param listener the listener that is told of the tasks that start, stop and are lost from now on.
     * @param predicates the function that returns the predicate of each name, the same as for the engine.
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
     * Writes the services. {@link #restore} makes them again beside the engine, which is restored from its own snapshot
     * taken at the same time. Both snapshots can go to one sink, the engine's first. The cost is O(tasks of all
     * services).
     *
     * @param sink the sink that receives the bytes.
     * @throws IOException if the sink throws; the bytes that it has received are not a snapshot.
     * @throws IllegalStateException if a constraint has a predicate without a name, or if a savepoint is open; nothing
     *     is written then.
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
     * Creates a service and places its tasks, as far as they find places.
     *
     * @param spec the specification of the service.
     * @return the service.
     * @throws IllegalArgumentException if a service has that name already.
     * @throws LimitExceededException if the engine has no room for the demand, a plan or the group of the service; the
     *     state is as it was.
     */
    public Service create(final ServiceSpec spec) {
        engine.checkOwner();
        checkNoSavepoint(engine, "create");
        if (services.containsKey(spec.name())) {
            throw new IllegalArgumentException("name is '" + spec.name()
                    + "', must be unused; update or delete the service of that name");
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

    /**
     * Compiles the specification of a service that has nothing in the engine yet. If the engine has no room, the state
     * is as it was.
     */
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
     * Changes the specification of a service: tasks above the desired count stop, and missing tasks are placed. The
     * other running tasks stay as they are.
     *
     * @param service the service.
     * @param spec the complete new specification.
     * @throws IllegalArgumentException if the service is deleted, if the name or the scheduling strategy differs, or if
     *     the service would go from instances to Fargate or back while its tasks run.
     * @throws LimitExceededException if the engine has no room for the new demand or plan beside the old one; the state
     *     is as it was.
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

    /** Moves a service without tasks from Fargate to instances, or back. */
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
     * Stops all tasks of a service, including protected ones, and removes the service.
     *
     * @param service the service.
     * @throws IllegalArgumentException if the service is deleted already.
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
     * Makes a running task of the engine a task of a service. The task must be in the group of the service, whoever
     * placed or adopted it there. It becomes the last of the service's tasks and gets the next number. The listener is
     * not told, since the caller knows. If the service then has more tasks than desired, one of them stops at the next
     * update or tick.
     *
     * @param service the service, which must run on instances.
     * @param task the handle of a task in the group {@link Service#group()}.
     * @return the task of the service.
     * @throws IllegalArgumentException if the service is deleted or on Fargate; if the task does not run, is held, is
     *     of another group, or belongs to the service already; or if the service is a DAEMON service that has a task on
     *     that instance.
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
            throw new IllegalArgumentException("task is " + task + ", which is held, must be running; claim it first");
        }
        if (engine.groupOf(task) != service.group()) {
            throw new IllegalArgumentException("task is of group '" + engine.groupName(engine.groupOf(task))
                    + "', must be of '" + service.spec().group() + "'; adopt it into that group in the engine first");
        }
        for (final ServiceTask other : service.live()) {
            if (other.handle() == task) {
                throw new IllegalArgumentException(
                        "task is the service's '" + other.id() + "' already, must be adopted once; use that one");
            }
            if (service.isDaemon() && other.ordinal() == ordinal) {
                throw new IllegalArgumentException("task is on instance '" + engine.instanceId(ordinal)
                        + "', must be on one without a task of the DAEMON service; stop '" + other.id() + "' first");
            }
        }
    }

    /**
     * Stops a task, even a protected one. Its service lacks a task until the next operation that places tasks.
     *
     * @param task the task.
     * @throws IllegalArgumentException if the task does not run.
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
     * Protects a task from scale-in, or ends its protection.
     *
     * @param task the task.
     * @param isProtected true if the task is protected from now on.
     * @throws IllegalArgumentException if the task does not run.
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
     * Does what a scheduler does on its own: it serves DAEMON services, then REPLICA services, then makes at most one
     * move for each service that rebalances its zones. Each of these steps goes through the services in the order of
     * creation.
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
     * Returns the service of a given name.
     *
     * @param name the name of the service.
     * @return the service; null if none has that name.
     */
    public @Nullable Service service(final String name) {
        engine.checkOwner();
        return services.get(name);
    }

    /**
     * Returns all services that are not deleted.
     *
     * @return a new list, in the order of creation.
     */
    public List<Service> services() {
        engine.checkOwner();
        return List.copyOf(services.values());
    }

    /**
     * Returns the tasks on Fargate, which need no instance.
     *
     * @return the count of these tasks, shared by tasks of services and other tasks.
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

    /** Refuses a call while a savepoint of the engine is open, since services cannot be rolled back. */
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
