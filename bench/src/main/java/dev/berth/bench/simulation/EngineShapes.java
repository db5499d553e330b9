package dev.berth.bench.simulation;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Strategy;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;

/** The demands that the engine makes of the shapes of a trace, in CPU units, MiB and whole GPUs. */
public final class EngineShapes {
    /** The number of shapes up to which each of them has a plan during a whole run. */
    public static final int MOST_PLANS = 4096;

    private static final int MILLI = 1000;

    private EngineShapes() {}

    /**
     * Checks that the engine can place what a trace asks for.
     *
     * @param trace the trace.
     * @throws IllegalArgumentException if it cannot; the message says why.
     */
    public static void check(final Trace trace) {
        final List<String> dimensions = trace.dimensions();
        if (!dimensions.equals(List.of(Trace.CPU, Trace.MEMORY))
                && !dimensions.equals(List.of(Trace.CPU, Trace.MEMORY, Trace.GPU))) {
            throw new IllegalArgumentException("the engine places CPU units, MiB and GPUs; the trace " + trace.name()
                    + " asks for " + String.join(", ", dimensions) + "; compare other policies on it");
        }
        for (final Shape shape : trace.shapes()) {
            if (shape.gpuMilli() % MILLI != 0 || !shape.models().isEmpty()) {
                throw new IllegalArgumentException("the engine places whole GPUs of any model; a request of the trace "
                        + trace.name() + " asks for " + shape.gpuMilli() + " thousandths of a GPU"
                        + (shape.models().isEmpty() ? "" : " of the models " + shape.models())
                        + "; compare other policies on it");
            }
            for (final double amount : shape.amounts()) {
                if (amount != Math.rint(amount) || amount > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("the engine places whole CPU units, MiB and GPUs up to "
                            + Integer.MAX_VALUE + "; a request of the trace " + trace.name() + " asks for " + amount);
                }
            }
        }
    }

    /**
     * Returns the configuration of an engine that has room for a trace.
     *
     * @param chain the chain of all plans.
     * @param shapes the shapes of the trace.
     * @param instances the instances of the cluster.
     * @param tasks the most tasks that run at one time.
     * @param groups the most groups that are open or have tasks at one time.
     * @param seed the seed of the engine.
     * @return the configuration.
     * @throws ArithmeticException if one engine cannot hold the counts.
     * @throws IllegalArgumentException if a limit is out of range.
     */
    public static EngineConfig config(
            final Chain chain,
            final int shapes,
            final int instances,
            final int tasks,
            final int groups,
            final long seed) {
        final long spreads = chain.strategies().stream()
                .filter(s -> s.type() == Strategy.Type.SPREAD_ATTRIBUTE || s.type() == Strategy.Type.SPREAD_INSTANCE)
                .count();
        final boolean manyShapes = shapes > MOST_PLANS;
        return EngineConfig.builder()
                .maxInstances(instances)
                .maxTasks(tasks)
                .maxGroups(groups)
                .maxDemands(manyShapes ? tasks + 2 : shapes)
                .maxPlans(manyShapes ? 2 : shapes)
                .maxCounts(Math.toIntExact(spreads * ((long) tasks + groups + 1)))
                .maxPorts(0)
                .seed(seed)
                .build();
    }

    /**
     * Returns what the engine is asked for.
     *
     * @param shape a shape of a trace that was checked.
     * @return the demand.
     */
    public static Demand demand(final Shape shape) {
        return Demand.builder()
                .cpuUnits(shape.amounts().get(0).intValue())
                .memoryMib(shape.amounts().get(1).intValue())
                .gpus(shape.gpus())
                .build();
    }
}
