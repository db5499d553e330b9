package dev.berth.service;

import dev.berth.Demand;
import dev.berth.Exclusion;
import dev.berth.PlacementEngine;
import dev.berth.internal.snapshot.DemandFormat;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The control of the tasks of services: it starts and stops them, in the engine or on Fargate, and tells the listener.
 */
final class TaskControl {
    private final PlacementEngine engine;
    private final Fargate fargate;
    private final Telling telling;

    /** The number of tasks that services of a name have placed or adopted so far, including deleted services. */
    private final Map<String, Long> placed = new HashMap<>();

    TaskControl(final PlacementEngine engine, final Fargate fargate, final Telling telling) {
        this.engine = engine;
        this.fargate = fargate;
        this.telling = telling;
    }

    /** Places one task where the chain of the service ranks first, and answers whether it found a place. */
    boolean start(final Service service) {
        return service.spec().isFargate() ? startOnFargate(service) : start(service, null);
    }

    /**
     * Places one task of a service on instances, passing over some of them, and answers whether it found a place. It
     * considers the instances of the capacity provider that the next task asks.
     */
    boolean start(final Service service, final @Nullable Exclusion exclusion) {
        final long plan = service.plan(service.nextProvider());
        return isStarted(service, engine.place(plan, service.group(), exclusion));
    }

    /** Places one task of a DAEMON service on a given instance, and answers whether it fits there. */
    boolean startOn(final Service service, final int ordinal) {
        return isStarted(service, engine.placeOn(service.plan(null), service.group(), ordinal));
    }

    /**
     * Answers whether a task was placed, and adds it then. A failed check and a reached limit are treated alike: the
     * task waits.
     */
    private boolean isStarted(final Service service, final long handle) {
        if (handle < 0) {
            return false;
        }
        started(onInstance(service, service.spec().demand(), handle));
        return true;
    }

    private ServiceTask onInstance(final Service service, final Demand demand, final long handle) {
        final int ordinal = engine.instanceOf(handle);
        final String provider = engine.capacityProvider(ordinal);
        return new ServiceTask(nextId(service), service, demand, handle, ordinal, null, provider);
    }

    /** Makes a running task of the engine the last task of a service. */
    ServiceTask adopt(final Service service, final long handle) {
        final ServiceTask task = onInstance(service, engine.demand(engine.demandOf(handle)), handle);
        service.add(task);
        return task;
    }

    private boolean startOnFargate(final Service service) {
        final String provider = service.nextProvider();
        final String zone =
                fargate.place(service.spec().group(), service.spec().fargate());
        started(new ServiceTask(
                nextId(service),
                service,
                service.spec().demand(),
                PlacementEngine.NO_TASK,
                ServiceTask.NO_ORDINAL,
                zone,
                provider));
        return true;
    }

    private String nextId(final Service service) {
        return id(service, placed.merge(service.name(), 1L, Long::sum));
    }

    private static String id(final Service service, final long number) {
        return "service/" + service.name() + "/" + number;
    }

    private void started(final ServiceTask task) {
        task.service().add(task);
        telling.tell(ServiceListener::started, task);
    }

    void stop(final ServiceTask task) {
        if (task.zone() == null) {
            engine.release(task.handle());
        } else {
            fargate.release(task.service().spec().group(), task.zone());
        }
        task.service().remove(task);
        telling.tell(ServiceListener::stopped, task);
    }

    void stopAll(final Service service) {
        for (final ServiceTask task : List.copyOf(service.running())) {
            stop(task);
        }
    }

    /** Forgets the tasks that the engine no longer knows, and tells the listener of each. */
    void forgetLost(final Service service) {
        for (final ServiceTask task : List.copyOf(service.running())) {
            if (isLost(task)) {
                service.remove(task);
                telling.tell(ServiceListener::lost, task);
            }
        }
    }

    /** Answers whether the engine no longer knows a task. */
    boolean isLost(final ServiceTask task) {
        return task.zone() == null && engine.instanceOf(task.handle()) < 0;
    }

    /** Refuses a thread other than the owner of the engine. */
    void checkOwner() {
        engine.checkOwner();
    }

    /**
     * Returns the tasks of a service on instances that are {@code DRAINING}, in the order in which they were placed.
     */
    List<ServiceTask> draining(final Service service) {
        final List<ServiceTask> draining = new ArrayList<>();
        for (final ServiceTask task : service.running()) {
            if (task.zone() == null && !engine.isActive(task.ordinal())) {
                draining.add(task);
            }
        }
        return draining;
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /** Writes the number of tasks that services of each name have placed. */
    void write(final SnapshotWriter out) throws IOException {
        out.number(placed.size());
        for (final Map.Entry<String, Long> ofName : new TreeMap<>(placed).entrySet()) {
            out.text(ofName.getKey());
            out.number(ofName.getValue());
        }
    }

    void read(final SnapshotReader in) throws IOException {
        for (int left = in.number("number of names", 0, Integer.MAX_VALUE); left > 0; left--) {
            final String name = in.name("name of a service");
            final long number = in.number();
            in.require(number > 0, "number of tasks placed is out of range");
            in.require(placed.put(name, number) == null, "tasks of a name are counted twice");
        }
    }

    /** Writes the tasks of a service, in the order in which they were placed. */
    void writeTasks(final SnapshotWriter out, final Service service) throws IOException {
        out.number(service.running().size());
        Demand before = service.spec().demand();
        for (final ServiceTask task : service.running()) {
            out.number(Long.parseLong(task.id().substring(task.id().lastIndexOf('/') + 1)));
            out.text(task.zone());
            if (task.zone() == null) {
                out.fixed(task.handle());
                out.number(task.ordinal());
            }
            out.text(task.capacityProvider());
            out.flag(task.isProtected());
            out.flag(!task.demand().equals(before));
            if (!task.demand().equals(before)) {
                DemandFormat.write(out, task.demand());
            }
            before = task.demand();
        }
    }

    /** Reads the tasks of a service. The engine must have each of them as written, or have lost it. */
    void readTasks(final SnapshotReader in, final Service service) throws IOException {
        final long last = placed.getOrDefault(service.name(), 0L);
        final Map<String, Integer> onFargate = new HashMap<>();
        final Set<Long> seen = new HashSet<>();
        Demand demand = service.spec().demand();
        for (int left = in.number("number of tasks", 0, Integer.MAX_VALUE); left > 0; left--) {
            final long number = in.number();
            in.require(
                    number > 0 && number <= last && seen.add(-number),
                    "number of a task is out of range or occurs twice");
            final String zone = in.text();
            in.require(
                    service.spec().isFargate() == (zone != null),
                    "a task is on an instance and its service on Fargate, or the reverse");
            final long handle = zone == null ? in.fixed() : PlacementEngine.NO_TASK;
            final int ordinal = zone == null ? in.number("ordinal", 0, Integer.MAX_VALUE) : ServiceTask.NO_ORDINAL;
            final String provider = in.text();
            final boolean isProtected = in.flag("whether a task is protected");
            if (in.flag("whether a task has a demand of its own")) {
                demand = DemandFormat.read(in);
            }
            if (zone == null) {
                in.require(handle > 0 && seen.add(handle), "handle of a task is not positive or occurs twice");
                checkRuns(in, service, handle, ordinal, demand);
            } else {
                final int count = onFargate.merge(zone, 1, Integer::sum);
                in.require(
                        count <= fargate.count(service.spec().group(), zone), "tasks on Fargate are more than counted");
            }
            final ServiceTask task =
                    new ServiceTask(id(service, number), service, demand, handle, ordinal, zone, provider);
            task.protect(isProtected);
            service.add(task);
        }
    }

    private void checkRuns(
            final SnapshotReader in, final Service service, final long handle, final int ordinal, final Demand demand)
            throws IOException {
        final int runsOn = engine.instanceOf(handle);
        if (runsOn >= 0) {
            in.require(
                    runsOn == ordinal
                            && engine.groupOf(handle) == service.group()
                            && engine.demand(engine.demandOf(handle)).equals(demand),
                    "a task differs from that of the engine");
        }
    }
}
