package dev.berth.bench.report;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.results.Cell;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.PeerMetrics;
import dev.berth.bench.results.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The result of one contender in one case at one size, as one run measured it.
 *
 * @param run the run that measured.
 * @param cell the case, the size and the samples.
 * @param contender the name of the contender.
 * @param isNewest whether this is the latest run that measured the same contender, case and size on the same JDK.
 */
public record Figure(Run run, Cell cell, String contender, boolean isNewest) {
    /** The suites that measure the same cases in the same way at different sizes; they form one family. */
    private static final Set<String> ONE_FAMILY = Set.of("default", "scale", "full");

    /** The key of a figure: two figures with the same key measure the same thing. */
    private record Subject(int jdk, String family, String row, int instances, String contender) {}

    /**
     * Returns all figures of some runs.
     *
     * @param runs the runs, in any order.
     * @return the figures run by run, the oldest run first, each in the order of its samples.
     */
    public static List<Figure> of(final List<Run> runs) {
        final List<Figure> backwards = new ArrayList<>();
        final Set<Subject> seen = new HashSet<>();
        for (final Run run : runs.stream().sorted(Run.BY_TIME.reversed()).toList()) {
            final List<Figure> figures = new ArrayList<>();
            for (final Cell cell : Cell.of(run.samples())) {
                for (final String contender : cell.contenders()) {
                    figures.add(new Figure(run, cell, contender, seen.add(subject(run, cell, contender))));
                }
            }
            backwards.addAll(0, figures);
        }
        return backwards;
    }

    private static Subject subject(final Run run, final Cell cell, final String contender) {
        return new Subject(run.jdk(), family(run.suite()), cell.row(), cell.instances(), contender);
    }

    private static String family(final String suite) {
        return ONE_FAMILY.contains(suite) ? "default" : suite;
    }

    /**
     * Returns the family of suites to which the run belongs. Figures of one family can be drawn together.
     *
     * @return the name of the family.
     */
    public String family() {
        return family(run.suite());
    }

    /**
     * Answers whether this is a figure of the engine.
     *
     * @return true for the engine, false for a baseline, an algorithm or a peer.
     */
    public boolean isBerth() {
        return contender.equals(Contenders.BERTH);
    }

    /**
     * Returns the contender's name for readers.
     *
     * @return the name of the class for a baseline, {@code Berth} for the engine, and the contender's own name for any
     *     other.
     */
    public String name() {
        return switch (contender) {
            case Contenders.BERTH -> "Berth";
            case Contenders.PLAIN -> "PlainScan";
            case Contenders.FAST -> "FastScan";
            default -> contender;
        };
    }

    /**
     * Answers whether the contender is a peer whose measurement did not finish.
     *
     * @return true if it did not finish; false also if the samples do not tell how it ended.
     */
    public boolean didNotFinish() {
        return cell.mean(contender, PeerMetrics.OUTCOME) > 0;
    }

    /**
     * Returns the rate: how many pairs of a release and a placement the contender carries out in a second.
     *
     * @return pairs a second; NaN if the rate was not measured.
     */
    public double rate() {
        return cell.mean(contender, Metrics.THROUGHPUT);
    }

    /**
     * Returns the relative error of the rate.
     *
     * @return half the width of the 95 % confidence interval, as a share of the rate; NaN if it is unknown.
     */
    public double rateError() {
        return cell.error(contender, Metrics.THROUGHPUT) / rate();
    }

    /**
     * Returns the engine's rate divided by this contender's rate, both from the same run.
     *
     * @return a ratio, below 1 if the engine is slower; NaN for the engine itself, or if one of the two was not
     *     measured.
     */
    public double ratio() {
        final double ratio = isBerth() ? Double.NaN : berth().rate() / rate();
        return Double.isFinite(ratio) ? ratio : Double.NaN;
    }

    /**
     * Returns the relative error of the ratio. It combines the errors of both rates, which are independent.
     *
     * @return a share of the ratio; NaN if it is unknown.
     */
    public double ratioError() {
        return isBerth() ? Double.NaN : Math.hypot(rateError(), berth().rateError());
    }

    private Figure berth() {
        return new Figure(run, cell, Contenders.BERTH, isNewest);
    }

    /**
     * Returns a percentile of the time of a placement.
     *
     * @param percentile its name, such as {@code p99.9} or {@code worst}.
     * @return nanoseconds; NaN if it was not measured.
     */
    public double latency(final String percentile) {
        final String metric = "place_" + percentile;
        return percentile.equals("worst") ? cell.max(contender, metric) : cell.mean(contender, metric);
    }
}
