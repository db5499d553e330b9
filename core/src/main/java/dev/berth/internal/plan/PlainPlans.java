package dev.berth.internal.plan;

import java.util.Arrays;

/**
 * A table of the plans that one search in one full index decides. A row of four ints holds all that a placement reads
 * of such a plan, so that plans which alternate cost one cache miss each.
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

    /** Adds a plan that has been assigned its indexes. */
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

    /** Returns the number of the full index of a plain plan, or {@link #NONE} if the plan is not a plain one. */
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
