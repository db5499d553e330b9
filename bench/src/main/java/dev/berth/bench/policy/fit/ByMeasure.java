package dev.berth.bench.policy.fit;

import dev.berth.bench.policy.AnyFitPolicy;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/** Best and Worst Fit by a measure: of the instances that fit, the one with the least or the greatest. */
final class ByMeasure extends AnyFitPolicy {
    private final Measure measure;
    private final boolean greatest;

    ByMeasure(final Measure measure, final boolean greatest) {
        this.measure = measure;
        this.greatest = greatest;
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        int best = NONE;
        double bestMeasure = 0;
        for (int i = 0; i < open().size(); i++) {
            final int instance = open().get(i);
            if (cluster.fits(request, instance)) {
                final double value = measure.of(request, cluster, instance);
                if (best == NONE || (greatest ? value > bestMeasure : value < bestMeasure)) {
                    best = instance;
                    bestMeasure = value;
                }
            }
        }
        return best;
    }
}
