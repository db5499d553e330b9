package dev.berth.ecs.replay;

import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.ecs.shape.TaskDefinition;
import dev.berth.service.Service;
import dev.berth.service.ServiceTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A digest of all that an answer may depend on, except the random draws to come. It is a sum of hashes of content, so
 * that it is the same for the same state, whatever the history.
 */
final class Checkpoint {
    private final Cluster cluster;
    private final PlacementEngine engine;
    private final TaskIds taskIds;
    private final ServiceOperations services;

    Checkpoint(final Cluster cluster, final TaskIds taskIds, final ServiceOperations services) {
        this.cluster = cluster;
        this.engine = cluster.engine();
        this.taskIds = taskIds;
        this.services = services;
    }

    /** Carries out {@code Checkpoint}. */
    Answer answer() {
        final String digest = String.format("%016x", digest());
        return json -> json.writeStringField("digest", digest);
    }

    private long digest() {
        final long[] sum = {StateHash.of(taskIds.asked())};
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (engine.isRegistered(ordinal)) {
                sum[0] += StateHash.of(content(ordinal));
            }
        }
        cluster.tasks().forEach(task -> sum[0] += StateHash.of(content(task)));
        for (final List<TaskDefinition> revisions : cluster.definitions().families()) {
            sum[0] += StateHash.of(revisions.stream().map(TaskDefinition::content).toList());
        }
        cluster.startedByService().forEach((name, started) -> sum[0] += StateHash.of(List.of(name, started)));
        final List<Object> all = new ArrayList<>();
        cluster.services().services().forEach(service -> all.add(content(service)));
        return sum[0] + StateHash.of(all);
    }

    private List<Object> content(final int ordinal) {
        final List<Object> attributes = new ArrayList<>();
        new TreeMap<>(engine.attributes(ordinal))
                .forEach((name, value) -> attributes.add(Arrays.asList(name, value)));
        return List.of(
                ordinal,
                told(cluster.instance(engine.instanceId(ordinal))),
                engine.isActive(ordinal),
                engine.isAgentConnected(ordinal),
                engine.remainingCpuUnits(ordinal),
                engine.remainingMemoryMib(ordinal),
                engine.remainingGpus(ordinal),
                engine.remainingEniSlots(ordinal),
                attributes);
    }

    private static List<Object> told(final InstanceRecord told) {
        return Arrays.asList(
                told.id,
                told.ec2InstanceId,
                told.capacityProviderName,
                told.agentVersion,
                told.registeredAt == null ? null : told.registeredAt.toString(),
                told.cpuUnits,
                told.memoryMib,
                told.eniSlots,
                told.hasGpus,
                told.tcpPorts,
                told.udpPorts,
                told.portsInUse(false),
                told.portsInUse(true),
                told.gpus.ids(),
                told.gpus.free(),
                told.gpus.queue());
    }

    private List<Object> content(final RunningTask task) {
        if (task.isOnFargate()) {
            return List.of(task.id, task.seat.group(), task.seat.zone(), task.isProtected());
        }
        final Demand demand = engine.demand(engine.demandOf(task.handle));
        return List.of(
                task.id,
                task.instance.id,
                engine.groupName(engine.groupOf(task.handle)),
                demand.cpuUnits(),
                demand.memoryMib(),
                demand.gpus(),
                demand.eniSlots(),
                demand.tcpPorts(),
                demand.udpPorts(),
                task.gpus.content(),
                task.isProtected());
    }

    private List<Object> content(final Service service) {
        return List.of(
                services.state(service).content(),
                service.tasks().stream().map(ServiceTask::id).toList());
    }
}
