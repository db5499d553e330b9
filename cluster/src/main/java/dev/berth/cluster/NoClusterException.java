package dev.berth.cluster;

import org.jspecify.annotations.Nullable;

/** The exception for a client that reaches no cluster at first. */
public final class NoClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoClusterException(final String message, final @Nullable Throwable cause) {
        super(message, cause);
    }
}
