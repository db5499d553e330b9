package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/**
 * Nearest Remaining Time: the bin whose close time is nearest to the predicted departure of the arrival. The standard
 * rule looks at both sides, and at equal distance prefers a bin that closes later; the prioritized rule takes a bin
 * that closes earlier only if no other fits. Of bins that close at the same time, the one that opened first is taken
 * on the later side, the one that opened last on the earlier side.
 */
final class NearestRemainingTime extends ClosingFit {
    private final boolean prioritized;

    NearestRemainingTime(final boolean prioritized) {
        this.prioritized = prioritized;
    }

    @Override
    int keyLength() {
        return 4;
    }

    @Override
    void key(final Request request, final int bin, final ClusterView cluster, final double[] key) {
        final double close = closeDays(bin);
        final double departure = request.predictedDepartureDays();
        final int sign = close >= departure ? 1 : -1;
        key[0] = prioritized || close == departure ? 0 : Math.abs(close - departure);
        key[1] = -sign;
        key[2] = sign * close;
        key[3] = sign * bin;
    }
}
