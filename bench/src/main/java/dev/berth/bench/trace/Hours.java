package dev.berth.bench.trace;

/**
 * Capacity asked over time: of each VM what it asks, times the seconds that it would run before the end of the replay.
 * A VM that never departs runs to the end, and so does one that outlives it: what comes after the end is nobody's.
 *
 * <p>Two sums of {@code long}: 10,000 copies of a million VMs that ask 64 cores each for a month fit.
 */
final class Hours {
    private static final double UNIT_SECONDS = 1024.0 * 3600;

    private long cpuUnitSeconds;
    private long memoryMibSeconds;

    /** Adds a VM. */
    void add(final int cpuUnits, final int memoryMib, final long seconds) {
        cpuUnitSeconds += cpuUnits * seconds;
        memoryMibSeconds += memoryMib * seconds;
    }

    /** Returns hours of a core of 1,024 CPU units. */
    double coreHours() {
        return cpuUnitSeconds / UNIT_SECONDS;
    }

    /** Returns hours of a GiB of memory. */
    double gibHours() {
        return memoryMibSeconds / UNIT_SECONDS;
    }
}
