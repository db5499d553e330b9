package dev.berth.bench.trace;

import java.io.IOException;

/** The exception for a file that does not have the expected format. */
public final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the file, the line, the value, what it must be, and what to do.
     */
    public TraceFormatException(final String message) {
        super(message);
    }
}
