package dev.berth.bench.report.page;

import dev.berth.bench.report.Figure;
import dev.berth.bench.report.Numbers;
import dev.berth.bench.results.Run;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The first lines of the page: what was measured, where and when, and the main figures, losses included. */
final class Headline {
    private static final int NAMED_LOSSES = 3;

    private final List<Run> runs;
    private final List<Figure> newest;

    Headline(final List<Run> runs, final List<Figure> figures) {
        this.newest = figures.stream().filter(Figure::isNewest).toList();
        final List<Run> shown = newest.stream().map(Figure::run).distinct().toList();
        this.runs = shown.isEmpty() ? runs : shown;
    }

    /** Returns the text that tells what was measured, where and when. */
    String measured() {
        final List<Integer> sizes =
                newest.stream().map(figure -> figure.cell().instances()).distinct().sorted().toList();
        final long cases = newest.stream().map(figure -> figure.cell().row()).distinct().count();
        final String what = sizes.isEmpty()
                ? "Work counted in " + runs.size() + " runs"
                : "Placements, each after a release, on one thread: " + cases + (cases == 1 ? " case" : " cases")
                        + " on clusters of " + sizes.stream().map(size -> Numbers.count(size))
                                .collect(Collectors.joining(", ")) + " instances";
        return what + ". " + said(run -> run.environment().entry("cpu") + ", " + run.environment().cores()) + "; JDK "
                + said(run -> Integer.toString(run.jdk())) + "; " + dates() + ".";
    }

    private String said(final Function<Run, String> word) {
        return runs.stream().map(word).distinct().collect(Collectors.joining(" and "));
    }

    private String dates() {
        final TreeSet<String> dates = new TreeSet<>();
        runs.forEach(run -> dates.add(run.environment().entry("date")));
        return dates.size() == 1 ? dates.first() : dates.first() + " to " + dates.last();
    }

    /** Returns the main figures as items of an HTML list. */
    String facts() {
        final StringBuilder html = new StringBuilder();
        final List<Figure> berth = newest.stream().filter(Figure::isBerth).toList();
        final int size = commonSize(berth);
        final List<Figure> there =
                berth.stream().filter(figure -> figure.cell().instances() == size).toList();
        final double[] rates = sorted(there, Figure::rate);
        if (rates.length > 0) {
            final String at = " at " + Numbers.count(size) + " instances";
            fact(html, Numbers.rounded(median(rates)) + "/s", "placements, median of " + rates.length
                    + " measurements" + at + "; " + Numbers.rounded(rates[0]) + " to "
                    + Numbers.rounded(rates[rates.length - 1]));
            final double[] tail = sorted(there, figure -> figure.latency("p99.9"));
            if (tail.length > 0) {
                fact(html, Numbers.nanos(median(tail)), "p99.9 of one placement, median" + at + "; "
                        + Numbers.nanos(tail[0]) + " to " + Numbers.nanos(tail[tail.length - 1]));
            }
        }
        losses(html);
        return html.toString();
    }

    private void losses(final StringBuilder html) {
        final List<Figure> compared = newest.stream().filter(figure -> figure.ratio() > 0).toList();
        if (compared.isEmpty()) {
            return;
        }
        final List<Figure> lost = compared.stream()
                .filter(figure -> figure.ratio() < 1)
                .sorted(Comparator.comparingDouble(Figure::ratio))
                .toList();
        final String names = lost.stream()
                .limit(NAMED_LOSSES)
                .map(figure -> figure.cell().row() + " at " + Numbers.count(figure.cell().instances()) + " beside "
                        + figure.name() + " (" + Numbers.plain(figure.ratio(), 2) + "×)")
                .collect(Collectors.joining(", "));
        fact(html, lost.size() + " of " + compared.size(), "comparisons that Berth loses"
                + (lost.isEmpty() ? "" : ": " + names)
                + (lost.size() > NAMED_LOSSES ? " and others, marked below" : ""));
    }

    private static void fact(final StringBuilder html, final String number, final String text) {
        html.append("<li><b>").append(Html.escape(number)).append("</b> ").append(Html.escape(text)).append("</li>\n");
    }

    private static int commonSize(final List<Figure> figures) {
        return figures.stream()
                .collect(Collectors.groupingBy(figure -> figure.cell().instances(), Collectors.counting()))
                .entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    private static double[] sorted(final List<Figure> figures, final Function<Figure, Double> value) {
        return figures.stream().mapToDouble(value::apply).filter(Double::isFinite).sorted().toArray();
    }

    private static double median(final double[] sorted) {
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(Double.NaN);
    }
}
