package dev.berth.bench.simulation;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;

/**
 * A placer that lets the engine place: each shape is a plan, each group of the trace a group. A group is opened with
 * the first of its tasks that arrive one after the other, and closed with the last.
 *
 * <p>If the trace has more than {@value EngineShapes#MOST_PLANS} shapes, a plan is defined for each arrival and dropped
 * after it. One plan of the chain then stays all the time, so that its index does.
 */
final class ChainPlacer implements Placer {
    private static final int MOST_PLANS = EngineShapes.MOST_PLANS;
    private static final int NO_GROUP = -1;

    private final PlacementEngine engine;
    private final Chain chain;
    private final List<Shape> shapes;
    private final long[] plans;
    private final long[] handles;
    private int openGroup = NO_GROUP;
    private long group;

    ChainPlacer(final Chain chain, final Events events, final SimulatedCluster cluster, final long seed) {
        final Trace trace = events.trace();
        if (cluster.opensBins()) {
            throw new IllegalArgumentException(
                    "the engine places on a fixed fleet, and not in bins that open on demand");
        }
        EngineShapes.check(trace);
        this.chain = chain;
        shapes = trace.shapes();
        final int running = events.mostRunning();
        engine = new PlacementEngine(
                EngineShapes.config(chain, shapes.size(), cluster.size(), running, running + 1, seed));
        for (int i = 0; i < cluster.size(); i++) {
            engine.register(instance(cluster, i));
        }
        if (shapes.size() > MOST_PLANS) {
            plans = null;
            engine.plan(engine.define(Demand.builder().cpuUnits(1).memoryMib(1).build()), chain);
        } else {
            plans = shapes.stream()
                    .mapToLong(shape -> engine.plan(engine.define(EngineShapes.demand(shape)), chain))
                    .toArray();
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

    @Override
    public int place(final Request request) {
        if (request.group() != openGroup) {
            if (openGroup != NO_GROUP) {
                engine.closeGroup(group);
            }
            openGroup = request.group();
            group = engine.group("group:" + openGroup);
        }
        final long task = plans == null ? placeOnce(request.shape()) : engine.place(plans[request.shape()], group);
        if (task < 0) {
            return Policy.NONE;
        }
        handles[request.id()] = task;
        return engine.instanceOf(task);
    }

    /** Places a task of a plan that is defined for it alone; the demand is forgotten with the task. */
    private long placeOnce(final int shape) {
        final long demand = engine.define(EngineShapes.demand(shapes.get(shape)));
        final long plan = engine.plan(demand, chain);
        final long task = engine.place(plan, group);
        engine.dropPlan(plan);
        engine.dropDemand(demand);
        return task;
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
