package dev.berth.bench.replay;

/**
 * The capacity that tasks ask for over time: the CPU and memory of each task times the hours that it would run before
 * the end of the replay. A task that would run longer, or never depart, counts up to the end.
 */
final class Hours {
    private static final double UNIT = 1024;
    private static final double HOURS_PER_DAY = 24;

    private double cpuUnitDays;
    private double memoryMibDays;

    /** Adds the CPU and memory of a task over the days that it would run. */
    void add(final double cpuUnits, final double memoryMib, final double days) {
        cpuUnitDays += cpuUnits * days;
        memoryMibDays += memoryMib * days;
    }

    /** Returns the hours of CPU in cores of 1,024 CPU units. */
    double coreHours() {
        return cpuUnitDays / UNIT * HOURS_PER_DAY;
    }

    /** Returns the hours of memory in GiB. */
    double gibHours() {
        return memoryMibDays / UNIT * HOURS_PER_DAY;
    }
}
