package dev.berth.internal.index;

/**
 * The orders in which an index keeps instances, and the 64-bit entry of an instance in each order.
 *
 * <pre>
 *               62            31 30         20 19        11 10         0
 * MEMORY        | memory (signed) |      ordinal (20)     | cpu class  |
 * CPU           | cpu (signed)    |      ordinal (20)     | mem. class |
 * ORDINAL       |   0   | ordinal (20) 41..22 | mem. class | cpu class |
 *
 *               63            32 31                                  0
 * MEMORY_CPU    | memory (signed) | cpu (biased, so that it ascends)   |   the ordinal stands beside the entry
 * CPU_MEMORY    | cpu (signed)    | memory (biased)                    |
 * </pre>
 *
 * <p>Entries compare as signed longs. An entry with an ordinal has 63 bits, so that the difference of two entries fits
 * in a long. A composite entry has both amounts exactly.
 */
public final class IndexOrder {
    public static final int MEMORY = 0;
    public static final int CPU = 1;
    public static final int MEMORY_CPU = 2;
    public static final int CPU_MEMORY = 3;
    public static final int ORDINAL = 4;

    static final int ORDINAL_BITS = 20;
    static final int ORDINAL_MASK = (1 << ORDINAL_BITS) - 1;

    /** A key that is above every entry. */
    static final long LAST = (1L << 62) - 1;

    /** A lower bound of all entries that hold an ordinal. */
    private static final long FIRST = -1L << 62;

    /** A lower bound of all composite entries. */
    private static final long FIRST_COMPOSITE = Long.MIN_VALUE;

    private static final int LEAD_SHIFT = ORDINAL_BITS + SizeClass.BITS;

    private static final long ORDINALS = -1L << 2 * SizeClass.BITS;

    /** The difference of the places of two neighbouring ordinals, in an order led by one amount. */
    private static final long NEXT_PLACE = 1L << SizeClass.BITS;

    private static final String[] NAMES = {
        "(memory, ordinal)", "(cpu, ordinal)", "(memory, cpu, ordinal)", "(cpu, memory, ordinal)", "(ordinal)"
    };

    private IndexOrder() {}

    public static String name(final int order) {
        return NAMES[order];
    }

    static long entry(final int order, final int ordinal, final int cpu, final int memory) {
        switch (order) {
            case MEMORY:
                return ((long) memory << LEAD_SHIFT) | ((long) ordinal << SizeClass.BITS) | SizeClass.of(cpu);
            case CPU:
                return ((long) cpu << LEAD_SHIFT) | ((long) ordinal << SizeClass.BITS) | SizeClass.of(memory);
            case MEMORY_CPU:
                return composite(memory, cpu);
            case CPU_MEMORY:
                return composite(cpu, memory);
            default:
                return ((long) ordinal << 2 * SizeClass.BITS)
                        | ((long) SizeClass.of(memory) << SizeClass.BITS)
                        | SizeClass.of(cpu);
        }
    }

    private static long composite(final int leading, final int second) {
        return (long) leading << Integer.SIZE | (second ^ Integer.MIN_VALUE) & 0xFFFFFFFFL;
    }

    /**
     * Returns the least key of a leaf whose first entry is given. An entry of the order by ordinal may change in its
     * place.
     */
    static long separator(final int order, final long entry) {
        return order == ORDINAL ? entry & ORDINALS : entry;
    }

    /**
     * Returns the least key of the place of an entry that is not composite. A place is an ordinal, after the leading
     * amount if one leads.
     */
    static long place(final int order, final long entry) {
        return entry & (order == ORDINAL ? ORDINALS : -NEXT_PLACE);
    }

    /** Returns the least key that is after the place of an entry that is not composite. */
    static long placeAfter(final int order, final long entry) {
        return place(order, entry) - (order == ORDINAL ? ORDINALS : -NEXT_PLACE);
    }

    /** Returns the amount that does not lead, from a composite entry. */
    static int second(final long entry) {
        return (int) entry ^ Integer.MIN_VALUE;
    }

    /** Returns the amount that leads, from an entry that is not composite. */
    static int leading(final long entry) {
        return (int) (entry >> LEAD_SHIFT);
    }

    /** Returns the ordinal, from an entry that is not composite. */
    static int ordinal(final int order, final long entry) {
        return order == ORDINAL
                ? (int) (entry >>> 2 * SizeClass.BITS)
                : (int) (entry >>> SizeClass.BITS) & ORDINAL_MASK;
    }

    /**
     * Returns the least entry that can satisfy a demand. Any remainder, a negative one included, satisfies a demand of
     * 0.
     */
    public static long start(final int order, final int cpu, final int memory) {
        if (order == ORDINAL) {
            return FIRST;
        }
        final int leading = order == MEMORY || order == MEMORY_CPU ? memory : cpu;
        if (isComposite(order)) {
            return leading > 0 ? (long) leading << Integer.SIZE : FIRST_COMPOSITE;
        }
        return leading > 0 ? (long) leading << LEAD_SHIFT : FIRST;
    }

    /** Returns a lower bound of all entries of an order. */
    static long first(final int order) {
        return isComposite(order) ? FIRST_COMPOSITE : FIRST;
    }

    /** Returns the amount that does not lead the order; in the order by ordinal, the CPU. */
    public static int pruningAmount(final int order, final int cpu, final int memory) {
        return order == CPU || order == CPU_MEMORY ? memory : cpu;
    }

    static boolean isComposite(final int order) {
        return order == MEMORY_CPU || order == CPU_MEMORY;
    }
}
