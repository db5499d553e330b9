package dev.berth.bench.trace;

import dev.berth.ecs.explain.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spelling {@code NAME:PATH,name=value,...} of a trace or a fleet, with the path and the options as they stand. */
record Spelling(String name, String path, Map<String, String> options) {
    private static final Pattern OPTION = Pattern.compile(",([a-z][A-Za-z0-9.-]*)=");

    /**
     * Takes a text apart. The path ends before the first comma that is followed by a name and an equals sign; a value
     * ends likewise.
     *
     * @param text the text.
     * @return the parts; the path is empty if there is no colon.
     * @throws IllegalArgumentException if an option is given twice or a comma is followed by no option.
     */
    static Spelling parse(final String text) {
        final Map<String, String> options = new LinkedHashMap<>();
        final Matcher matcher = OPTION.matcher(text);
        String before = null;
        int from = 0;
        String head = text;
        while (matcher.find()) {
            if (before == null) {
                head = text.substring(0, matcher.start());
            } else {
                put(options, before, text.substring(from, matcher.start()));
            }
            before = matcher.group(1);
            from = matcher.end();
        }
        if (before != null) {
            put(options, before, text.substring(from));
        }
        final int colon = head.indexOf(':');
        return colon < 0
                ? new Spelling(head, "", options)
                : new Spelling(head.substring(0, colon), head.substring(colon + 1), options);
    }

    private static void put(final Map<String, String> options, final String name, final String value) {
        if (options.put(name, value) != null) {
            throw new IllegalArgumentException("option " + name + " is given twice; give it once");
        }
    }

    /**
     * Checks the names of the options.
     *
     * @param known the names that are allowed.
     * @throws IllegalArgumentException if there is another name.
     */
    void checkOptions(final Collection<String> known) {
        for (final String option : options.keySet()) {
            if (!known.contains(option)) {
                throw new IllegalArgumentException(name + " has no option '" + option + "'"
                        + (known.isEmpty() ? " and takes none" : "; its options are " + String.join(", ", known))
                        + Suggestion.phrase(option, known));
            }
        }
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder(name);
        if (!path.isEmpty()) {
            text.append(':').append(path);
        }
        options.forEach((option, value) -> text.append(',').append(option).append('=').append(value));
        return text.toString();
    }
}
