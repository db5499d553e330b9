package dev.berth.query;

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

    /** Longer symbols before those that they begin with. */
    static final Operator[] BY_SYMBOL = {
        EQUAL, NOT_EQUAL, MATCHES, NOT_MATCHES, GREATER_OR_EQUAL, LESS_OR_EQUAL, GREATER, LESS, EXISTS, NOT_EXISTS, IN,
        NOT_IN
    };

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

    /**
     * The operator in its spelling as a word.
     *
     * @return the text, in lower case.
     */
    public String word() {
        return word;
    }

    /** Whether the symbol ends where a word ends. */
    boolean isWord() {
        return this == EXISTS || this == NOT_EXISTS || this == IN || this == NOT_IN;
    }

    /** Whether it takes so many literals. */
    boolean takes(final int literals) {
        return switch (this) {
            case EXISTS, NOT_EXISTS -> literals == 0;
            case IN, NOT_IN -> literals > 0;
            default -> literals == 1;
        };
    }

    boolean orders() {
        return this == GREATER || this == GREATER_OR_EQUAL || this == LESS || this == LESS_OR_EQUAL;
    }

    boolean matchesPattern() {
        return this == MATCHES || this == NOT_MATCHES;
    }

    /** Whether it holds for a value that compares so to the literal: negative = less. */
    boolean holds(final int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            default -> throw new IllegalStateException(this + " does not compare by order");
        };
    }
}
