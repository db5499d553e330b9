package dev.berth.bench.suite;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.jmh.Notes;
import dev.berth.bench.jmh.CaseBenchmarks;
import dev.berth.bench.jmh.Settings;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.ProcessSettings;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The measurement of one contender on one target, in a process of its own under JMH. The number of operations in an
 * invocation depends on the contender, so that invocations take similar time; a pre-emption of the process then weighs
 * alike on slow and fast contenders.
 */
final class Measurement {
    private static final String ALLOCATION_RATE = "gc.alloc.rate.norm";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int BERTH_BATCH = 256;
    private static final int SAMPLE_BATCH = 32;
    private static final int PLAIN_INSTANCES_PER_BATCH = 100_000;
    private static final int FAST_INSTANCES_PER_BATCH = 400_000;

    private final Target target;
    private final String contender;
    private final int fork;
    private final RunResult result;
    private final Notes notes;

    private Measurement(
            final Target target, final String contender, final int fork, final RunResult result, final Notes notes) {
        this.target = target;
        this.contender = contender;
        this.fork = fork;
        this.result = result;
        this.notes = notes;
    }

    /**
     * The settings that all processes of a suite have in common.
     *
     * @param jvm the JVM that measures.
     * @param effort the length of each measurement.
     * @param seed the seed of the workloads.
     * @param folder the folder for the files that processes exchange.
     */
    record Setting(Jvm jvm, Effort effort, long seed, Path folder) {}

    static Measurement run(final Target target, final String contender, final int fork, final Setting setting)
            throws IOException, RunnerException {
        final Path notes = setting.folder().resolve("notes.properties");
        Files.deleteIfExists(notes);
        final boolean samplesLatency =
                contender.equals(Contenders.BERTH) && fork == setting.effort().rounds();
        final List<String> flags = new ArrayList<>(setting.jvm().flags(target.instances()));
        flags.add("-D" + ProcessSettings.SEED + "=" + setting.seed());
        flags.add("-D" + ProcessSettings.ASSIGNMENT + "=" + setting.folder().resolve(assignment(target)));
        flags.add("-D" + Settings.NOTES + "=" + notes);
        flags.add("-D" + Settings.LATENCY_MILLIS + "=" + (samplesLatency ? setting.effort().latencyMillis() : 0));
        flags.add("-D" + Settings.CHECKED_OPERATIONS + "=" + checkedOperations(target));
        final ChainedOptionsBuilder options = options(target, contender, setting.effort())
                .jvm(setting.jvm().executable().toString())
                .jvmArgs(flags.toArray(String[]::new))
                .forks(1);
        final RunResult result = new Runner(options.build()).runSingle();
        return new Measurement(target, contender, fork, result, Notes.read(notes));
    }

    /**
     * Returns the name of the file, in the folder of the setting, by which processes pass on the state at the start.
     */
    static String assignment(final Target target) {
        return target.row().name() + "-" + target.instances() + ".assignment";
    }

    private static int checkedOperations(final Target target) {
        return Math.max(200, Math.min(2_000, 100_000_000 / target.instances()));
    }

    static ChainedOptionsBuilder options(final Target target, final String contender, final Effort effort) {
        return new OptionsBuilder()
                .include("^" + CaseBenchmarks.benchmarkOf(target.row().name()).replace(".", "\\.") + "$")
                .param("contender", contender)
                .param("instances", Integer.toString(target.instances()))
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.millis()))
                .measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.millis()))
                .operationsPerInvocation(batch(contender, target.instances()))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static int batch(final String contender, final int instances) {
        return switch (contender) {
            case Contenders.PLAIN, Contenders.YUNIKORN, Contenders.KUBE_SAMPLED -> batch(
                    PLAIN_INSTANCES_PER_BATCH, instances);
            case Contenders.FAST -> batch(FAST_INSTANCES_PER_BATCH, instances);
            case Contenders.NOMAD, Contenders.RESULT_CACHE -> SAMPLE_BATCH;
            default -> BERTH_BATCH;
        };
    }

    private static int batch(final int instancesPerBatch, final int instances) {
        return Math.max(1, Math.min(BERTH_BATCH, instancesPerBatch / instances));
    }

    RunResult result() {
        return result;
    }

    String contender() {
        return contender;
    }

    long checksum() {
        return notes.checksum();
    }

    double throughput() {
        return result.getBenchmarkResults().stream()
                .flatMap(process -> process.getIterationResults().stream())
                .mapToDouble(Measurement::throughput)
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the operations a second in an iteration, computed from JMH's nanoseconds for each operation. */
    private static double throughput(final IterationResult measured) {
        return NANOS_PER_SECOND / measured.getPrimaryResult().getScore();
    }

    List<Sample> samples(final String suite) {
        final List<Sample> samples = new ArrayList<>();
        for (final BenchmarkResult process : result.getBenchmarkResults()) {
            int iteration = 0;
            for (final IterationResult measured : process.getIterationResults()) {
                iteration++;
                samples.add(sample(suite, Metrics.THROUGHPUT, iteration, throughput(measured), "ops/s"));
                if (iteration < process.getIterationResults().size()) {
                    samples.add(sample(suite, Metrics.ALLOCATED, iteration, allocated(measured), "B/op"));
                }
            }
        }
        for (final Map.Entry<String, Notes.Figure> figure :
                new TreeMap<>(notes.figures()).entrySet()) {
            samples.add(sample(
                    suite, figure.getKey(), 0, figure.getValue().value(), figure.getValue().unit()));
        }
        return samples;
    }

    /**
     * Returns the bytes allocated for each operation in an iteration. JMH counts the tear-down to the last iteration,
     * so that its value must not be used.
     */
    private static double allocated(final IterationResult measured) {
        final Result<?> allocated = measured.getSecondaryResults().get(ALLOCATION_RATE);
        return allocated == null ? Double.NaN : allocated.getScore();
    }

    private Sample sample(
            final String suite, final String metric, final int iteration, final double value, final String unit) {
        return new Sample(
                suite, target.row().name(), target.instances(), contender, metric, fork, iteration, value, unit);
    }
}
