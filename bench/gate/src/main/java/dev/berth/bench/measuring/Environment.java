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
 * Where and how a run was made: {@code environment.json}. Names the machine's model, never the machine.
 *
 * @param entries by name, in the order of the file.
 */
public record Environment(Map<String, String> entries) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Keeps the order of the entries.
     *
     * @param entries by name.
     */
    public Environment {
        entries = new LinkedHashMap<>(entries);
    }

    /**
     * One line for below a table.
     *
     * @return Markdown.
     */
    public String line() {
        return entry("cpu") + ", " + cores() + ", " + entry("os") + "; JDK " + entry("jdk") + "; commit "
                + entry("commit") + "; " + entry("date") + ".";
    }

    /**
     * Says how many cores the machine has.
     *
     * @return such as "1 core" or "2 cores".
     */
    public String cores() {
        return entry("cores") + (entry("cores").equals("1") ? " core" : " cores");
    }

    /**
     * Says what a run can be repeated from, for every file that cannot hold the whole environment.
     *
     * @return the commit and the seed of the workload, in one line without a line break.
     */
    public String origin() {
        return "commit " + entry("commit") + ", seed " + entry("seed");
    }

    /**
     * Says below a document what it can be made again from.
     *
     * @param document Markdown.
     * @return the document, an empty line, and {@link #origin} as a sentence.
     */
    public String signed(final String document) {
        return document + "\nC" + origin().substring(1) + ".\n";
    }

    /**
     * One entry.
     *
     * @param name of it.
     * @return its value, "unknown" if there is none.
     */
    public String entry(final String name) {
        return entries.getOrDefault(name, "unknown");
    }

    /**
     * Writes the file.
     *
     * @param file where to.
     */
    public void write(final Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(entries) + "\n");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the file.
     *
     * @param file that {@link #write} wrote.
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
