package dev.berth.internal;

import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.Reason;

/** Attributes of a registered instance, set and removed by name (cold) or by the handle of a caller (hot). */
final class Labels {
    private static final int DONE = 0;

    private final Cluster cluster;
    private final Attributes attributes;

    Labels(final Cluster cluster) {
        this.cluster = cluster;
        attributes = cluster.attributes;
    }

    // ---- at registration -------------------------------------------------------------------------------------------

    /** Returns how many attributes an instance brings, its capacity provider counted as one. */
    static int entries(final Instance instance) {
        return instance.attributes().size() + (instance.capacityProvider() == null ? 0 : 1);
    }

    /** Sets the attributes and the capacity provider of an instance that is about to be registered: all or none. */
    void setAll(final int ordinal, final Instance instance) {
        try {
            instance.attributes().forEach((name, text) -> setRetained(ordinal, attributes.retainValue(name, text)));
            if (instance.capacityProvider() != null) {
                setRetained(ordinal, attributes.retainProvider(instance.capacityProvider()));
            }
        } catch (final LimitExceededException e) {
            attributes.removeAll(ordinal);
            throw e;
        }
    }

    private void setRetained(final int ordinal, final int value) {
        attributes.set(ordinal, value);
        attributes.releaseValue(value);
    }

    // ---- by name ---------------------------------------------------------------------------------------------------

    void set(final int ordinal, final String name, final String text) {
        final int value = attributes.retainValue(name, text);
        try {
            check(setValue(ordinal, value));
        } finally {
            attributes.releaseValue(value);
        }
    }

    boolean remove(final int ordinal, final String name) {
        final int slot = name == null ? Attributes.NONE : attributes.findName(name);
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
    }

    // ---- by handle -------------------------------------------------------------------------------------------------

    int set(final int ordinal, final long handle) {
        final int value = attributes.pinned(handle);
        return value < 0 ? Reason.UNKNOWN_ATTRIBUTE.code() : setValue(ordinal, value);
    }

    int remove(final int ordinal, final long handle) {
        final int value = attributes.pinned(handle);
        return value < 0 ? Reason.UNKNOWN_ATTRIBUTE.code() : removeName(ordinal, attributes.nameOf(value));
    }

    // ---- either way ------------------------------------------------------------------------------------------------

    private int setValue(final int ordinal, final int value) {
        final int name = attributes.nameOf(value);
        final int old = attributes.valueOf(ordinal, name);
        if (old == value) {
            return DONE;
        }
        if (old == Attributes.NONE && attributes.free() == 0) {
            return Reason.MAX_ATTRIBUTES.code();
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
        if (cluster.counts.free() < cluster.countsToMove(ordinal, name)) {
            return Reason.MAX_COUNTS.code();
        }
        cluster.removeAttribute(ordinal, name);
        return DONE;
    }
}
