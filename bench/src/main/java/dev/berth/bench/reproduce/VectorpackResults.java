package dev.berth.bench.reproduce;

import dev.berth.bench.trace.TraceFormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A table of numbers of bins: a line for each instance, a column for each algorithm or bound. */
final class VectorpackResults {
    private final Map<String, String[]> lines = new TreeMap<>();
    private final String name;
    private final List<String> columns;

    /** Reads a table with commas or tabs, whose first column is the name of the instance. */
    VectorpackResults(final Path file) throws IOException {
        name = file.getFileName().toString();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            final String header = reader.readLine();
            if (header == null || !header.startsWith("instance_name")) {
                throw new TraceFormatException(name + " begins with '" + header
                        + "', must begin with the header instance_name,... of a table with commas or tabs");
            }
            columns = List.of(header.split("[,\t]"));
            int number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                final String[] cells = line.split("[,\t]", -1);
                if (cells.length != columns.size()) {
                    throw new TraceFormatException(name + " line " + number + " has " + cells.length
                            + " cells, must have " + columns.size() + " as the header");
                }
                if (lines.put(cells[0], cells) != null) {
                    throw new TraceFormatException(
                            name + " line " + number + " has the instance " + cells[0] + " again; remove one");
                }
            }
        }
    }

    /** Returns the instances that the table has. */
    Set<String> instances() {
        return lines.keySet();
    }

    /** Returns a number of bins; empty if the table does not have it, or says with −1 that it is not known. */
    OptionalInt bins(final String instance, final String column) throws IOException {
        final int index = columns.indexOf(column);
        final String[] cells = lines.get(instance);
        if (index < 0 || cells == null) {
            return OptionalInt.empty();
        }
        if (!cells[index].matches("-1|[0-9]{1,9}")) {
            throw new TraceFormatException(name + ", " + instance + ": " + column + " is '" + cells[index]
                    + "', must be a number of bins, or -1 if it is not known");
        }
        final int bins = Integer.parseInt(cells[index]);
        return bins < 0 ? OptionalInt.empty() : OptionalInt.of(bins);
    }
}
