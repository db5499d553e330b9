package dev.berth.peers.timefold;

/**
 * An instance, which is a fact of the problem. What runs on it at the start of a step is taken off its room beforehand.
 */
public final class Node {
    private final int ordinal;
    private int freeCpuUnits;
    private int freeMemoryMib;

    Node(final int ordinal, final int freeCpuUnits, final int freeMemoryMib) {
        this.ordinal = ordinal;
        this.freeCpuUnits = freeCpuUnits;
        this.freeMemoryMib = freeMemoryMib;
    }

    void take(final int cpuUnits, final int memoryMib) {
        freeCpuUnits -= cpuUnits;
        freeMemoryMib -= memoryMib;
    }

    boolean hasRoom(final int cpuUnits, final int memoryMib) {
        return cpuUnits <= freeCpuUnits && memoryMib <= freeMemoryMib;
    }

    int ordinal() {
        return ordinal;
    }

    int freeCpuUnits() {
        return freeCpuUnits;
    }

    int freeMemoryMib() {
        return freeMemoryMib;
    }
}
