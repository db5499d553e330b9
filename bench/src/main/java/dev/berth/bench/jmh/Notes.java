package dev.berth.bench.jmh;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The figures that a benchmark process reports beside those of JMH: numbers with their unit by metric, and the checksum
 * of its first answers. The process writes them to a file at tear-down, and the suite reads the file.
 */
public final class Notes {
    private static final String CHECKSUM = "checksum";
    private static final char SEPARATOR = ' ';

    /**
     * A number with its unit.
     *
     * @param value the number.
     * @param unit the unit of the number.
     */
    public record Figure(double value, String unit) {}

    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private long checksum;

    /**
     * Adds a number.
     *
     * @param metric the name of the metric.
     * @param value the number.
     * @param unit the unit of the number.
     */
    public void put(final String metric, final double value, final String unit) {
        figures.put(metric, new Figure(value, unit));
    }

    /**
     * Sets the checksum.
     *
     * @param value the result of {@code Churn.checksum}.
     */
    public void checksum(final long value) {
        checksum = value;
    }

    /**
     * Returns the checksum.
     *
     * @return the checksum as it was set; 0 if it was not.
     */
    public long checksum() {
        return checksum;
    }

    /**
     * Returns the numbers.
     *
     * @return the numbers by metric, unmodifiable.
     */
    public Map<String, Figure> figures() {
        return Map.copyOf(figures);
    }

    /**
     * Writes the notes to a file.
     *
     * @param file the file to write.
     * @throws IOException if it cannot be written.
     */
    public void write(final Path file) throws IOException {
        final Properties properties = new Properties();
        properties.setProperty(CHECKSUM, Long.toString(checksum));
        figures.forEach((metric, figure) ->
                properties.setProperty(metric, figure.value() + String.valueOf(SEPARATOR) + figure.unit()));
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(out, null);
        }
    }

    /**
     * Reads notes from a file.
     *
     * @param file a file that {@link #write} wrote.
     * @return the notes.
     * @throws IOException if it cannot be read.
     */
    public static Notes read(final Path file) throws IOException {
        final Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        final Notes notes = new Notes();
        notes.checksum = Long.parseLong(properties.getProperty(CHECKSUM));
        for (final String metric : properties.stringPropertyNames()) {
            if (!metric.equals(CHECKSUM)) {
                final String text = properties.getProperty(metric);
                final int at = text.indexOf(SEPARATOR);
                notes.put(metric, Double.parseDouble(text.substring(0, at)), text.substring(at + 1));
            }
        }
        return notes;
    }
}
