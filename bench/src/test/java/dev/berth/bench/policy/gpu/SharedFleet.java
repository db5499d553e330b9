package dev.berth.bench.policy.gpu;

import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;
import java.util.SplittableRandom;

/** Small fleets whose GPUs are shared, and traces for them. */
final class SharedFleet implements Fleet {
    private final double[][] capacities;
    private final String[] models;

    SharedFleet(final String[] models, final double[]... capacities) {
        this.models = models;
        this.capacities = capacities;
    }

    /** Draws a fleet of several models and sizes. */
    static SharedFleet drawn(final SplittableRandom random, final int size) {
        final String[] models = new String[size];
        final double[][] capacities = new double[size][];
        for (int i = 0; i < size; i++) {
            models[i] = List.of("T4", "P100", "G2").get(random.nextInt(3));
            final int gpus = List.of(0, 1, 2, 4, 8).get(random.nextInt(5));
            capacities[i] = new double[] {8000 * (1 + random.nextInt(12)), 65536 * (1 + random.nextInt(4)), gpus};
        }
        return new SharedFleet(models, capacities);
    }

    /** Draws a trace with departures, of few shapes, so that each comes again and again. */
    static Trace trace(final SplittableRandom random, final Fleet fleet, final int rows) {
        final Trace.Builder trace = builder(fleet);
        final int[] shapes = new int[20];
        for (int i = 0; i < shapes.length; i++) {
            final int gpus = List.of(0, 1, 1, 1, 2, 4).get(random.nextInt(6));
            final int milli = gpus == 1 && random.nextBoolean() ? 10 * (1 + random.nextInt(99)) : 1000;
            final List<String> models = gpus > 0 && random.nextInt(4) == 0 ? List.of("T4", "G2") : List.of();
            shapes[i] = shape(trace, 1000 * (1 + random.nextInt(16)), 4096 * random.nextInt(8), gpus, milli, models);
        }
        double now = 0;
        for (int row = 0; row < rows; row++) {
            now += random.nextDouble();
            final double until = random.nextInt(3) == 0 ? Trace.NEVER : now + 60 * random.nextDouble();
            trace.add(now, until, shapes[Math.min(random.nextInt(20), random.nextInt(20))], row);
        }
        return trace.build();
    }

    static Trace.Builder builder(final Fleet fleet) {
        return Trace.builder("shared", "cpu_milli", Trace.MEMORY, Trace.GPU).fleet(fleet);
    }

    static int shape(
            final Trace.Builder trace,
            final double cpu,
            final double memory,
            final int gpus,
            final int milli,
            final List<String> models) {
        return trace.shape(new Shape(
                List.of(cpu, memory, gpus * milli / 1000.0), gpus, gpus == 0 ? 0 : milli, models));
    }

    @Override
    public int size() {
        return models.length;
    }

    @Override
    public double capacity(final int instance, final int dimension) {
        return capacities[instance][dimension];
    }

    @Override
    public String model(final int instance) {
        return models[instance];
    }
}
