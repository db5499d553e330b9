package dev.berth.internal.select;

import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.InstancePredicate;
import dev.berth.InstanceView;
import dev.berth.Reason;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.count.GroupCounts;
import dev.berth.internal.filter.FilterSet;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.TaskTable;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The checks that decide whether an instance may take a task. There are ten, in a fixed order, and one more for each
 * named resource after the check of the ENI slots. They apply to instances that are {@code ACTIVE}; the callers pass
 * over all others.
 *
 * <p>A set of failed checks is an int with a bit for each check. The bit of a further amount is {@link #GPU} plus the
 * number of the amount. A check can assume that some more tasks of the same demand and group already run on the
 * instance.
 */
public final class Eligibility {
    public static final int AGENT = 0;
    public static final int ATTRIBUTE = 1;
    public static final int LOCATION = 2;
    public static final int CPU = 3;
    public static final int MEMORY = 4;
    public static final int PORTS = 5;
    public static final int GPU = 6;
    public static final int ENI = 7;
    public static final int MEMBER_OF = GPU + 2 + EngineConfig.MAX_RESOURCES;
    static final int DISTINCT_INSTANCE = MEMBER_OF + 1;
    public static final int CHECKS = DISTINCT_INSTANCE + 1;

    private static final Reason[] REASONS = Reason.values();

    private static final int BASIC = 1 << AGENT | 1 << CPU | 1 << MEMORY;

    private final Columns columns;
    private final Attributes attributes;
    private final GroupCounts counts;
    private final TaskTable tasks;
    private final Groups groups;
    private final View view = new View();

    public Eligibility(final Cluster cluster) {
        columns = cluster.columns;
        attributes = cluster.attributes;
        counts = cluster.counts;
        tasks = cluster.tasks;
        groups = cluster.groups;
    }

    // ---- checks during a placement ---------------------------------------------------------------------------------

    /** Answers whether an instance may take a task of a plan: it is placeable, not excluded, and passes all checks. */
    boolean isEligible(final Plan plan, final int group, final Exclusion exclusion, final int ordinal) {
        return plan.demand.fits(columns.free[ordinal])
                && (columns.flags[ordinal] & Columns.PLACEABLE) == Columns.PLACEABLE
                && (!plan.asksMore || passesMore(plan, group, ordinal))
                && (exclusion == null || !exclusion.contains(ordinal));
    }

    /** Answers whether an instance that is placeable and has the CPU and memory passes the other checks. */
    boolean passesMore(final Plan plan, final int group, final int ordinal) {
        return plan.more.admits(ordinal) && (!plan.more.checksMore || passesChecks(plan, group, ordinal));
    }

    private boolean passesChecks(final Plan plan, final int group, final int ordinal) {
        final FilterSet more = plan.more;
        if (!more.complete) {
            return (failures(plan, group, ordinal, 0) & ~BASIC) == 0;
        }
        return !(more.limitsTasks && counts.onInstance(group, ordinal) >= more.mostTasks)
                && !wouldExceedPorts(plan.demand, ordinal)
                && (more.predicates.length == 0 || passesPredicates(more, group, ordinal, 0));
    }

    /** Returns the reason that reports a failed check. */
    public static Reason reason(final int check) {
        if (check <= ENI) {
            return REASONS[check];
        }
        return check < MEMBER_OF ? Reason.RESOURCE : REASONS[Reason.MEMBER_OF.ordinal() + check - MEMBER_OF];
    }

    /** Returns the reasons of a set of failed checks, a bit for each; all named resources have one reason. */
    public static int reasons(final int failures) {
        final int first = failures & (1 << ENI + 1) - 1;
        final int named = failures & (1 << MEMBER_OF) - 1 & -1 << ENI + 1;
        return first
                | (named != 0 ? 1 << Reason.RESOURCE.ordinal() : 0)
                | failures >>> MEMBER_OF << Reason.MEMBER_OF.ordinal();
    }

    // ---- checks one by one -----------------------------------------------------------------------------------------

    /**
     * Returns the checks that an instance would fail with some more tasks of the plan's demand and of the group on it.
     */
    public int failures(final Plan plan, final int group, final int ordinal, final int moreTasks) {
        final DemandRecord demand = plan.demand;
        final FilterSet more = plan.more;
        int failures = (columns.flags[ordinal] & Columns.CONNECTED) == 0 ? 1 << AGENT : 0;
        failures |= lacks(demand.cpu, columns.freeCpu(ordinal), moreTasks) ? 1 << CPU : 0;
        failures |= lacks(demand.memory, columns.freeMemory(ordinal), moreTasks) ? 1 << MEMORY : 0;
        if (!more.asksMore) {
            return failures;
        }
        for (int i = 0; i < demand.amounts.length; i++) {
            final int number = demand.amountNumbers[i];
            final int free = columns.amounts[number].free(ordinal);
            failures |= lacks(demand.amounts[i], free, moreTasks) ? 1 << GPU + number : 0;
        }
        if (more.attributeFilter == null || !more.attributeFilter.admits(ordinal)) {
            failures |= lacksAttribute(demand, ordinal) ? 1 << ATTRIBUTE : 0;
            failures |= demand.zoneValues.length > 0 && isElsewhere(demand, ordinal) ? 1 << LOCATION : 0;
        }
        if (demand.ports.length > 0) {
            failures |= moreTasks > 0 || lacksPort(demand, ordinal) ? 1 << PORTS : 0;
        }
        failures |= isNoMember(more, group, ordinal, moreTasks) ? 1 << MEMBER_OF : 0;
        if (more.limitsTasks) {
            final long running = countOn(group, ordinal) + (long) moreTasks;
            failures |= running >= more.mostTasks ? 1 << DISTINCT_INSTANCE : 0;
        }
        return failures;
    }

    private static boolean lacks(final int asked, final int free, final int moreTasks) {
        return asked > 0 && asked > free - (long) moreTasks * asked;
    }

    private boolean lacksAttribute(final DemandRecord demand, final int ordinal) {
        for (final int name : demand.requiredNames) {
            if (attributes.valueOf(ordinal, name) == Attributes.NONE) {
                return true;
            }
        }
        return false;
    }

    private boolean isElsewhere(final DemandRecord demand, final int ordinal) {
        final int zone = attributes.valueOf(ordinal, demand.zoneName);
        for (final int wanted : demand.zoneValues) {
            if (wanted == zone) {
                return false;
            }
        }
        return true;
    }

    private boolean wouldExceedPorts(final DemandRecord demand, final int ordinal) {
        return demand.ports.length > 0 && columns.portCount[ordinal] + demand.ports.length > Instance.MAX_PORTS;
    }

    private boolean lacksPort(final DemandRecord demand, final int ordinal) {
        if (wouldExceedPorts(demand, ordinal)) {
            return true;
        }
        for (final int port : demand.ports) {
            if (!columns.isPortFree(ordinal, port)) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many tasks of a group run on an instance, whether or not the counts of the group are kept. */
    private int countOn(final int group, final int ordinal) {
        return (groups.fields[group] & 1) != 0 ? counts.onInstance(group, ordinal) : tasksOn(group, ordinal);
    }

    public int tasksOn(final int group, final int ordinal) {
        int count = 0;
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            count += tasks.group(task) == group ? 1 : 0;
        }
        return count;
    }

    private boolean isNoMember(final FilterSet more, final int group, final int ordinal, final int moreTasks) {
        return more.failsQuery(ordinal, group, moreTasks)
                || more.predicates.length > 0 && !passesPredicates(more, group, ordinal, moreTasks);
    }

    private boolean passesPredicates(
            final FilterSet more, final int group, final int ordinal, final int moreTasks) {
        final InstanceView seen = view(group, ordinal, moreTasks);
        for (final InstancePredicate predicate : more.predicates) {
            if (!predicate.test(seen)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns an instance as predicates see it, with some more tasks of a group. One view is reused for all instances.
     */
    public InstanceView view(final int group, final int ordinal, final int moreTasks) {
        view.ordinal = ordinal;
        view.group = group;
        view.moreTasks = moreTasks;
        return view;
    }

    // ---- capacity --------------------------------------------------------------------------------------------------

    /**
     * Returns how many tasks of a plan fit, one after the other, on an instance that is eligible for one; at most a
     * limit.
     */
    public int capacity(final Plan plan, final int group, final int ordinal, final int limit) {
        final DemandRecord demand = plan.demand;
        int most = demand.ports.length > 0 ? Math.min(1, limit) : limit;
        if (plan.more.limitsTasks) {
            most = Math.min(most, plan.more.mostTasks - countOn(group, ordinal));
        }
        most = Math.min(most, times(demand.cpu, columns.freeCpu(ordinal)));
        most = Math.min(most, times(demand.memory, columns.freeMemory(ordinal)));
        for (int i = 0; i < demand.amounts.length; i++) {
            most = Math.min(most, times(demand.amounts[i], columns.amounts[demand.amountNumbers[i]].free(ordinal)));
        }
        if (!plan.more.readsTasks()) {
            return most;
        }
        int count = Math.min(1, most);
        while (count < most && !isNoMember(plan.more, group, ordinal, count)) {
            count++;
        }
        return count;
    }

    private static int times(final int asked, final int free) {
        return asked == 0 ? Integer.MAX_VALUE : free / asked;
    }

    /** The reused view of an instance that predicates get. */
    private final class View implements InstanceView {
        private int ordinal;
        private int group;
        private int moreTasks;

        @Override
        public int ordinal() {
            return ordinal;
        }

        @Override
        public String id() {
            return columns.id(ordinal);
        }

        @Override
        public boolean hasAttribute(final String name) {
            final int slot = attributes.findName(name);
            return slot >= 0 && attributes.valueOf(ordinal, slot) != Attributes.NONE;
        }

        @Override
        public String attribute(final String name) {
            final int slot = attributes.findName(name);
            final int value = slot < 0 ? Attributes.NONE : attributes.valueOf(ordinal, slot);
            return value == Attributes.NONE ? null : attributes.text(value);
        }

        @Override
        public int runningTasksCount() {
            return columns.taskCount[ordinal] + moreTasks;
        }

        @Override
        public boolean agentConnected() {
            return (columns.flags[ordinal] & Columns.CONNECTED) != 0;
        }

        @Override
        public String agentVersion() {
            return columns.identity(ordinal).agentVersion;
        }

        @Override
        public String ec2InstanceId() {
            return columns.identity(ordinal).ec2InstanceId;
        }

        @Override
        public Instant registeredAt() {
            return columns.identity(ordinal).registeredAt;
        }

        @Override
        public String toString() {
            return "InstanceView[id=" + id() + ", ordinal=" + ordinal + ", tasks=" + runningTasksCount() + "]";
        }

        @Override
        public Set<String> groups() {
            final Set<String> names = new HashSet<>();
            for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
                names.add(Eligibility.this.groups.name(tasks.group(task)));
            }
            if (moreTasks > 0) {
                names.add(Eligibility.this.groups.name(group));
            }
            return names;
        }
    }
}
