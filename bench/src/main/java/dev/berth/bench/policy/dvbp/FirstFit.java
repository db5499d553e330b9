package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/** First Fit: the bin that opened first. */
final class FirstFit extends BinPolicy {
    @Override
    int choose(final Request request, final ClusterView cluster) {
        int bin = cluster.nextInUse(0);
        while (bin != NONE && !cluster.fits(request, bin)) {
            bin = cluster.nextInUse(bin + 1);
        }
        return bin;
    }
}
