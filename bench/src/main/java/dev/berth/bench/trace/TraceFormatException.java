package dev.berth.bench.trace;

import java.io.IOException;

/** The exception for a file that does not have the expected format, or an option with a wrong value. */
public final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the file or option, its value, and what to do.
     */
    public TraceFormatException(final String message) {
        super(message);
    }
}
