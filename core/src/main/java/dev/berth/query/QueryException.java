package dev.berth.query;

/** An expression that cannot be read: where, what was found there, and what was expected. */
public final class QueryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** 0-based, in UTF-16 units. */
    private final int position;

    /** For people. */
    private final String found;

    /** For people. */
    private final String expected;

    QueryException(final int position, final String found, final String expected) {
        super("at position " + position + ": found " + found + ", expected " + expected);
        this.position = position;
        this.found = found;
        this.expected = expected;
    }

    /**
     * Where the expression cannot be read further.
     *
     * @return 0-based, in UTF-16 units; the length of the expression = its end.
     */
    public int position() {
        return position;
    }

    /**
     * What was found there.
     *
     * @return for people.
     */
    public String found() {
        return found;
    }

    /**
     * What was expected there.
     *
     * @return for people.
     */
    public String expected() {
        return expected;
    }
}
