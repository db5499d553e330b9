package dev.berth.bench.results;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.bench.measuring.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of {@code berth trace}, read from its folder.
 *
 * @param name the name of the folder.
 * @param environment the machine, the JDK and the build.
 * @param command the command that made the folder.
 * @param summary the entries of {@code summary.json}: numbers and words by name.
 * @param series the columns of {@code trace.csv} by name, each with a value for each sample.
 */
public record TraceFolder(
        String name,
        Environment environment,
        String command,
        Map<String, Object> summary,
        Map<String, double[]> series) {

    /** The name of the file with the series, by which the folder of a trace is known. */
    public static final String SERIES_FILE = "trace.csv";

    /** The name of the file with the summary. */
    public static final String SUMMARY_FILE = "summary.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Creates a run with copies of the summary and of the series that keep their order.
     *
     * @param name the name of the folder.
     * @param environment the machine, the JDK and the build.
     * @param command the command that made the folder.
     * @param summary numbers and words by name.
     * @param series columns by name.
     */
    public TraceFolder {
        summary = new LinkedHashMap<>(summary);
        series = new LinkedHashMap<>(series);
    }

    /**
     * Answers whether a folder is that of a run of {@code berth trace}.
     *
     * @param folder any folder.
     * @return true if it has the file with the series.
     */
    public static boolean is(final Path folder) {
        return Files.isRegularFile(folder.resolve(SERIES_FILE));
    }

    /**
     * Reads a run from its folder.
     *
     * @param folder the folder of a run of {@code berth trace}.
     * @return the run.
     * @throws IllegalArgumentException if a file is missing or of another format.
     */
    public static TraceFolder read(final Path folder) {
        final String name = folder.toAbsolutePath().normalize().getFileName().toString();
        try {
            return new TraceFolder(
                    name,
                    Environment.read(folder.resolve("environment.json")),
                    Files.readAllLines(folder.resolve("command.txt")).get(0),
                    JSON.readValue(
                            folder.resolve(SUMMARY_FILE).toFile(),
                            new TypeReference<LinkedHashMap<String, Object>>() {}),
                    series(Files.readAllLines(folder.resolve(SERIES_FILE)).stream()
                            .filter(line -> !line.startsWith(Sample.COMMENT))
                            .toList()));
        } catch (final IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, double[]> series(final List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).startsWith("time_s,")) {
            throw new IllegalArgumentException(SERIES_FILE + " must begin with the column time_s");
        }
        final List<double[]> samples = new ArrayList<>();
        final String[] names = lines.get(0).split(",");
        for (final String line : lines.subList(1, lines.size())) {
            final String[] cells = line.split(",", -1);
            if (cells.length != names.length) {
                throw new IllegalArgumentException(
                        "line '" + line + "' has " + cells.length + " cells, must be " + names.length);
            }
            final double[] values = new double[cells.length];
            for (int i = 0; i < cells.length; i++) {
                values[i] = Double.parseDouble(cells[i]);
            }
            samples.add(values);
        }
        final Map<String, double[]> series = new LinkedHashMap<>();
        for (int column = 0; column < names.length; column++) {
            final int at = column;
            series.put(names[column], samples.stream().mapToDouble(sample -> sample[at]).toArray());
        }
        return series;
    }

    /**
     * Returns a number of the summary.
     *
     * @param what the name of the entry.
     * @return the number; NaN if the run did not record it, as is the case for older versions.
     */
    public double number(final String what) {
        return summary.get(what) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /**
     * Returns a column of the series.
     *
     * @param column the name of the column.
     * @return a value for each sample; empty if the run did not record the column.
     */
    public double[] column(final String column) {
        return series.getOrDefault(column, new double[0]);
    }

    /**
     * Returns the chain of strategies by which tasks were placed.
     *
     * @return the chain as it was given; {@code any instance} if it was empty.
     */
    public String strategy() {
        final String strategy = String.valueOf(summary.get("strategy"));
        return strategy.isEmpty() ? "any instance" : strategy;
    }
}
