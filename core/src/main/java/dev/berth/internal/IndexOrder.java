package dev.berth.internal;

/**
 * The orders in which an index keeps instances, and how an instance is packed into one 64-bit entry of each.
 *
 * <pre>
 *               62            31 30         20 19        11 10         0
 * MEMORY        | memory (signed) |      ordinal (20)     | cpu class  |
 * CPU           | cpu (signed)    |      ordinal (20)     | mem. class |
 * MEMORY_CPU    | memory (signed) | cpu class  |      ordinal (20)     |
 * CPU_MEMORY    | cpu (signed)    | mem. class |      ordinal (20)     |
 * ORDINAL       |   0   | ordinal (20) 41..22 | mem. class | cpu class |
 * </pre>
 *
 * <p>Entries compare as signed longs of 63 bits, so that the difference of two does not overflow. The class of the
 * amount that does not lead prunes whole blocks.
 */
final class IndexOrder {
    static final int MEMORY = 0;
    static final int CPU = 1;
    static final int MEMORY_CPU = 2;
    static final int CPU_MEMORY = 3;
    static final int ORDINAL = 4;

    static final int ORDINAL_BITS = 20;
    static final int ORDINAL_MASK = (1 << ORDINAL_BITS) - 1;

    /** No entry is below. */
    static final long FIRST = -1L << 62;

    /** Every entry is below. */
    static final long LAST = (1L << 62) - 1;

    private static final int LEAD_SHIFT = ORDINAL_BITS + SizeClass.BITS;

    private static final String[] NAMES = {
        "(memory, ordinal)", "(cpu, ordinal)", "(memory, cpu, ordinal)", "(cpu, memory, ordinal)", "(ordinal)"
    };

    private IndexOrder() {}

    static String name(final int order) {
        return NAMES[order];
    }

    static long entry(final int order, final int ordinal, final int cpu, final int memory) {
        switch (order) {
            case MEMORY:
                return ((long) memory << LEAD_SHIFT) | ((long) ordinal << SizeClass.BITS) | SizeClass.of(cpu);
            case CPU:
                return ((long) cpu << LEAD_SHIFT) | ((long) ordinal << SizeClass.BITS) | SizeClass.of(memory);
            case MEMORY_CPU:
                return ((long) memory << LEAD_SHIFT) | ((long) SizeClass.of(cpu) << ORDINAL_BITS) | ordinal;
            case CPU_MEMORY:
                return ((long) cpu << LEAD_SHIFT) | ((long) SizeClass.of(memory) << ORDINAL_BITS) | ordinal;
            default:
                return ((long) ordinal << 2 * SizeClass.BITS)
                        | ((long) SizeClass.of(memory) << SizeClass.BITS)
                        | SizeClass.of(cpu);
        }
    }

    static int ordinal(final int order, final long entry) {
        if (order <= CPU) {
            return (int) (entry >>> SizeClass.BITS) & ORDINAL_MASK;
        }
        return order == ORDINAL ? (int) (entry >>> 2 * SizeClass.BITS) : (int) entry & ORDINAL_MASK;
    }

    /** The least entry that can satisfy a demand: a demand of 0 is satisfied by any remainder, a negative one too. */
    static long start(final int order, final int cpu, final int memory) {
        if (order == ORDINAL) {
            return FIRST;
        }
        final int leading = order == MEMORY || order == MEMORY_CPU ? memory : cpu;
        return leading > 0 ? (long) leading << LEAD_SHIFT : FIRST;
    }

    /** Where the class that prunes stands in an entry. */
    static int shiftOfClass(final int order) {
        return order == MEMORY_CPU || order == CPU_MEMORY ? ORDINAL_BITS : 0;
    }

    /** The amount of a demand that is compared by class: the one that does not lead the order. */
    static int pruningAmount(final int order, final int cpu, final int memory) {
        return order == CPU || order == CPU_MEMORY ? memory : cpu;
    }

    static boolean isComposite(final int order) {
        return order == MEMORY_CPU || order == CPU_MEMORY;
    }
}
