package dev.berth.bench.simulation;

import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;

/** A placer that asks a policy and checks its answers. */
final class PolicyPlacer implements Placer {
    private final Policy policy;
    private final SimulatedCluster cluster;

    PolicyPlacer(final Policy policy, final SimulatedCluster cluster) {
        this.policy = policy;
        this.cluster = cluster;
    }

    @Override
    public int place(final Request request) {
        final int instance;
        try {
            instance = policy.place(request, cluster);
        } catch (final Exception | StackOverflowError e) {
            throw thrown(e);
        }
        if (instance != Policy.NONE) {
            check(instance, cluster.whyNot(request, instance, Policy.NONE));
        }
        return instance;
    }

    @Override
    public int gpu(final Request request, final int instance) {
        if (!request.sharesGpu()) {
            return Policy.NONE;
        }
        final int gpu;
        try {
            gpu = policy.gpu(request, instance, cluster);
        } catch (final Exception | StackOverflowError e) {
            throw thrown(e);
        }
        check(
                instance,
                gpu < 0
                        ? "chose GPU " + gpu + " for a request that shares one"
                        : cluster.whyNot(request, instance, gpu));
        return gpu;
    }

    private void check(final int instance, final String fault) {
        if (fault != null) {
            throw new PolicyFault(
                    instance < 0 || instance >= cluster.size()
                            ? PolicyFault.Kind.NO_SUCH_INSTANCE
                            : PolicyFault.Kind.OVERSUBSCRIBES,
                    fault,
                    null);
        }
    }

    @Override
    public void placed(final Request request, final int instance) {
        try {
            policy.placed(request, instance, cluster);
        } catch (final Exception | StackOverflowError e) {
            throw thrown(e);
        }
    }

    @Override
    public void departed(final Request request, final int instance) {
        try {
            policy.departed(request, instance, cluster);
        } catch (final Exception | StackOverflowError e) {
            throw thrown(e);
        }
    }

    private static PolicyFault thrown(final Throwable e) {
        return new PolicyFault(PolicyFault.Kind.THROWS, "threw " + e, e);
    }
}
