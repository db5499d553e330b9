package dev.berth.cluster;

/**
 * The exception for a request that the client does not take, because as many as it may have are in flight. The request
 * was not sent: try again when one of the others has been answered, or use {@link PlacementClient#call}, which waits.
 */
public final class BackPressureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackPressureException(final String message) {
        super(message);
    }
}
