package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fragmentation of the GPUs of a cluster: how much of what is idle the tasks of a target workload could not use.
 *
 * <p>For one task and one instance, all that is idle of the instance's GPUs is fragmented if the instance cannot take
 * the task, and also if the task needs no GPU. If the instance can take the task, those GPUs count whose idle part is
 * smaller than the task's share of a GPU. The fragmentation of an instance is the mean over the tasks, weighted by
 * their shares, and that of the cluster is the sum over its instances. Only CPU, GPUs and models count; memory does
 * not. This is the definition of Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with
 * Fragmentation Gradient Descent", USENIX ATC 2023, as their simulator computes it; the constants of {@link Cause} give
 * its names.
 *
 * <p>An object belongs to one cluster. It costs O(tasks × GPUs) for each instance.
 */
public final class GpuFragmentation {
    private static final double MILLI = 1000;

    private final double[] cpu;
    private final int[] gpus;
    private final int[] gpuMilli;
    private final double[] share;
    private final boolean[][] allows;
    private final int[] modelOf;
    private int[] left = {};

    /**
     * Prepares to measure.
     *
     * @param workload the tasks that should be able to use the GPUs.
     * @param cluster a cluster on a fleet.
     */
    public GpuFragmentation(final TargetWorkload workload, final ClusterView cluster) {
        final List<TargetWorkload.Task> tasks = workload.tasks();
        cpu = tasks.stream().mapToDouble(TargetWorkload.Task::cpu).toArray();
        gpus = tasks.stream().mapToInt(TargetWorkload.Task::gpus).toArray();
        gpuMilli = tasks.stream().mapToInt(TargetWorkload.Task::gpuMilli).toArray();
        share = tasks.stream().mapToDouble(TargetWorkload.Task::share).toArray();
        final Map<String, Integer> models = new LinkedHashMap<>();
        modelOf = new int[cluster.size()];
        for (int i = 0; i < modelOf.length; i++) {
            modelOf[i] = models.computeIfAbsent(cluster.model(i), model -> models.size());
        }
        allows = new boolean[tasks.size()][models.size()];
        for (int task = 0; task < allows.length; task++) {
            final List<String> allowed = tasks.get(task).models();
            for (final Map.Entry<String, Integer> model : models.entrySet()) {
                allows[task][model.getValue()] = allowed.isEmpty() || allowed.contains(model.getKey());
            }
        }
    }

    /** The causes for which a task cannot use idle GPUs. */
    public enum Cause {
        /** Stranded: the instance has the GPUs, and too little CPU ({@code q4_lack_cpu}). */
        STRANDED,
        /** Deficient: the instance has the CPU, and too little is idle of its GPUs ({@code q2_lack_gpu}). */
        DEFICIENT,
        /** Both: too little CPU and too little of the GPUs ({@code q1_lack_both}). */
        BOTH,
        /** Non-GPU: the task needs no GPU ({@code xl_satisfied} and {@code xr_lack_cpu}). */
        NON_GPU,
        /** Model: the task does not allow the instance's model ({@code no_access}). */
        MODEL
    }

    /**
     * Measures a cluster.
     *
     * @param cluster the cluster that was given at construction.
     * @return for each cause the GPUs that are idle and fragmented by it; parts of GPUs count as such.
     */
    public Map<Cause, Double> byCause(final ClusterView cluster) {
        final Map<Cause, Double> milli = new EnumMap<>(Cause.class);
        for (final Cause cause : Cause.values()) {
            milli.put(cause, 0.0);
        }
        for (int i = 0; i < cluster.size(); i++) {
            final int number = cluster.gpus(i);
            final int[] idle = load(cluster, i);
            final int total = sum(idle, number);
            for (int task = 0; task < share.length; task++) {
                final Cause cause = cause(task, cluster.left(i, 0), idle, number, modelOf[i]);
                milli.merge(
                        cause == null ? Cause.DEFICIENT : cause,
                        share[task] * (cause == null ? below(idle, number, gpuMilli[task]) : total) / MILLI,
                        Double::sum);
            }
        }
        return milli;
    }

    /**
     * Measures what is idle.
     *
     * @param cluster the cluster that was given at construction.
     * @return the GPUs that are idle, fragmented or not; parts of GPUs count as such.
     */
    public double idleGpus(final ClusterView cluster) {
        long milli = 0;
        for (int i = 0; i < cluster.size(); i++) {
            milli += sum(load(cluster, i), cluster.gpus(i));
        }
        return milli / MILLI;
    }

    /** Returns what is left of each GPU of an instance; the array is used again. */
    int[] load(final ClusterView cluster, final int instance) {
        final int number = cluster.gpus(instance);
        if (left.length < number) {
            left = new int[number];
        }
        for (int gpu = 0; gpu < number; gpu++) {
            left[gpu] = cluster.gpuMilliLeft(instance, gpu);
        }
        return left;
    }

    /** Returns the thousandths of GPUs that would be fragmented on an instance with so much left. */
    double ofInstance(final int instance, final double cpuLeft, final int[] idle, final int number) {
        final int total = sum(idle, number);
        if (total == 0) {
            return 0;
        }
        double fragmented = 0;
        for (int task = 0; task < share.length; task++) {
            final Cause cause = cause(task, cpuLeft, idle, number, modelOf[instance]);
            fragmented += share[task] * (cause == null ? below(idle, number, gpuMilli[task]) : total);
        }
        return fragmented;
    }

    /** Returns why a task cannot use what is idle, null if it can. */
    private Cause cause(final int task, final double cpuLeft, final int[] idle, final int number, final int model) {
        if (gpus[task] == 0) {
            return Cause.NON_GPU;
        }
        if (!allows[task][model]) {
            return Cause.MODEL;
        }
        int missing = gpus[task];
        for (int gpu = 0; gpu < number; gpu++) {
            missing -= idle[gpu] >= gpuMilli[task] ? 1 : 0;
        }
        final boolean hasCpu = cpuLeft >= cpu[task];
        if (missing <= 0) {
            return hasCpu ? null : Cause.STRANDED;
        }
        return hasCpu ? Cause.DEFICIENT : Cause.BOTH;
    }

    private static int below(final int[] idle, final int number, final int milli) {
        int sum = 0;
        for (int gpu = 0; gpu < number; gpu++) {
            sum += idle[gpu] < milli ? idle[gpu] : 0;
        }
        return sum;
    }

    private static int sum(final int[] idle, final int number) {
        int sum = 0;
        for (int gpu = 0; gpu < number; gpu++) {
            sum += idle[gpu];
        }
        return sum;
    }
}
