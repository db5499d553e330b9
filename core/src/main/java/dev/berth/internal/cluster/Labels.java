package dev.berth.internal.cluster;

import dev.berth.LimitExceededException;
import dev.berth.Reason;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;

/**
 * The changes of the attributes of a registered instance: by name outside the hot path, by the handle of a caller on
 * it.
 */
public final class Labels {
    private static final int DONE = 0;

    private final Cluster cluster;
    private final Columns columns;
    private final Attributes attributes;

    public Labels(final Cluster cluster) {
        this.cluster = cluster;
        columns = cluster.columns;
        attributes = cluster.attributes;
    }

    // ---- by name ---------------------------------------------------------------------------------------------------

    public void set(final int ordinal, final String name, final String text) {
        columns.checkRegistered(ordinal);
        final int value = attributes.retainValue(name, text);
        final int code = setValue(ordinal, value);
        cluster.attributeUndo.unretainValue(value);
        check(code);
    }

    public boolean remove(final int ordinal, final String name) {
        columns.checkRegistered(ordinal);
        final int slot = attributes.findName(name);
        if (slot < 0 || attributes.valueOf(ordinal, slot) == Attributes.NONE) {
            return false;
        }
        check(removeName(ordinal, slot));
        return true;
    }

    private void check(final int code) {
        if (code == Reason.MAX_ATTRIBUTES.code()) {
            throw new LimitExceededException("maxAttributes", attributes.limit());
        }
        if (code == Reason.MAX_COUNTS.code()) {
            throw new LimitExceededException("maxCounts", cluster.counts.limit());
        }
        if (code == Reason.MAX_UNDO.code()) {
            throw new LimitExceededException("maxUndo", cluster.undo.limit());
        }
    }

    // ---- by handle -------------------------------------------------------------------------------------------------

    public int set(final int ordinal, final long handle) {
        if (!columns.isRegistered(ordinal)) {
            return Reason.UNKNOWN_INSTANCE.code();
        }
        final int value = attributes.pinned(handle);
        return value < 0 ? Reason.UNKNOWN_ATTRIBUTE.code() : setValue(ordinal, value);
    }

    public int remove(final int ordinal, final long handle) {
        if (!columns.isRegistered(ordinal)) {
            return Reason.UNKNOWN_INSTANCE.code();
        }
        final int value = attributes.pinned(handle);
        return value < 0 ? Reason.UNKNOWN_ATTRIBUTE.code() : removeName(ordinal, attributes.nameOf(value));
    }

    // ---- common to both --------------------------------------------------------------------------------------------

    private int setValue(final int ordinal, final int value) {
        final int name = attributes.nameOf(value);
        final int old = attributes.valueOf(ordinal, name);
        if (old == value) {
            return DONE;
        }
        if (old == Attributes.NONE && attributes.free() == 0) {
            return Reason.MAX_ATTRIBUTES.code();
        }
        if (cluster.undo.lacks(1)) {
            return Reason.MAX_UNDO.code();
        }
        if (cluster.counts.free() < cluster.countsToMove(ordinal, name)) {
            return Reason.MAX_COUNTS.code();
        }
        cluster.setAttribute(ordinal, value);
        return DONE;
    }

    private int removeName(final int ordinal, final int name) {
        if (attributes.valueOf(ordinal, name) == Attributes.NONE) {
            return DONE;
        }
        if (cluster.undo.lacks(1)) {
            return Reason.MAX_UNDO.code();
        }
        if (cluster.counts.free() < cluster.countsToMove(ordinal, name)) {
            return Reason.MAX_COUNTS.code();
        }
        cluster.removeAttribute(ordinal, name);
        return DONE;
    }
}
