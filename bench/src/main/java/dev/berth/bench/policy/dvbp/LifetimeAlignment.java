package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.Collection;

/**
 * Lifetime Alignment: Best Fit by L∞ among the bins whose predicted remaining time has the class of the arrival's
 * predicted lifetime; if none of these fits, or the class is 0, among all. Geometric classes are the powers of two of
 * seconds; binary classes are below and from two hours. Equals go to the bin that closes first.
 */
final class LifetimeAlignment extends ClosingFit {
    private static final double TWO_HOURS_SECONDS = 7200;

    private final boolean binary;
    private final Collection<String> without;
    private Norms norms;

    LifetimeAlignment(final boolean binary, final Collection<String> without) {
        this.binary = binary;
        this.without = without;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        norms = Norms.of(trace, without);
        super.begin(cluster, trace, seed);
    }

    @Override
    int keyLength() {
        return norms.counted() + 2;
    }

    @Override
    void key(final Request request, final int bin, final ClusterView cluster, final double[] key) {
        final int own = classOf(predictedDays(request));
        key[0] = own == 0 || own == classOf(closeDays(bin) - request.arrivalDays()) ? 0 : 1;
        norms.lexicographic(norms.loadAfter(request, bin, cluster), key, 1);
        key[key.length - 1] = closeDays(bin);
    }

    private int classOf(final double days) {
        final double seconds = days * 24 * 3600;
        if (binary) {
            return seconds < TWO_HOURS_SECONDS ? 0 : 1;
        }
        return seconds < 1 ? 0 : Math.getExponent(seconds);
    }
}
