package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.policy.dvbp.Norms.Norm;
import java.util.Collection;

/**
 * Best Fit by L2 as the program has it. It visits the bins in which at least the threshold is free, the fullest first,
 * keeps the one with the least free after the placement, and stops where it expects no better. Threshold and stop are
 * computed with rounding, so that a bin which fits exactly can be passed over.
 */
final class BestFitL2Program extends NormWalk {
    private static final double MORE_THAN_ANY = 10;

    BestFitL2Program(final Collection<String> without) {
        super(Norm.L2, without);
    }

    @Override
    int choose(final Request request, final ClusterView cluster) {
        if (cluster.size() == 0) {
            return NONE;
        }
        final double threshold = free(norms().fullestBefore(request, 0, cluster));
        int best = NONE;
        double least = MORE_THAN_ANY;
        for (final Step step : ascending(cluster)) {
            if (step.free() < threshold) {
                continue;
            }
            if (cluster.fits(request, step.bin())) {
                final double after = free(norms().loadAfter(request, step.bin(), cluster));
                if (after < least) {
                    least = after;
                    best = step.bin();
                }
            }
            if (step.free() - threshold >= least - SAME) {
                break;
            }
        }
        return best;
    }
}
