package dev.berth.internal.select;

import dev.berth.Exclusion;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.plan.Plan;

/**
 * The inputs of one placement: plan, group, exclusion and narrowest filter. One object is reused for all placements.
 */
final class Request {
    /**
     * The divisor of the budget: a walk that passes over more than one in {@value} instances costs more than a scan.
     */
    private static final int SHARE = 8;

    /** The least number of instances that the walks of a placement may pass over. */
    private static final int LEAST_BUDGET = 64;

    Plan plan;
    int group;

    /** The instances that must not be taken; null if there are none. */
    Exclusion exclusion;

    /** The filter of the plan that admits the fewest instances; null if the plan has no filter. */
    Filter fewest;

    void set(final Plan newPlan, final int newGroup, final Exclusion newExclusion) {
        plan = newPlan;
        group = newGroup;
        exclusion = newExclusion;
        fewest = newPlan.asksMore ? newPlan.more.fewest() : null;
    }

    /** Returns how many instances all walks of a placement together may pass over. After that, the placement scans. */
    static int budget(final int instances) {
        return Math.max(LEAST_BUDGET, instances / SHARE);
    }
}
