package dev.berth.oracle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Supplier;

/** The last commands of a history, for the message of a failure. */
final class Trace {
    private static final int LENGTH = 60;

    private final String name;
    private final Deque<String> lines = new ArrayDeque<>();
    private long steps;
    private String command = "";

    Trace(final String name) {
        this.name = name;
    }

    void begin(final Supplier<String> text) {
        command = text.get();
    }

    void end(final Object result) {
        steps++;
        lines.addLast(steps + ". " + command + " -> " + result);
        if (lines.size() > LENGTH) {
            lines.removeFirst();
        }
    }

    void equal(final String what, final Object expected, final Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw failure(what + " is " + actual + " in the engine, must be " + expected, null);
        }
    }

    Difference failure(final String what, final Throwable cause) {
        return new Difference(
                what + "\nin '" + name + "', step " + (steps + 1) + ": " + command + "\nafter\n  "
                        + String.join("\n  ", lines),
                cause);
    }
}
