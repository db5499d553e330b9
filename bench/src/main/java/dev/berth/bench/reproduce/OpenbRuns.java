package dev.berth.bench.reproduce;

import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.gpu.GpuFragmentation;
import dev.berth.bench.policy.gpu.PowerModel;
import dev.berth.bench.policy.gpu.TargetWorkload;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.OpenbFormat;
import dev.berth.bench.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** The runs of several policies over one list of pods, shuffled and inflated with each of several seeds. */
final class OpenbRuns {
    /** The loads at which the ratio is published, in percent. */
    static final List<Integer> LOADS = List.of(80, 90, 100, 110, 120, 130);

    private final Policies policies = Policies.find(OpenbRuns.class.getClassLoader());
    private final List<String> names;
    private final long firstSeed;
    private final int seeds;

    OpenbRuns(final List<String> names, final long firstSeed, final int seeds) {
        this.names = names;
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        names.forEach(policies::create);
    }

    /**
     * The result of one run.
     *
     * @param ratios the allocation ratio at each load, in percent.
     * @param idleGpus the GPUs that are idle after the last arrival.
     * @param causes those of them that are fragmented, by cause.
     * @param kilowatts the power after the last arrival; not a number if a model's power is not known.
     */
    record Result(
            double[] ratios, double idleGpus, Map<GpuFragmentation.Cause, Double> causes, double kilowatts) {}

    /** Runs every policy with every seed on all processors; returns the results by policy and seed. */
    List<List<Result>> run(final Path pods, final BiConsumer<Integer, Integer> progress)
            throws IOException, InterruptedException {
        final ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            final List<Future<List<Result>>> bySeed = new ArrayList<>();
            for (int i = 0; i < seeds; i++) {
                final long seed = firstSeed + i;
                bySeed.add(pool.submit(() -> runSeed(pods, seed)));
            }
            final List<List<Result>> byPolicy = new ArrayList<>();
            names.forEach(name -> byPolicy.add(new ArrayList<>()));
            for (int i = 0; i < seeds; i++) {
                final List<Result> results = get(bySeed.get(i));
                for (int policy = 0; policy < results.size(); policy++) {
                    byPolicy.get(policy).add(results.get(policy));
                }
                progress.accept(i + 1, seeds);
            }
            return byPolicy;
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Result> get(final Future<List<Result>> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    private List<Result> runSeed(final Path pods, final long seed) throws IOException {
        final Trace trace = new OpenbFormat().read(pods, Map.of("seed", Long.toString(seed)));
        final Events events = new Events(trace);
        final List<Result> results = new ArrayList<>();
        for (final String name : names) {
            results.add(run(events, name, seed));
        }
        return results;
    }

    private Result run(final Events events, final String name, final long seed) {
        final Trace trace = events.trace();
        final Fleet fleet = trace.fleet().orElseThrow();
        final SimulatedCluster cluster = SimulatedCluster.fixed(trace, fleet);
        int gpus = 0;
        for (int i = 0; i < cluster.size(); i++) {
            gpus += cluster.gpus(i);
        }
        final AllocationCurve curve = new AllocationCurve(gpus);
        new Simulation(events, cluster, policies.create(name), seed, curve).run();
        final GpuFragmentation fragmentation = new GpuFragmentation(TargetWorkload.of(trace), cluster);
        return new Result(
                LOADS.stream().mapToDouble(curve::at).toArray(),
                fragmentation.idleGpus(cluster),
                fragmentation.byCause(cluster),
                kilowatts(cluster, trace));
    }

    private static double kilowatts(final SimulatedCluster cluster, final Trace trace) {
        final PowerModel power;
        try {
            power = new PowerModel(cluster, trace);
        } catch (final IllegalArgumentException e) {
            return Double.NaN;
        }
        double watts = 0;
        for (int i = 0; i < cluster.size(); i++) {
            watts += power.watts(i, cluster);
        }
        return watts / 1000;
    }
}
