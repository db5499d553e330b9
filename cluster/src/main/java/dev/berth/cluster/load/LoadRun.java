package dev.berth.cluster.load;

import dev.berth.Chain;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of throughput and latency: of the placement service with each chain and of the empty service, by
 * turns, each in a cluster of its own that is launched for it. The latencies of the empty service are those at the
 * rates at which the placement service was measured.
 */
final class LoadRun {
    static final String ENGINE = "placement";
    static final String EMPTY = "empty";

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double WARM_UP_SHARE = 0.2;

    private final Settings settings;
    private final PrintWriter out;
    private final Map<Chain, Double> rates = new LinkedHashMap<>();
    private final Map<String, List<Double>> throughputs = new LinkedHashMap<>();
    private final Map<String, Latencies> latencies = new LinkedHashMap<>();
    private final Table throughputCsv = new Table(
            "round", "service", "chain", "nodes", "batch", "window", "requests/s", "placements/s", "refused");
    private final Table latencyCsv = new Table(
            "round", "service", "chain", "nodes", "batch", "rate", "requests", "p50 us", "p90 us", "p99 us", "p99.9 us",
            "max us", "gap us", "held");

    LoadRun(final Settings settings, final PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /** Measures, and prints a line for each measurement. */
    void run() throws IOException {
        final List<@Nullable Chain> order = new ArrayList<>(settings.chains());
        if (settings.isLaunching()) {
            order.add(null);
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            // The first round finds the rates, so the empty service comes last; then the order turns around.
            for (int i = 0; i < order.size(); i++) {
                measure(round, order.get(round % 2 == 1 ? i : order.size() - 1 - i));
            }
        }
    }

    /** Measures the service with a chain, or the empty one. */
    private void measure(final int round, final @Nullable Chain chain) throws IOException {
        final Chain used = chain == null ? settings.chains().get(0) : chain;
        try (Loaded cluster = Loaded.open(settings, used, chain == null)) {
            final Generator generator = cluster.generator();
            generator.closed(settings.window(), settings.warmUpNanos());
            final double found = generator.closed(settings.window(), settings.nanos());
            final String service = chain == null ? EMPTY : ENGINE;
            final String name = chain == null ? "" : chain.toString();
            throughputs.computeIfAbsent(service + '\t' + name, key -> new ArrayList<>()).add(found);
            throughputCsv.add(
                    round,
                    service,
                    name,
                    settings.nodes(),
                    settings.batch(),
                    settings.window(),
                    found,
                    placements(found),
                    cluster.target().refused());
            print(service + " " + name + ": " + Math.round(found) + " requests/s");
            if (chain == null) {
                for (final Chain beside : settings.chains()) {
                    latency(round, generator, EMPTY, beside);
                }
            } else {
                rates.putIfAbsent(chain, settings.rate() > 0 ? settings.rate() : roundedHalf(found));
                latency(round, generator, ENGINE, chain);
            }
        }
    }

    private void latency(final int round, final Generator generator, final String service, final Chain chain) {
        final double rate = rates.getOrDefault(chain, 1.0);
        final long requests = settings.requests(rate);
        final Latencies found = generator.open(rate, (long) (WARM_UP_SHARE * requests), requests);
        latencies.computeIfAbsent(service + '\t' + chain, key -> new Latencies()).add(found);
        final List<Object> cells = new ArrayList<>(
                List.of(round, service, chain, settings.nodes(), settings.batch(), rate, found.count()));
        addPercentiles(cells, found);
        cells.add(found.longestGapNanos() / NANOS_PER_MICRO);
        cells.add(found.held());
        latencyCsv.add(cells.toArray());
        print(service + " " + chain + ": " + Math.round(rate) + " requests/s, p50 " + micros(found.nanosAt(50))
                + " us, p99 " + micros(found.nanosAt(99)) + " us");
    }

    private static void addPercentiles(final List<Object> cells, final Latencies found) {
        for (final double percentile : new double[] {50, 90, 99, 99.9}) {
            cells.add(found.nanosAt(percentile) / NANOS_PER_MICRO);
        }
        cells.add(found.longestNanos() / NANOS_PER_MICRO);
    }

    private static long micros(final long nanos) {
        return Math.round(nanos / NANOS_PER_MICRO);
    }

    /** Returns half of a throughput, with two digits, so that it can be named. */
    private static double roundedHalf(final double perSecond) {
        final double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, perSecond / 2))) - 1));
        return Math.max(1, Math.floor(perSecond / 2 / unit) * unit);
    }

    private double placements(final double requestsPerSecond) {
        return requestsPerSecond * settings.batch() / 2;
    }

    private void print(final String line) {
        out.println(line);
        out.flush();
    }

    Table throughputCsv() {
        return throughputCsv;
    }

    Table latencyCsv() {
        return latencyCsv;
    }

    /** Returns the tables of all rounds, as Markdown. */
    String tables() {
        final Table throughput = new Table(
                "service", "chain", "nodes", "batch", "window", "requests/s", "least", "most", "placements/s");
        throughputs.forEach((key, found) -> {
            final double[] sorted =
                    found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            final double median = sorted[sorted.length / 2];
            throughput.add(
                    key.substring(0, key.indexOf('\t')),
                    key.substring(key.indexOf('\t') + 1),
                    settings.nodes(),
                    settings.batch(),
                    settings.window(),
                    median,
                    sorted[0],
                    sorted[sorted.length - 1],
                    placements(median));
        });
        final Table latency = new Table(
                "service", "chain", "nodes", "batch", "rate", "p50 us", "p90 us", "p99 us", "p99.9 us", "max us",
                "held");
        latencies.forEach((key, found) -> {
            final String chain = key.substring(key.indexOf('\t') + 1);
            final List<Object> cells = new ArrayList<>(List.of(
                    key.substring(0, key.indexOf('\t')),
                    chain,
                    settings.nodes(),
                    settings.batch(),
                    rates.getOrDefault(Chain.parse(chain), 0.0)));
            addPercentiles(cells, found);
            cells.add(found.held());
            latency.add(cells.toArray());
        });
        return "Throughput, closed by a window of requests in flight; placements are half of the commands.\n\n"
                + throughput.markdown()
                + "\nLatency from the time at which a request was due, at a fixed rate of requests/s.\n\n"
                + latency.markdown();
    }
}
