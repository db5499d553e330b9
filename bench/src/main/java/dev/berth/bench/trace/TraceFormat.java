package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A format of trace files. {@link java.util.ServiceLoader} finds it: name the class in the resource
 * {@code META-INF/services/dev.berth.bench.trace.TraceFormat}, and give it a public constructor without parameters.
 */
public interface TraceFormat {
    /**
     * Returns the name of the format in options and tables.
     *
     * @return lower-case letters, digits and hyphens, unique among the formats.
     */
    String name();

    /**
     * Says what the files are, where they come from, and which units they have.
     *
     * @return a few sentences for the help.
     */
    String description();

    /**
     * Says what such a trace is not good for.
     *
     * @return one sentence.
     */
    String notGoodFor();

    /**
     * Answers whether the format reads a file. One that makes its trace up reads none.
     *
     * @return {@code true} if a path must be given.
     */
    default boolean readsFile() {
        return true;
    }

    /**
     * Answers whether a trace is drawn at random from its option {@code seed}. A study then reads it anew for each of
     * its seeds, unless the option is given.
     *
     * @return {@code true} if the format has an option {@code seed} that changes all that the trace holds.
     */
    default boolean isDrawn() {
        return false;
    }

    /**
     * Returns the options that the format takes.
     *
     * @return names, with one sentence for each.
     */
    default Map<String, String> options() {
        return Map.of();
    }

    /**
     * Reads a trace row by row, without holding the text of its file.
     *
     * @param file the file or folder of the trace; the empty path if the format reads no file.
     * @param options values of options, by name; names that {@link #options()} does not have are refused before.
     * @return the trace.
     * @throws TraceFormatException if the file is of another format; the message has file, line, value and what to do.
     * @throws IOException if the file cannot be read.
     */
    Trace read(Path file, Map<String, String> options) throws IOException;
}
