package dev.berth.bench.report;

import static dev.berth.bench.baseline.Contenders.BERTH;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Cell;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Sample;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table that compares the engine with the algorithms of other systems on the same columns, by speed and by quality.
 * It is made of {@code results.csv} alone.
 */
public final class AlgorithmTable {
    private static final List<String> HEADER = List.of(
            "case", "instances", "algorithm", "answers", "placements/s", "± 95 %", "Berth is", "in use %",
            "refused %", "instances used", "idle %", "stranded memory %", "stranded CPU %", "imbalance", "room, median",
            "room, largest", "first refusal %");

    private static final String CAPTION = """
            All search the same columns, on one thread; only the search differs. *Exact* answers are those of the
            definition, checked by checksum; *own* answers follow another measure, or are the best of a sample. Speed is
            that of releasing one task and placing another, from the state that exact placements made; one that
            refuses much is soon measured in the emptier cluster that it makes. Quality is not timed, and reproducible:
            each algorithm fills an empty cluster with its own placements to the target of the case, then replaces three
            tasks for each that runs. Quality is given for Berth, and as the difference from Berth for the others;
            **bold** is better than Berth.

            - *Berth is*: so many times as fast.
            - *in use*: how much of the resource that runs out first is in use in the end. It falls where requests are
              refused: others, mostly smaller, are placed in their stead. The other figures are to be read with it.
            - *refused*: requests refused while tasks were replaced; in brackets those that fitted somewhere, if any.
            - *instances used*: with at least one task. *Idle*: memory of all others, of all that is registered; it
              tells more where instances differ in size.
            - *stranded*: memory on instances with less CPU left than any request asks, and CPU on those with less
              memory left than any asks, of all that is registered. Where memory runs out first, CPU is left over
              whoever places; packed by memory, it is left over on instances whose memory is full.
            - *imbalance*: mean difference between the shares of CPU and of memory in use, on instances in use, in
              percentage points.
            - *room*: how many more tasks fit that ask the median of CPU and of memory, or the most of both.
            - *first refusal*: how much of the resource that runs out first was in use when, in another cluster filled
              from empty, the first request was refused.
            """;

    private AlgorithmTable() {}

    /**
     * Returns the table of some samples. A case in which no algorithm was measured is left out.
     *
     * @param samples the samples of a run.
     * @return Markdown, with a dash for what was not measured.
     */
    public static String markdown(final List<Sample> samples) {
        final TextTable table = new TextTable(HEADER);
        for (final Cell cell : Cell.of(samples)) {
            if (Contenders.ALGORITHMS.stream().anyMatch(contender -> isIn(cell, contender))) {
                Stream.concat(Contenders.NAMES.stream(), Contenders.ALGORITHMS.stream())
                        .filter(contender -> isIn(cell, contender))
                        .forEach(contender -> table.add(line(cell, contender)));
            }
        }
        return table.toString();
    }

    private static boolean isIn(final Cell cell, final String contender) {
        return !Double.isNaN(cell.mean(contender, Metrics.THROUGHPUT))
                || !Double.isNaN(cell.mean(contender, Metrics.INSTANCES_USED));
    }

    private static List<String> line(final Cell cell, final String contender) {
        final double throughput = cell.mean(contender, Metrics.THROUGHPUT);
        final double ratio = cell.mean(BERTH, Metrics.THROUGHPUT) / throughput;
        final List<String> line = new ArrayList<>(List.of(
                cell.row(),
                Numbers.count(cell.instances()),
                contender,
                Contenders.isExact(contender) ? "exact" : "own",
                Numbers.rounded(throughput),
                Numbers.percent(100 * cell.error(contender, Metrics.THROUGHPUT) / throughput),
                contender.equals(BERTH) ? Numbers.NONE : bold(Numbers.ratio(ratio), ratio < 1)));
        line.add(compared(inUse(cell, contender), inUse(cell, BERTH), contender, 1, true));
        line.add(refused(cell, contender));
        line.add(figure(cell, contender, Metrics.INSTANCES_USED, 0, false));
        line.add(figure(cell, contender, Metrics.IDLE_MEMORY, 2, true));
        line.add(figure(cell, contender, Metrics.STRANDED_MEMORY, 2, false));
        line.add(figure(cell, contender, Metrics.STRANDED_CPU, 2, false));
        line.add(figure(cell, contender, Metrics.IMBALANCE, 1, false));
        line.add(figure(cell, contender, Metrics.ROOM_MEDIAN, 0, true));
        line.add(figure(cell, contender, Metrics.ROOM_LARGEST, 0, true));
        line.add(figure(cell, contender, Metrics.FIRST_REFUSAL, 1, true));
        return line;
    }

    private static double inUse(final Cell cell, final String contender) {
        return Math.max(cell.mean(contender, Metrics.PACKED_CPU), cell.mean(contender, Metrics.PACKED_MEMORY));
    }

    private static String refused(final Cell cell, final String contender) {
        final double fitting = cell.mean(contender, Metrics.REFUSED_FITTING);
        final String share = compared(refusedShare(cell, contender), refusedShare(cell, BERTH), contender, 2, false);
        return fitting > 0 ? share + " (" + Numbers.plain(fitting, 2) + ")" : share;
    }

    private static double refusedShare(final Cell cell, final String contender) {
        return cell.mean(contender, Metrics.REFUSED_NOWHERE) + cell.mean(contender, Metrics.REFUSED_FITTING);
    }

    private static String figure(
            final Cell cell,
            final String contender,
            final String metric,
            final int digits,
            final boolean moreIsBetter) {
        return compared(
                cell.mean(contender, metric), cell.mean(BERTH, metric), contender, digits, moreIsBetter);
    }

    private static String compared(
            final double value,
            final double berth,
            final String contender,
            final int digits,
            final boolean moreIsBetter) {
        if (contender.equals(BERTH)) {
            return Numbers.plain(value, digits);
        }
        final String difference = Numbers.signed(value - berth, digits);
        final boolean isBetter = moreIsBetter ? value > berth : value < berth;
        return bold(difference, isBetter && !difference.equals(Numbers.SAME));
    }

    private static String bold(final String text, final boolean isBold) {
        return isBold ? "**" + text + "**" : text;
    }

    /**
     * Returns the table, an explanation of its columns, and one line about the machine and the build that were
     * measured.
     *
     * @param samples the samples of the run.
     * @param environment the environment of the run.
     * @return Markdown.
     */
    public static String document(final List<Sample> samples, final Environment environment) {
        return markdown(samples) + "\n" + CAPTION + "\n" + environment.line() + "\n";
    }
}
