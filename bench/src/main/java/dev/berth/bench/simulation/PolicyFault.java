package dev.berth.bench.simulation;

/** A policy broke its contract: it threw, or chose an instance that cannot take the request. */
public final class PolicyFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PolicyFault(final String message, final Throwable cause) {
        super(message, cause);
    }
}
