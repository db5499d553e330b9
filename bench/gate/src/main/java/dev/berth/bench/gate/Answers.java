package dev.berth.bench.gate;

import java.util.List;

/**
 * What a process of a build answered.
 *
 * @param side of the build.
 * @param output all that it wrote.
 */
record Answers(String side, String output) {
    /** The values of a key, in order. */
    List<String> all(final String key) {
        final String start = GateMain.MARK + key + " ";
        return output.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    /** The value of a key that is there once. */
    String one(final String key) {
        final List<String> values = all(key);
        if (values.size() != 1) {
            throw new NotMeasuredException(side + " answers '" + key + "' " + values.size() + " times, must be once");
        }
        return values.get(0);
    }
}
