package dev.berth.bench.report;

import static dev.berth.bench.baseline.Contenders.BERTH;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.peers.Outcome;
import dev.berth.bench.peers.PeerMode;
import dev.berth.bench.peers.Peers;
import dev.berth.bench.results.Cell;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.PeerMetrics;
import dev.berth.bench.results.Sample;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The table that compares the engine with other libraries measured in the same run. It is made of {@code results.csv}
 * alone.
 */
public final class PeersTable {
    private static final List<String> HEADER = List.of(
            "library: mode", "instances", "placements/s", "Berth, placements/s", "Berth ÷ it", "batch", "looks for",
            "as good as exact", "left, against exact", "refused", "with room", "instances in use", "answers checked",
            "cannot express");

    private static final int LEFT_COLUMNS = 1;

    private final List<Cell> cells;

    /**
     * Creates the table of some samples.
     *
     * @param samples the samples of a run.
     */
    public PeersTable(final List<Sample> samples) {
        cells = Cell.of(samples).stream()
                .sorted(Comparator.comparingInt(Cell::instances))
                .toList();
    }

    /**
     * Returns the table.
     *
     * @return Markdown.
     */
    public String markdown() {
        final TextTable table = new TextTable(HEADER, LEFT_COLUMNS);
        for (final int instances : cells.stream().mapToInt(Cell::instances).distinct().toArray()) {
            for (final PeerMode mode : Peers.all()) {
                cells.stream()
                        .filter(cell -> cell.instances() == instances && isMeasured(cell, mode))
                        .forEach(cell -> table.add(line(cell, mode)));
            }
        }
        return table.toString();
    }

    private static boolean isMeasured(final Cell cell, final PeerMode mode) {
        return !Double.isNaN(cell.mean(mode.contender(), PeerMetrics.OUTCOME));
    }

    private static List<String> line(final Cell cell, final PeerMode mode) {
        final String name = mode.contender();
        final double theirs = cell.mean(name, Metrics.THROUGHPUT);
        final double ours = cell.mean(BERTH, Metrics.THROUGHPUT);
        return List.of(
                mode.library() + ": " + mode.mode(),
                Numbers.count(cell.instances()),
                rate(cell, name, theirs),
                Numbers.rounded(ours),
                Numbers.ratio(rounded(ours / theirs)),
                batch(cell.mean(name, PeerMetrics.BATCH)),
                mode.objective() + (mode.sameObjective() ? " (as Berth)" : ""),
                Numbers.percent(cell.mean(name, PeerMetrics.BEST)),
                left(cell, mode),
                Numbers.count(cell.mean(name, PeerMetrics.REFUSED)),
                Numbers.count(cell.mean(name, PeerMetrics.REFUSED_FITTING)),
                inUse(cell, name),
                Numbers.count(cell.mean(name, PeerMetrics.VERIFIED)),
                mode.cannot());
    }

    private static String rate(final Cell cell, final String name, final double rate) {
        final Outcome outcome = Outcome.values()[(int) cell.mean(name, PeerMetrics.OUTCOME)];
        if (outcome == Outcome.FINISHED) {
            return Numbers.rounded(rate);
        }
        final String time = outcome.isRun() ? " in " + Numbers.count(cell.mean(name, PeerMetrics.SECONDS)) + " s" : "";
        return "did not finish" + time + ": " + outcome.why();
    }

    /** Rounds a ratio of 1,000 or more to three significant digits, because its error exceeds the remaining ones. */
    private static double rounded(final double ratio) {
        final double unit = Math.pow(10, Math.floor(Math.log10(ratio)) - 2);
        return unit > 1 ? Math.round(ratio / unit) * unit : ratio;
    }

    private static String batch(final double pairs) {
        return pairs == 0 ? Numbers.NONE : Numbers.count(pairs);
    }

    private static String left(final Cell cell, final PeerMode mode) {
        final double difference =
                cell.mean(mode.contender(), PeerMetrics.LEFT) - cell.mean(mode.contender(), PeerMetrics.EXACT_LEFT);
        final String text = Numbers.signed(difference, 1);
        return text.equals(Numbers.NONE) || text.equals(Numbers.SAME) ? text : text + " " + mode.packing().unit();
    }

    private static String inUse(final Cell cell, final String name) {
        final double theirs = cell.mean(name, PeerMetrics.IN_USE);
        final double ours = cell.mean(name, PeerMetrics.ENGINE_IN_USE);
        final String difference = Numbers.signed(100 * (theirs - ours) / ours, 1);
        return switch (difference) {
            case Numbers.NONE -> Numbers.count(theirs);
            case Numbers.SAME -> Numbers.count(theirs) + " (=)";
            default -> Numbers.count(theirs) + " (" + difference + " %)";
        };
    }

    /**
     * Returns the table, an explanation of how to read it, and one line about the machine and the build that were
     * measured.
     *
     * @param samples the samples of the run.
     * @param environment the environment of the run.
     * @return Markdown.
     */
    public static String document(final List<Sample> samples, final Environment environment) {
        final List<String> lines = new ArrayList<>();
        lines.add(new PeersTable(samples).markdown());
        lines.add("A placement is a pair: one running task is released, one is placed. Fenzo, Timefold, WAGED and "
                + "BtrPlace take batches of pairs. \"As good as exact\": share of the first placements that leave as "
                + "little of what the row packs by as the exact answer in the same state; \"left, against exact\": how "
                + "much more they leave, mean. \"Refused\": of all requests; \"with room\": of those first ones, "
                + "refused though an instance had room. What is refused is not asked for again, so a mode that "
                + "refuses much is measured on an emptier cluster. \"Instances in use\": at the end, in brackets "
                + "against Berth after the same operations. Every answer is replayed: the released task runs, and the "
                + "placed one fits. "
                + checked(samples) + " A cell has " + seconds(samples) + " s from the start of its process, and ends "
                + "sooner when 50,000 pairs have taken 5 s; half of what is left after loading, at most 10 s, is "
                + "warm-up. How each is configured, and on whose advice: "
                + "bench/peers/README.md.\n");
        lines.add(environment.line() + "\n");
        return String.join("\n", lines);
    }

    private static String checked(final List<Sample> samples) {
        final double placements = samples.stream()
                .filter(sample -> sample.metric().equals(PeerMetrics.VERIFIED))
                .mapToDouble(Sample::value)
                .sum();
        final long wrong = samples.stream()
                .filter(sample -> sample.metric().equals(PeerMetrics.OUTCOME)
                        && sample.value() == Outcome.WRONG.ordinal())
                .count();
        return Numbers.count(placements) + " placements were found right, "
                + (wrong == 0 ? "none wrong." : "and " + wrong + " cells ended at a wrong one.");
    }

    private static String seconds(final List<Sample> samples) {
        return Numbers.count(samples.stream()
                .filter(sample -> sample.metric().equals(PeerMetrics.SECONDS))
                .mapToDouble(Sample::value)
                .max()
                .orElse(Double.NaN));
    }
}
