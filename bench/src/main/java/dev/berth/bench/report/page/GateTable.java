package dev.berth.bench.report.page;

import dev.berth.bench.results.GateResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The section of the page about gates: the outcome of each gate, and a table with a line for each finding. */
final class GateTable {
    private GateTable() {}

    /** Returns the section as HTML; it is empty if there is no gate. */
    static String html(final List<GateResult> gates) {
        final StringBuilder html = new StringBuilder();
        gates.forEach(gate -> append(html, gate));
        return html.toString();
    }

    private static void append(final StringBuilder html, final GateResult gate) {
        html.append("<h3>").append(Html.escape(gate.name() + ": " + outcome(gate.status()))).append("</h3>\n")
                .append("<p class=\"note\">").append(Html.escape(gate.command() + "; " + gate.environment().line()))
                .append("</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Findings\">\n")
                .append("<table class=\"gates\"><thead><tr>");
        final Set<String> columns = new LinkedHashSet<>();
        gate.findings().forEach(finding -> columns.addAll(finding.keySet()));
        columns.forEach(column ->
                html.append("<th scope=\"col\">").append(Html.escape(column)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        gate.findings().forEach(finding -> {
            html.append("<tr>");
            columns.forEach(column -> html.append(Html.cell(finding.getOrDefault(column, ""))));
            html.append("</tr>\n");
        });
        html.append("</tbody></table></div>\n");
    }

    private static String outcome(final int status) {
        return switch (status) {
            case 0 -> "nothing got slower";
            case 1 -> "something got slower";
            default -> "something could not be measured";
        };
    }
}
