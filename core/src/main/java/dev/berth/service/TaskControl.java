package dev.berth.service;

import dev.berth.Demand;
import dev.berth.Exclusion;
import dev.berth.PlacementEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts and stops the tasks of services, in the engine or on Fargate, and tells the listener. */
final class TaskControl {
    private final PlacementEngine engine;
    private final Fargate fargate;
    private final Telling telling;

    /** How many tasks of services of a name were placed or adopted so far, those of deleted ones too. */
    private final Map<String, Long> placed = new HashMap<>();

    TaskControl(final PlacementEngine engine, final Fargate fargate, final Telling telling) {
        this.engine = engine;
        this.fargate = fargate;
        this.telling = telling;
    }

    /** Places one task where the chain of the service ranks first; whether it found a place. */
    boolean start(final Service service) {
        return service.spec().isFargate() ? startOnFargate(service) : start(service, null);
    }

    /**
     * As {@link #start(Service)} of a service on instances, passing over some of them. The instances of the capacity
     * provider whose turn it is are considered alone.
     */
    boolean start(final Service service, final Exclusion exclusion) {
        final long plan = service.terms().plan(service.nextProvider());
        return isStarted(service, engine.place(plan, service.group(), exclusion));
    }

    /** Places one task of a DAEMON service on a given instance; whether it fits there. */
    boolean startOn(final Service service, final int ordinal) {
        return isStarted(service, engine.placeOn(service.terms().plan(null), service.group(), ordinal));
    }

    /** A check that fails and a limit that is reached are alike: the task waits. */
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

    /** Makes a task that runs in the engine one of a service, as the last of its tasks. */
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
        final long number = placed.merge(service.name(), 1L, Long::sum);
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

    /** Forgets the tasks that the engine does not know any more, and tells of each. */
    void forgetLost(final Service service) {
        for (final ServiceTask task : List.copyOf(service.running())) {
            if (isLost(task)) {
                service.remove(task);
                telling.tell(ServiceListener::lost, task);
            }
        }
    }

    /** Answers whether the engine does not know a task any more. */
    boolean isLost(final ServiceTask task) {
        return task.zone() == null && engine.instanceOf(task.handle()) < 0;
    }

    /** Refuses a thread that does not own the engine. */
    void checkOwner() {
        engine.checkOwner();
    }

    /** The tasks of a service on instances that are {@code DRAINING}, in the order in which they were placed. */
    List<ServiceTask> draining(final Service service) {
        final List<ServiceTask> draining = new ArrayList<>();
        for (final ServiceTask task : service.running()) {
            if (task.zone() == null && !engine.isActive(task.ordinal())) {
                draining.add(task);
            }
        }
        return draining;
    }
}
