package dev.berth.bench.report;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.PeerMetrics;
import dev.berth.bench.results.Run;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Made-up runs for tests of what shows runs. */
public final class SmallRuns {
    /** Where the engine is slower than the fast scan. */
    public static final String LOST_ROW = "port-one-left";

    private final List<Sample> samples = new ArrayList<>();
    private final String name;
    private final String suite;
    private final int jdk;

    private SmallRuns(final String name, final String suite, final int jdk) {
        this.name = name;
        this.suite = suite;
        this.jdk = jdk;
    }

    /** Two runs of one suite, one for each JDK, with two sizes, and a row that the engine loses. */
    public static List<Run> ofBothJdks() {
        final List<Run> runs = new ArrayList<>();
        for (final int jdk : new int[] {17, 25}) {
            final SmallRuns run = new SmallRuns("2026-01-0" + jdk % 8 + "-jdk" + jdk + "-default", "default", jdk);
            for (final int instances : new int[] {1_000, 100_000}) {
                run.rate("quantised", instances, "berth", 1e6).rate("quantised", instances, "plain", 5e8 / instances);
                run.rate(LOST_ROW, instances, "berth", 1e6).rate(LOST_ROW, instances, "fast", 1.25e6);
                run.times("quantised", instances).times(LOST_ROW, instances);
            }
            runs.add(run.run());
        }
        return runs;
    }

    /** A run with contenders whose answers differ. */
    public static Run ofPeers() {
        final SmallRuns run = new SmallRuns("2026-01-09-jdk17-peers", "peers", 17);
        double quality = 9_000;
        for (final String contender : List.of("berth", "fenzo-exact-memory", "nomad", "power-of-2", "kube-sampled")) {
            run.rate("continuous", 10_000, contender, 1e10 / quality);
            run.add("continuous", 10_000, contender, contender.startsWith("fenzo") ? "in_use" : "instances_used", 0,
                    quality, "count");
            quality += 100;
        }
        run.add("continuous", 10_000, "fenzo-exact-memory", "in_use_berth", 0, 9_100, "count");
        run.add("continuous", 10_000, "timefold-local-search", PeerMetrics.OUTCOME, 0, 2, "ordinal");
        return run.run();
    }

    /** A run of one row and contender by any name, by any command. */
    public static Run named(final String row, final String contender, final String command) {
        final SmallRuns run = new SmallRuns("2026-01-08-jdk17-default", "default", 17);
        run.rate(row, 1_000, "berth", 1e6).rate(row, 1_000, contender, 2e6);
        return new Run("2026-01-08-jdk17-default", environment(17), command, run.samples, List.of());
    }

    private SmallRuns rate(final String row, final int instances, final String contender, final double rate) {
        add(row, instances, contender, Metrics.THROUGHPUT, 1, 0.99 * rate, "ops/s");
        return add(row, instances, contender, Metrics.THROUGHPUT, 2, 1.01 * rate, "ops/s");
    }

    private SmallRuns times(final String row, final int instances) {
        double nanos = 300;
        for (final String percentile : Metrics.PERCENTILES) {
            add(row, instances, "berth", "place_" + percentile, 0, nanos, "ns");
            nanos *= 2;
        }
        return this;
    }

    private SmallRuns add(
            final String row,
            final int instances,
            final String contender,
            final String metric,
            final int iteration,
            final double value,
            final String unit) {
        samples.add(new Sample(suite, row, instances, contender, metric, 1, iteration, value, unit));
        return this;
    }

    private Run run() {
        return new Run(name, environment(jdk), "java -jar berth.jar bench", samples, List.of());
    }

    private static Environment environment(final int jdk) {
        final Map<String, String> entries = new LinkedHashMap<>();
        entries.put("date", "2026-01-0" + jdk % 8);
        entries.put("commit", "0123456789ab");
        entries.put("cpu", "A CPU");
        entries.put("cores", "2");
        entries.put("jdk", jdk + ".0.1+1 Somebody");
        return new Environment(entries);
    }

    /** Writes a run as the suite does. */
    public static Path write(final Run run, final Path parent) throws IOException {
        final Path folder = Files.createDirectories(parent.resolve(run.name()));
        Sample.write(run.samples(), folder.resolve("results.csv"));
        run.environment().write(folder.resolve("environment.json"));
        Files.writeString(folder.resolve("command.txt"), run.command() + "\n");
        return folder;
    }
}
