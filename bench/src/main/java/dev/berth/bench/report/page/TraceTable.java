package dev.berth.bench.report.page;

import dev.berth.bench.report.Numbers;
import dev.berth.bench.report.picture.TracePicture;
import dev.berth.bench.results.TraceFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The section of the page about traces. A table tells what each policy refused by requests, core-hours and GiB-hours,
 * and its rank among the policies that ran on the same instances and arrivals. A picture of each run follows.
 */
final class TraceTable {
    private static final List<String> MEASURES =
            List.of("refused %", "core-hours refused %", "GiB-hours refused %");

    /** The entries of {@code summary.json} that must be equal for policies to be ranked against each other. */
    private static final List<String> SAME =
            List.of("instances", "arrivals in a copy", "copies", "shift of a copy s", "seed");

    private TraceTable() {}

    /** Returns the section as HTML; it is empty if there is no trace. */
    static String html(final List<TraceFolder> traces) {
        if (traces.isEmpty()) {
            return "";
        }
        final StringBuilder html = new StringBuilder();
        for (final List<TraceFolder> group : groups(traces)) {
            html.append(ranking(group)).append(table(group));
        }
        for (final TraceFolder trace : traces) {
            html.append("<h3>").append(Html.escape(trace.name())).append("</h3>\n")
                    .append("<p class=\"note\">").append(Html.escape(trace.command())).append("</p>\n")
                    .append("<div class=\"scroll\">")
                    .append(TracePicture.draw(trace).replace(" xmlns=\"http://www.w3.org/2000/svg\"", ""))
                    .append("</div>\n");
        }
        return html.toString();
    }

    private static List<List<TraceFolder>> groups(final List<TraceFolder> traces) {
        final Map<String, List<TraceFolder>> groups = traces.stream().collect(Collectors.groupingBy(
                trace -> SAME.stream().map(what -> String.valueOf(trace.summary().get(what)))
                        .collect(Collectors.joining(" ")),
                LinkedHashMap::new,
                Collectors.toList()));
        return new ArrayList<>(groups.values());
    }

    /**
     * Returns a sentence with the policy that refuses least by each measure. A measure by which one policy ran alone,
     * or the best two tie, is left out.
     */
    private static String ranking(final List<TraceFolder> group) {
        final List<String> best = new ArrayList<>();
        for (final String measure : MEASURES) {
            final List<TraceFolder> sorted = sorted(group, measure);
            if (sorted.size() > 1 && sorted.get(0).number(measure) < sorted.get(1).number(measure)) {
                best.add("by " + measure.replace("refused %", "").strip().replaceAll("^$", "requests") + ", "
                        + sorted.get(0).strategy());
            }
        }
        return best.isEmpty() ? "" : "<p class=\"note\">Least is refused " + Html.escape(String.join("; ", best))
                + ".</p>\n";
    }

    private static List<TraceFolder> sorted(final List<TraceFolder> group, final String measure) {
        return group.stream()
                .filter(trace -> Double.isFinite(trace.number(measure)))
                .sorted(Comparator.comparingDouble((TraceFolder trace) -> trace.number(measure)))
                .toList();
    }

    private static String table(final List<TraceFolder> group) {
        final StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\""
                + " aria-label=\"Traces\">\n<table class=\"traces\"><thead><tr>");
        html.append("<th scope=\"col\">strategy</th>");
        for (final String name : List.of("requests refused", "place", "core-hours refused", "place",
                "GiB-hours refused", "place", "CPU used %", "memory used %", "placed", "instances")) {
            html.append("<th scope=\"col\" class=\"n\">").append(name).append("</th>");
        }
        html.append("<th scope=\"col\">run</th>");
        html.append("</tr></thead><tbody>\n");
        group.forEach(trace -> append(html, trace, group));
        return html.append("</tbody></table></div>\n").toString();
    }

    private static void append(final StringBuilder html, final TraceFolder trace, final List<TraceFolder> group) {
        html.append("<tr>").append(Html.cell(trace.strategy()));
        for (final String measure : MEASURES) {
            final double share = trace.number(measure);
            final long place = 1 + sorted(group, measure).stream()
                    .filter(other -> other.number(measure) < share)
                    .count();
            html.append(Html.number(share, Numbers.count(trace.number(measure.replace(" %", ""))) + " ("
                            + Numbers.plain(share, 2) + " %)"))
                    .append(Html.number(Double.isFinite(share) ? place : Double.NaN, Long.toString(place)));
        }
        html.append(percent(trace, "CPU used %, mean")).append(percent(trace, "memory used %, mean"))
                .append(count(trace, "placed")).append(count(trace, "instances"))
                .append(Html.cell(trace.name())).append("</tr>\n");
    }

    private static String count(final TraceFolder trace, final String what) {
        return Html.number(trace.number(what), Numbers.count(trace.number(what)));
    }

    private static String percent(final TraceFolder trace, final String what) {
        return Html.number(trace.number(what), Numbers.plain(trace.number(what), 1));
    }
}
