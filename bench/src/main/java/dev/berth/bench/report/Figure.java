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
 * What one run says of one contender in one row at one size.
 *
 * @param run that measured.
 * @param cell the row, the size and the samples.
 * @param contender who placed.
 * @param isNewest whether no later run measured the same contender there on the same JDK.
 */
public record Figure(Run run, Cell cell, String contender, boolean isNewest) {
    /** Suites that measure the same rows in the same way, at other sizes. */
    private static final Set<String> ONE_FAMILY = Set.of("default", "scale", "full");

    /** What makes two figures those of the same thing. */
    private record Subject(int jdk, String family, String row, int instances, String contender) {}

    /**
     * All figures of some runs.
     *
     * @param runs in any order.
     * @return run by run, the oldest first, each in the order of its samples.
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
     * Which suites it may be drawn together with.
     *
     * @return the name that such suites share.
     */
    public String family() {
        return family(run.suite());
    }

    /**
     * Whether this is of the engine.
     *
     * @return no for a scan or a peer.
     */
    public boolean isBerth() {
        return contender.equals(Contenders.BERTH);
    }

    /**
     * The contender's name for people.
     *
     * @return the class for the engine's yardsticks; others are called as they are.
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
     * Whether the contender was started, or given up, without an end.
     *
     * @return no if nothing is said of its end.
     */
    public boolean didNotFinish() {
        return cell.mean(contender, PeerMetrics.OUTCOME) > 0;
    }

    /**
     * Pairs of a release and a placement.
     *
     * @return a second; NaN if there is none.
     */
    public double rate() {
        return cell.mean(contender, Metrics.THROUGHPUT);
    }

    /**
     * The error of the rate.
     *
     * @return half the width of its 95 % interval, as a share of the rate; NaN if it cannot be told.
     */
    public double rateError() {
        return cell.error(contender, Metrics.THROUGHPUT) / rate();
    }

    /**
     * How many times faster the engine is, in the same run.
     *
     * @return below 1 where it is slower; NaN for the engine itself, or if either was not measured.
     */
    public double ratio() {
        final double ratio = isBerth() ? Double.NaN : berth().rate() / rate();
        return Double.isFinite(ratio) ? ratio : Double.NaN;
    }

    /**
     * The error of the ratio: those of both rates, which are independent.
     *
     * @return as a share of the ratio; NaN if it cannot be told.
     */
    public double ratioError() {
        return isBerth() ? Double.NaN : Math.hypot(rateError(), berth().rateError());
    }

    private Figure berth() {
        return new Figure(run, cell, Contenders.BERTH, isNewest);
    }

    /**
     * A percentile of the time of a placement.
     *
     * @param percentile such as {@code p99.9}, or {@code worst}.
     * @return nanoseconds; NaN if it was not measured.
     */
    public double latency(final String percentile) {
        final String metric = "place_" + percentile;
        return percentile.equals("worst") ? cell.max(contender, metric) : cell.mean(contender, metric);
    }
}
