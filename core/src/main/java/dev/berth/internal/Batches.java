package dev.berth.internal;

import dev.berth.Reason;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.cluster.Savepoints;
import java.util.Arrays;

/** Several placements or releases in one call, each seeing those before it. */
public final class Batches {
    private static final long NO_TASK = -1;

    private final Placements placements;
    private final Cluster cluster;
    private final Savepoints savepoints;

    Batches(final Placements placements, final Cluster cluster, final Savepoints savepoints) {
        this.placements = placements;
        this.cluster = cluster;
        this.savepoints = savepoints;
    }

    /** Places tasks one after the other, the code of a refusal in place of its task; returns how many were placed. */
    public int placeMany(final long[] plans, final long[] groups, final int count, final long[] handles) {
        int placed = 0;
        for (int i = 0; i < count; i++) {
            handles[i] = placements.place(plans[i], groups[i], null);
            placed += handles[i] < 0 ? 0 : 1;
        }
        return placed;
    }

    /** Releases tasks one after the other, the code of a stale handle in its place; returns how many were released. */
    public int releaseAll(final long[] handles, final int from, final int count) {
        int released = 0;
        int at = from;
        while (at < from + count) {
            final int end = Math.min(from + count, at + Cluster.READ_AHEAD);
            cluster.readAhead(handles, at, end);
            for (; at < end; at++) {
                final int code = placements.release(handles[at]);
                if (code < 0) {
                    handles[at] = code;
                } else {
                    released++;
                }
            }
        }
        return released;
    }

    /**
     * Places tasks one after the other, all or none: how many could be placed; if not all, none is, and the code of the
     * refusal is in {@code handles} after as many.
     */
    public int placeAll(final long[] plans, final long[] groups, final int count, final long[] handles) {
        return placeAll(plans, groups, count, handles, true);
    }

    /** Whether {@link #placeAll} would place all: places them, and takes them back. */
    public int canPlaceAll(final long[] plans, final long[] groups, final int count, final long[] handles) {
        return placeAll(plans, groups, count, handles, false);
    }

    private int placeAll(
            final long[] plans, final long[] groups, final int count, final long[] handles, final boolean stays) {
        final long savepoint = count == 0 ? Reason.MAX_UNDO.code() : savepoints.open();
        if (savepoint < 0) {
            return refused(savepoint, count, handles);
        }
        int placed = 0;
        try {
            while (placed < count && (handles[placed] = placements.place(plans[placed], groups[placed], null)) >= 0) {
                placed++;
            }
        } finally {
            if (stays && placed == count) {
                savepoints.commit(savepoint);
            } else {
                savepoints.rollback(savepoint);
                Arrays.fill(handles, 0, placed, NO_TASK);
            }
        }
        return placed;
    }

    private static int refused(final long code, final int count, final long[] handles) {
        if (count > 0) {
            handles[0] = code;
        }
        return 0;
    }
}
