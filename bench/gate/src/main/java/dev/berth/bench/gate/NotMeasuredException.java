package dev.berth.bench.gate;

/**
 * The exception for something that could not be measured, which is neither a pass nor a regression. Its message is
 * complete and meant for readers.
 */
final class NotMeasuredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotMeasuredException(final String message) {
        super(message);
    }
}
