package dev.berth.bench.trace.synthetic;

import dev.berth.bench.trace.Shape;

/**
 * The shapes near a flavour, in an irregular order in which none comes twice until all have come.
 *
 * <p>CPU is 75 % to 125 % of the flavour's, so that rounding to a power of two gives the flavour's again; memory is
 * 65 % to 135 %. Both are whole units, as the engine needs them. The flavour of one vCPU, which is half of all
 * requests, has 642,048 shapes, so that the first shape comes twice after about 1.2 million arrivals.
 *
 * <p>The number of a shape is found by a permutation of 0..2ᵏ − 1, which is applied until its result is in range (cycle
 * walking: Black and Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002). Nothing is stored.
 */
final class Nearby {
    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SECOND_FACTOR = 0xBF58476D1CE4E5B9L;

    private final int leastCpu;
    private final int leastMemory;
    private final int memories;
    private final long shapes;
    private final int bits;
    private final long key;
    private long next;

    Nearby(final Flavour flavour, final long key) {
        final int cpus = flavour.cpuUnits() / 2;
        leastCpu = flavour.cpuUnits() - cpus / 2;
        memories = (int) (flavour.memoryMib() * 7L / 10);
        leastMemory = flavour.memoryMib() - memories / 2;
        shapes = (long) cpus * memories;
        bits = Long.SIZE - Long.numberOfLeadingZeros(shapes - 1);
        this.key = key;
    }

    /** Answers whether some shapes near a flavour are also among these. */
    boolean overlaps(final Flavour flavour) {
        final Nearby other = new Nearby(flavour, key);
        return leastCpu == other.leastCpu
                && leastMemory < other.leastMemory + other.memories
                && other.leastMemory < leastMemory + memories;
    }

    /** Returns the number of shapes. */
    long size() {
        return shapes;
    }

    /** Returns the next shape. After the last of {@link #size()} shapes the first comes again. */
    Shape next() {
        long at = next;
        next = (next + 1) % shapes;
        do {
            at = permuted(at);
        } while (at >= shapes);
        return Shape.of(leastCpu + (double) (at / memories), leastMemory + (double) (at % memories));
    }

    /** Returns another number of {@link #bits} bits; each step can be undone, so that no two numbers collide. */
    private long permuted(final long number) {
        final long mask = (1L << bits) - 1;
        long mixed = (number * FIRST_FACTOR + key) & mask;
        mixed ^= mixed >>> bits / 2;
        mixed = mixed * SECOND_FACTOR & mask;
        return mixed ^ mixed >>> bits / 2;
    }
}
