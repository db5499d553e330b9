package dev.berth.bench.suite;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Sample;
import dev.berth.bench.workload.Quality;
import dev.berth.bench.workload.QualityRun;
import dev.berth.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** The figures of a {@link QualityRun} as samples. */
public final class QualitySamples {
    private final List<Sample> samples = new ArrayList<>();
    private final String suite;
    private final Workload workload;
    private final String contender;

    private QualitySamples(final String suite, final Workload workload, final String contender) {
        this.suite = suite;
        this.workload = workload;
        this.contender = contender;
    }

    /**
     * Carries out the quality run of a contender in this process.
     *
     * @param suite the name of the suite, for the samples.
     * @param workload the workload to place.
     * @param contender the name of the contender.
     * @return a sample for each figure.
     */
    public static List<Sample> of(final String suite, final Workload workload, final String contender) {
        final QualityRun.Result result = QualityRun.of(
                workload, () -> Contenders.create(contender, workload, workload.maxTasks()));
        final QualitySamples figures = new QualitySamples(suite, workload, contender);
        figures.add(result.quality());
        figures.add(Metrics.PACKED_TASKS, result.tasks(), "count");
        figures.add(Metrics.REFUSED_NOWHERE, result.refusedNowherePercent(), "%");
        figures.add(Metrics.REFUSED_FITTING, result.refusedFittingPercent(), "%");
        figures.add(Metrics.FIRST_REFUSAL, result.firstRefusalPercent(), "%");
        return figures.samples;
    }

    /**
     * Returns the figures of a cluster that something else has packed.
     *
     * @param suite the name of the suite, for the samples.
     * @param workload the workload whose fleet and requests the figures are about.
     * @param contender the name of the contender that packed the cluster.
     * @param quality the quality of the packed cluster.
     * @return a sample for each figure.
     */
    public static List<Sample> of(
            final String suite, final Workload workload, final String contender, final Quality quality) {
        final QualitySamples figures = new QualitySamples(suite, workload, contender);
        figures.add(quality);
        return figures.samples;
    }

    private void add(final Quality quality) {
        add(Metrics.INSTANCES_USED, quality.instancesUsed(), "count");
        add(Metrics.IDLE_MEMORY, quality.idleMemoryPercent(), "%");
        add(Metrics.PACKED_CPU, quality.cpuPercent(), "%");
        add(Metrics.PACKED_MEMORY, quality.memoryPercent(), "%");
        add(Metrics.STRANDED_CPU, quality.strandedCpuPercent(), "%");
        add(Metrics.STRANDED_MEMORY, quality.strandedMemoryPercent(), "%");
        add(Metrics.IMBALANCE, quality.imbalance(), "points");
        add(Metrics.ROOM_MEDIAN, quality.roomForMedian(), "count");
        add(Metrics.ROOM_LARGEST, quality.roomForLargest(), "count");
    }

    private void add(final String metric, final double value, final String unit) {
        samples.add(new Sample(
                suite, workload.row().name(), workload.fleet().size(), contender, metric, 1, 0, value, unit));
    }
}
