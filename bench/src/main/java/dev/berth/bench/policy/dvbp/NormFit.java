package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.policy.dvbp.Norms.Norm;
import dev.berth.bench.trace.Trace;
import java.util.Collection;

/**
 * Best (Worst) Fit: the bin in which least (most) is free by a norm after the placement. L1 compares what is free
 * before it, which gives the same order. L∞ compares all dimensions, the largest first. Equals are decided by what is
 * free before, then Best Fit takes the bin that opened first, Worst Fit the one that opened last.
 */
class NormFit extends RankedFit {
    private final Norm norm;
    private final boolean worst;
    private final Collection<String> without;
    private Norms norms;

    NormFit(final Norm norm, final boolean worst, final Collection<String> without) {
        this.norm = norm;
        this.worst = worst;
        this.without = without;
    }

    /** Answers whether the norms are rounded as in the program. */
    boolean isProgram() {
        return false;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        norms = isProgram() ? Norms.ofProgram(trace, without) : Norms.of(trace, without);
        super.begin(cluster, trace, seed);
    }

    @Override
    final int keyLength() {
        final int after = norm == Norm.L1 ? 0 : norm == Norm.L2 ? 1 : norms.counted();
        return after + (worst ? 2 : 1);
    }

    @Override
    final void key(final Request request, final int bin, final ClusterView cluster, final double[] key) {
        int at = 0;
        if (norm == Norm.L2) {
            key[at++] = freeAfter(request, bin, cluster);
        } else if (norm == Norm.LINF) {
            norms.lexicographic(norms.loadAfter(request, bin, cluster), key, at);
            at += norms.counted();
        }
        key[at++] = freeBefore(bin, cluster);
        if (worst) {
            key[at] = bin;
            for (int i = 0; i <= at; i++) {
                key[i] = -key[i];
            }
        }
    }

    final double freeBefore(final int bin, final ClusterView cluster) {
        return norms.free(norm, norms.load(bin, cluster));
    }

    final double freeAfter(final Request request, final int bin, final ClusterView cluster) {
        return norms.free(norm, norms.loadAfter(request, bin, cluster));
    }

    /** Returns the least that may be free before the placement: what a bin has into which the request fits exactly. */
    final double threshold(final Request request, final int bin, final ClusterView cluster) {
        return norms.free(norm, norms.fullestBefore(request, bin, cluster));
    }
}
