package dev.berth.bench.trace;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The lines of an openb file: values between commas, without quotes, under a header. The file may be gzipped. */
final class OpenbLines {
    private final Path file;
    private final List<String> columns;
    private String[] values = {};
    private int number = 1;

    private OpenbLines(final Path file, final List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Passes each line of a file to a consumer, whose complaints about values are given the place. */
    static void read(final Path file, final String header, final Consumer consumer) throws IOException {
        try (InputStream bytes = open(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            final String first = reader.readLine();
            if (first == null || !(first + ",").startsWith(header + ",")) {
                throw new TraceFormatException("the first line of " + file + " is '" + first + "', must begin with '"
                        + header + "'; give a file of cluster-trace-gpu-v2023/csv");
            }
            final OpenbLines line = new OpenbLines(file, List.of(first.split(",", -1)));
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line.number++;
                line.values = text.split(",", -1);
                if (line.values.length != line.columns.size()) {
                    throw line.fault("has " + line.values.length + " values, must have " + line.columns.size());
                }
                try {
                    consumer.accept(line);
                } catch (final IllegalArgumentException e) {
                    throw line.fault(e.getMessage());
                }
            }
        }
    }

    private static InputStream open(final Path file) throws IOException {
        final BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        if (!file.toString().endsWith(".gz")) {
            return bytes;
        }
        try {
            return new GZIPInputStream(bytes, 1 << 16);
        } catch (final IOException e) {
            bytes.close();
            throw e;
        }
    }

    private TraceFormatException fault(final String what) {
        return new TraceFormatException(file + ", line " + number + ": " + what);
    }

    /** Returns the value in a column; empty if the file lacks the column. */
    String text(final String column) {
        final int index = columns.indexOf(column);
        return index < 0 ? "" : values[index].strip();
    }

    /** Returns the whole number in a column. */
    long number(final String column, final long most) {
        final String text = text(column);
        long value;
        try {
            value = Long.parseLong(text);
        } catch (final NumberFormatException e) {
            value = -1;
        }
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(column + " is '" + text + "', must be a whole number in 0.." + most);
        }
        return value;
    }

    /** A consumer of lines, which may refuse a value with an {@link IllegalArgumentException}. */
    interface Consumer {
        void accept(OpenbLines line);
    }
}
