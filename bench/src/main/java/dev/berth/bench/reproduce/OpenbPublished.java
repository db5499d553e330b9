package dev.berth.bench.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The published allocation ratios: means and standard deviations by list of pods, policy and load. */
final class OpenbPublished {
    /** The name of the file. */
    static final String FILE = "alloc_ratio_summary.csv";

    private final Map<String, MeanOfSeeds> ratios = new HashMap<>();

    private OpenbPublished() {}

    static OpenbPublished read(final Path file) throws IOException {
        final List<String> lines = Files.readAllLines(file);
        final List<String> columns = List.of(lines.isEmpty() ? new String[0] : lines.get(0).split(",", -1));
        if (!columns.containsAll(List.of("workload", "policy", "seeds"))) {
            throw new IOException(file + " must have the columns workload, policy and seeds in its first line");
        }
        final OpenbPublished published = new OpenbPublished();
        for (int i = 1; i < lines.size(); i++) {
            final String[] values = lines.get(i).split(",", -1);
            try {
                published.add(columns, values);
            } catch (final NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(file + ", line " + (i + 1) + ": cannot read '" + lines.get(i) + "'", e);
            }
        }
        return published;
    }

    private void add(final List<String> columns, final String... values) {
        final int seeds = Integer.parseInt(values[columns.indexOf("seeds")]);
        for (int column = 0; column < columns.size(); column++) {
            final String name = columns.get(column);
            if (name.startsWith("alloc_at_") && name.endsWith("_mean")) {
                final int load = Integer.parseInt(name.replaceAll("^alloc_at_|_mean$", ""));
                final int deviation = columns.indexOf(name.replace("_mean", "_sd"));
                ratios.put(
                        key(values[columns.indexOf("workload")], values[columns.indexOf("policy")], load),
                        new MeanOfSeeds(
                                Double.parseDouble(values[column]), Double.parseDouble(values[deviation]), seeds));
            }
        }
    }

    private static String key(final String workload, final String policy, final int load) {
        return String.join(",", workload, policy, Integer.toString(load));
    }

    /** Returns what was published for a policy, null if nothing. */
    MeanOfSeeds of(final String workload, final String policy, final int load) {
        return ratios.get(key(workload, policy, load));
    }
}
