package dev.berth.internal;

import dev.berth.Demand;

/** A demand as the kernels read it. */
final class DemandRecord {
    final Demand demand;
    final int slot;
    final int cpu;
    final int memory;
    final int gpu;
    final int eni;
    final int[] ports;
    final int[] requiredNames;
    final int[] zoneValues;
    final int zoneName;

    int plans;

    DemandRecord(
            final Demand demand,
            final int slot,
            final int[] requiredNames,
            final int zoneName,
            final int[] zoneValues) {
        this.demand = demand;
        this.slot = slot;
        cpu = demand.cpuUnits();
        memory = demand.memoryMib();
        gpu = demand.gpus();
        eni = demand.eniSlots();
        ports = new int[demand.tcpPorts().size() + demand.udpPorts().size()];
        int at = 0;
        for (final int port : demand.tcpPorts()) {
            ports[at++] = Columns.portKey(false, port);
        }
        for (final int port : demand.udpPorts()) {
            ports[at++] = Columns.portKey(true, port);
        }
        this.requiredNames = requiredNames;
        this.zoneName = zoneName;
        this.zoneValues = zoneValues;
    }

}
