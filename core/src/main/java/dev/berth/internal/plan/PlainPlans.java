package dev.berth.internal.plan;

import java.util.Arrays;

/**
 * The plans that one search in one index of all instances decides, by slot: what the hot path reads of each in one row
 * of four ints, so that many plans that take turns cost one cache miss each.
 */
public final class PlainPlans {
    static final int NONE = -1;

    private static final int STRIDE_BITS = 2;
    private static final int INDEX = 0;
    private static final int DEMAND = 1;
    private static final int CPU = 2;
    private static final int MEMORY = 3;

    private final int[] rows;

    PlainPlans(final int maxPlans) {
        rows = new int[maxPlans << STRIDE_BITS];
        Arrays.fill(rows, NONE);
    }

    static long footprintBytes(final int maxPlans) {
        return (4L << STRIDE_BITS) * maxPlans;
    }

    /** Takes note of a plan whose indexes have been claimed. */
    void add(final Plan plan) {
        final boolean plain = plan.indexable
                && !plan.random
                && !plan.asksMore
                && plan.fields == 0
                && plan.whole != null;
        final int at = plan.slot << STRIDE_BITS;
        rows[at + INDEX] = plain ? plan.whole.number : NONE;
        rows[at + DEMAND] = plan.demand.slot;
        rows[at + CPU] = plan.demand.cpu;
        rows[at + MEMORY] = plan.demand.memory;
    }

    void remove(final int plan) {
        rows[plan << STRIDE_BITS] = NONE;
    }

    /** Returns the number of the index that decides, or {@link #NONE} if the plan is not a plain one. */
    public int index(final int plan) {
        return rows[plan << STRIDE_BITS];
    }

    public int demand(final int plan) {
        return rows[(plan << STRIDE_BITS) + DEMAND];
    }

    public int cpu(final int plan) {
        return rows[(plan << STRIDE_BITS) + CPU];
    }

    public int memory(final int plan) {
        return rows[(plan << STRIDE_BITS) + MEMORY];
    }
}
