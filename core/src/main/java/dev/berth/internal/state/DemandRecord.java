package dev.berth.internal.state;

import dev.berth.Demand;

/** A demand as the kernels read it. */
public final class DemandRecord {
    public final Demand demand;
    public final int slot;
    public final int cpu;
    public final int memory;

    /** What must remain at least; a demand of 0 is met by any remainder, a negative one too. */
    public final int leastCpu;

    public final int leastMemory;
    public final int gpu;
    public final int eni;
    public final int[] ports;
    public final int[] requiredNames;
    public final int[] zoneValues;
    public final int zoneName;

    public int plans;

    public DemandRecord(
            final Demand demand,
            final int slot,
            final int[] requiredNames,
            final int zoneName,
            final int[] zoneValues) {
        this.demand = demand;
        this.slot = slot;
        cpu = demand.cpuUnits();
        memory = demand.memoryMib();
        leastCpu = cpu == 0 ? Integer.MIN_VALUE : cpu;
        leastMemory = memory == 0 ? Integer.MIN_VALUE : memory;
        gpu = demand.gpus();
        eni = demand.eniSlots();
        ports = new int[demand.tcpPorts().size() + demand.udpPorts().size()];
        int at = 0;
        for (final int port : demand.tcpPorts()) {
            ports[at++] = PortKey.of(false, port);
        }
        for (final int port : demand.udpPorts()) {
            ports[at++] = PortKey.of(true, port);
        }
        this.requiredNames = requiredNames;
        this.zoneName = zoneName;
        this.zoneValues = zoneValues;
    }

    /** Whether what remains of an instance, as {@link Columns#free} keeps it, has the CPU and memory. */
    public boolean fits(final long free) {
        return leastMemory <= Columns.memory(free) && leastCpu <= Columns.cpu(free);
    }
}
