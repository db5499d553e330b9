package dev.berth.bench.simulation;

import dev.berth.CandidateOrder;
import dev.berth.Candidates;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;

/**
 * An engine that holds what is left of the first two dimensions of a fixed fleet, so that policies walk through its
 * indexes instead of all instances.
 */
final class IndexMirror {
    private final PlacementEngine engine;
    private final SimulatedCluster cluster;

    IndexMirror(final SimulatedCluster cluster) {
        this.cluster = cluster;
        engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(cluster.size())
                .maxTasks(1)
                .maxGroups(1)
                .maxDemands(1)
                .maxPlans(1)
                .maxPorts(0)
                .build());
        for (int i = 0; i < cluster.size(); i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits((int) cluster.capacity(i, 0))
                    .memoryMib((int) cluster.capacity(i, 1))
                    .build());
            engine.reserve(i, (int) cluster.used(i, 0), (int) cluster.used(i, 1), 0, 0);
        }
    }

    /** Returns whether an engine can hold the first two dimensions: those of the fleet and all requests are whole. */
    static boolean canHold(final Trace trace, final Fleet fleet) {
        if (trace.dimensions().size() < 2 || fleet.size() > EngineConfig.MAX_INSTANCES) {
            return false;
        }
        for (final Shape shape : trace.shapes()) {
            if (!isWhole(shape.amounts().get(0)) || !isWhole(shape.amounts().get(1))) {
                return false;
            }
        }
        for (int i = 0; i < fleet.size(); i++) {
            if (!isWhole(fleet.capacity(i, 0)) || !isWhole(fleet.capacity(i, 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(final double amount) {
        return amount == (int) amount;
    }

    /** Subtracts a request from what is left of an instance, or gives it back. */
    void change(final Request request, final int instance, final int sign) {
        engine.reserve(instance, sign * (int) request.amount(0), sign * (int) request.amount(1), 0, 0);
    }

    ClusterView.Candidates candidates(final CandidateOrder order) {
        return new Walk(engine.candidates(order, 0, 0));
    }

    /** A walk that passes over what the index does not know: further dimensions, GPUs and models. */
    private final class Walk implements ClusterView.Candidates {
        private final Candidates candidates;
        private Request request;

        private Walk(final Candidates candidates) {
            this.candidates = candidates;
        }

        @Override
        public int first(final Request asked) {
            request = asked;
            return fitting(candidates.first((int) asked.amount(0), (int) asked.amount(1)));
        }

        @Override
        public int next() {
            return fitting(candidates.next());
        }

        private int fitting(final int first) {
            int instance = first;
            while (instance != Candidates.NONE && !cluster.fits(request, instance)) {
                instance = candidates.next();
            }
            return instance == Candidates.NONE ? Policy.NONE : instance;
        }
    }
}
