package dev.berth.bench.simulation;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Strategy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.List;

/**
 * A placer that lets the engine place: each shape is a plan, each group of the trace a group. A group is opened with
 * the first of its tasks that arrive one after the other, and closed with the last.
 */
final class ChainPlacer implements Placer {
    private static final int NO_GROUP = -1;

    private final PlacementEngine engine;
    private final long[] plans;
    private final long[] handles;
    private int openGroup = NO_GROUP;
    private long group;

    ChainPlacer(final Chain chain, final Events events, final SimulatedCluster cluster, final long seed) {
        final Trace trace = events.trace();
        final List<String> dimensions = trace.dimensions();
        if (cluster.opensBins() || !dimensions.get(0).equals(Trace.CPU) || !dimensions.get(1).equals(Trace.MEMORY)) {
            throw new IllegalArgumentException("the engine places CPU units and MiB on a fixed fleet; the trace has "
                    + dimensions + (cluster.opensBins() ? " in bins that open on demand" : ""));
        }
        engine = new PlacementEngine(config(chain, events, cluster, seed));
        for (int i = 0; i < cluster.size(); i++) {
            engine.register(instance(cluster, i));
        }
        plans = new long[trace.shapes().size()];
        for (int i = 0; i < plans.length; i++) {
            final List<Double> amounts = trace.shapes().get(i).amounts();
            final Demand demand = Demand.builder()
                    .cpuUnits(amounts.get(0).intValue())
                    .memoryMib(amounts.get(1).intValue())
                    .gpus(trace.shapes().get(i).gpus())
                    .build();
            plans[i] = engine.plan(engine.define(demand), chain);
        }
        handles = new long[events.tasks()];
    }

    private static Instance instance(final SimulatedCluster cluster, final int i) {
        return Instance.builder("i-" + i)
                .cpuUnits((int) cluster.capacity(i, 0))
                .memoryMib((int) cluster.capacity(i, 1))
                .gpus(cluster.gpus(i))
                .attribute(Chain.ZONE_ATTRIBUTE, "zone-" + cluster.zone(i))
                .build();
    }

    private static EngineConfig config(
            final Chain chain, final Events events, final SimulatedCluster cluster, final long seed) {
        final long spreads = chain.strategies().stream()
                .filter(s -> s.type() == Strategy.Type.SPREAD_ATTRIBUTE || s.type() == Strategy.Type.SPREAD_INSTANCE)
                .count();
        final int running = events.mostRunning();
        return EngineConfig.builder()
                .maxInstances(cluster.size())
                .maxTasks(running)
                .maxGroups(running + 1)
                .maxCounts(Math.toIntExact(spreads * (2L * running + 2)))
                .maxPorts(0)
                .seed(seed)
                .build();
    }

    @Override
    public int place(final Request request) {
        if (request.group() != openGroup) {
            if (openGroup != NO_GROUP) {
                engine.closeGroup(group);
            }
            openGroup = request.group();
            group = engine.group("group:" + openGroup);
        }
        final long task = engine.place(plans[request.shape()], group);
        if (task < 0) {
            return Policy.NONE;
        }
        handles[request.id()] = task;
        return engine.instanceOf(task);
    }

    @Override
    public int gpu(final Request request, final int instance) {
        return Policy.NONE;
    }

    @Override
    public void placed(final Request request, final int instance) {}

    @Override
    public void departed(final Request request, final int instance) {
        engine.release(handles[request.id()]);
    }
}
