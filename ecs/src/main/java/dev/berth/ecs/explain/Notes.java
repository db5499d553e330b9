package dev.berth.ecs.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The notes for the reader of an answer: what was left out, and what was assumed. */
final class Notes {
    private final List<String> lines = new ArrayList<>();

    void add(final String line) {
        lines.add(line);
    }

    /**
     * Adds a line such as {@code tasks.json: 3 tasks passed over: 1 stopped, 2 of Fargate}, unless all counts are 0.
     */
    void addPassedOver(final String what, final Map<String, Integer> counts) {
        final int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (sum > 0) {
            final List<String> causes = new ArrayList<>();
            new TreeMap<>(counts).forEach((cause, count) -> causes.add(count + " " + cause));
            lines.add(plural(sum, what) + " passed over: " + String.join(", ", causes));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns a number with its noun. */
    static String plural(final long count, final String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
