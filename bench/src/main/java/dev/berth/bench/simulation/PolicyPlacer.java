package dev.berth.bench.simulation;

import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;

/** A placer that asks a policy and checks its answers. */
final class PolicyPlacer implements Placer {
    private static final int WHOLE = 1000;

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
        } catch (final RuntimeException | StackOverflowError e) {
            throw new PolicyFault("threw " + e, e);
        }
        if (instance != Policy.NONE) {
            check(cluster.whyNot(request, instance, Policy.NONE));
        }
        return instance;
    }

    @Override
    public int gpu(final Request request, final int instance) {
        if (request.gpus() == 0 || request.gpuMilli() == WHOLE) {
            return Policy.NONE;
        }
        final int gpu = policy.gpu(request, instance, cluster);
        check(gpu < 0 ? "chose GPU " + gpu + " for a request that shares one" : cluster.whyNot(request, instance, gpu));
        return gpu;
    }

    private static void check(final String fault) {
        if (fault != null) {
            throw new PolicyFault(fault, null);
        }
    }

    @Override
    public void placed(final Request request, final int instance) {
        policy.placed(request, instance, cluster);
    }

    @Override
    public void departed(final Request request, final int instance) {
        policy.departed(request, instance, cluster);
    }
}
