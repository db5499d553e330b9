package dev.berth.ecs.explain;

/** An input that cannot be used. The message is one line: the file, the member, its value, and what is allowed. */
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(final String message) {
        super(message, null, false, false);
    }

    /**
     * Creates the exception for a fault in a file, or for a fault in the file as a whole, whose message then begins
     * with it.
     */
    static InputException in(final String file, final String message) {
        return new InputException(file + (message.matches("(is|holds) .*") ? " " : ": ") + message);
    }
}
