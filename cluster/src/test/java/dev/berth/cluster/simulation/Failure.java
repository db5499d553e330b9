package dev.berth.cluster.simulation;

/** A difference that the simulation has found. */
final class Failure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Check check;

    Failure(final Check check, final String message) {
        super(check + ": " + message);
        this.check = check;
    }

    Check check() {
        return check;
    }
}
