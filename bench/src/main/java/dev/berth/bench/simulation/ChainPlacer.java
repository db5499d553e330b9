package dev.berth.bench.simulation;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Strategy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;

/**
 * A placer that lets the engine place: each shape is a plan, each group of the trace a group. A group is opened with
 * the first of its tasks that arrive one after the other, and closed with the last.
 *
 * <p>If the trace has more than {@value #MOST_PLANS} shapes, a plan is defined for each arrival and dropped after it.
 * One plan of the chain then stays all the time, so that its index does.
 */
final class ChainPlacer implements Placer {
    /** The number of shapes up to which each of them has a plan during the whole run. */
    static final int MOST_PLANS = 4096;

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
        final List<String> dimensions = trace.dimensions();
        if (cluster.opensBins() || !dimensions.get(0).equals(Trace.CPU) || !dimensions.get(1).equals(Trace.MEMORY)) {
            throw new IllegalArgumentException("the engine places CPU units and MiB on a fixed fleet; the trace has "
                    + dimensions + (cluster.opensBins() ? " in bins that open on demand" : ""));
        }
        this.chain = chain;
        shapes = trace.shapes();
        shapes.forEach(ChainPlacer::check);
        engine = new PlacementEngine(config(chain, events, cluster, seed));
        for (int i = 0; i < cluster.size(); i++) {
            engine.register(instance(cluster, i));
        }
        if (shapes.size() > MOST_PLANS) {
            plans = null;
            engine.plan(engine.define(Demand.builder().cpuUnits(1).memoryMib(1).build()), chain);
        } else {
            plans = shapes.stream().mapToLong(shape -> engine.plan(engine.define(demand(shape)), chain)).toArray();
        }
        handles = new long[events.tasks()];
    }

    private static void check(final Shape shape) {
        if (shape.gpuMilli() % 1000 != 0 || !shape.models().isEmpty()) {
            throw new IllegalArgumentException("the engine places whole GPUs of any model; a request asks for "
                    + shape.gpuMilli() + " thousandths of a GPU of the models " + shape.models());
        }
        for (final double amount : shape.amounts()) {
            if (amount != Math.rint(amount)) {
                throw new IllegalArgumentException(
                        "the engine places whole CPU units, MiB and GPUs; a request asks for " + amount);
            }
        }
    }

    private static Demand demand(final Shape shape) {
        return Demand.builder()
                .cpuUnits(shape.amounts().get(0).intValue())
                .memoryMib(shape.amounts().get(1).intValue())
                .gpus(shape.gpus())
                .build();
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
        final int shapes = events.trace().shapes().size();
        return EngineConfig.builder()
                .maxDemands(shapes > MOST_PLANS ? running + 2 : shapes)
                .maxPlans(shapes > MOST_PLANS ? 2 : shapes)
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
        final long task = plans == null ? placeOnce(request.shape()) : engine.place(plans[request.shape()], group);
        if (task < 0) {
            return Policy.NONE;
        }
        handles[request.id()] = task;
        return engine.instanceOf(task);
    }

    /** Places a task of a plan that is defined for it alone; the demand is forgotten with the task. */
    private long placeOnce(final int shape) {
        final long demand = engine.define(demand(shapes.get(shape)));
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
