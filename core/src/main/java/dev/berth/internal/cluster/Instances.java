package dev.berth.internal.cluster;

import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.Reason;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.TaskTable;
import dev.berth.internal.state.UndoLog;
import java.util.Map;

/** The registration and deregistration of instances, and the flags that decide whether they take tasks. */
public final class Instances {
    private static final int DONE = 0;

    private final Cluster cluster;
    private final Columns columns;
    private final Attributes attributes;

    public Instances(final Cluster cluster) {
        this.cluster = cluster;
        columns = cluster.columns;
        attributes = cluster.attributes;
    }

    /** Registers an instance at the lowest free ordinal, and returns the ordinal. */
    public int register(final Instance instance) {
        if (columns.ordinalOf(instance.id()) >= 0) {
            throw new IllegalArgumentException("id is '" + instance.id() + "', must not be registered already");
        }
        columns.checkResources(instance.resources());
        Amounts.checkRemaining(instance);
        check(!columns.isFull(), "maxInstances", columns.flags.length);
        final int portTotal = instance.tcpPortsInUse().size() + instance.udpPortsInUse().size();
        check(columns.ports.free() >= portTotal, "maxPorts", columns.ports.limit());
        final int entries = instance.attributes().size() + (instance.capacityProvider() == null ? 0 : 1);
        check(attributes.free() >= entries, "maxAttributes", attributes.limit());
        check(!cluster.undo.lacks(1), "maxUndo", cluster.undo.limit());
        final int ordinal = columns.lowestFree();
        final int unusedEntry = attributes.highest();
        setAttributes(ordinal, instance, unusedEntry);
        cluster.register(ordinal, instance, unusedEntry);
        return ordinal;
    }

    private void setAttributes(final int ordinal, final Instance instance, final int unusedEntry) {
        try {
            for (final Map.Entry<String, String> attribute : instance.attributes().entrySet()) {
                setRetained(ordinal, attributes.retainValue(attribute.getKey(), attribute.getValue()));
            }
            if (instance.capacityProvider() != null) {
                setRetained(ordinal, attributes.retainProvider(instance.capacityProvider()));
            }
        } catch (final LimitExceededException e) {
            cluster.attributeUndo.unsetAll(ordinal, unusedEntry);
            throw e;
        }
    }

    private void setRetained(final int ordinal, final int value) {
        attributes.set(ordinal, value);
        attributes.releaseValue(value);
    }

    private static void check(final boolean room, final String limit, final long value) {
        if (!room) {
            throw new LimitExceededException(limit, value);
        }
    }

    /** Removes an instance. If {@code force} is set, its tasks are released first; otherwise it must have none. */
    public void deregister(final int ordinal, final boolean force) {
        columns.checkRegistered(ordinal);
        if (columns.taskCount[ordinal] > 0 && !force) {
            throw new IllegalStateException("instance '" + columns.id(ordinal) + "' has " + columns.taskCount[ordinal]
                    + " tasks, must have none; release them or force");
        }
        while (columns.firstTask[ordinal] != TaskTable.NONE) {
            cluster.removeTask(columns.firstTask[ordinal]);
        }
        cluster.deregister(ordinal);
    }

    public int setActive(final int ordinal, final boolean active) {
        return setFlag(ordinal, Columns.ACTIVE, active);
    }

    public int setAgentConnected(final int ordinal, final boolean connected) {
        return setFlag(ordinal, Columns.CONNECTED, connected);
    }

    private int setFlag(final int ordinal, final int flag, final boolean on) {
        if (!columns.isRegistered(ordinal)) {
            return Reason.UNKNOWN_INSTANCE.code();
        }
        if ((columns.flags[ordinal] & flag) != 0 != on) {
            if (cluster.undo.isOpen()) {
                if (cluster.undo.lacks(1)) {
                    return Reason.MAX_UNDO.code();
                }
                cluster.undo.add(UndoLog.FLAGGED, ordinal, flag, on ? 1 : 0, 0, 0);
            }
            cluster.setFlag(ordinal, flag, on);
        }
        return DONE;
    }
}
