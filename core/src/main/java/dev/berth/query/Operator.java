package dev.berth.query;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a comparison compares. */
public enum Operator {
    /** There is such a value, or an attribute without one. */
    EXISTS("exists", "exists"),
    /** There is none. */
    NOT_EXISTS("!exists", "not_exists"),
    /** Equal. */
    EQUAL("==", "equals"),
    /** Not equal. */
    NOT_EQUAL("!=", "not_equals"),
    /** Greater. */
    GREATER(">", "greater_than"),
    /** Greater or equal. */
    GREATER_OR_EQUAL(">=", "greater_than_equal"),
    /** Less. */
    LESS("<", "less_than"),
    /** Less or equal. */
    LESS_OR_EQUAL("<=", "less_than_equal"),
    /** Matches a pattern as a whole. */
    MATCHES("=~", "matches"),
    /** Does not match a pattern as a whole. */
    NOT_MATCHES("!~", "not_matches"),
    /** Equal to one of a list. */
    IN("in", "in"),
    /** Equal to none of a list. */
    NOT_IN("!in", "not_in");

    private static final Map<String, Operator> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(operator -> operator.word, operator -> operator));

    private final String symbol;
    private final String word;

    Operator(final String symbol, final String word) {
        this.symbol = symbol;
        this.word = word;
    }

    /**
     * The operator as it is printed.
     *
     * @return the text.
     */
    public String symbol() {
        return symbol;
    }

    /** The operator that is spelled as a word, in lower case; null if it is none. */
    static @Nullable Operator ofWord(final String word) {
        return BY_WORD.get(word);
    }

    /** Whether it only asks if there is a value. */
    boolean isPresence() {
        return this == EXISTS || this == NOT_EXISTS;
    }

    boolean isOrder() {
        return this == GREATER || this == GREATER_OR_EQUAL || this == LESS || this == LESS_OR_EQUAL;
    }

    boolean isPattern() {
        return this == MATCHES || this == NOT_MATCHES;
    }

    boolean isList() {
        return this == IN || this == NOT_IN;
    }

    /** Whether it holds for a value unless the value is, matches, or is among, the literals. */
    boolean isNegative() {
        return this == NOT_EQUAL || this == NOT_MATCHES || this == NOT_IN;
    }
}
