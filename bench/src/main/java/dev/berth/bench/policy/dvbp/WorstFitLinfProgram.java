package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.policy.dvbp.Norms.Norm;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Worst Fit by L∞ as the program has it. It visits the bins, the emptiest first, keeps the one that is emptiest after
 * the placement, and can stop early where bins are equally empty.
 */
final class WorstFitLinfProgram extends NormWalk {
    WorstFitLinfProgram(final Collection<String> without) {
        super(Norm.LINF, without);
    }

    @Override
    int choose(final Request request, final ClusterView cluster) {
        if (cluster.size() == 0) {
            return NONE;
        }
        final double threshold = free(norms().fullestBefore(request, 0, cluster));
        final double smallestShare = 1 - free(shares(request, cluster));
        final List<Step> steps = ascending(cluster);
        int best = NONE;
        double[] fewest = {};
        for (int i = steps.size() - 1; i >= 0; i--) {
            final Step step = steps.get(i);
            if (cluster.fits(request, step.bin())) {
                final double[] key = fullness(request, step.bin(), cluster);
                final boolean isFirst = best == NONE;
                if (isFirst || RankedFit.isSmaller(fewest, key)) {
                    best = step.bin();
                    fewest = key;
                }
                if (isFirst) {
                    continue;
                }
            }
            if (step.free() - smallestShare - SAME <= 0 || step.free() < threshold) {
                break;
            }
        }
        return best;
    }

    private static double[] shares(final Request request, final ClusterView cluster) {
        final double[] shares = new double[cluster.dimensions()];
        Arrays.setAll(shares, d -> share(request, d, cluster));
        return shares;
    }

    private double[] fullness(final Request request, final int bin, final ClusterView cluster) {
        final double[] key = new double[norms().counted()];
        norms().lexicographic(norms().loadAfter(request, bin, cluster), key, 0);
        return key;
    }
}
