package dev.berth.bench.results;

import dev.berth.bench.measuring.Environment;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code results.csv}, the schema that every command and report of this module writes and reads.
 *
 * @param suite the name of the suite: {@code default}, {@code constraints}, {@code scale}, {@code full}, {@code work}
 *     or another.
 * @param row the name of the benchmark case.
 * @param instances the size of the cluster.
 * @param contender the name of the contender.
 * @param metric the name of the metric.
 * @param fork the number of the process, 1 or more.
 * @param iteration the number of the iteration within the process, 1 or more; 0 for the process as a whole.
 * @param value the measured number.
 * @param unit the unit of the number.
 */
public record Sample(
        String suite,
        String row,
        int instances,
        String contender,
        String metric,
        int fork,
        int iteration,
        double value,
        String unit) {

    /** The line of a file that names its columns. */
    public static final String HEADER = "suite,row,instances,contender,metric,fork,iteration,value,unit";

    /** The beginning of a line that is a comment; comments tell where the file comes from. */
    public static final String COMMENT = "# ";

    private static final int COLUMNS = 9;

    /**
     * Writes samples to a file.
     *
     * @param samples the samples, in the order of the file.
     * @param file the file to write.
     */
    public static void write(final List<Sample> samples, final Path file) {
        write(samples, "", file);
    }

    /**
     * Writes samples to a file, below a comment that tells where they come from.
     *
     * @param samples the samples, in the order of the file.
     * @param environment the environment of the run.
     * @param file the file to write.
     */
    public static void write(final List<Sample> samples, final Environment environment, final Path file) {
        write(samples, COMMENT + environment.origin() + "\n", file);
    }

    private static void write(final List<Sample> samples, final String head, final Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(head);
            out.write(HEADER + "\n");
            for (final Sample sample : samples) {
                out.write(sample.line() + "\n");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() {
        return String.join(
                ",",
                suite,
                row,
                Integer.toString(instances),
                contender,
                metric,
                Integer.toString(fork),
                Integer.toString(iteration),
                number(value),
                unit);
    }

    private static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /**
     * Reads samples from a file.
     *
     * @param file a file that {@code write} wrote.
     * @return the samples, in the order of the file.
     * @throws IllegalArgumentException if the file has another schema.
     */
    public static List<Sample> read(final Path file) {
        try {
            final List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith(COMMENT))
                    .toList();
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                throw new IllegalArgumentException(file.getFileName() + " must begin with " + HEADER);
            }
            final List<Sample> samples = new ArrayList<>();
            for (final String line : lines.subList(1, lines.size())) {
                samples.add(parse(line));
            }
            return samples;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample parse(final String line) {
        final String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("line '" + line + "' has " + cells.length + " cells, must be "
                    + COLUMNS);
        }
        final int instances = Integer.parseInt(cells[2]);
        final double value = Double.parseDouble(cells[7]);
        if (instances < 1 || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "line '" + line + "' must have 1 or more instances and a value that is a number, or NaN for none");
        }
        return new Sample(
                cells[0],
                cells[1],
                instances,
                cells[3],
                cells[4],
                Integer.parseInt(cells[5]),
                Integer.parseInt(cells[6]),
                value,
                cells[8]);
    }
}
