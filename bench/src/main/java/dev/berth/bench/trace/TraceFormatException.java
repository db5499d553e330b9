package dev.berth.bench.trace;

import java.io.IOException;

/** A file is no trace of the format asked for. */
final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    TraceFormatException(final String message) {
        super(message);
    }
}
