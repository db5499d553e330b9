package dev.berth.bench.gate;

import dev.berth.bench.measuring.Environment;
import dev.berth.ecs.terminal.TextTable;
import java.util.List;

/** The report of a run for readers: the table on the terminal, and the comment on a pull request. */
final class GateReport {
    private static final List<String> HEADER =
            List.of("tier", "case", "metric", "verdict", "note", "base", "head", "change");
    private static final int LEFT = 5;

    private final List<Finding> findings;

    GateReport(final List<Finding> findings) {
        this.findings = findings;
    }

    String table() {
        final TextTable table = new TextTable(HEADER, LEFT);
        for (final Finding finding : findings) {
            table.add(List.of(
                    Integer.toString(finding.tier()),
                    finding.name(),
                    finding.metric(),
                    finding.verdict().toString(),
                    finding.note().replace('|', '/'),
                    finding.base(),
                    finding.head(),
                    finding.change()));
        }
        return table.toString();
    }

    /**
     * Returns the report as Markdown: the verdict and the failures first, then the whole table, which is folded if
     * there is no failure.
     */
    String markdown(final Environment environment) {
        final List<String> lines = Outcome.lines(findings);
        final String outcome = lines.get(lines.size() - 1);
        final StringBuilder text = new StringBuilder("### Performance gate: " + outcome + "\n\n");
        lines.subList(0, lines.size() - 1).forEach(line -> text.append("- ").append(line).append('\n'));
        text.append(lines.size() > 1 ? "\n" : "");
        final String open = Outcome.of(findings) == Outcome.PASS ? "<details>" : "<details open>";
        return text.append(open)
                .append("<summary>" + findings.size() + " checks</summary>\n\n")
                .append(table())
                .append("\n</details>\n\n")
                .append(environment.line())
                .append('\n')
                .toString();
    }
}
