package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;

/**
 * The largest amounts that an instance of a fleet has, by which scores are made comparable.
 *
 * @param cpu the most CPU, in the units of the first dimension of the trace.
 * @param gpuMilli the most thousandths of GPUs; at least 1000.
 */
record Largest(double cpu, int gpuMilli) {
    static Largest of(final ClusterView cluster) {
        double cpu = 0;
        int gpus = 1;
        for (int i = 0; i < cluster.size(); i++) {
            cpu = Math.max(cpu, cluster.capacity(i, 0));
            gpus = Math.max(gpus, cluster.gpus(i));
        }
        return new Largest(cpu, gpus * ScoredPolicy.MILLI);
    }
}
