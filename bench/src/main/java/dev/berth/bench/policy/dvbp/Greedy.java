package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/** The policy Greedy: the bin that closes last; of equals, the one that opened last. */
final class Greedy extends ClosingFit {
    @Override
    int keyLength() {
        return 2;
    }

    @Override
    void key(final Request request, final int bin, final ClusterView cluster, final double[] key) {
        key[0] = -closeDays(bin);
        key[1] = -bin;
    }
}
