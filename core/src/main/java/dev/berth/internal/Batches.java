package dev.berth.internal;

import dev.berth.Reason;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.cluster.Savepoints;
import java.util.Arrays;

/** The calls that make several placements or releases; each of these sees the effects of those before it. */
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

    /**
     * Places tasks one after the other. Sets each handle to that of a task or to the code of a refusal, and returns how
     * many tasks were placed.
     */
    public int placeMany(final long[] plans, final long[] groups, final int count, final long[] handles) {
        int placed = 0;
        for (int i = 0; i < count; i++) {
            handles[i] = placements.place(plans[i], groups[i], null);
            placed += handles[i] < 0 ? 0 : 1;
        }
        return placed;
    }

    /**
     * Releases tasks one after the other. Replaces each stale handle by its code, and returns how many tasks were
     * released.
     */
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
     * Places tasks one after the other, all or none. Returns how many could be placed. If that is fewer than all, none
     * stays placed, and {@code handles} has the code of the refusal at this index.
     */
    public int placeAll(final long[] plans, final long[] groups, final int count, final long[] handles) {
        return placeAll(plans, groups, count, handles, true);
    }

    /** Returns what {@link #placeAll} would return: places the tasks and takes them back. */
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
