package dev.berth.cluster.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of figures, printed as Markdown whose columns line up, and written as CSV. */
final class Table {
    private final List<String> names;
    private final List<List<String>> lines = new ArrayList<>();

    Table(final String... names) {
        this.names = List.of(names);
    }

    /** Adds a line of texts and numbers; a number that is no integer gets four digits. */
    void add(final Object... cells) {
        if (cells.length != names.size()) {
            throw new IllegalArgumentException("cells are " + cells.length + ", must be " + names.size());
        }
        final List<String> line = new ArrayList<>();
        for (final Object cell : cells) {
            line.add(cell instanceof Double value ? digits(value) : cell.toString());
        }
        lines.add(line);
    }

    private static String digits(final double value) {
        final double size = Math.abs(value);
        final int decimals = size >= 1_000 || size == 0 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Returns the table as Markdown, each line ended by a line feed. */
    String markdown() {
        final StringBuilder text = new StringBuilder();
        append(text, names);
        for (int column = 0; column < names.size(); column++) {
            text.append("| ").append("-".repeat(width(column) - 1)).append(isNumeric(column) ? ": " : "- ");
        }
        text.append("|\n");
        lines.forEach(line -> append(text, line));
        return text.toString();
    }

    private void append(final StringBuilder text, final List<String> line) {
        for (int column = 0; column < line.size(); column++) {
            final String cell = line.get(column);
            final String padding = " ".repeat(width(column) - cell.length());
            text.append("| ").append(isNumeric(column) ? padding + cell : cell + padding).append(' ');
        }
        text.append("|\n");
    }

    private boolean isNumeric(final int column) {
        return lines.stream().allMatch(line -> line.get(column).matches("-?[0-9.]*"));
    }

    private int width(final int column) {
        return lines.stream()
                .mapToInt(line -> line.get(column).length())
                .reduce(Math.max(2, names.get(column).length()), Math::max);
    }

    /** Writes the table as CSV. */
    void write(final Path file) throws IOException {
        final StringBuilder text = new StringBuilder(String.join(",", names).replace(' ', '_')).append('\n');
        for (final List<String> line : lines) {
            for (int column = 0; column < line.size(); column++) {
                final String cell = line.get(column);
                text.append(column == 0 ? "" : ",").append(cell.contains(",") ? '"' + cell + '"' : cell);
            }
            text.append('\n');
        }
        Files.writeString(file, text);
    }
}
