package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.report.Estimate;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The means of a study over its seeds, as tables for a terminal: one for each trace and size of the cluster. */
final class StudyTable {
    private static final Map<String, String> MEASURES = Map.ofEntries(
            Map.entry("refused_percent", "refused %"),
            Map.entry("refused_cpu_hours_percent", "core-hours refused %"),
            Map.entry("refused_memory_hours_percent", "GiB-hours refused %"),
            Map.entry("cpu_allocation_ratio_percent", "CPU used %"),
            Map.entry("memory_allocation_ratio_percent", "memory used %"),
            Map.entry("gpus_allocation_ratio_percent", "GPU used %"),
            Map.entry("instances_in_use_mean", "in use, mean"),
            Map.entry("bins", "bins"),
            Map.entry("usage_time_hours", "usage time h"));
    private static final Map<String, String> TIMES = new LinkedHashMap<>();

    static {
        TIMES.put("placements_per_second", "placements/s");
        TIMES.put("decision_ns_p50", "decision p50 ns");
        TIMES.put("decision_ns_p99", "p99 ns");
    }

    private StudyTable() {}

    static String of(final List<ObjectNode> lines) {
        final Map<String, List<ObjectNode>> tables = new LinkedHashMap<>();
        final Map<String, Integer> without = new LinkedHashMap<>();
        for (final ObjectNode line : lines) {
            if (isOk(line)) {
                tables.computeIfAbsent(title(line), t -> new ArrayList<>()).add(line);
            } else {
                without.merge(
                        "  " + Json.text(line.get("policy")) + " " + Json.text(line.get("status")) + " on "
                                + title(line) + ": " + Json.text(line.get("reason")),
                        1,
                        Integer::sum);
            }
        }
        final StringBuilder text = new StringBuilder();
        tables.forEach((title, points) -> text.append(title).append('\n').append(table(points)).append('\n'));
        if (!without.isEmpty()) {
            text.append("Without a result:\n");
            without.forEach((what, seeds) ->
                    text.append(what).append(seeds == 1 ? "" : " (" + seeds + " seeds)").append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    static boolean isOk(final ObjectNode line) {
        return StudyPoint.OK.equals(Json.text(line.get("status")));
    }

    private static String title(final ObjectNode line) {
        final String size = Json.text(line.get("instances"));
        return Json.text(line.get("trace")) + ", " + (size.equals("bins") ? size : size + " instances");
    }

    private static String table(final List<ObjectNode> points) {
        final Map<String, List<ObjectNode>> byPolicy = new LinkedHashMap<>();
        points.forEach(p -> byPolicy.computeIfAbsent(Json.text(p.get("policy")), n -> new ArrayList<>()).add(p));
        final List<String> measures = new ArrayList<>();
        points.get(0).path("measures").fieldNames().forEachRemaining(name -> {
            if (MEASURES.containsKey(name)) {
                measures.add(name);
            }
        });
        final boolean windowed = points.stream().anyMatch(StudyTable::isWindowed);
        final List<String> header = new ArrayList<>(List.of("policy", "seeds"));
        measures.forEach(m -> header.add(MEASURES.get(m)));
        header.addAll(TIMES.values());
        if (windowed) {
            header.add("arrivals measured");
        }
        final TextTable table = new TextTable(header);
        byPolicy.forEach((policy, own) -> {
            final List<String> cells = new ArrayList<>(List.of(policy, Integer.toString(own.size())));
            measures.forEach(m -> cells.add(mean(own, "measures", m, 2)));
            TIMES.keySet().forEach(t -> cells.add(mean(own, "timing", t, 0)));
            if (windowed) {
                cells.add(isWindowed(own.get(0)) ? Json.text(own.get(0).get("window_arrivals")) : "all");
            }
            table.add(cells);
        });
        return table.toString();
    }

    private static boolean isWindowed(final ObjectNode line) {
        return line.path("window_arrivals").asLong() < line.path("arrivals").asLong();
    }

    private static String mean(
            final List<ObjectNode> points, final String member, final String name, final int decimals) {
        final Estimate estimate = Estimate.of(points.stream()
                .mapToDouble(p -> p.path(member).path(name).asDouble(Double.NaN)));
        return estimate.count() == 0 ? "" : estimate.text(decimals);
    }
}
