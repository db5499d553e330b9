package dev.berth.bench.gate;

import java.util.List;

/**
 * The answers of a process of a build.
 *
 * @param side the name of the build: base or head.
 * @param output everything that the process wrote.
 */
record Answers(String side, String output) {
    /** Returns the values of a key, in the order in which they were written. */
    List<String> all(final String key) {
        final String start = GateMain.MARK + key + " ";
        return output.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    /** Returns the value of a key that must have exactly one. */
    String one(final String key) {
        final List<String> values = all(key);
        if (values.size() != 1) {
            throw new NotMeasuredException(side + " answers '" + key + "' " + values.size() + " times, must be once");
        }
        return values.get(0);
    }
}
