package dev.berth.bench.trace;

import java.util.Collection;
import java.util.Map;

/** The values of options, checked. */
record Options(Map<String, String> values) {
    /** Returns a value; null if it is not given. */
    String text(final String name) {
        return values.get(name);
    }

    /** Returns a value that must be one of some words. */
    String choice(final String name, final String otherwise, final Collection<String> allowed) {
        final String value = values.getOrDefault(name, otherwise);
        if (value != null && !allowed.contains(value)) {
            throw new IllegalArgumentException(
                    name + " is '" + value + "', must be " + String.join(", ", allowed));
        }
        return value;
    }

    /** Returns a whole number. */
    int integer(final String name, final int otherwise, final int min, final int max) {
        final double value = number(name, otherwise, min, max);
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(name + " is " + values.get(name) + ", must be a whole number");
        }
        return (int) value;
    }

    /** Returns a number. */
    double number(final String name, final double otherwise, final double min, final double max) {
        final String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        final double number = Table.parse(value);
        if (!(number >= min && number <= max)) {
            throw new IllegalArgumentException(
                    name + " is '" + value + "', must be " + Table.plain(min) + ".." + Table.plain(max));
        }
        return number;
    }
}
