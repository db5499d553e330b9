package dev.berth.query;

/** What is wrong with a part of a comparison; the parser knows where that part is. */
final class Fault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    static final int MAX_SHOWN = 60;

    /** Index of the literal that cannot be read; -1 = it is the operator, or how many literals it has. */
    final int literal;

    final String allowed;

    Fault(final String name, final String value, final String allowed, final int literal) {
        super(name + " is " + shown(value) + ", must be " + allowed);
        this.literal = literal;
        this.allowed = allowed;
    }

    /** A text in quotes, cut where it is long. */
    static String shown(final String text) {
        if (text.length() <= MAX_SHOWN) {
            return "'" + text + "'";
        }
        final int cut = Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
        return "'" + text.substring(0, cut) + "…'";
    }
}
