package dev.berth.internal.cluster;

import dev.berth.Instance;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import dev.berth.internal.state.AmountColumn;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Demands;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.PortKey;
import dev.berth.internal.state.TaskTable;
import java.io.IOException;
import java.util.Arrays;

/**
 * The sections of a snapshot that say what a cluster is: attributes, instances, groups, demands, tasks, ports. Counts,
 * filters and indexes follow from them and from the plans, and are not written.
 *
 * <p>A table is read by itself first. Here it is seen whether what one says of another is so, and what both know is
 * written once: a port that a task holds is not among the ports, and the number of tasks is that of the lists.
 */
public final class ClusterSnapshot {
    private static final String ATTRIBUTES = "ATTR";
    private static final String INSTANCES = "INST";
    private static final String GROUPS = "GRUP";
    private static final String DEMANDS = "DMND";
    private static final String TASKS = "TASK";
    private static final String PORTS = "PORT";
    private static final String FIELDS = "FLDS";
    private static final String TRACKED = "TRAK";

    /** Only the registration of an instance, and one adoption after the other, add to it. */
    private static final int MOST_USERS = 1 << 20;

    private final Cluster cluster;
    private final Columns columns;
    private final Attributes attributes;
    private final Groups groups;
    private final Demands demands;
    private final TaskTable tasks;

    /** What would remain of an instance without its tasks, in the order of {@link Cluster#unassigned}. */
    private final long[] sums;

    /** How many names and values the attributes section declares. */
    private int declared;

    public ClusterSnapshot(final Cluster cluster) {
        this.cluster = cluster;
        columns = cluster.columns;
        attributes = cluster.attributes;
        groups = cluster.groups;
        demands = cluster.demands;
        tasks = cluster.tasks;
        sums = new long[cluster.unassigned.length];
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    /** Writes the sections that stand before the plans. */
    public void write(final SnapshotWriter out) throws IOException {
        out.begin(ATTRIBUTES);
        attributes.write(out);
        out.end();
        out.begin(INSTANCES);
        columns.write(out, attributes);
        out.end();
        out.begin(GROUPS);
        groups.write(out);
        out.end();
        out.begin(DEMANDS);
        demands.write(out);
        out.end();
        out.begin(TASKS);
        tasks.write(out);
        out.end();
        out.begin(PORTS);
        writePorts(out);
        out.end();
        out.begin(FIELDS);
        cluster.fields.write(out);
        out.end();
    }

    /** Writes the section that stands after the plans: of which groups which counts are kept. */
    public void writeTracked(final SnapshotWriter out) throws IOException {
        out.begin(TRACKED);
        for (int group = 0; group < groups.handles.highest(); group++) {
            if (groups.handles.isLive(group)) {
                out.number(groups.fields[group]);
            }
        }
        out.end();
    }

    /** Writes the ports that something holds which is no task, in order, so that equal states have equal bytes. */
    private void writePorts(final SnapshotWriter out) throws IOException {
        final long[] held = new long[columns.ports.limit() - columns.ports.free()];
        int count = 0;
        for (int position = 0; position < columns.ports.capacity(); position++) {
            final long at = columns.ports.keyAt(position);
            if (at >= 0 && heldByOthers(at) > 0) {
                held[count++] = at;
            }
        }
        Arrays.sort(held, 0, count);
        out.number(count);
        long before = 0;
        for (int i = 0; i < count; i++) {
            out.number(held[i] - before);
            out.number(heldByOthers(held[i]));
            before = held[i];
        }
    }

    private int heldByOthers(final long at) {
        return cluster.usesBesideTasks(PortKey.ordinal(at), PortKey.key(at));
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /** Reads the sections that stand before the plans into a cluster that is empty. */
    public void read(final SnapshotReader in, final int savedResources) throws IOException {
        in.begin(ATTRIBUTES);
        attributes.read(in);
        declared = attributes.interned();
        in.end();
        in.begin(INSTANCES);
        columns.read(in, attributes, savedResources);
        attributes.freeRest(in);
        in.end();
        in.begin(GROUPS);
        groups.read(in);
        in.end();
        in.begin(DEMANDS);
        demands.read(in);
        in.end();
        in.begin(TASKS);
        tasks.read(in, columns.limit(), demands.handles.highest(), groups.handles.highest());
        link(in);
        in.end();
        in.begin(PORTS);
        readPorts(in);
        in.end();
        in.begin(FIELDS);
        cluster.fields.read(in);
        in.end();
    }

    /** Reads the section that stands after the plans, and ends what was held until they are there. */
    public void readTracked(final SnapshotReader in) throws IOException {
        in.begin(TRACKED);
        in.require(attributes.interned() == declared, "plans name attributes that are not interned");
        cluster.fields.releaseRead(in);
        attributes.releaseRead(in);
        groups.checkClosed(in);
        demands.checkDropped(in);
        for (int group = 0; group < groups.handles.highest(); group++) {
            if (groups.handles.isLive(group)) {
                track(in, group, in.number());
            }
        }
        in.end();
    }

    private void track(final SnapshotReader in, final int group, final long fields) throws IOException {
        for (long left = fields; left != 0; left &= left - 1) {
            in.require(cluster.fields.isLive(Long.numberOfTrailingZeros(left)), "counts are of what no plan asks");
        }
        in.require(cluster.track(group, fields), "counts are more than the limits of the snapshot say");
    }

    // ---- tasks and ports -------------------------------------------------------------------------------------------

    private void link(final SnapshotReader in) throws IOException {
        for (int slot = 0; slot < tasks.limit(); slot++) {
            if (tasks.isLive(slot)) {
                in.require(columns.isRegistered(tasks.instance(slot)), "a task is on an instance that is not there");
                in.require(groups.handles.isLive(tasks.group(slot)), "a task is in a group that is not there");
                in.require(demands.get(tasks.demand(slot)) != null, "a task has a demand that is not there");
                demands.addTasks(tasks.demand(slot), 1);
            }
        }
        tasks.linkInstances(in, columns.firstTask, columns.taskCount);
        tasks.linkGroups(in, groups.firstTask, groups.taskCount);
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if (columns.isRegistered(ordinal)) {
                charge(in, ordinal);
            }
        }
        for (int group = 0; group < groups.handles.highest(); group++) {
            int left = groups.taskCount[group];
            for (int task = groups.firstTask[group]; task != TaskTable.NONE; task = tasks.nextOfGroup(task)) {
                left--;
            }
            in.require(left == 0, "tasks of a group are in a circle");
        }
    }

    /** Goes through the tasks of an instance: takes their ports, and adds up what would remain without them. */
    private void charge(final SnapshotReader in, final int ordinal) throws IOException {
        final long[] sums = this.sums;
        final AmountColumn[] amounts = columns.amounts;
        sums[Cluster.CPU] = columns.freeCpu(ordinal);
        sums[Cluster.MEMORY] = columns.freeMemory(ordinal);
        for (int i = 0; i < amounts.length; i++) {
            sums[Cluster.AMOUNTS + i] = amounts[i].free(ordinal);
        }
        int left = columns.taskCount[ordinal];
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            final int slot = tasks.demand(task);
            left--;
            sums[Cluster.CPU] += demands.cpu(slot);
            sums[Cluster.MEMORY] += demands.memory(slot);
            if (demands.more(slot) != 0) {
                final DemandRecord demand = demands.get(slot);
                for (int i = 0; i < demand.amounts.length; i++) {
                    sums[Cluster.AMOUNTS + demand.amountNumbers[i]] += demand.amounts[i];
                }
                for (final int port : demand.ports) {
                    take(in, ordinal, port);
                }
            }
        }
        in.require(left == 0, "tasks of an instance are in a circle");
        for (int i = 0; i < sums.length; i++) {
            in.require(
                    sums[i] <= (i < Cluster.AMOUNTS ? Integer.MAX_VALUE : amounts[i - Cluster.AMOUNTS].most()),
                    "more would remain of an instance without its tasks than there can be");
            cluster.unassigned[i] += sums[i];
        }
    }

    private void take(final SnapshotReader in, final int ordinal, final int port) throws IOException {
        in.require(
                columns.ports.free() > 0 || !columns.isPortFree(ordinal, port),
                "ports in use are more than the limits of the snapshot say");
        columns.takePort(ordinal, port);
        in.require(columns.portCount[ordinal] <= Instance.MAX_PORTS, "ports in use on an instance are more than 100");
    }

    private void readPorts(final SnapshotReader in) throws IOException {
        long at = 0;
        for (int left = in.number("number of ports", 0, columns.ports.limit()); left > 0; left--) {
            final long distance = in.number();
            in.require(
                    distance > 0 && distance <= PortKey.at(columns.limit(), 0) - at, "a port is on no instance");
            at += distance;
            final int ordinal = PortKey.ordinal(at);
            final int port = PortKey.key(at);
            in.require(columns.isRegistered(ordinal) && PortKey.port(port) > 0, "a port is on no instance");
            for (int users = in.number("number of users of a port", 1, MOST_USERS); users > 0; users--) {
                take(in, ordinal, port);
            }
        }
    }
}
