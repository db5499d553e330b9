package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trace as it is named on the command line: {@code FORMAT:PATH,name=value,...}, such as
 * {@code csv:jobs.csv,arrive=submitted,life=seconds}; {@code FORMAT,name=value,...} for a format that reads no file.
 */
public final class TraceArgument {
    private final Spelling spelling;
    private final TraceFormat format;

    private TraceArgument(final Spelling spelling, final TraceFormat format) {
        this.spelling = spelling;
        this.format = format;
    }

    /**
     * Takes a text apart and checks the format and the names of the options. The path ends before the first comma that
     * is followed by a name in lower-case letters and an equals sign, and so does a value.
     *
     * @param text the text.
     * @param formats the formats that are known.
     * @return the argument.
     * @throws IllegalArgumentException if the format or an option is unknown, or the path is missing; the message says
     *     what is allowed.
     */
    public static TraceArgument parse(final String text, final TraceFormats formats) {
        final Spelling spelling = Spelling.parse(text);
        if (!formats.names().contains(spelling.name()) && looksLikeFile(text)) {
            throw new IllegalArgumentException("trace is '" + text + "', must be FORMAT:PATH; for a table of your own"
                    + " write csv:" + text + "; the formats are " + String.join(", ", formats.names()));
        }
        final TraceFormat format = formats.format(spelling.name());
        if (format.readsFile() && spelling.path().isEmpty()) {
            throw new IllegalArgumentException(
                    "trace is '" + text + "', must be " + format.name() + ":PATH; give the path of the file or folder");
        }
        if (!format.readsFile() && !spelling.path().isEmpty()) {
            throw new IllegalArgumentException("trace is '" + text + "', must be " + format.name()
                    + ",name=value,...; this format reads no file");
        }
        spelling.checkOptions(format.options().keySet());
        return new TraceArgument(spelling, format);
    }

    private static boolean looksLikeFile(final String text) {
        final String head = Spelling.parse(text).name();
        return head.indexOf('.') >= 0 || head.indexOf('/') >= 0 || Files.exists(Path.of(head));
    }

    /**
     * Returns the format.
     *
     * @return a format of the registry.
     */
    public TraceFormat format() {
        return format;
    }

    /**
     * Returns the file or folder.
     *
     * @return the path; empty if the format reads no file.
     */
    public Path path() {
        return Path.of(spelling.path());
    }

    /**
     * Returns the options.
     *
     * @return values by name, in the order in which they were given.
     */
    public Map<String, String> options() {
        return spelling.options();
    }

    /**
     * Reads the trace.
     *
     * @return the trace.
     * @throws TraceFormatException if the file does not exist or is of another format.
     * @throws IllegalArgumentException if the value of an option is out of range.
     * @throws IOException if the file cannot be read.
     */
    public Trace read() throws IOException {
        return read(options());
    }

    /**
     * Reads a trace that is drawn, from another seed than that of its option.
     *
     * @param seed the seed.
     * @return the trace.
     * @throws IOException if the file cannot be read.
     */
    public Trace read(final long seed) throws IOException {
        final Map<String, String> seeded = new LinkedHashMap<>(options());
        seeded.put("seed", Long.toString(seed));
        return read(seeded);
    }

    private Trace read(final Map<String, String> values) throws IOException {
        if (format.readsFile() && !Files.isReadable(path())) {
            throw new TraceFormatException("cannot read " + path() + ", which must be a file or folder of the format "
                    + format.name() + "; 'berth trace --formats' says where the files come from");
        }
        return format.read(path(), values);
    }

    @Override
    public String toString() {
        return spelling.toString();
    }
}
