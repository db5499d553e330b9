package dev.berth.internal.explain;

import dev.berth.Constraint;
import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.InstanceView;
import dev.berth.Reason;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.select.Eligibility;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.PortKey;
import dev.berth.query.Comparison;
import dev.berth.query.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The answers to why a plan is refused and how many more tasks of it fit. One pass over the columns finds both and
 * places nothing. After {@link #pass}, {@link #explanation} tells how many of the considered instances fail each check
 * first, and which instance is the closest.
 *
 * <p>The pass is O(N) and may allocate.
 */
final class Diagnosis {
    static final int NONE = -1;

    /** The largest number of ports that are named one by one. */
    private static final int MOST_PORTS = 10;

    private final int[] counts = new int[Eligibility.CHECKS];
    private int considered;
    private int closest;

    /** The number of tasks that fit, up to the limit of the pass. */
    long fitting;

    /** The number of tasks that fit on the closest instance. */
    private int closestCapacity;

    private final Cluster cluster;
    private final Columns columns;
    private final Eligibility eligibility;
    private final Plan plan;
    private final int group;
    private int closestFailures;
    private final long[] closestRatio = new long[2];
    private final long[] ratio = new long[2];

    Diagnosis(final Cluster cluster, final Eligibility eligibility, final Plan plan, final int group) {
        this.cluster = cluster;
        this.eligibility = eligibility;
        this.plan = plan;
        this.group = group;
        columns = cluster.columns;
    }

    /**
     * Visits the instances that the plan considers, as if as many tasks as fit had been placed, up to a limit.
     *
     * @param exclusion the instances to pass over; null if there are none
     */
    void pass(final long limit, final Exclusion exclusion) {
        Arrays.fill(counts, 0);
        considered = 0;
        closest = NONE;
        closestFailures = Integer.MAX_VALUE;
        fitting = 0;
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if ((columns.flags[ordinal] & Columns.ACTIVE) != 0
                    && plan.more.isOfProvider(ordinal)
                    && (exclusion == null || !exclusion.contains(ordinal))) {
                considered++;
                consider(ordinal, limit);
            }
        }
    }

    private void consider(final int ordinal, final long limit) {
        int capacity = 0;
        int failures = eligibility.failures(plan, group, ordinal, 0);
        if (failures == 0) {
            if (limit == 0) {
                return;
            }
            final int left = (int) Math.min(limit - fitting, Integer.MAX_VALUE);
            capacity = eligibility.capacity(plan, group, ordinal, left);
            fitting += capacity;
            failures = eligibility.failures(plan, group, ordinal, capacity);
            if (failures == 0) {
                return;
            }
        }
        counts[Integer.numberOfTrailingZeros(failures)]++;
        final int failed = Integer.bitCount(failures);
        if (failed <= closestFailures) {
            shortfall(ordinal, capacity);
            if (failed < closestFailures || isLess(ratio, closestRatio)) {
                closest = ordinal;
                closestCapacity = capacity;
                closestFailures = failed;
                closestRatio[0] = ratio[0];
                closestRatio[1] = ratio[1];
            }
        }
    }

    /**
     * Sets {@link #ratio} to the largest shortfall ratio of an instance as a fraction: the missing amount, the demand.
     */
    private void shortfall(final int ordinal, final int moreTasks) {
        final DemandRecord demand = plan.demand;
        ratio[0] = 0;
        ratio[1] = 1;
        raise(demand.cpu, columns.freeCpu(ordinal), moreTasks);
        raise(demand.memory, columns.freeMemory(ordinal), moreTasks);
        for (int i = 0; i < demand.amounts.length; i++) {
            raise(demand.amounts[i], columns.amounts[demand.amountNumbers[i]].free(ordinal), moreTasks);
        }
    }

    private void raise(final int asked, final int free, final int moreTasks) {
        final long missing = asked - (free - (long) moreTasks * asked);
        if (asked > 0 && missing > 0 && missing * ratio[1] > ratio[0] * asked) {
            ratio[0] = missing;
            ratio[1] = asked;
        }
    }

    private static boolean isLess(final long[] ratio, final long[] other) {
        return ratio[0] * other[1] < other[0] * ratio[1];
    }

    /** Returns the result of the last pass. */
    Explanation explanation() {
        final int[] byReason = new int[Reason.CHECKS];
        final Map<String, Integer> byResource = new LinkedHashMap<>();
        for (int check = 0; check < counts.length; check++) {
            byReason[Eligibility.reason(check).ordinal()] += counts[check];
        }
        for (int number = 0; number < columns.amounts.length; number++) {
            if (columns.resource(number) != null) {
                byResource.put(columns.resource(number), counts[Eligibility.GPU + number]);
            }
        }
        return new Explanation(considered, byReason, byResource, closest, ofClosest());
    }

    // ---- the checks of one instance --------------------------------------------------------------------------------

    /** Returns the checks that the closest instance of the last pass fails. */
    private List<FailedCheck> ofClosest() {
        return closest == NONE ? List.of() : of(closest, closestCapacity);
    }

    /** Returns every check that an instance fails. */
    List<FailedCheck> of(final int ordinal, final int moreTasks) {
        final List<FailedCheck> failed = new ArrayList<>();
        final int failures = eligibility.failures(plan, group, ordinal, moreTasks);
        for (int left = failures; left != 0; left &= left - 1) {
            failed.add(failed(Integer.numberOfTrailingZeros(left), ordinal, moreTasks));
        }
        return failed;
    }

    private FailedCheck failed(final int check, final int ordinal, final int moreTasks) {
        final DemandRecord demand = plan.demand;
        final Reason reason = Eligibility.reason(check);
        switch (check) {
            case Eligibility.AGENT:
                return new FailedCheck(reason, "the container agent is not connected");
            case Eligibility.ATTRIBUTE:
                return new FailedCheck(reason, "lacks " + missingAttributes(ordinal));
            case Eligibility.LOCATION:
                final int zone = cluster.attributes.valueOf(ordinal, demand.zoneName);
                return new FailedCheck(
                        reason,
                        "is in " + (hasText(zone) ? cluster.attributes.text(zone) : "no zone")
                                + ", must be in one of " + demand.demand.zones());
            case Eligibility.CPU:
                return shortOf(reason, "CPU units", demand.cpu, columns.freeCpu(ordinal), moreTasks);
            case Eligibility.MEMORY:
                return shortOf(reason, "MiB", demand.memory, columns.freeMemory(ordinal), moreTasks);
            case Eligibility.PORTS:
                return new FailedCheck(reason, takenPorts(ordinal, moreTasks));
            case Eligibility.MEMBER_OF:
                return new FailedCheck(reason, unsatisfied(ordinal, moreTasks));
            default:
                return check < Eligibility.MEMBER_OF
                        ? shortOfAmount(reason, check - Eligibility.GPU, ordinal, moreTasks)
                        : new FailedCheck(
                                reason,
                                "runs " + (eligibility.tasksOn(group, ordinal) + moreTasks)
                                        + " of the group's tasks");
        }
    }

    private FailedCheck shortOfAmount(
            final Reason reason, final int number, final int ordinal, final int moreTasks) {
        final int asked = plan.demand.asked(number);
        final int free = columns.amounts[number].free(ordinal);
        return columns.resource(number) == null
                ? shortOf(reason, number == Columns.GPU ? "GPUs" : "task network slots", asked, free, moreTasks)
                : new FailedCheck(columns.resource(number), asked, free - (long) moreTasks * asked);
    }

    private static FailedCheck shortOf(
            final Reason reason, final String unit, final int asked, final int free, final int moreTasks) {
        return new FailedCheck(reason, unit, asked, free - (long) moreTasks * asked);
    }

    private boolean hasText(final int value) {
        return value != Attributes.NONE && cluster.attributes.text(value) != null;
    }

    private String missingAttributes(final int ordinal) {
        final StringJoiner missing = new StringJoiner(", ");
        for (final int name : plan.demand.requiredNames) {
            if (cluster.attributes.valueOf(ordinal, name) == Attributes.NONE) {
                missing.add(cluster.attributes.nameText(name));
            }
        }
        return missing.toString();
    }

    private String takenPorts(final int ordinal, final int moreTasks) {
        final StringJoiner taken = new StringJoiner(", ");
        int count = 0;
        for (final int port : plan.demand.ports) {
            if (moreTasks > 0 || !columns.isPortFree(ordinal, port)) {
                count++;
                if (count <= MOST_PORTS) {
                    taken.add(PortKey.text(port));
                }
            }
        }
        if (count > MOST_PORTS) {
            taken.add(count - MOST_PORTS + " more");
        }
        return taken.length() > 0
                ? "in use: " + taken
                : columns.portCount[ordinal] + " ports in use, " + plan.demand.ports.length
                        + " more would exceed 100";
    }

    private String unsatisfied(final int ordinal, final int moreTasks) {
        final StringJoiner unsatisfied = new StringJoiner(" and ");
        final InstanceView view = eligibility.view(group, ordinal, moreTasks);
        for (final Constraint constraint : plan.constraints) {
            if (constraint.mostTasks() == 0 && !constraint.predicate().test(view)) {
                unsatisfied.add(constraint.query() == null
                        ? "a predicate is false"
                        : unsatisfied(constraint.query(), view));
            }
        }
        return unsatisfied.toString();
    }

    private static String unsatisfied(final Query query, final InstanceView view) {
        final String shortfalls = String.join("; ", query.shortfalls(view));
        return query.root() instanceof Comparison ? shortfalls : "'" + query + "' is false: " + shortfalls;
    }
}
