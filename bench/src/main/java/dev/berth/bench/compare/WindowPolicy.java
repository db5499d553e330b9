package dev.berth.bench.compare;

import dev.berth.CandidateOrder;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/** A policy that decides in a window only; before it, the first instance that fits takes each arrival. */
final class WindowPolicy implements Policy {
    private final Policy policy;
    private ClusterView.Candidates filling;

    WindowPolicy(final Policy policy) {
        this.policy = policy;
    }

    /** Leaves all further decisions to the policy. */
    void open() {
        filling = null;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        filling = cluster.candidates(CandidateOrder.ORDINAL);
        policy.begin(cluster, trace, seed);
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        return filling != null ? filling.first(request) : policy.place(request, cluster);
    }

    @Override
    public int gpu(final Request request, final int instance, final ClusterView cluster) {
        return policy.gpu(request, instance, cluster);
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        policy.placed(request, instance, cluster);
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        policy.departed(request, instance, cluster);
    }
}
