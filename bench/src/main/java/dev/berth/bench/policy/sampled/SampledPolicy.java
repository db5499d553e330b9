package dev.berth.bench.policy.sampled;

import dev.berth.bench.policy.AnyFitPolicy;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.SplittableRandom;

/** The base of policies that draw, and compare CPU and memory, which are the first two dimensions of a trace. */
abstract class SampledPolicy extends AnyFitPolicy {
    SplittableRandom random;

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        if (cluster.dimensions() < 2) {
            throw new IllegalArgumentException("the trace has the dimensions " + trace.dimensions()
                    + ", must have CPU and memory as its first two; choose a policy of the family fit");
        }
        random = new SplittableRandom(seed);
    }

    static double leftAfter(
            final Request request, final ClusterView cluster, final int instance, final int dimension) {
        return cluster.left(instance, dimension) - request.amount(dimension);
    }
}
