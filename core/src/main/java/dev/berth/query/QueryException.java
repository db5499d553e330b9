package dev.berth.query;

/**
 * The exception for an expression that cannot be read. It tells the position, what was found there, and what was
 * expected.
 */
public final class QueryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The position from 0, in UTF-16 units. */
    private final int position;

    /** The text that was found, for people. */
    private final String found;

    /** The text that was expected, for people. */
    private final String expected;

    QueryException(final int position, final String found, final String expected) {
        super("at position " + position + ": found " + found + ", expected " + expected);
        this.position = position;
        this.found = found;
        this.expected = expected;
    }

    /**
     * Returns the position from which on the expression cannot be read.
     *
     * @return the position from 0, in UTF-16 units; the length of the expression stands for its end.
     */
    public int position() {
        return position;
    }

    /**
     * Returns what was found at the position.
     *
     * @return a text for people.
     */
    public String found() {
        return found;
    }

    /**
     * Returns what was expected at the position.
     *
     * @return a text for people.
     */
    public String expected() {
        return expected;
    }
}
