package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/**
 * A table of scores by shape and instance. An entry is computed again only if its instance has changed since the shape
 * last arrived; therefore a score may depend on nothing but the shape of the request and the state of the instance.
 *
 * <p>It takes 4 bytes for each pair of an instance and a shape that has arrived.
 */
final class ScoreTable {
    /** The entry of an instance that cannot take the request. */
    static final int NONE = Integer.MIN_VALUE;

    private final Score score;
    private final int[][] scores;
    private final int[] updatedAt;
    private final int[] changedAt;
    private int now;

    ScoreTable(final Score score, final int shapes, final int instances) {
        this.score = score;
        scores = new int[shapes][];
        updatedAt = new int[shapes];
        changedAt = new int[instances];
    }

    /** Notes that an instance has changed. */
    void changed(final int instance) {
        changedAt[instance] = ++now;
    }

    /** Returns the score of each instance, {@link #NONE} for those that cannot take the request; not to be changed. */
    int[] of(final Request request, final ClusterView cluster) {
        final int shape = request.shape();
        final boolean isNew = scores[shape] == null;
        if (isNew) {
            scores[shape] = new int[changedAt.length];
        }
        final int[] row = scores[shape];
        final int since = isNew ? -1 : updatedAt[shape];
        for (int i = 0; i < row.length; i++) {
            if (changedAt[i] > since) {
                row[i] = cluster.fits(request, i) ? score.of(request, i, cluster) : NONE;
            }
        }
        updatedAt[shape] = now;
        return row;
    }

    /** A score of an instance that can take a request; the higher, the better. */
    interface Score {
        /** Returns the score, which is above {@link ScoreTable#NONE}. */
        int of(Request request, int instance, ClusterView cluster);
    }
}
