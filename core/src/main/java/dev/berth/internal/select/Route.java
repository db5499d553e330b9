package dev.berth.internal.select;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.plan.IndexClaims;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;

/**
 * How the instance of a plan is found. Decided once for a placement, from what is true of the plan at that time; all
 * routes give the answer of the plain scan.
 */
public enum Route {
    /** No instance has enough of a further amount, or none passes a filter. */
    REFUSED,

    /** The members of the narrowest filter are gone through one by one. */
    MEMBERS,

    /** The instances with the value that the query asks for are gone through in the order of a keyed index. */
    KEY,

    /** All instances are gone through one by one. */
    SCAN,

    /** An index is searched. */
    INDEX;

    /** The most members of a filter that are gone through, also where an index serves. */
    private static final int LISTED_MEMBERS = 32;

    /**
     * Returns the route of a plan.
     *
     * @param fewest its filter that admits the fewest instances; null = it has none.
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

    /** Whether few instances have the value that the plan's query asks for, and an index keeps them in order. */
    private static boolean hasKey(final Plan plan) {
        return plan.isKeyed()
                && !plan.isRestricted()
                && plan.keyed.index.size(keyOf(plan)) <= IndexClaims.KEYED_INSTANCES;
    }

    /** The bucket, in the keyed index, of the value that the plan's query asks for; some instance must have it. */
    public static int keyOf(final Plan plan) {
        return plan.keyed.bucketOf[plan.more.queryFilter.any()];
    }
}
