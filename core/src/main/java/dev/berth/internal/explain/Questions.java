package dev.berth.internal.explain;

import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.InstanceView;
import dev.berth.LimitExceededException;
import dev.berth.PlanInfo;
import dev.berth.Reason;
import dev.berth.Usage;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.plan.Planner;
import dev.berth.internal.select.Eligibility;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SpreadFields;
import java.util.List;

/**
 * The answers to why a plan is refused and how many more tasks fit. They leave the state unchanged.
 * {@link #failedChecks} is for the hot path; the others may allocate.
 */
public final class Questions {
    private final Cluster cluster;
    private final Planner planner;
    private final Eligibility eligibility;

    public Questions(final Cluster cluster, final Planner planner, final Eligibility eligibility) {
        this.cluster = cluster;
        this.planner = planner;
        this.eligibility = eligibility;
    }

    public Explanation explain(final long plan, final long group, final Exclusion exclusion) {
        return diagnose(planner.livePlan(plan), cluster.groups.openSlot(group), 0, exclusion).explanation();
    }

    /**
     * Returns the checks that an instance fails, a bit for each, or the code for an unknown plan, group or instance.
     */
    public int failedChecks(final long planHandle, final long groupHandle, final int ordinal) {
        final Plan plan = planner.plan(planHandle);
        final int group = cluster.groups.slot(groupHandle);
        if (plan == null || group < 0) {
            return plan == null ? Reason.UNKNOWN_PLAN.code() : Reason.UNKNOWN_GROUP.code();
        }
        return cluster.columns.isRegistered(ordinal)
                ? Eligibility.reasons(eligibility.failures(plan, group, ordinal, 0))
                : Reason.UNKNOWN_INSTANCE.code();
    }

    /** Returns the route of a plan and an upper bound of the work of its placements, in words. */
    public String explainPlan(final long plan) {
        return PlanExplainer.explain(cluster, planner.livePlan(plan));
    }

    public PlanInfo planInfo(final long plan) {
        return PlanExplainer.info(cluster, planner.livePlan(plan), plan);
    }

    public Usage usage(final EngineConfig config) {
        return UsageReader.read(cluster, planner, config);
    }

    /** Returns an instance as predicates see it. */
    public InstanceView view(final int ordinal) {
        cluster.columns.checkRegistered(ordinal);
        return eligibility.view(0, ordinal, 0);
    }

    /**
     * Runs a pass over the instances. If the plan limits the tasks of the group, the counts for it are kept meanwhile.
     */
    private Diagnosis diagnose(final Plan plan, final int group, final long limit, final Exclusion exclusion) {
        final long needed = plan.more.limitsTasks ? 1L << SpreadFields.INSTANCE : 0;
        final long added = needed & ~cluster.groups.fields[group];
        if (!cluster.track(group, needed)) {
            throw new LimitExceededException("maxCounts", cluster.counts.limit());
        }
        final Diagnosis diagnosis = new Diagnosis(cluster, eligibility, plan, group);
        diagnosis.pass(limit, exclusion);
        cluster.untrack(group, added);
        return diagnosis;
    }

    public List<FailedCheck> whyNot(final long planHandle, final long groupHandle, final int ordinal) {
        cluster.columns.checkRegistered(ordinal);
        final Plan plan = planner.livePlan(planHandle);
        final int group = cluster.groups.openSlot(groupHandle);
        final List<FailedCheck> failed = new Diagnosis(cluster, eligibility, plan, group).of(ordinal, 0);
        if (!plan.more.isOfProvider(ordinal)) {
            failed.add(0, otherProvider(plan.more.asked.provider(), cluster.attributes.provider(ordinal)));
        }
        if ((cluster.columns.flags[ordinal] & Columns.ACTIVE) == 0) {
            failed.add(0, new FailedCheck(Reason.NOT_ACTIVE, "the instance is draining"));
        }
        return failed;
    }

    private static FailedCheck otherProvider(final String asked, final String provider) {
        final String there = provider == null ? "of no capacity provider" : "of capacity provider '" + provider + "'";
        return new FailedCheck(Reason.OTHER_PROVIDER, "is " + there + ", must be of '" + asked + "'");
    }

    /** Returns how many more tasks fit; the limits on tasks and ports are upper bounds. */
    public Headroom headroom(final long planHandle, final long groupHandle) {
        final Plan plan = planner.livePlan(planHandle);
        final int group = cluster.groups.openSlot(groupHandle);
        final int ports = plan.demand.ports.length;
        final int tasksLeft = cluster.tasks.free();
        final int portsLeft = ports == 0 ? Integer.MAX_VALUE : cluster.columns.ports.free() / ports;
        final int limit = Math.min(tasksLeft, portsLeft);
        final boolean isExact = plan.more.predicates.length == 0;
        final Diagnosis diagnosis = diagnose(plan, group, limit + 1L, null);
        if (diagnosis.fitting >= tasksLeft && tasksLeft <= portsLeft) {
            return new Headroom(tasksLeft, Reason.MAX_TASKS, null, isExact);
        }
        return diagnosis.fitting > limit
                ? new Headroom(limit, Reason.MAX_PORTS, null, isExact)
                : new Headroom(diagnosis.fitting, Reason.NOTHING_ELIGIBLE, diagnosis.explanation(), isExact);
    }
}
