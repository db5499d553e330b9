package dev.berth.internal.cluster;

import dev.berth.Instance;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
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
 * The sections of a snapshot that hold a cluster: attributes, instances, groups, demands, tasks and ports. Counts,
 * filters and indexes follow from these and from the plans, and are not written.
 *
 * <p>Each table is read by itself first. This class then checks that the tables agree. What two tables share is written
 * once: the ports of tasks are not among the ports, and the numbers of tasks follow from the lists of tasks.
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

    /**
     * The largest number of uses of a port apart from tasks. A registration makes one, so this is far more than needed.
     */
    private static final int MOST_USERS = 1 << 20;

    private final Cluster cluster;
    private final Columns columns;
    private final Attributes attributes;
    private final Groups groups;
    private final Demands demands;
    private final TaskTable tasks;

    /** The number of names and values that the attributes section declares. */
    private int declared;

    public ClusterSnapshot(final Cluster cluster) {
        this.cluster = cluster;
        columns = cluster.columns;
        attributes = cluster.attributes;
        groups = cluster.groups;
        demands = cluster.demands;
        tasks = cluster.tasks;
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    /** Writes the sections before the plans. */
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

    /** Writes the section after the plans: the fields for which the counts of each group are kept. */
    public void writeTracked(final SnapshotWriter out) throws IOException {
        out.begin(TRACKED);
        for (int group = 0; group < groups.handles.highest(); group++) {
            if (groups.handles.isLive(group)) {
                out.number(groups.fields[group]);
            }
        }
        out.end();
    }

    /** Writes the ports in use apart from tasks, in ascending order, so that equal states have equal bytes. */
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

    /** Reads the sections before the plans into an empty cluster. */
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

    /** Reads the section after the plans. Then releases the references that were held until the plans were read. */
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
        final int width = cluster.unassigned.length;
        final long[] held = new long[columns.limit() * width];
        for (int slot = 0; slot < tasks.limit(); slot++) {
            if (tasks.isLive(slot)) {
                final int ordinal = tasks.instance(slot);
                in.require(columns.isRegistered(ordinal), "a task is on an instance that is not there");
                in.require(groups.handles.isLive(tasks.group(slot)), "a task is in a group that is not there");
                in.require(demands.get(tasks.demand(slot)) != null, "a task has a demand that is not there");
                hold(in, ordinal, tasks.demand(slot), held, ordinal * width);
            }
        }
        tasks.linkInstances(in, columns.firstTask, columns.taskCount);
        tasks.linkGroups(in, groups.firstTask, groups.taskCount);
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if (columns.isRegistered(ordinal)) {
                addUnassigned(in, ordinal, held, ordinal * width);
            }
        }
    }

    /** Takes the ports of a task, and adds its demand to what the tasks of its instance hold. */
    private void hold(
            final SnapshotReader in, final int ordinal, final int demandSlot, final long[] held, final int at)
            throws IOException {
        demands.addTasks(demandSlot, 1);
        held[at + Cluster.CPU] += demands.cpu(demandSlot);
        held[at + Cluster.MEMORY] += demands.memory(demandSlot);
        if (demands.more(demandSlot) != 0) {
            final DemandRecord demand = demands.get(demandSlot);
            for (int i = 0; i < demand.amounts.length; i++) {
                held[at + Cluster.AMOUNTS + demand.amountNumbers[i]] += demand.amounts[i];
            }
            for (final int port : demand.ports) {
                take(in, ordinal, port);
            }
        }
    }

    /** Adds what would remain of an instance without its tasks. Throws if a column cannot hold that much. */
    private void addUnassigned(final SnapshotReader in, final int ordinal, final long[] held, final int at)
            throws IOException {
        held[at + Cluster.CPU] += columns.freeCpu(ordinal);
        held[at + Cluster.MEMORY] += columns.freeMemory(ordinal);
        for (int i = 0; i < columns.amounts.length; i++) {
            held[at + Cluster.AMOUNTS + i] += columns.amounts[i].free(ordinal);
        }
        for (int i = 0; i < cluster.unassigned.length; i++) {
            final int most = i < Cluster.AMOUNTS ? Integer.MAX_VALUE : columns.amounts[i - Cluster.AMOUNTS].most();
            in.require(held[at + i] <= most, "more would remain of an instance without its tasks than there can be");
            cluster.unassigned[i] += held[at + i];
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
