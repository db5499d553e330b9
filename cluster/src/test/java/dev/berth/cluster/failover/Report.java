package dev.berth.cluster.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The report of a run: a line of a CSV file for each event, and a summary. */
final class Report {
    private final Path csv;
    private final List<Row> rows = new ArrayList<>();

    /**
     * The course of one event.
     *
     * @param event what was done.
     * @param node the node to which it was done; -1 = none.
     * @param leaderBefore the leader before.
     * @param leaderAfter the leader after.
     * @param noneMillis milliseconds in which no client was served; -1 = does not apply.
     * @param oneMillis milliseconds in which one client was not served, the longest; -1 = does not apply.
     * @param wholeMillis milliseconds from the event until all nodes had the same state.
     * @param applied the entries that the state had seen when it was compared.
     * @param digest the digest of all nodes.
     * @param violations what was wrong.
     */
    record Row(
            Event event,
            int node,
            int leaderBefore,
            int leaderAfter,
            double noneMillis,
            double oneMillis,
            double wholeMillis,
            long applied,
            long digest,
            List<String> violations) {}

    Report(final Path csv) throws IOException {
        this.csv = csv;
        Files.writeString(
                csv,
                "number,event,node,leader_before,leader_after,no_client_served_ms,one_client_not_served_ms,"
                        + "until_all_nodes_ms,applied,digest,violations\n");
    }

    void add(final Row row) throws IOException {
        rows.add(row);
        final String line = String.format(
                "%d,%s,%d,%d,%d,%.0f,%.0f,%.0f,%d,%x,%d",
                rows.size(),
                row.event.name().toLowerCase(),
                row.node,
                row.leaderBefore,
                row.leaderAfter,
                row.noneMillis,
                row.oneMillis,
                row.wholeMillis,
                row.applied,
                row.digest,
                row.violations.size());
        Files.writeString(csv, line + "\n", java.nio.file.StandardOpenOption.APPEND);
        System.out.println(line);
        row.violations.forEach(text -> System.out.println("  VIOLATION " + text));
    }

    int violations() {
        return rows.stream().mapToInt(row -> row.violations.size()).sum();
    }

    /** Returns the summary: one line for each kind of event that took the service away. */
    List<String> summary() {
        final List<String> lines = new ArrayList<>();
        line(lines, "leader killed", rows.stream().filter(row -> row.event.killsLeader()).toList());
        for (final Event event : Event.values()) {
            line(lines, event.name().toLowerCase(), rows.stream().filter(row -> row.event == event).toList());
        }
        return lines;
    }

    private static void line(final List<String> lines, final String name, final List<Row> some) {
        if (some.isEmpty()) {
            return;
        }
        final StringBuilder line = new StringBuilder(String.format("%-26s %4d times", name, some.size()));
        quantiles(line, "no client served", some.stream().mapToDouble(Row::noneMillis).toArray());
        quantiles(line, "one not", some.stream().mapToDouble(Row::oneMillis).toArray());
        quantiles(line, "nodes equal after", some.stream().mapToDouble(Row::wholeMillis).toArray());
        lines.add(line.toString());
    }

    private static void quantiles(final StringBuilder line, final String name, final double[] values) {
        if (values[0] < 0) {
            return;
        }
        Arrays.sort(values);
        line.append(String.format(
                "; %s ms p50 %.0f p90 %.0f max %.0f",
                name,
                values[(values.length - 1) / 2],
                values[(int) Math.ceil(0.9 * values.length) - 1],
                values[values.length - 1]));
    }
}
