package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The electric power that the CPUs and GPUs of an instance draw, by the model of Lettich et al., "Power- and
 * Fragmentation-aware Online Scheduling for GPU Datacenters", CCGrid 2025.
 *
 * <p>A GPU draws its full power as soon as a task has a part of it, and its idle power before. Two vCPUs are a core;
 * the cores that tasks use fill one CPU after the other, and a CPU with a used core draws its full power. Which CPU an
 * instance has follows from the model of its GPUs. The figures are those of the authors' repository
 * (github.com/Fr4nz83/PWR-plugin-kubernetes), where those of G2 and G3, whose makers are not disclosed, are
 * placeholders.
 */
public final class PowerModel {
    private static final Cpu E5_2682 = new Cpu(15, 120, 16);
    private static final Cpu XEON_8163 = new Cpu(20, 165, 24);
    private static final Cpu XEON_6326 = new Cpu(20, 185, 16);
    private static final Cpu XEON_8369B = new Cpu(20, 270, 32);

    private static final Map<String, Gpu> MODELS = Map.of(
            "", new Gpu(0, 0, E5_2682),
            "T4", new Gpu(10, 70, XEON_8163),
            "A10", new Gpu(30, 150, XEON_8369B),
            "P100", new Gpu(25, 250, E5_2682),
            "V100M16", new Gpu(30, 300, XEON_6326),
            "V100M32", new Gpu(30, 300, XEON_6326),
            "A100", new Gpu(50, 400, XEON_8369B),
            "G2", new Gpu(25, 250, XEON_8369B),
            "G3", new Gpu(25, 250, XEON_8369B));

    private final Gpu[] gpuOf;
    private final double unitsPerCore;

    /**
     * Prepares to measure.
     *
     * @param cluster a cluster on a fleet.
     * @param trace the trace, whose first dimension is CPU in CPU units or in thousandths of a vCPU.
     * @throws IllegalArgumentException if an instance is of a model whose power is not known.
     */
    public PowerModel(final ClusterView cluster, final Trace trace) {
        unitsPerCore = 2 * (trace.dimensions().get(0).equals(Trace.CPU) ? 1024 : 1000);
        gpuOf = new Gpu[cluster.size()];
        for (int i = 0; i < gpuOf.length; i++) {
            gpuOf[i] = MODELS.get(cluster.model(i));
            if (gpuOf[i] == null) {
                throw new IllegalArgumentException("instance " + i + " is of the model '" + cluster.model(i)
                        + "', whose power is not known; known are " + models());
            }
        }
    }

    private static List<String> models() {
        return new TreeMap<>(MODELS).keySet().stream().filter(model -> !model.isEmpty()).toList();
    }

    /**
     * Returns the power of an instance.
     *
     * @param instance 0..size − 1.
     * @param cluster the cluster that was given at construction.
     * @return watts.
     */
    public double watts(final int instance, final ClusterView cluster) {
        int idle = 0;
        for (int gpu = 0; gpu < cluster.gpus(instance); gpu++) {
            idle += cluster.gpuMilliLeft(instance, gpu) == ScoredPolicy.MILLI ? 1 : 0;
        }
        return watts(instance, cluster, cluster.left(instance, 0), idle);
    }

    /** Returns the power of an instance if it had so much CPU left and so many idle GPUs. */
    double watts(final int instance, final ClusterView cluster, final double cpuLeft, final int idleGpus) {
        final Gpu gpu = gpuOf[instance];
        final double cores = Math.ceil(cluster.capacity(instance, 0) / unitsPerCore);
        final double busyCores = cores - Math.floor(cpuLeft / unitsPerCore);
        final double cpus = Math.ceil(cores / gpu.cpu.cores);
        final double busyCpus = Math.ceil(busyCores / gpu.cpu.cores);
        return idleGpus * gpu.idleWatts
                + (cluster.gpus(instance) - idleGpus) * gpu.fullWatts
                + (cpus - busyCpus) * gpu.cpu.idleWatts
                + busyCpus * gpu.cpu.fullWatts;
    }

    /** A CPU: its power when idle, its power when used, and its cores. */
    private record Cpu(double idleWatts, double fullWatts, double cores) {}

    /** A GPU: its power when idle, its power when used, and the CPU beside it. */
    private record Gpu(double idleWatts, double fullWatts, Cpu cpu) {}
}
