package dev.berth.bench.measures;

import dev.berth.bench.policy.gpu.GpuFragmentation;
import dev.berth.bench.policy.gpu.GpuFragmentation.Cause;
import dev.berth.bench.policy.gpu.TargetWorkload;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sums of the fragmentation of GPUs by cause, for its mean over the samples; nothing if the fleet has no GPUs. */
final class FragmentationMeans {
    private static final String SOURCE = "Weng et al., ATC 2023";
    private static final int PERCENT = 100;

    private final SimulatedCluster cluster;
    private final GpuFragmentation fragmentation;
    private final Map<Cause, Double> sums = new EnumMap<>(Cause.class);
    private final int gpus;
    private int samples;

    FragmentationMeans(final Trace trace, final SimulatedCluster cluster) {
        this.cluster = cluster;
        final boolean hasGpus = !cluster.opensBins() && trace.dimensions().contains(Trace.GPU);
        fragmentation = hasGpus ? new GpuFragmentation(TargetWorkload.of(trace), cluster) : null;
        int sum = 0;
        for (int i = 0; hasGpus && i < cluster.size(); i++) {
            sum += cluster.gpus(i);
        }
        gpus = sum;
    }

    void add() {
        samples++;
        if (fragmentation != null) {
            fragmentation.byCause(cluster).forEach((cause, amount) -> sums.merge(cause, amount, Double::sum));
        }
    }

    void addTo(final Map<String, Double> values) {
        if (fragmentation == null) {
            return;
        }
        final double all = Math.max(1, samples) * (double) Math.max(1, gpus) / PERCENT;
        values.put("fragmented_gpus_percent", sums.values().stream().mapToDouble(x -> x).sum() / all);
        for (final Cause cause : Cause.values()) {
            values.put(name(cause), sums.getOrDefault(cause, 0.0) / all);
        }
    }

    private static String name(final Cause cause) {
        return "fragmented_gpus_" + cause.name().toLowerCase(Locale.ROOT) + "_percent";
    }

    static List<Measure> definitions(final List<String> dimensions) {
        final List<Measure> all = new ArrayList<>();
        if (dimensions.contains(Trace.GPU)) {
            all.add(new Measure(
                    "fragmented_gpus_percent",
                    "The idle GPUs that the most frequent tasks of the trace cannot use, weighted by how frequent they"
                            + " are, of all GPUs; the mean of the samples.",
                    SOURCE));
            for (final Cause cause : Cause.values()) {
                all.add(new Measure(name(cause), "The part of fragmented_gpus_percent where " + why(cause), SOURCE));
            }
        }
        return all;
    }

    private static String why(final Cause cause) {
        return switch (cause) {
            case STRANDED -> "the instance has the GPUs for the task, and too little CPU.";
            case DEFICIENT -> "the instance has the CPU for the task, and too little is idle of its GPUs.";
            case BOTH -> "the instance has too little CPU and too little GPU for the task.";
            case NON_GPU -> "the task needs no GPU.";
            case MODEL -> "the task does not allow the model of the instance.";
        };
    }
}
