package dev.berth.oracle;

/** The engine and the oracle differ, or the engine has failed; the message ends with the last commands. */
public final class Difference extends AssertionError {
    private static final long serialVersionUID = 1L;

    Difference(final String message, final Throwable cause) {
        super(message, cause);
    }
}
