package dev.berth.ecs.replay;

import dev.berth.Demand;
import dev.berth.PlacementEngine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** An instance at one moment, with all that is answered about it. */
record InstanceDescription(
        InstanceRecord told,
        String status,
        boolean agentConnected,
        int runningTasksCount,
        int cpuUnits,
        int memoryMib,
        Collection<Integer> tcpPorts,
        Collection<Integer> udpPorts,
        List<String> gpus,
        int eniSlots,
        Map<String, String> attributes) {

    static InstanceDescription of(final Cluster cluster, final int ordinal) {
        final PlacementEngine engine = cluster.engine();
        return of(cluster, ordinal, engine.isActive(ordinal) ? "ACTIVE" : "DRAINING");
    }

    /** Returns the instance as it is just before it is removed. */
    static InstanceDescription inactive(final Cluster cluster, final int ordinal) {
        return of(cluster, ordinal, "INACTIVE");
    }

    private static InstanceDescription of(final Cluster cluster, final int ordinal, final String status) {
        final PlacementEngine engine = cluster.engine();
        final InstanceRecord told = cluster.instance(engine.instanceId(ordinal));
        final TreeSet<Integer> tcpPorts = new TreeSet<>(told.portsInUse(false));
        final TreeSet<Integer> udpPorts = new TreeSet<>(told.portsInUse(true));
        for (long task = engine.firstTaskOn(ordinal); task != PlacementEngine.NO_TASK; task = engine.nextTaskOn(task)) {
            final Demand demand = engine.demand(engine.demandOf(task));
            tcpPorts.addAll(demand.tcpPorts());
            udpPorts.addAll(demand.udpPorts());
        }
        return new InstanceDescription(
                told,
                status,
                engine.isAgentConnected(ordinal),
                engine.tasksOn(ordinal),
                engine.remainingCpuUnits(ordinal),
                engine.remainingMemoryMib(ordinal),
                tcpPorts,
                udpPorts,
                told.gpus.free(),
                engine.remainingEniSlots(ordinal),
                new TreeMap<>(engine.attributes(ordinal)));
    }
}
