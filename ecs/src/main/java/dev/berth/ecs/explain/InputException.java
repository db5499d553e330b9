package dev.berth.ecs.explain;

/** What was given cannot be used. The message is one line: the file, the member, its value, what is allowed. */
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(final String message) {
        super(message, null, false, false);
    }

    /** A fault in a file, or of one: then the message says what it is. */
    static InputException in(final String file, final String message) {
        return new InputException(file + (message.matches("(is|holds) .*") ? " " : ": ") + message);
    }
}
