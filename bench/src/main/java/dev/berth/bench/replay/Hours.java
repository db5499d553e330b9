package dev.berth.bench.replay;

/**
 * The capacity that VMs ask for over time: the resources of each VM times the seconds that it would run before the end
 * of the replay. A VM that would run longer, or never depart, counts up to the end.
 *
 * <p>The sums are {@code long}. That of CPU has room for 54 million VMs that each ask for 64 cores for a month.
 */
final class Hours {
    private static final double UNIT_SECONDS = 1024.0 * 3600;

    private long cpuUnitSeconds;
    private long memoryMibSeconds;

    /** Adds the resources of a VM over the seconds that it would run. */
    void add(final int cpuUnits, final int memoryMib, final long seconds) {
        cpuUnitSeconds += cpuUnits * seconds;
        memoryMibSeconds += memoryMib * seconds;
    }

    /** Returns the hours of CPU in cores of 1,024 CPU units. */
    double coreHours() {
        return cpuUnitSeconds / UNIT_SECONDS;
    }

    /** Returns the hours of memory in GiB. */
    double gibHours() {
        return memoryMibSeconds / UNIT_SECONDS;
    }
}
