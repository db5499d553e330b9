package dev.berth.query;

/** The exception for a wrong part of a comparison. The parser knows the position of that part. */
final class Fault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    static final int MAX_SHOWN = 60;

    /** The index of the literal that cannot be read; -1 if the operator or the number of literals is wrong. */
    final int literal;

    final String allowed;

    Fault(final String name, final String value, final String allowed, final int literal) {
        super(name + " is " + shown(value) + ", must be " + allowed);
        this.literal = literal;
        this.allowed = allowed;
    }

    /** Returns a text in quotes, cut after MAX_SHOWN units. */
    static String shown(final String text) {
        if (text.length() <= MAX_SHOWN) {
            return "'" + text + "'";
        }
        final int cut = Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
        return "'" + text.substring(0, cut) + "…'";
    }
}
