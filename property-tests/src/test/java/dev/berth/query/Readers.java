package dev.berth.query;

import dev.berth.InstanceView;
import dev.berth.oracle.NaiveQuery;
import dev.berth.workload.Dice;
import dev.berth.workload.QueryShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Readers of the language, and the comparison of one with another. */
final class Readers {
    static final Reader ORACLE = NaiveQuery::parse;

    /** The product: what it throws must be its own exception, and that must say where, and what. */
    static final Reader QUERY = text -> {
        try {
            return Query.parse(text)::matches;
        } catch (final QueryException e) {
            if (e.position() < 0 || e.position() > text.length() || isBlank(e.found()) || isBlank(e.expected())) {
                throw new AssertionError("an error that does not say where and what: " + text, e);
            }
            throw e;
        } catch (final RuntimeException | StackOverflowError e) {
            throw new AssertionError("not a QueryException, of " + text, e);
        }
    };

    private Readers() {}

    /** Makes a predicate of a text, or refuses it with an {@link IllegalArgumentException}. */
    @FunctionalInterface
    interface Reader {
        Predicate<InstanceView> read(String text);
    }

    private static boolean isBlank(final String text) {
        return text == null || text.isBlank();
    }

    /** What the text says to a reader; empty if it refuses it. */
    static Optional<Predicate<InstanceView>> read(final Reader reader, final String text) {
        try {
            return Optional.of(reader.read(text));
        } catch (final IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean accepts(final Reader reader, final String text) {
        return read(reader, text).isPresent();
    }

    /** Where a reader differs from the oracle: whether the text can be read, or for which instance it is true. */
    static Optional<String> difference(
            final Reader reader, final String text, final List<? extends InstanceView> views) {
        return difference(reader, text, text, views);
    }

    /** The same, of a text and another that must mean what the oracle takes the first to mean. */
    static Optional<String> difference(
            final Reader reader, final String text, final String other, final List<? extends InstanceView> views) {
        final Optional<Predicate<InstanceView>> expected = read(ORACLE, text);
        final Optional<Predicate<InstanceView>> actual = read(reader, other);
        if (expected.isPresent() != actual.isPresent()) {
            return Optional.of((expected.isPresent() ? "must be read: " : "must be refused: ") + escaped(other));
        }
        return views.stream()
                .filter(view -> expected.isPresent() && expected.get().test(view) != actual.get().test(view))
                .findFirst()
                .map(view -> "must be " + expected.get().test(view) + ": " + escaped(other) + "\n  for " + view);
    }

    static List<InstanceView> views(final QueryShapes shapes, final Dice dice, final int count) {
        final List<InstanceView> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            views.add(shapes.view(dice));
        }
        return views;
    }

    /** A text with everything that a console would not show as it is. */
    static String escaped(final String text) {
        final StringBuilder shown = new StringBuilder();
        for (final char c : text.toCharArray()) {
            shown.append(c >= ' ' && c < 127 ? String.valueOf(c) : String.format("\\u%04X", (int) c));
        }
        return shown.toString();
    }
}
