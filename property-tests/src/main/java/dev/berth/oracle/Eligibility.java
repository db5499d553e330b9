package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ten checks, and one for each named resource, that an {@code ACTIVE} instance must pass to get a task of a plan
 * and a group.
 */
final class Eligibility {
    private Eligibility() {}

    /** Returns the checks that an instance fails, in the order of the checks. */
    static List<Check> failures(final OraclePlan plan, final OracleGroup group, final OracleInstance instance) {
        final Demand demand = plan.demand();
        final Amounts remaining = instance.remaining;
        final List<Check> failures = new ArrayList<>();
        failIf(failures, Reason.AGENT, !instance.agentConnected);
        failIf(failures, Reason.ATTRIBUTE, !instance.attributes.keySet().containsAll(demand.requiredAttributes()));
        failIf(failures, Reason.LOCATION, isElsewhere(demand, instance));
        failIf(failures, Reason.CPU, isShort(demand.cpuUnits(), remaining.cpuUnits()));
        failIf(failures, Reason.MEMORY, isShort(demand.memoryMib(), remaining.memoryMib()));
        failIf(failures, Reason.PORTS, lacksPorts(demand, instance));
        failIf(failures, Reason.GPU, isShort(demand.gpus(), remaining.gpus()));
        failIf(failures, Reason.ENI, isShort(demand.eniSlots(), remaining.eniSlots()));
        for (final String name : instance.resources) {
            failIf(
                    failures,
                    new Check(Reason.RESOURCE, name),
                    isShort(demand.resources().getOrDefault(name, 0), remaining.of(name)));
        }
        failIf(failures, Reason.MEMBER_OF, isNoMember(plan, instance));
        failIf(failures, Reason.DISTINCT_INSTANCE, isTaken(plan, group, instance));
        return failures;
    }

    static Optional<Reason> firstFailure(
            final OraclePlan plan, final OracleGroup group, final OracleInstance instance) {
        return failures(plan, group, instance).stream().map(Check::reason).findFirst();
    }

    /** Answers whether a demand asks more than 0 and more than what remains. */
    static boolean isShort(final long asked, final long remaining) {
        return asked > 0 && asked > remaining;
    }

    private static boolean isElsewhere(final Demand demand, final OracleInstance instance) {
        final String zone = instance.attribute(Chain.ZONE_ATTRIBUTE);
        return !demand.zones().isEmpty() && (zone == null || !demand.zones().contains(zone));
    }

    private static boolean lacksPorts(final Demand demand, final OracleInstance instance) {
        final int asked = demand.tcpPorts().size() + demand.udpPorts().size();
        if (asked == 0) {
            return false;
        }
        return instance.newPorts(demand) < asked || instance.portsInUse() + asked > Instance.MAX_PORTS;
    }

    private static boolean isNoMember(final OraclePlan plan, final OracleInstance instance) {
        return plan.members().stream().anyMatch(member -> !member.test(instance));
    }

    private static boolean isTaken(final OraclePlan plan, final OracleGroup group, final OracleInstance instance) {
        return instance.tasks.stream().filter(task -> task.group == group).count() >= plan.mostTasks();
    }

    private static void failIf(final List<Check> failures, final Reason reason, final boolean fails) {
        failIf(failures, Check.of(reason), fails);
    }

    private static void failIf(final List<Check> failures, final Check check, final boolean fails) {
        if (fails) {
            failures.add(check);
        }
    }
}
