package dev.berth.cluster.internal.machine;

/**
 * The last digests that this node has computed, each with the number of entries applied by then. They are not part of
 * the state: a node that restarts has none, and contradicts nobody.
 */
final class RecentDigests {
    private static final int KEPT = 16;

    private final long[] applied = new long[KEPT];
    private final long[] digests = new long[KEPT];
    private int count;

    void add(final long atApplied, final long digest) {
        applied[count % KEPT] = atApplied;
        digests[count % KEPT] = digest;
        count = count + 1 < 2 * KEPT ? count + 1 : KEPT;
    }

    /** Returns the index of the digest at a number of applied entries, or -1 if it is not kept. */
    int find(final long atApplied) {
        for (int index = 0; index < Math.min(count, KEPT); index++) {
            if (applied[index] == atApplied) {
                return index;
            }
        }
        return -1;
    }

    long digest(final int index) {
        return digests[index];
    }
}
