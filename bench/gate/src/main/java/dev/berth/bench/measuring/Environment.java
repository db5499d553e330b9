package dev.berth.bench.measuring;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment of a run: where and how it was made, as in {@code environment.json}. It names the model of the
 * machine and not the machine.
 *
 * @param entries the values by name, in the order of the file.
 */
public record Environment(Map<String, String> entries) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Creates an environment with a copy of the entries that keeps their order.
     *
     * @param entries the values by name.
     */
    public Environment {
        entries = new LinkedHashMap<>(entries);
    }

    /**
     * Returns this environment for a commit of another program; the commit of this one stands beside it.
     *
     * @param commit the commit that was measured.
     * @return this environment if the commit is its own.
     */
    public Environment measuring(final String commit) {
        if (commit.equals(entry("commit"))) {
            return this;
        }
        final Map<String, String> others = new LinkedHashMap<>(entries);
        others.put("gate-commit", entry("commit"));
        others.put("commit", commit);
        return new Environment(others);
    }

    /**
     * Returns the line that stands below a table.
     *
     * @return Markdown.
     */
    public String line() {
        return entry("cpu") + ", " + cores() + ", " + entry("os") + "; JDK " + entry("jdk") + "; commit "
                + entry("commit") + "; " + entry("date") + ".";
    }

    /**
     * Returns the number of cores of the machine, in words.
     *
     * @return such as "1 core" or "2 cores".
     */
    public String cores() {
        return entry("cores") + (entry("cores").equals("1") ? " core" : " cores");
    }

    /**
     * Returns what a run can be repeated from, for files that cannot hold the whole environment.
     *
     * @return the commit and the seed of the workload, in one line without a line break.
     */
    public String origin() {
        return "commit " + entry("commit") + ", seed " + entry("seed");
    }

    /**
     * Adds to a document what it can be made again from.
     *
     * @param document the text, in Markdown.
     * @return the document, an empty line, and {@link #origin} as a sentence.
     */
    public String signed(final String document) {
        return document + "\nC" + origin().substring(1) + ".\n";
    }

    /**
     * Returns an entry.
     *
     * @param name the name of the entry.
     * @return its value, "unknown" if there is none.
     */
    public String entry(final String name) {
        return entries.getOrDefault(name, "unknown");
    }

    /**
     * Writes the entries to a file.
     *
     * @param file the file to write.
     */
    public void write(final Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(entries) + "\n");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads an environment from a file.
     *
     * @param file a file that {@link #write} wrote.
     * @return the environment.
     */
    public static Environment read(final Path file) {
        try {
            return new Environment(
                    JSON.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, String>>() {}));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
