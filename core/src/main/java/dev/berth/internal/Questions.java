package dev.berth.internal;

import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.LimitExceededException;
import dev.berth.Reason;
import java.util.List;

/** Why not, and how many more: answers that change nothing. Cold. */
final class Questions {
    private final Cluster cluster;
    private final Eligibility eligibility;

    Questions(final Cluster cluster, final Eligibility eligibility) {
        this.cluster = cluster;
        this.eligibility = eligibility;
    }

    Explanation explain(final Plan plan, final int group, final Exclusion exclusion) {
        return explanation(diagnose(plan, group, 0, exclusion));
    }

    private static Explanation explanation(final Diagnosis diagnosis) {
        return new Explanation(diagnosis.considered, diagnosis.counts, diagnosis.closest, diagnosis.ofClosest());
    }

    /** Goes over the instances; where the plan wants distinct ones, the counts of the group are made for it first. */
    private Diagnosis diagnose(final Plan plan, final int group, final long limit, final Exclusion exclusion) {
        final long needed = plan.more.distinct ? 1L << SpreadFields.INSTANCE : 0;
        final long added = needed & ~cluster.groups.fields[group];
        if (!cluster.track(group, needed)) {
            throw new LimitExceededException("maxCounts", cluster.counts.limit());
        }
        final Diagnosis diagnosis = new Diagnosis(cluster, eligibility, plan, group);
        diagnosis.pass(limit, exclusion);
        cluster.untrack(group, added);
        return diagnosis;
    }

    List<FailedCheck> whyNot(final Plan plan, final int group, final int ordinal) {
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

    /** How many fit, but not more than there is room for in the tables. */
    Headroom headroom(final Plan plan, final int group) {
        final int ports = plan.demand.ports.length;
        final int tasksLeft = cluster.tasks.free();
        final int portsLeft = ports == 0 ? Integer.MAX_VALUE : cluster.columns.ports.free() / ports;
        final int limit = Math.min(tasksLeft, portsLeft);
        final Diagnosis diagnosis = diagnose(plan, group, limit + 1L, null);
        if (diagnosis.fitting >= tasksLeft && tasksLeft <= portsLeft) {
            return new Headroom(tasksLeft, Reason.MAX_TASKS, null);
        }
        return diagnosis.fitting > limit
                ? new Headroom(limit, Reason.MAX_PORTS, null)
                : new Headroom(diagnosis.fitting, Reason.NOTHING_ELIGIBLE, explanation(diagnosis));
    }
}
