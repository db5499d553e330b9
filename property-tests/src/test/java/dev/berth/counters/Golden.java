package dev.berth.counters;

import dev.berth.WorkCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file of lines "case: numbers", to be compared with what is measured. */
final class Golden {
    private static final String SEPARATOR = ": ";

    private Golden() {}

    static Map<String, String> read(final Path file) throws IOException {
        final Map<String, String> golden = new TreeMap<>();
        if (Files.exists(file)) {
            for (final String line : Files.readAllLines(file)) {
                final int at = line.indexOf(SEPARATOR);
                if (at > 0) {
                    golden.put(line.substring(0, at), line.substring(at + SEPARATOR.length()));
                }
            }
        }
        return golden;
    }

    static void write(final Path file, final Map<String, String> measured) throws IOException {
        final List<String> lines = new ArrayList<>();
        measured.forEach((name, numbers) -> lines.add(name + SEPARATOR + numbers));
        Files.write(file, lines);
    }

    static String numbers(final WorkCounters work, final long entriesMore) {
        return "operations=" + work.operations()
                + " blocks=" + work.blocksVisited()
                + " entries=" + (work.entriesCompared() + entriesMore)
                + " columns=" + work.columnsRead()
                + " built=" + work.instancesBuilt()
                + " worstBlocks=" + work.worstBlocksVisited()
                + " worstEntries=" + work.worstEntriesCompared()
                + " worstColumns=" + work.worstColumnsRead();
    }

    /** The cases that differ, each with both numbers. */
    static List<String> differences(final Map<String, String> golden, final Map<String, String> measured) {
        final List<String> differences = new ArrayList<>();
        final Map<String, String> all = new TreeMap<>(golden);
        all.putAll(measured);
        for (final String name : all.keySet()) {
            if (!String.valueOf(golden.get(name)).equals(measured.get(name))) {
                differences.add(name + "\n  golden   " + golden.get(name) + "\n  measured " + measured.get(name));
            }
        }
        return differences;
    }
}
