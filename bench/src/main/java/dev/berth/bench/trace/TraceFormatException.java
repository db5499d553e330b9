package dev.berth.bench.trace;

import java.io.IOException;

/** The exception for a file that does not have the expected format. */
final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    TraceFormatException(final String message) {
        super(message);
    }
}
