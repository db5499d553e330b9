package dev.berth.internal;

import dev.berth.Instance;
import dev.berth.InstancePredicate;
import dev.berth.InstanceView;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The ten checks that decide whether an instance may take a task, in their order. An instance that is not
 * {@code ACTIVE} is not considered at all; the callers see to that.
 */
final class Eligibility {
    static final int PASSES = -1;
    static final int AGENT = 0;
    static final int ATTRIBUTE = 1;
    static final int LOCATION = 2;
    static final int CPU = 3;
    static final int MEMORY = 4;
    static final int PORTS = 5;
    static final int GPU = 6;
    static final int ENI = 7;
    static final int MEMBER_OF = 8;
    static final int DISTINCT_INSTANCE = 9;
    static final int CHECKS = 10;

    private final Columns columns;
    private final Attributes attributes;
    private final GroupCounts counts;
    private final TaskTable tasks;
    private final Groups groups;
    private final View view = new View();

    Eligibility(final Cluster cluster) {
        columns = cluster.columns;
        attributes = cluster.attributes;
        counts = cluster.counts;
        tasks = cluster.tasks;
        groups = cluster.groups;
    }

    /** The first check that an instance fails, or {@link #PASSES}. */
    int firstFailure(final Plan plan, final int group, final int ordinal) {
        for (int check = 0; check < CHECKS; check++) {
            if (fails(check, plan, group, ordinal)) {
                return check;
            }
        }
        return PASSES;
    }

    /** Whether an instance that is placeable and has the CPU and memory passes the other checks. */
    boolean passesMore(final Plan plan, final int group, final int ordinal) {
        return plan.more.admits(ordinal) && (!plan.more.checksMore || passesChecks(plan, group, ordinal));
    }

    private boolean passesChecks(final Plan plan, final int group, final int ordinal) {
        if (plan.more.distinct && counts.onInstance(group, ordinal) > 0) {
            return false;
        }
        if (plan.more.complete) {
            return !wouldExceedPorts(plan.demand, ordinal)
                    && (plan.more.predicates.length == 0 || !isNoMember(plan.more, ordinal));
        }
        return !fails(ATTRIBUTE, plan, group, ordinal)
                && !fails(LOCATION, plan, group, ordinal)
                && !fails(PORTS, plan, group, ordinal)
                && !fails(GPU, plan, group, ordinal)
                && !fails(ENI, plan, group, ordinal)
                && !fails(MEMBER_OF, plan, group, ordinal);
    }

    boolean fails(final int check, final Plan plan, final int group, final int ordinal) {
        final DemandRecord demand = plan.demand;
        switch (check) {
            case AGENT:
                return (columns.flags[ordinal] & Columns.CONNECTED) == 0;
            case ATTRIBUTE:
                return !isKnownMember(plan, ordinal) && lacksAttribute(demand, ordinal);
            case LOCATION:
                return demand.zoneValues.length > 0
                        && !isKnownMember(plan, ordinal)
                        && isElsewhere(demand, ordinal);
            case CPU:
                return demand.cpu > 0 && demand.cpu > columns.freeCpu[ordinal];
            case MEMORY:
                return demand.memory > 0 && demand.memory > columns.freeMemory[ordinal];
            case PORTS:
                return demand.ports.length > 0 && lacksPort(demand, ordinal);
            case GPU:
                return demand.gpu > 0 && demand.gpu > columns.freeGpu[ordinal];
            case ENI:
                return demand.eni > 0 && demand.eni > columns.freeEni[ordinal];
            case MEMBER_OF:
                return isNoMember(plan.more, ordinal);
            default:
                return plan.more.distinct && counts.onInstance(group, ordinal) > 0;
        }
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

    /** Whether an instance is known to have what a demand requires of attributes and zones. */
    private static boolean isKnownMember(final Plan plan, final int ordinal) {
        final Filter filter = plan.more.attributeFilter;
        return filter != null && filter.admits(ordinal);
    }

    private boolean isNoMember(final FilterSet more, final int ordinal) {
        if (more.queryFilter != null && !more.queryFilter.admits(ordinal)) {
            return true;
        }
        if (more.predicates.length == 0) {
            return false;
        }
        view.ordinal = ordinal;
        for (final InstancePredicate predicate : more.predicates) {
            if (!predicate.test(view)) {
                return true;
            }
        }
        return false;
    }

    /** The one view that predicates see, set on one instance after the other. */
    private final class View implements InstanceView {
        private int ordinal;

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
            return columns.taskCount[ordinal];
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
        public Set<String> groups() {
            final Set<String> names = new HashSet<>();
            for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
                names.add(groups.name(tasks.group(task)));
            }
            return names;
        }
    }
}
