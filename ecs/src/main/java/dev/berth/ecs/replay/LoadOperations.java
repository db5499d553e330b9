package dev.berth.ecs.replay;

import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.GroupName;
import dev.berth.ecs.shape.LoadRequest;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.Overrides;
import dev.berth.ecs.shape.TaskDefinition;
import dev.berth.ecs.shape.Values;
import java.util.Set;

/**
 * The operation {@code LoadTask}, for a task that already runs. A task that is counted takes over what the registration
 * lists for it: its ports, and as many GPUs as are neither free nor another task's. It holds no more than these,
 * because more was never taken and cannot be given back.
 */
final class LoadOperations {
    private final Cluster cluster;
    private final PlacementEngine engine;

    LoadOperations(final Cluster cluster) {
        this.cluster = cluster;
        this.engine = cluster.engine();
    }

    Answer loadTask(final Members members) {
        final LoadRequest request = LoadRequest.read(members);
        final TaskDefinition definition =
                cluster.definitions().find(Values.needed("taskDefinition", request.taskDefinition()));
        final String id = request.checkedTask();
        if (cluster.tasks().get(id) != null) {
            throw ApiException.invalid("task is " + Values.quoted(id) + ", must not be one that runs; stop it first");
        }
        final int ordinal = cluster.ordinalOf(Values.needed("containerInstance", request.containerInstance()));
        final String groupName = GroupName.of(request.group(), definition);
        final Demand asked = definition.demand(Overrides.NONE, Set.of());
        final InstanceRecord instance = cluster.instance(request.containerInstance());
        final Demand held = request.isCounted() ? limited(asked, instance.gpus.unassigned()) : asked;
        final long demand = cluster.plans().demand(held);
        final long group = engine.group(groupName);
        try {
            final long handle = engine.adopt(demand, group, ordinal, request.isCounted());
            if (handle < 0) {
                throw refused(Reason.of(handle));
            }
            final GpuLedger.Share gpus = request.isCounted()
                    ? instance.gpus.takeUnassigned(held.gpus())
                    : instance.gpus.take(held.gpus());
            if (request.isCounted()) {
                instance.handOver(false, held.tcpPorts());
                instance.handOver(true, held.udpPorts());
            }
            final RunningTask task = cluster.tasks().add(RunningTask.onInstance(id, handle, instance, gpus));
            return json -> TaskWriter.writeTask(json, task);
        } finally {
            cluster.closeIfEmpty(group);
        }
    }

    private static Demand limited(final Demand asked, final int gpus) {
        if (asked.gpus() <= gpus) {
            return asked;
        }
        final Demand.Builder held = Demand.builder()
                .cpuUnits(asked.cpuUnits())
                .memoryMib(asked.memoryMib())
                .gpus(gpus)
                .eniSlots(asked.eniSlots());
        asked.tcpPorts().forEach(held::hostPort);
        asked.udpPorts().forEach(held::hostUdpPort);
        return held.build();
    }

    private static ApiException refused(final Reason reason) {
        return reason == Reason.OUT_OF_RANGE
                ? ApiException.invalid("the task would leave the instance with more than 100 ports in use or an amount"
                        + " that is out of range; load it onto another")
                : RunOperations.limitReached(reason);
    }
}
