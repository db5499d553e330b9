package dev.berth.bench.policy.fit;

import dev.berth.bench.policy.AnyFitPolicy;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.SplittableRandom;

/** Random Fit: an instance that is drawn uniformly among those that fit. */
final class RandomFit extends AnyFitPolicy {
    private SplittableRandom random;

    @Override
    public boolean scans() {
        return false;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        random = new SplittableRandom(seed);
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        return open().draw(request, random);
    }
}
