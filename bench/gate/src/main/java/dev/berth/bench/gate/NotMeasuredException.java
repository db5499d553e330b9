package dev.berth.bench.gate;

/** Something could not be measured: neither a pass nor a regression. The message is for people, and complete. */
final class NotMeasuredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotMeasuredException(final String message) {
        super(message);
    }
}
