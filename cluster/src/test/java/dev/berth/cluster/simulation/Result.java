package dev.berth.cluster.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The result of a command in a form that is compared: its kind and its values, which are numbers and texts.
 *
 * @param kind the name of the message, followed by the refusal if it is one.
 * @param values numbers as {@link Long} and texts, or {@link #ANY}.
 */
record Result(String kind, List<Object> values) {
    /** A value that the oracle does not know, and that agrees with every other. */
    static final Object ANY = "(any)";

    /** Returns a result whose integers are made long. */
    static Result of(final String kind, final Object... values) {
        final List<Object> list = new ArrayList<>(values.length);
        for (final Object value : values) {
            list.add(value instanceof Integer ? Long.valueOf((Integer) value) : value);
        }
        return new Result(kind, list);
    }

    /** Returns the result of a hot call or of one that returns a number. */
    static Result value(final long value) {
        return of("Value", value);
    }

    /** Answers whether this, which the oracle expects, agrees with what the machine answered. */
    boolean agrees(final Result actual) {
        if (!kind.equals(actual.kind) || values.size() != actual.values.size()) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            final Object value = values.get(i);
            if (value != ANY && !Objects.equals(value, actual.values.get(i))) {
                return false;
            }
        }
        return true;
    }
}
