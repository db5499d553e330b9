package dev.berth.internal.select;

import dev.berth.Exclusion;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.plan.Plan;

/** What one placement asks. Set once at its beginning, and reused for the next. */
final class Request {
    /** A walk that passes over more than one of so many instances costs more than a scan. */
    private static final int SHARE = 8;

    /** Instances that may be passed over in any case. */
    private static final int LEAST_BUDGET = 64;

    Plan plan;
    int group;

    /** Instances that must not be taken; null = none. */
    Exclusion exclusion;

    /** The filter of the plan that admits the fewest instances; null = it has none. */
    Filter fewest;

    void set(final Plan newPlan, final int newGroup, final Exclusion newExclusion) {
        plan = newPlan;
        group = newGroup;
        exclusion = newExclusion;
        fewest = newPlan.asksMore ? newPlan.more.fewest() : null;
    }

    /** How many instances all walks of a placement may pass over together, before it goes over to a scan. */
    static int budget(final int instances) {
        return Math.max(LEAST_BUDGET, instances / SHARE);
    }
}
