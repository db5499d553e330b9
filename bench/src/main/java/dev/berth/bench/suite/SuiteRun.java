package dev.berth.bench.suite;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * A run of a suite. It measures one target after the other, and the contenders of a target next to each other in time.
 * The engine is measured in every round; the others vary less and are measured once, after the engine's first round.
 */
final class SuiteRun {
    private final String suite;
    private final List<Target> targets;
    private final List<String> contenders;
    private final Measurement.Setting setting;
    private final PrintWriter out;
    private final List<Sample> samples = new ArrayList<>();
    private final List<RunResult> results = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    SuiteRun(
            final String suite,
            final List<Target> targets,
            final List<String> contenders,
            final Measurement.Setting setting,
            final PrintWriter out) {
        this.suite = suite;
        this.targets = targets;
        this.contenders = contenders;
        this.setting = setting;
        this.out = out;
    }

    void run() throws IOException, RunnerException {
        final long start = System.nanoTime();
        for (int i = 0; i < targets.size(); i++) {
            final Target target = targets.get(i);
            if (targets.size() > 1) {
                out.printf(Locale.ROOT, "[%2d/%d] ", i + 1, targets.size());
            }
            out.printf(Locale.ROOT, "%-24s %,9d ", target.row().name(), target.instances());
            out.flush();
            measure(target);
            final Duration left = Duration.ofNanos((System.nanoTime() - start) / (i + 1) * (targets.size() - i - 1));
            if (i + 1 < targets.size()) {
                out.printf(Locale.ROOT, " left %d:%02d", left.toMinutes(), left.toSecondsPart());
            }
            out.println();
            out.flush();
        }
    }

    private void measure(final Target target) throws IOException, RunnerException {
        final List<Measurement> measurements = new ArrayList<>();
        for (int round = 1; round <= setting.effort().rounds(); round++) {
            for (final String contender : round == 1 ? contenders : contendersAgain()) {
                final Measurement measurement = Measurement.run(target, contender, round, setting);
                measurements.add(measurement);
                samples.addAll(measurement.samples(suite));
                results.add(measurement.result());
                out.printf(Locale.ROOT, " %s %,.0f/s", contender, measurement.throughput());
                out.flush();
            }
        }
        compare(target, measurements);
    }

    private List<String> contendersAgain() {
        return contenders.stream().filter(Contenders.BERTH::equals).toList();
    }

    private void compare(final Target target, final List<Measurement> measurements) {
        final Measurement first = measurements.get(0);
        for (final Measurement other : measurements) {
            if (first.checksum() != other.checksum() && !mayDiffer(target, first, other)) {
                failures.add(target.row().name() + " at " + target.instances() + ": " + other.contender()
                        + " answers differently from " + first.contender());
            }
        }
    }

    private static boolean mayDiffer(final Target target, final Measurement first, final Measurement other) {
        final boolean agree = Contenders.isExact(first.contender()) && Contenders.isExact(other.contender());
        return !first.contender().equals(other.contender()) && (target.row().isRandom() || !agree);
    }

    List<Sample> samples() {
        return samples;
    }

    List<RunResult> results() {
        return results;
    }

    /** Returns a sentence for each target on which contenders that must agree gave different answers. */
    List<String> failures() {
        return failures;
    }
}
