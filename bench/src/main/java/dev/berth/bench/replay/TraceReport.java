package dev.berth.bench.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.berth.bench.measuring.Environment;
import dev.berth.bench.report.picture.TracePicture;
import dev.berth.bench.results.Sample;
import dev.berth.bench.results.TraceFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The report of a replay: what was replayed, on which fleet, and the result. */
final class TraceReport {
    private final Map<String, Object> summary = new LinkedHashMap<>();

    /** Adds a line to the summary. A number keeps its value in the file and is rounded on the terminal. */
    void add(final String name, final Object value) {
        summary.put(name, value);
    }

    /** Returns the summary as a table of two columns. */
    String table() {
        final int width = summary.keySet().stream().mapToInt(String::length).max().orElse(0);
        final StringBuilder text = new StringBuilder();
        summary.forEach((name, value) -> text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(shown(value))
                .append(System.lineSeparator()));
        return text.toString();
    }

    /** Writes the files of the run to a folder; the picture comes last, because it is drawn from the others. */
    void write(final Path folder, final String command, final Environment environment, final Series series)
            throws IOException {
        Files.createDirectories(folder);
        final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        final String origin = Sample.COMMENT + environment.origin() + "\n";
        environment.write(folder.resolve("environment.json"));
        json.writeValue(folder.resolve(TraceFolder.SUMMARY_FILE).toFile(), summary);
        Files.writeString(folder.resolve("command.txt"), command + "\n" + origin);
        Files.writeString(folder.resolve("summary.md"), markdown());
        writeSeries(folder.resolve(TraceFolder.SERIES_FILE), origin, series);
        Files.writeString(folder.resolve("trace.svg"), TracePicture.draw(TraceFolder.read(folder)));
    }

    private String markdown() {
        final StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
        summary.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(shown(value)).append(" |\n"));
        return text.toString();
    }

    private static void writeSeries(final Path file, final String origin, final Series series) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.print(origin);
            out.print(String.join(",", Series.NAMES));
            out.print('\n');
            for (int sample = 0; sample < series.size(); sample++) {
                for (int column = 0; column < Series.NAMES.length; column++) {
                    final double value = series.value(column, sample);
                    out.print(column == 0 ? "" : ",");
                    out.print(value == Math.rint(value)
                            ? String.valueOf((long) value)
                            : String.format(Locale.ROOT, "%.3f", value));
                }
                out.print('\n');
            }
            if (out.checkError()) {
                throw new IOException("cannot write " + file);
            }
        }
    }

    private static String shown(final Object value) {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%,.2f", number);
        }
        if (value instanceof Long || value instanceof Integer) {
            return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
        }
        return String.valueOf(value);
    }
}
