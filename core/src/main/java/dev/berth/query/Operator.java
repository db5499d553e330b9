package dev.berth.query;

/** How a comparison compares. */
public enum Operator {
    /** There is such a value, or an attribute without one. */
    EXISTS("exists"),
    /** There is none. */
    NOT_EXISTS("!exists"),
    /** Equal. */
    EQUAL("=="),
    /** Not equal. */
    NOT_EQUAL("!="),
    /** Greater. */
    GREATER(">"),
    /** Greater or equal. */
    GREATER_OR_EQUAL(">="),
    /** Less. */
    LESS("<"),
    /** Less or equal. */
    LESS_OR_EQUAL("<="),
    /** Matches a pattern as a whole. */
    MATCHES("=~"),
    /** Does not match a pattern as a whole. */
    NOT_MATCHES("!~"),
    /** Equal to one of a list. */
    IN("in"),
    /** Equal to none of a list. */
    NOT_IN("!in");

    private final String symbol;

    Operator(final String symbol) {
        this.symbol = symbol;
    }

    /**
     * The operator as it is printed.
     *
     * @return the text.
     */
    public String symbol() {
        return symbol;
    }
}
