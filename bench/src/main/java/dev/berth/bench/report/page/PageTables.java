package dev.berth.bench.report.page;

import static dev.berth.bench.baseline.Contenders.BERTH;

import dev.berth.bench.report.Figure;
import dev.berth.bench.report.Numbers;
import dev.berth.bench.report.QualityMeasure;
import dev.berth.bench.report.WorkTable;
import dev.berth.bench.results.Cell;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the page. They are plain HTML, so that they can be read without scripts. */
final class PageTables {
    private static final List<String> FIGURES = List.of(
            "JDK", "case", "instances", "contender", "placements/s", "± 95 %", "Berth is", "p50", "p90", "p99", "p99.9",
            "p99.99", "worst", "B/op", "refused %", "quality", "run");

    private static final List<String> WORK = List.of(
            "JDK", "case", "instances", "operations", "blocks", "worst", "entries", "worst", "columns", "worst", "run");

    /** The columns that hold words; all others hold numbers. */
    private static final Set<String> WORDS = Set.of("JDK", "case", "contender", "quality", "run");

    private PageTables() {}

    /** Returns the table of every figure of every run. */
    static String figures(final List<Figure> figures) {
        final StringBuilder html = new StringBuilder(head(FIGURES));
        figures.forEach(figure -> append(html, figure));
        return html.append("</tbody>").toString();
    }

    private static void append(final StringBuilder html, final Figure figure) {
        final Cell cell = figure.cell();
        html.append("<tr data-jdk=\"").append(figure.run().jdk())
                .append("\" data-row=\"").append(Html.escape(cell.row()))
                .append("\" data-who=\"").append(Html.escape(figure.contender()))
                .append(figure.isNewest() ? "\"" : "\" data-old")
                .append(figure.ratio() < 1 ? " class=\"lost\">" : ">");
        html.append(Html.cell(Integer.toString(figure.run().jdk())))
                .append(Html.cell(cell.row()))
                .append(Html.number(cell.instances(), Numbers.count(cell.instances())))
                .append(Html.cell(figure.name()))
                .append(figure.didNotFinish()
                        ? Html.cell("did not finish")
                        : Html.number(figure.rate(), Numbers.rounded(figure.rate())))
                .append(Html.number(figure.rateError(), Numbers.plain(100 * figure.rateError(), 1) + " %"))
                .append(Html.number(figure.ratio(), ratio(figure.ratio())));
        for (final String percentile : Metrics.PERCENTILES) {
            html.append(Html.number(figure.latency(percentile), Numbers.nanos(figure.latency(percentile))));
        }
        final double allocated = cell.mean(figure.contender(), Metrics.ALLOCATED);
        final double refused = cell.mean(figure.contender(), Metrics.REFUSAL_RATE);
        html.append(Html.number(allocated, Numbers.plain(allocated, 2)))
                .append(Html.number(refused, Numbers.plain(refused, 2)))
                .append(Html.cell(quality(figure)))
                .append(Html.cell(figure.run().name()))
                .append("</tr>\n");
    }

    /** Returns every measure of quality that a figure has, in words. */
    private static String quality(final Figure figure) {
        return Stream.of(QualityMeasure.values())
                .filter(measure -> Double.isFinite(measure.of(figure)))
                .map(measure -> measure.title() + ": " + Numbers.plain(measure.of(figure), 2))
                .collect(Collectors.joining("; "));
    }

    /** Formats a ratio. It has two digits after the point if Berth is slower, because there the second one matters. */
    static String ratio(final double ratio) {
        return ratio < 1 ? Numbers.plain(ratio, 2) + "× slower" : Numbers.ratio(ratio);
    }

    /** Returns the table of counted work; it is empty if no run counted work. */
    static String work(final List<Run> runs) {
        if (runs.stream().allMatch(run -> run.work().isEmpty())) {
            return "";
        }
        final StringBuilder html = new StringBuilder(head(WORK));
        for (final Run run : runs) {
            for (final Cell cell : Cell.of(run.work())) {
                append(html, run, cell);
            }
        }
        return html.append("</tbody>").toString();
    }

    private static void append(final StringBuilder html, final Run run, final Cell cell) {
        html.append("<tr data-jdk=\"").append(run.jdk())
                .append("\" data-row=\"").append(Html.escape(cell.row())).append("\">")
                .append(Html.cell(Integer.toString(run.jdk())))
                .append(Html.cell(cell.row()))
                .append(Html.number(cell.instances(), Numbers.count(cell.instances())))
                .append(count(cell.mean(BERTH, "operations")));
        for (final String counter : WorkTable.COUNTERS) {
            final double mean = cell.mean(BERTH, counter + "_mean");
            html.append(Html.number(mean, Numbers.plain(mean, 2))).append(count(cell.max(BERTH, counter + "_worst")));
        }
        html.append(Html.cell(run.name())).append("</tr>\n");
    }

    private static String count(final double value) {
        return Html.number(value, Numbers.count(value));
    }

    /** Returns a description of each run: where, how and by which command it was made. */
    static String runs(final List<Run> runs) {
        final StringBuilder html = new StringBuilder();
        for (final Run run : runs) {
            html.append("<details class=\"run\" data-jdk=\"").append(run.jdk()).append("\"><summary><b>")
                    .append(Html.escape(run.name())).append("</b> <span>")
                    .append(Html.escape(run.environment().entry("cpu") + ", JDK " + run.jdk() + ", commit "
                            + run.environment().entry("commit")))
                    .append("</span><code>").append(Html.escape(run.command())).append("</code></summary><dl>");
            for (final Map.Entry<String, String> entry : run.environment().entries().entrySet()) {
                html.append("<div><dt>").append(Html.escape(entry.getKey())).append("</dt><dd>")
                        .append(Html.escape(entry.getValue())).append("</dd></div>");
            }
            html.append("</dl></details>\n");
        }
        return html.toString();
    }

    private static String head(final List<String> names) {
        final StringBuilder html = new StringBuilder("<thead><tr>");
        for (final String name : names) {
            html.append(WORDS.contains(name) ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">")
                    .append(Html.escape(name)).append("</th>");
        }
        return html.append("</tr></thead><tbody>\n").toString();
    }
}
