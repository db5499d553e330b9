package dev.berth.bench.replay;

import dev.berth.bench.trace.TraceFormat;
import dev.berth.bench.trace.TraceFormats;

/** The list of the formats of traces, for the terminal. */
final class FormatList {
    private static final int WIDTH = 100;

    private FormatList() {}

    /** Returns each format with its source, its units, what it is not good for, and its options. */
    static String of(final TraceFormats formats) {
        final StringBuilder text = new StringBuilder();
        for (final TraceFormat format : formats.all()) {
            text.append(format.name()).append(format.readsFile() ? ":PATH" : "").append('\n');
            wrap(text, "  ", format.description());
            wrap(text, "  ", "Not good for: " + format.notGoodFor());
            format.options().forEach((name, meaning) -> wrap(text, "    ", name + "=: " + meaning));
            text.append('\n');
        }
        return text.toString();
    }

    private static void wrap(final StringBuilder text, final String indent, final String words) {
        int column = 0;
        for (final String word : words.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            }
            text.append(column == 0 ? indent : " ").append(word);
            column += word.length() + (column == 0 ? indent.length() : 1);
        }
        text.append('\n');
    }
}
