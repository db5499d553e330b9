package dev.berth.ecs.replay;

import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.ecs.replay.RunningTask.FargateSeat;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.InstanceRequest;
import dev.berth.ecs.shape.Values;
import dev.berth.service.Service;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import java.util.HashMap;
import java.util.Map;

/**
 * The state that all operations share: the engine, its services, and what requests tell of instances and tasks that the
 * engine does not keep.
 */
final class Cluster implements ServiceListener {
    private final PlacementEngine engine;
    private final PlanCache plans;
    private final Services services;
    private final TaskDefinitions definitions = new TaskDefinitions();
    private final Map<String, InstanceRecord> instances = new HashMap<>();
    private final RunningTasks tasks = new RunningTasks();
    private final Map<String, Long> startedByService = new HashMap<>();
    private Changes changes = Changes.none();

    Cluster(final EngineConfig config) {
        engine = new PlacementEngine(config);
        plans = new PlanCache(engine);
        services = new Services(engine, config.seed(), this);
    }

    PlacementEngine engine() {
        return engine;
    }

    PlanCache plans() {
        return plans;
    }

    Services services() {
        return services;
    }

    TaskDefinitions definitions() {
        return definitions;
    }

    RunningTasks tasks() {
        return tasks;
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    void addInstance(final InstanceRequest request) {
        final Instance instance = request.instance();
        final InstanceRecord told = new InstanceRecord(request, instance);
        final int ordinal = engine.register(instance);
        if (request.isDraining()) {
            engine.drain(ordinal);
        }
        instances.put(request.id(), told);
    }

    /** Returns what was told of an instance, null if there is none. */
    InstanceRecord instance(final String id) {
        return instances.get(id);
    }

    /** Returns the ordinal of an instance, which must be registered. */
    int ordinalOf(final String id) {
        final int ordinal = engine.ordinalOf(id);
        if (ordinal < 0) {
            throw ApiException.invalid(
                    "containerInstance is " + Values.quoted(id) + ", must be a registered instance");
        }
        return ordinal;
    }

    /** Stops all tasks of an instance. */
    void clear(final int ordinal) {
        long handle = engine.firstTaskOn(ordinal);
        while (handle != PlacementEngine.NO_TASK) {
            stop(tasks.of(handle));
            handle = engine.firstTaskOn(ordinal);
        }
    }

    /** Removes an instance on which no task runs. */
    void removeInstance(final int ordinal) {
        final InstanceRecord told = instances.remove(engine.instanceId(ordinal));
        // An engine that still counts ports of an instance looks for them in its whole table.
        told.portsInUse(false).forEach(port -> engine.releasePort(ordinal, false, port));
        told.portsInUse(true).forEach(port -> engine.releasePort(ordinal, true, port));
        engine.deregister(ordinal);
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /** Returns the task of an id, which must run. */
    RunningTask runningTask(final String id) {
        final RunningTask task = tasks.get(id);
        if (task == null) {
            throw ApiException.invalid("task is " + Values.quoted(id) + ", must be a task that runs");
        }
        return task;
    }

    /** Records a task that the engine has placed. */
    RunningTask placed(final String id, final long handle, final int gpus) {
        final InstanceRecord instance = instances.get(engine.instanceId(engine.instanceOf(handle)));
        return tasks.add(RunningTask.onInstance(id, handle, instance, instance.gpus.take(gpus)));
    }

    void stop(final RunningTask task) {
        if (task.ofService != null) {
            services.stop(task.ofService);
        } else if (task.isOnFargate()) {
            services.fargate().release(task.seat.group(), task.seat.zone());
            tasks.remove(task);
        } else {
            final long group = engine.groupOf(task.handle);
            engine.release(task.handle);
            task.instance.gpus.giveBack(task.gpus);
            tasks.remove(task);
            closeIfEmpty(group);
        }
    }

    void protect(final RunningTask task, final boolean isProtected) {
        if (task.ofService != null) {
            services.protect(task.ofService, isProtected);
        } else {
            task.protect(isProtected);
        }
    }

    /** Refuses more tasks than may run, those without an instance included. */
    void checkRoom(final long moreTasks) {
        if (tasks.size() + moreTasks > engine.config().maxTasks()) {
            throw RunOperations.limitReached(Reason.MAX_TASKS);
        }
    }

    /** Frees the slot of a group when no task of it runs and no service needs it. */
    void closeIfEmpty(final long group) {
        if (engine.tasksIn(group) == 0 && !isOfService(engine.groupName(group))) {
            engine.closeGroup(group);
        }
    }

    private boolean isOfService(final String group) {
        if (!group.startsWith(ServiceSpec.GROUP_PREFIX)) {
            return false;
        }
        final Service service = services.service(group.substring(ServiceSpec.GROUP_PREFIX.length()));
        return service != null && !service.spec().isFargate();
    }

    // ---- services --------------------------------------------------------------------------------------------------

    /** Starts a new record of what services start and stop. */
    Changes watch() {
        changes = Changes.none();
        return changes;
    }

    /** Returns how many tasks the services of each name have started so far, deleted services included. */
    Map<String, Long> startedByService() {
        return startedByService;
    }

    @Override
    public void started(final ServiceTask task) {
        final RunningTask running;
        if (task.zone() == null) {
            final InstanceRecord instance = instances.get(engine.instanceId(task.ordinal()));
            running = RunningTask.ofService(task, instance, instance.gpus.take(task.demand().gpus()), null);
        } else {
            final FargateSeat seat = new FargateSeat(task.service().spec().group(), task.zone());
            running = RunningTask.ofService(task, null, GpuLedger.Share.NONE, seat);
        }
        startedByService.merge(task.service().name(), 1L, Long::sum);
        changes.started().add(tasks.add(running));
    }

    @Override
    public void stopped(final ServiceTask task) {
        final RunningTask running = tasks.get(task.id());
        if (!running.isOnFargate()) {
            running.instance.gpus.giveBack(running.gpus);
        }
        tasks.remove(running);
        changes.stopped().add(running);
    }

    @Override
    public void lost(final ServiceTask task) {
        throw new IllegalStateException(
                "task '" + task.id() + "' was lost, must be stopped before its instance is deregistered");
    }
}
