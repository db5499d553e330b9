package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * A policy that takes the bin with the smallest key among the bins in use that fit, and opens another only if none
 * fits. A key is a few numbers, of which the first that differs decides. Equal keys go to the bin that opened first.
 */
abstract class RankedFit extends BinPolicy {
    private double[] key = {};
    private double[] smallest = {};

    /** Returns the number of numbers in a key; it is asked once, at the end of {@link #begin}. */
    abstract int keyLength();

    /** Writes the key of a bin that fits. */
    abstract void key(Request request, int bin, ClusterView cluster, double[] key);

    /** Answers whether a bin that fits may be taken. */
    boolean admits(final Request request, final int bin, final ClusterView cluster) {
        return true;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        key = new double[keyLength()];
        smallest = new double[key.length];
    }

    @Override
    final int choose(final Request request, final ClusterView cluster) {
        int best = NONE;
        for (int bin = cluster.nextInUse(0); bin != NONE; bin = cluster.nextInUse(bin + 1)) {
            if (cluster.fits(request, bin) && admits(request, bin, cluster)) {
                key(request, bin, cluster, key);
                if (best == NONE || isSmaller(key, smallest)) {
                    best = bin;
                    final double[] last = smallest;
                    smallest = key;
                    key = last;
                }
            }
        }
        return best;
    }

    /** Answers whether the first of two keys is strictly smaller. */
    static boolean isSmaller(final double[] a, final double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return a[i] < b[i];
            }
        }
        return false;
    }
}
