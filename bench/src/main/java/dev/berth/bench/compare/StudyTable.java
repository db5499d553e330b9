package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.results.StudyResults.Point;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The means of the measures of a study over its seeds, and the medians of its times, as tables for a terminal: one for
 * each trace and size of the cluster.
 */
final class StudyTable {
    private static final Map<String, String> MEASURES = new LinkedHashMap<>();
    private static final Map<String, String> TIMES = new LinkedHashMap<>();

    static {
        MEASURES.put("refused_percent", "refused %");
        MEASURES.put("refused_cpu_hours_percent", "core-hours refused %");
        MEASURES.put("refused_memory_hours_percent", "GiB-hours refused %");
        MEASURES.put("refused_gpus_hours_percent", "GPU-hours refused %");
        MEASURES.put("cpu_allocation_ratio_percent", "CPU used %");
        MEASURES.put("memory_allocation_ratio_percent", "memory used %");
        MEASURES.put("gpus_allocation_ratio_percent", "GPU used %");
        MEASURES.put("instances_in_use_mean", "in use");
        MEASURES.put("bins", "bins");
        MEASURES.put("usage_time_hours", "usage time h");
        TIMES.put(StudyStatistics.RATE, "placements/s");
        TIMES.put("decision_ns_p50", "decision p50 ns");
        TIMES.put("decision_ns_p99", "p99 ns");
    }

    private StudyTable() {}

    static String of(final List<StudyStatistics> groups) {
        final StringBuilder text = new StringBuilder();
        for (final StudyStatistics group : groups) {
            text.append(group.title()).append('\n');
            if (!group.policies().isEmpty()) {
                text.append(table(group));
            }
            without(group, text);
            text.append('\n');
        }
        return text.toString();
    }

    static boolean isOk(final ObjectNode line) {
        return StudyPoint.OK.equals(Json.text(line.get("status")));
    }

    private static String table(final StudyStatistics group) {
        final List<String> measures =
                MEASURES.keySet().stream().filter(group.measures()::contains).toList();
        final boolean windowed = group.policies().stream().anyMatch(group::isWindowed);
        final List<String> header = new ArrayList<>(List.of("policy"));
        measures.forEach(m -> header.add(MEASURES.get(m)));
        header.addAll(TIMES.values());
        if (windowed) {
            header.add("arrivals");
        }
        final TextTable table = new TextTable(header);
        for (final String policy : group.policies()) {
            final List<String> cells = new ArrayList<>(List.of(policy));
            measures.forEach(m -> cells.add(group.measure(policy, m).text(group.digits(m))));
            TIMES.keySet().forEach(t -> cells.add(
                    String.format(Locale.ROOT, "%,.0f", group.timing(policy, t).median())));
            if (windowed) {
                final Point point = group.points(policy).get(0);
                cells.add(point.isWindowed() ? Long.toString(point.windowArrivals()) : "all");
            }
            table.add(cells);
        }
        return table.toString();
    }

    /** Appends why policies have no result: those of one reason together. */
    private static void without(final StudyStatistics group, final StringBuilder text) {
        final Map<String, Set<String>> policies = new LinkedHashMap<>();
        group.without().forEach(point -> policies
                .computeIfAbsent(point.status() + ", " + point.reason(), reason -> new LinkedHashSet<>())
                .add(point.policy()));
        policies.forEach((reason, names) ->
                text.append("no result: ").append(String.join(", ", names)).append(": ").append(reason).append('\n'));
    }
}
