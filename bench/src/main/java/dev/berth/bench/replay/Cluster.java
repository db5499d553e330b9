package dev.berth.bench.replay;

import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.bench.ecs.ApiException;
import dev.berth.bench.ecs.InstanceRequest;
import dev.berth.bench.ecs.Values;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What all operations work on: the engine, and beside it what is told of instances and tasks that the engine has no use
 * for.
 */
final class Cluster {
    private final PlacementEngine engine;
    private final PlanCache plans;
    private final TaskDefinitions definitions = new TaskDefinitions();
    private final Map<String, InstanceRecord> instances = new HashMap<>();
    private final Map<String, RunningTask> tasks = new HashMap<>();

    Cluster(final EngineConfig config) {
        engine = new PlacementEngine(config);
        plans = new PlanCache(engine);
    }

    /** A task that runs: the handle of the engine, and which GPUs of the instance it holds. */
    record RunningTask(long handle, BitSet gpus) {}

    PlacementEngine engine() {
        return engine;
    }

    PlanCache plans() {
        return plans;
    }

    TaskDefinitions definitions() {
        return definitions;
    }

    void addInstance(final InstanceRequest request) {
        final Instance instance = request.instance();
        final InstanceRecord told = new InstanceRecord(request);
        final int ordinal = engine.register(instance);
        if (request.isDraining()) {
            engine.drain(ordinal);
        }
        instances.put(request.id(), told);
    }

    InstanceRecord instance(final String id) {
        return instances.get(id);
    }

    boolean isRunning(final String taskId) {
        return tasks.containsKey(taskId);
    }

    /**
     * Notes a task that the engine has placed.
     *
     * @return the id of its instance.
     */
    String addTask(final String taskId, final long handle, final Demand demand) {
        final String instanceId = engine.instanceId(engine.instanceOf(handle));
        tasks.put(taskId, new RunningTask(handle, instances.get(instanceId).takeGpus(demand.gpus())));
        return instanceId;
    }

    /**
     * Stops a task.
     *
     * @return the id of the instance on which it ran.
     * @throws ApiException if no such task runs.
     */
    String stopTask(final String taskId) {
        final RunningTask task = tasks.remove(taskId);
        if (task == null) {
            throw ApiException.invalid("task is " + Values.quoted(taskId) + ", must be a task that runs");
        }
        final String instanceId = engine.instanceId(engine.instanceOf(task.handle()));
        final int group = engine.groupOf(task.handle());
        engine.release(task.handle());
        instances.get(instanceId).giveBackGpus(task.gpus());
        closeIfEmpty(group);
        return instanceId;
    }

    /** Gives the slot of a group back when no task of it runs. */
    void closeIfEmpty(final int group) {
        if (engine.tasksIn(group) == 0) {
            engine.closeGroup(group);
        }
    }
}
