package dev.berth.internal.select;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.plan.IndexAssignment;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;

/**
 * The way in which the instance for a plan is found. It is chosen once for each placement, from the state at that time.
 * All routes give the answer of the plain scan.
 */
public enum Route {
    /** No instance is eligible: all have too little of a further amount, or one of the filters is empty. */
    REFUSED,

    /** The members of the filter with the fewest instances are visited one by one. */
    MEMBERS,

    /** The instances with the attribute value that the query asks for are visited in the order of a keyed index. */
    KEY,

    /** All instances are visited one by one. */
    SCAN,

    /** The candidates are found by a search in an index. */
    INDEX;

    /** The largest number of members of a filter that are visited one by one even if the plan has an index. */
    private static final int LISTED_MEMBERS = 32;

    /**
     * Returns the route of a plan.
     *
     * @param fewest the filter of the plan that admits the fewest instances; null if the plan has no filter
     */
    public static Route of(final Plan plan, final Filter fewest, final Columns columns) {
        final DemandRecord demand = plan.demand;
        for (int i = 0; i < demand.amounts.length; i++) {
            if (!columns.amounts[demand.amountNumbers[i]].mayHave(demand.amounts[i])) {
                return REFUSED;
            }
        }
        if (fewest == null) {
            return plan.index() == null ? SCAN : INDEX;
        }
        final int members = fewest.size();
        if (members == 0) {
            return REFUSED;
        }
        if (members <= LISTED_MEMBERS) {
            return MEMBERS;
        }
        if (hasKey(plan)) {
            return KEY;
        }
        final boolean isFew = 4L * members * members <= columns.size();
        return plan.index() == null || isFew && (plan.random || !plan.isRestricted()) ? MEMBERS : INDEX;
    }

    /** Answers whether the plan has a keyed index and few instances have the value that its query asks for. */
    private static boolean hasKey(final Plan plan) {
        return plan.isKeyed()
                && !plan.isRestricted()
                && plan.keyed.index.size(keyOf(plan)) <= IndexAssignment.KEYED_INSTANCES;
    }

    /**
     * Returns the bucket, in the keyed index, of the value that the plan's query asks for; some instance must have it.
     */
    public static int keyOf(final Plan plan) {
        return plan.keyed.bucketOf[plan.more.queryFilter.any()];
    }
}
