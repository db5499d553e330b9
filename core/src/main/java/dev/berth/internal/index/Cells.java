package dev.berth.internal.index;

/**
 * A division of the size classes into eight ranges, for CPU and for memory. The ranges begin at the classes of amounts
 * that live or earlier plans demand. Up to seven different amounts are told apart exactly; if there are more, the
 * ranges begin at their quantiles. A cell is a pair of ranges, and a bit of a long.
 */
final class Cells {
    private static final int RANGES = 8;
    private static final long EVERY_ROW = 0x0101010101010101L;

    /** The classes of the amounts demanded so far, a bit for each; CPU first, then memory. */
    private final long[][] asked = new long[2][SizeClass.MASK + 1 >> 6];
    private final byte[][] rangeOf = new byte[2][SizeClass.MASK + 1];
    private final int[] distinct = new int[2];

    /** Adds the amounts of a plan's demand, and answers whether the division has changed. */
    boolean note(final int cpu, final int memory) {
        return noteClass(0, SizeClass.of(cpu)) | noteClass(1, SizeClass.of(memory));
    }

    private boolean noteClass(final int resource, final int sizeClass) {
        final long bit = 1L << sizeClass;
        if ((asked[resource][sizeClass >> 6] & bit) != 0) {
            return false;
        }
        asked[resource][sizeClass >> 6] |= bit;
        final int count = ++distinct[resource];
        if (count >= RANGES && Integer.bitCount(count) != 1) {
            return false;
        }
        divide(resource, count);
        return true;
    }

    private void divide(final int resource, final int count) {
        final byte[] ranges = rangeOf[resource];
        int range = 0;
        int passed = 0;
        for (int sizeClass = 0; sizeClass < ranges.length; sizeClass++) {
            if ((asked[resource][sizeClass >> 6] >>> sizeClass & 1) != 0) {
                passed++;
                final int wanted = count < RANGES ? passed : passed * (RANGES - 1) / count;
                range = Math.max(range, wanted);
            }
            ranges[sizeClass] = (byte) range;
        }
    }

    long cell(final int cpuClass, final int memoryClass) {
        return 1L << (rangeOf[0][cpuClass] << 3 | rangeOf[1][memoryClass]);
    }

    /** Returns the cells of all amounts that are at least as large in both CPU and memory. */
    long cellsFrom(final int cpuClass, final int memoryClass) {
        final long columns = 0xFFL << rangeOf[1][memoryClass] & 0xFF;
        return columns * EVERY_ROW & -1L << (rangeOf[0][cpuClass] << 3);
    }
}
