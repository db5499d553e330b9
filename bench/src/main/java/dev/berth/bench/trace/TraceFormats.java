package dev.berth.bench.trace;

import dev.berth.ecs.explain.Suggestion;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The registry of all formats of traces by name. */
public final class TraceFormats {
    private static final String OWN_TABLE = "csv";

    private final Map<String, TraceFormat> formats = new TreeMap<>();

    private TraceFormats() {}

    /**
     * Finds the formats that a class loader sees.
     *
     * @param loader the loader.
     * @return the registry.
     * @throws IllegalArgumentException if two formats have the same name.
     */
    public static TraceFormats find(final ClassLoader loader) {
        final TraceFormats found = new TraceFormats();
        for (final TraceFormat format : ServiceLoader.load(TraceFormat.class, loader)) {
            final TraceFormat other = found.formats.put(format.name(), format);
            if (other != null) {
                throw new IllegalArgumentException("two formats of traces are named " + format.name() + ": "
                        + other.getClass().getName() + " and " + format.getClass().getName());
            }
        }
        return found;
    }

    /**
     * Returns all formats.
     *
     * @return the formats in the order of their names.
     */
    public Collection<TraceFormat> all() {
        return formats.values();
    }

    /**
     * Returns the names of all formats.
     *
     * @return the names in order.
     */
    public Set<String> names() {
        return formats.keySet();
    }

    /**
     * Returns a format.
     *
     * @param name the name.
     * @return the format.
     * @throws IllegalArgumentException if there is none of that name; the message lists those that exist.
     */
    public TraceFormat format(final String name) {
        final TraceFormat format = formats.get(name);
        if (format == null) {
            final String similar = Suggestion.phrase(name, formats.keySet());
            final String meant = similar.isEmpty() && formats.containsKey(OWN_TABLE)
                    ? "; did you mean '" + OWN_TABLE + "', which reads a table of your own?"
                    : similar;
            throw new IllegalArgumentException("format of the trace is '" + name + "'" + (meant.isEmpty() ? "." : meant)
                    + " It must be one of " + String.join(", ", formats.keySet()));
        }
        return format;
    }
}
