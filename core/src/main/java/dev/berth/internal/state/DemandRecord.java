package dev.berth.internal.state;

import dev.berth.Demand;
import java.util.stream.IntStream;

/** A demand in the form that the hot path reads. */
public final class DemandRecord {
    public final Demand demand;
    public final int slot;
    public final int cpu;
    public final int memory;

    /**
     * The least remaining CPU, in units, of an instance that fits. A demand of 0 fits every remainder, a negative one
     * included.
     */
    public final int leastCpu;

    /** The least remaining memory, in MiB, of an instance that fits; see {@link #leastCpu}. */
    public final int leastMemory;

    /** The numbers of the further amounts that the demand asks for, ascending; see {@link Columns#amounts}. */
    public final int[] amountNumbers;

    /** The demand for each of {@link #amountNumbers}, above 0. */
    public final int[] amounts;

    public final int[] ports;
    public final int[] requiredNames;
    public final int[] zoneValues;
    public final int zoneName;

    public int plans;

    public DemandRecord(
            final Demand demand,
            final int slot,
            final Columns columns,
            final int[] requiredNames,
            final int zoneName,
            final int[] zoneValues) {
        this.demand = demand;
        this.slot = slot;
        cpu = demand.cpuUnits();
        memory = demand.memoryMib();
        leastCpu = least(cpu);
        leastMemory = least(memory);
        final int[] asked = new int[columns.amounts.length];
        asked[Columns.GPU] = demand.gpus();
        asked[Columns.ENI] = demand.eniSlots();
        demand.resources().forEach((name, amount) -> asked[columns.numberOf(name)] = amount);
        amountNumbers = IntStream.range(0, asked.length).filter(i -> asked[i] > 0).toArray();
        amounts = IntStream.of(amountNumbers).map(i -> asked[i]).toArray();
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

    /** Returns the least remainder that is enough for a demand. Any remainder is enough for a demand of 0. */
    public static int least(final int asked) {
        return asked == 0 ? Integer.MIN_VALUE : asked;
    }

    /** Returns the demand for a further amount; 0 if there is none. */
    public int asked(final int number) {
        for (int i = 0; i < amountNumbers.length; i++) {
            if (amountNumbers[i] == number) {
                return amounts[i];
            }
        }
        return 0;
    }

    /** Answers whether a remainder, as {@link Columns#free} keeps it, has the CPU and memory. */
    public boolean fits(final long free) {
        return leastMemory <= Columns.memory(free) && leastCpu <= Columns.cpu(free);
    }
}
