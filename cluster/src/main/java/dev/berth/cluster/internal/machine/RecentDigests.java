package dev.berth.cluster.internal.machine;

import org.jspecify.annotations.Nullable;

/**
 * The last digests that this node has computed, each with the number of entries applied by then. They are not part of
 * the state: a node that restarts has none, and contradicts nobody.
 */
final class RecentDigests {
    private static final int KEPT = 16;

    private final long[] applied = new long[KEPT];
    private final long[] digests = new long[KEPT];

    /** The entries that had been applied when the memory began. */
    private final long since;

    private int count;

    RecentDigests(final long since) {
        this.since = since;
    }

    void add(final long atApplied, final long digest) {
        applied[count % KEPT] = atApplied;
        digests[count % KEPT] = digest;
        count = count + 1 < 2 * KEPT ? count + 1 : KEPT;
    }

    boolean isKept(final long atApplied) {
        return find(atApplied) >= 0;
    }

    /**
     * Returns what differs if this node had another digest than a given one at that point, or counted other entries
     * when the digest was asked for; otherwise null.
     */
    @Nullable String difference(final long atApplied, final long digest) {
        final int index = find(atApplied);
        if (index >= 0) {
            return digests[index] == digest
                    ? null
                    : "digest of the state after " + atApplied + " entries is " + digests[index] + " on this node, and "
                            + digest + " on another; restore the one that is wrong from a snapshot";
        }
        return atApplied <= since || count >= KEPT
                ? null
                : "digest of the state after " + atApplied + " entries was taken on another node, and on this one after"
                        + " another number of entries; restore the one that is wrong from a snapshot";
    }

    private int find(final long atApplied) {
        for (int index = 0; index < Math.min(count, KEPT); index++) {
            if (applied[index] == atApplied) {
                return index;
            }
        }
        return -1;
    }
}
