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
 * What a benchmark process has to say beside JMH's figures: numbers by metric with their unit, and the checksum of its
 * first answers. Written to a file at tear-down, read by the suite.
 */
public final class Notes {
    private static final String CHECKSUM = "checksum";
    private static final char SEPARATOR = ' ';

    /**
     * A number.
     *
     * @param value the number.
     * @param unit its unit.
     */
    public record Figure(double value, String unit) {}

    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private long checksum;

    /**
     * Adds a number.
     *
     * @param metric its name.
     * @param value the number.
     * @param unit its unit.
     */
    public void put(final String metric, final double value, final String unit) {
        figures.put(metric, new Figure(value, unit));
    }

    /**
     * Sets the checksum.
     *
     * @param value of {@code Churn.checksum}.
     */
    public void checksum(final long value) {
        checksum = value;
    }

    /**
     * The checksum.
     *
     * @return as set.
     */
    public long checksum() {
        return checksum;
    }

    /**
     * The numbers.
     *
     * @return by metric, unmodifiable.
     */
    public Map<String, Figure> figures() {
        return Map.copyOf(figures);
    }

    /**
     * Writes the notes.
     *
     * @param file where to.
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
     * Reads notes.
     *
     * @param file that {@link #write} wrote.
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
