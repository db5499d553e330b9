package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.trace.Trace;
import dev.berth.bench.trace.TraceArgument;
import dev.berth.bench.trace.TraceFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trace of a study, which is read when it is first needed and then kept. Safe for use by several threads. */
final class TraceSource {
    private static final int KEPT = 2;

    private final TraceArgument argument;
    private final String label;
    private final Map<Long, Trace> drawn = new LinkedHashMap<>();
    private Trace trace;

    private TraceSource(final TraceArgument argument, final boolean withOptions) {
        this.argument = argument;
        final StringBuilder text = new StringBuilder(argument.format().name());
        final Path name = argument.path().getFileName();
        if (name != null && !name.toString().isEmpty()) {
            text.append(':').append(name);
        }
        if (withOptions) {
            text.append(options());
        }
        label = text.toString();
    }

    private String options() {
        final StringBuilder text = new StringBuilder();
        argument.options().forEach((option, value) ->
                text.append(',').append(option).append('=').append(value.substring(value.lastIndexOf('/') + 1)));
        return text.toString();
    }

    /** Returns the traces that options name. Options of a format are part of a label if two would be the same. */
    static List<TraceSource> parse(final List<String> options) {
        final TraceFormats formats = TraceFormats.find(TraceSource.class.getClassLoader());
        final List<TraceArgument> arguments = new ArrayList<>();
        final Map<String, Integer> labels = new HashMap<>();
        for (final String option : options) {
            try {
                arguments.add(TraceArgument.parse(option, formats));
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException("--trace: " + e.getMessage(), e);
            }
        }
        arguments.forEach(a -> labels.merge(new TraceSource(a, false).label, 1, Integer::sum));
        final List<TraceSource> traces = new ArrayList<>();
        for (final TraceArgument argument : arguments) {
            final boolean withOptions = labels.get(new TraceSource(argument, false).label) > 1;
            final TraceSource trace = new TraceSource(argument, withOptions);
            if (traces.stream().anyMatch(t -> t.label.equals(trace.label))) {
                throw new IllegalArgumentException(
                        "--trace has two that are named " + trace.label + "; rename one of the files");
            }
            traces.add(trace);
        }
        return List.copyOf(traces);
    }

    /** Returns how an option names it. */
    String option() {
        return argument.toString();
    }

    /** Returns how tables name it, without the folders in which its files lie. */
    String label() {
        return label;
    }

    /** Returns what tells it from other traces and from another version of its files. */
    ObjectNode identity() throws IOException {
        final ObjectNode identity = Json.object().put("trace", label).put("options", options());
        final Path path = argument.path();
        if (!path.toString().isEmpty() && Files.exists(path)) {
            identity.put("sha256", Digest.of(path));
        }
        for (final Map.Entry<String, String> option : argument.options().entrySet()) {
            if (isFile(option.getValue())) {
                identity.put(option.getKey() + "_sha256", Digest.of(Path.of(option.getValue())));
            }
        }
        return identity;
    }

    private static boolean isFile(final String value) {
        try {
            return Files.isRegularFile(Path.of(value));
        } catch (final InvalidPathException e) {
            return false;
        }
    }

    /** Returns whether the trace is another one with each seed of the study. */
    boolean isDrawn() {
        return argument.format().isDrawn() && !argument.options().containsKey("seed");
    }

    /** Returns the trace; if it is drawn, that of its default seed, which has the fleet. */
    synchronized Trace trace() throws IOException {
        if (trace == null) {
            trace = checked(argument.read());
        }
        return trace;
    }

    /** Returns the trace of a seed of the study, which are different ones if it is drawn; the last few are kept. */
    synchronized Trace trace(final long seed) throws IOException {
        if (!isDrawn()) {
            return trace();
        }
        Trace read = drawn.get(seed);
        if (read == null) {
            read = checked(argument.read(seed));
            drawn.put(seed, read);
            if (drawn.size() > KEPT) {
                final Iterator<Long> oldest = drawn.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        return read;
    }

    private Trace checked(final Trace read) {
        if (read.size() == 0) {
            throw new IllegalArgumentException("--trace is " + option() + ", which has no arrival; name another");
        }
        return read;
    }
}
