package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import org.eclipse.collections.impl.map.mutable.primitive.IntDoubleHashMap;

/** Most (Least) Recently Used: the bin whose last arrival is latest (earliest). Departures do not count as use. */
final class RecentlyUsed extends RankedFit {
    private final boolean most;
    private final IntDoubleHashMap lastUse = new IntDoubleHashMap();
    private long uses;

    RecentlyUsed(final boolean most) {
        this.most = most;
    }

    @Override
    int keyLength() {
        return 1;
    }

    @Override
    void key(final Request request, final int bin, final ClusterView cluster, final double[] key) {
        key[0] = most ? -lastUse.get(bin) : lastUse.get(bin);
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        lastUse.put(instance, ++uses);
    }
}
