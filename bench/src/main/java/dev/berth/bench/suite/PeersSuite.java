package dev.berth.bench.suite;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.peers.Peers;
import dev.berth.bench.peers.PeersBuild;
import dev.berth.bench.peers.PeersRun;
import dev.berth.bench.results.Sample;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.BenchmarkCase;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The suite that compares the engine with everything else, size by size. It first measures the baselines and the
 * algorithms of other systems on the same columns, as every suite does. It then measures other libraries from the same
 * start, each in a process of its own.
 */
final class PeersSuite {
    static final String NAME = "peers";

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

    /**
     * The largest size, in instances, at which algorithms fill a cluster to measure quality. Beyond it an algorithm
     * that reads every instance takes minutes to fill one.
     */
    private static final int LARGEST_FOR_QUALITY = 10_000;

    private static final int SECONDS = 30;
    private static final int QUICK_SECONDS = 4;

    private final List<Integer> sizes;
    private final Measurement.Setting setting;
    private final PrintWriter out;
    private final int seconds;
    private final PeersRun peers;
    private final List<Sample> samples = new ArrayList<>();
    private final List<RunResult> results = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Creates the suite.
     *
     * @param sizes the sizes of the cluster; if empty, 1,000, 10,000 and 100,000 instances.
     * @param setting the setting of the measuring processes.
     * @param folder the folder of the peers' modules.
     * @param out receives the progress.
     */
    PeersSuite(
            final List<Integer> sizes, final Measurement.Setting setting, final Path folder, final PrintWriter out) {
        this.sizes = sizes.isEmpty() ? SIZES : sizes.stream().sorted().toList();
        this.setting = setting;
        this.out = out;
        seconds = setting.effort().equals(Effort.QUICK) ? QUICK_SECONDS : SECONDS;
        peers = new PeersRun(
                new PeersBuild(folder), setting.jvm().executable(), seconds, setting.folder(), out);
    }

    /** Returns the cases of this suite at each size. */
    List<Target> targets() {
        return sizes.stream()
                .flatMap(size -> BenchmarkCases.forPeers().stream().map(row -> new Target(row, size)))
                .toList();
    }

    /** Builds the libraries unless they are built already; the message of an IOException tells what is missing. */
    void prepare() throws IOException, InterruptedException {
        peers.prepare();
    }

    void run() throws IOException, RunnerException, InterruptedException {
        out.printf(
                "%d modes of other libraries at %d sizes, at most %d s each; and what is measured as in every suite.%n",
                Peers.all().size(), sizes.size(), seconds);
        out.flush();
        for (final Target target : targets()) {
            final Workload workload = new Workload(target.row(), target.instances(), setting.seed());
            final Assignment start = start(target, workload);
            measure(target);
            fillByAlgorithms(target, workload);
            peers.run(workload, start);
        }
        samples.addAll(peers.samples());
        failures.addAll(peers.failures());
    }

    /** Fills a cluster, and writes its assignment where the measuring processes look for it. */
    private Assignment start(final Target target, final Workload workload) throws IOException {
        final Assignment start = Filler.fill(
                workload, Contenders.create(Contenders.BERTH, workload, workload.maxTasks()));
        start.write(setting.folder().resolve(Measurement.assignment(target)));
        return start;
    }

    private void measure(final Target target) throws IOException, RunnerException {
        final SuiteRun run = new SuiteRun(NAME, List.of(target), contenders(target.row()), setting, out);
        run.run();
        samples.addAll(run.samples());
        results.addAll(run.results());
        failures.addAll(run.failures());
    }

    /**
     * Returns the contenders of a case. The algorithms pack by memory only, so that the engine is alone in a case that
     * packs by CPU.
     */
    private static List<String> contenders(final BenchmarkCase row) {
        return isPackedByMemory(row)
                ? Stream.concat(Contenders.NAMES.stream(), Contenders.ALGORITHMS.stream()).toList()
                : List.of(Contenders.BERTH);
    }

    private static boolean isPackedByMemory(final BenchmarkCase row) {
        return row.equals(BenchmarkCases.forPeers().get(0));
    }

    private void fillByAlgorithms(final Target target, final Workload workload) {
        if (!isPackedByMemory(target.row()) || target.instances() > LARGEST_FOR_QUALITY) {
            return;
        }
        for (final String contender : contenders(target.row())) {
            samples.addAll(QualitySamples.of(NAME, workload, contender));
        }
    }

    List<Sample> samples() {
        return samples;
    }

    List<RunResult> results() {
        return results;
    }

    /** Returns a sentence for each answer that is wrong, or that differs from another where both must agree. */
    List<String> failures() {
        return failures;
    }
}
