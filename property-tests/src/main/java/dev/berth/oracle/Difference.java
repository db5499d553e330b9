package dev.berth.oracle;

/**
 * An error that says that the engine and the oracle differ, or that the engine failed; it ends with the last commands.
 */
public final class Difference extends AssertionError {
    private static final long serialVersionUID = 1L;

    Difference(final String message, final Throwable cause) {
        super(message, cause);
    }
}
