package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tables of a study. {@code results.csv}, {@code results.json} and {@code series} have no time of this machine and
 * are the same bytes whenever and wherever the study runs; {@code timings.csv} has the times.
 */
final class StudyFiles {
    private static final List<String> KEYS = List.of("trace", "policy", "seed", "instances");
    private static final List<String> ABOUT = List.of(
            "status", "fault", "reason", "copies", "arrivals", "lower_bound_instances", "window_first_arrival",
            "window_arrivals");
    private static final String MEASURES = "measures";
    private static final String TIMING = "timing";
    private static final String SERIES = "series";
    private static final String PLACEMENTS = "placements_sha256";
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\w.-]+");

    private StudyFiles() {}

    static void write(final Path folder, final List<ObjectNode> lines) throws IOException {
        AtomicFile.write(folder.resolve("results.csv"), results(lines));
        AtomicFile.write(folder.resolve("timings.csv"), timings(lines));
        AtomicFile.write(folder.resolve("results.json"), json(lines));
        for (final ObjectNode line : lines) {
            if (line.path(SERIES).isObject()) {
                Files.createDirectories(folder.resolve(SERIES));
                AtomicFile.write(folder.resolve(SERIES).resolve(seriesName(line)), series(line));
            }
        }
        AtomicFile.sync(folder);
    }

    private static String results(final List<ObjectNode> lines) {
        final Set<String> measures = names(lines, MEASURES);
        final StringBuilder csv = new StringBuilder();
        final List<String> header = new ArrayList<>(KEYS);
        header.addAll(ABOUT);
        header.addAll(measures);
        header.add(PLACEMENTS);
        row(csv, header);
        for (final ObjectNode line : lines) {
            final List<String> cells = new ArrayList<>();
            KEYS.forEach(k -> cells.add(Json.text(line.get(k))));
            ABOUT.forEach(k -> cells.add(Json.text(line.get(k))));
            measures.forEach(k -> cells.add(Json.text(line.path(MEASURES).get(k))));
            cells.add(Json.text(line.get(PLACEMENTS)));
            row(csv, cells);
        }
        return csv.toString();
    }

    private static String timings(final List<ObjectNode> lines) {
        final Set<String> times = names(lines, TIMING);
        final StringBuilder csv = new StringBuilder();
        final List<String> header = new ArrayList<>(KEYS);
        header.addAll(times);
        row(csv, header);
        for (final ObjectNode line : lines) {
            final List<String> cells = new ArrayList<>();
            KEYS.forEach(k -> cells.add(Json.text(line.get(k))));
            times.forEach(k -> cells.add(Json.text(line.path(TIMING).get(k))));
            row(csv, cells);
        }
        return csv.toString();
    }

    private static String json(final List<ObjectNode> lines) {
        final ObjectNode results = Json.object();
        final ArrayNode points = results.putArray("points");
        for (final ObjectNode line : lines) {
            final ObjectNode point = line.deepCopy();
            point.remove(List.of(TIMING, SERIES));
            points.add(point);
        }
        return Json.pretty(results);
    }

    /** Returns the name of the file of the series of a point. */
    static String seriesName(final ObjectNode line) {
        return String.format(Locale.ROOT, "%05d-", line.path("point").asInt())
                + NOT_IN_NAMES.matcher(Json.text(line.get("policy"))).replaceAll("-") + ".csv";
    }

    private static String series(final ObjectNode line) {
        final JsonNode series = line.get(SERIES);
        final List<String> names = new ArrayList<>();
        series.fieldNames().forEachRemaining(names::add);
        final StringBuilder csv = new StringBuilder();
        row(csv, names);
        final int samples = names.isEmpty() ? 0 : series.get(names.get(0)).size();
        for (int i = 0; i < samples; i++) {
            final List<String> cells = new ArrayList<>();
            for (final String name : names) {
                cells.add(Json.text(series.get(name).get(i)));
            }
            row(csv, cells);
        }
        return csv.toString();
    }

    private static Set<String> names(final List<ObjectNode> lines, final String member) {
        final Set<String> names = new LinkedHashSet<>();
        for (final ObjectNode line : lines) {
            line.path(member).fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    /** Adds a row as RFC 4180 has it, with the line ends of Unix. */
    private static void row(final StringBuilder csv, final List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            final String cell = cells.get(i);
            csv.append(i == 0 ? "" : ",");
            if (cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
                csv.append('"').append(cell.replace("\"", "\"\"")).append('"');
            } else {
                csv.append(cell);
            }
        }
        csv.append('\n');
    }
}
