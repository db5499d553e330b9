package dev.berth.query;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way in which a comparison compares its subject with literals. */
public enum Operator {
    /** Holds if the subject has a value, or is an attribute without a value. */
    EXISTS("exists", "exists"),
    /** Holds if the instance lacks the subject. */
    NOT_EXISTS("!exists", "not_exists"),
    /** Holds if the value is equal to the literal. */
    EQUAL("==", "equals"),
    /** Holds if the value differs from the literal. */
    NOT_EQUAL("!=", "not_equals"),
    /** Holds if the value is greater than the literal. */
    GREATER(">", "greater_than"),
    /** Holds if the value is greater than the literal or equal to it. */
    GREATER_OR_EQUAL(">=", "greater_than_equal"),
    /** Holds if the value is less than the literal. */
    LESS("<", "less_than"),
    /** Holds if the value is less than the literal or equal to it. */
    LESS_OR_EQUAL("<=", "less_than_equal"),
    /** Holds if the value as a whole matches the pattern. */
    MATCHES("=~", "matches"),
    /** Holds if the value as a whole does not match the pattern. */
    NOT_MATCHES("!~", "not_matches"),
    /** Holds if the value is equal to a literal of the list. */
    IN("in", "in"),
    /** Holds if the value differs from every literal of the list. */
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
     * Returns the operator as it is printed.
     *
     * @return the symbol, such as {@code ==} or {@code in}.
     */
    public String symbol() {
        return symbol;
    }

    /** Returns the operator that a word in lower case spells; null if it spells none. */
    static @Nullable Operator ofWord(final String word) {
        return BY_WORD.get(word);
    }

    /** Answers whether the operator asks only if the subject is there. */
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

    /** Answers whether the operator holds for the values that differ from, or do not match, every literal. */
    boolean isNegative() {
        return this == NOT_EQUAL || this == NOT_MATCHES || this == NOT_IN;
    }
}
