package dev.berth.bench.peers;

import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.PeerMetrics;
import dev.berth.bench.results.Sample;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A run of every mode of every library on a workload, one after the other, which judges their answers.
 *
 * <p>A mode that did not finish is not started at a larger size. Where it did not finish loading, modes that load alike
 * are not started at that size either: that saves minutes and changes no result.
 */
public final class PeersRun {
    private final PeersBuild build;
    private final Path java;
    private final int seconds;
    private final Exchange files;
    private final PrintWriter out;
    private final List<PeerMode> modes;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<String> givenUp = new HashSet<>();

    /**
     * Creates a run with nothing measured.
     *
     * @param build where the libraries are.
     * @param java the executable that runs them.
     * @param seconds for each cell.
     * @param folder for files between processes.
     * @param out receives the progress.
     */
    public PeersRun(
            final PeersBuild build, final Path java, final int seconds, final Path folder, final PrintWriter out) {
        this(build, java, seconds, folder, out, Peers.all());
    }

    PeersRun(
            final PeersBuild build,
            final Path java,
            final int seconds,
            final Path folder,
            final PrintWriter out,
            final List<PeerMode> modes) {
        this.build = build;
        this.java = java;
        this.seconds = seconds;
        this.files = Exchange.in(folder);
        this.out = out;
        this.modes = modes;
    }

    /**
     * Builds the libraries that are not built.
     *
     * @throws IOException if they cannot be built.
     * @throws InterruptedException if this thread is interrupted.
     */
    public void prepare() throws IOException, InterruptedException {
        build.build(modes.stream().map(PeerMode::module).distinct().toList(), out);
    }

    /**
     * Runs the modes that are measured in a case.
     *
     * @param workload of the case.
     * @param start tasks that run at the start.
     * @throws IOException if files between processes cannot be written or read.
     * @throws InterruptedException if this thread is interrupted.
     */
    public void run(final Workload workload, final Assignment start) throws IOException, InterruptedException {
        ProblemFile.write(workload, start, files.problem());
        for (final PeerMode mode : modes) {
            if (mode.packing().row().equals(workload.row().name())) {
                run(mode, workload, start);
            }
        }
        Files.deleteIfExists(files.problem());
    }

    private void run(final PeerMode mode, final Workload workload, final Assignment start)
            throws IOException, InterruptedException {
        final int instances = workload.fleet().size();
        out.printf(Locale.ROOT, "%-24s %,9d  ", mode.contender(), instances);
        out.flush();
        final Cell cell = new Cell(mode, workload);
        cell.add(PeerMetrics.SECONDS, seconds, "s");
        CellResult result = started(mode, instances);
        if (Files.exists(files.answers())) {
            result = judge(cell, result, start);
            Files.delete(files.answers());
        } else if (result.outcome() == Outcome.FINISHED) {
            result = result.with(Outcome.WRONG, "no answers were written down");
        }
        cell.add(result);
        samples.addAll(cell.samples());
        report(result, mode, instances);
    }

    private CellResult started(final PeerMode mode, final int instances) throws IOException, InterruptedException {
        if (givenUp.contains(mode.contender())) {
            return CellResult.none(Outcome.SMALLER, null);
        }
        if (givenUp.contains(loading(mode, instances))) {
            return CellResult.none(Outcome.LOADS_ALIKE, null);
        }
        return PeerProcess.run(java, build.classPath(mode.module()), mode, instances, seconds, files);
    }

    private static String loading(final PeerMode mode, final int instances) {
        return mode.module() + " " + mode.loading() + " " + instances;
    }

    /**
     * Checks the answers. Those given until the time was over are checked even if the cell did not finish; if it did,
     * every answer must be there.
     */
    private CellResult judge(final Cell cell, final CellResult result, final Assignment start) {
        try {
            final Verification verification =
                    Verification.of(cell.workload(), cell.mode().packing(), start, files.answers());
            if (verification.violation() != null) {
                return result.with(Outcome.WRONG, verification.violation());
            }
            cell.add(verification);
            if (result.outcome() != Outcome.FINISHED) {
                return result;
            }
            final long answered = verification.verified() + verification.refused();
            if (answered < result.warmupPairs() + result.measuredPairs()) {
                return result.with(Outcome.WRONG, answered + " answers are written down, must be "
                        + (result.warmupPairs() + result.measuredPairs()));
            }
            final int inUse = EngineReplay.inUse(cell.workload(), start, files.answers());
            cell.add(PeerMetrics.ENGINE_IN_USE, inUse, "count");
            return result;
        } catch (final IOException e) {
            return result.with(Outcome.WRONG, e.getMessage());
        }
    }

    private void report(final CellResult result, final PeerMode mode, final int instances) {
        if (result.outcome() == Outcome.FINISHED) {
            out.printf(Locale.ROOT, "%,.0f/s%n", result.pairsPerSecond());
        } else {
            givenUp.add(mode.contender());
            out.println("did not finish: " + result.outcome().why()
                    + (result.failure() == null ? "" : " (" + result.failure() + ")"));
        }
        if (result.outcome() == Outcome.LOADING) {
            givenUp.add(loading(mode, instances));
        }
        if (result.outcome() == Outcome.WRONG) {
            failures.add(mode.contender() + " at " + instances + ": " + result.failure());
        }
        out.flush();
    }

    /**
     * Returns what was measured.
     *
     * @return the samples of all modes so far.
     */
    public List<Sample> samples() {
        return samples;
    }

    /**
     * Returns the wrong answers.
     *
     * @return a sentence for each; empty if there are none.
     */
    public List<String> failures() {
        return failures;
    }

    /** The samples of a mode on a workload. */
    private record Cell(PeerMode mode, Workload workload, List<Sample> samples) {
        Cell(final PeerMode mode, final Workload workload) {
            this(mode, workload, new ArrayList<>());
        }

        void add(final String metric, final double value, final String unit) {
            samples.add(new Sample(
                    PeerMetrics.SUITE,
                    workload.row().name(),
                    workload.fleet().size(),
                    mode.contender(),
                    metric,
                    1,
                    0,
                    value,
                    unit));
        }

        void add(final CellResult result) {
            add(PeerMetrics.OUTCOME, result.outcome().ordinal(), "ordinal");
            add(PeerMetrics.BATCH, result.batch(), "count");
            add(PeerMetrics.SETUP, result.setupSeconds(), "s");
            add(PeerMetrics.WARMUP_PAIRS, result.warmupPairs(), "count");
            add(PeerMetrics.PAIRS, result.measuredPairs(), "count");
            if (result.outcome() == Outcome.FINISHED) {
                add(Metrics.THROUGHPUT, result.pairsPerSecond(), "ops/s");
            }
        }

        void add(final Verification verification) {
            add(PeerMetrics.VERIFIED, verification.verified(), "count");
            add(PeerMetrics.REFUSED, verification.refused(), "count");
            add(PeerMetrics.COMPARED, verification.compared(), "count");
            if (verification.compared() > 0) {
                add(PeerMetrics.BEST, verification.bestPercent(), "%");
                add(PeerMetrics.LEFT, verification.meanLeft(), mode.packing().unit());
                add(PeerMetrics.EXACT_LEFT, verification.meanExactLeft(), mode.packing().unit());
                add(PeerMetrics.REFUSED_FITTING, verification.refusedThoughFits(), "count");
            }
            add(PeerMetrics.IN_USE, verification.inUse(), "count");
        }
    }
}
