package dev.berth.service;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The notifier of the listener of services. The exceptions of the listener are kept until the operation has ended, so
 * that every operation is completed and every event is told.
 */
final class Telling {
    private final ServiceListener listener;
    private boolean isOperating;

    /** The first exception that the listener threw in this operation, with the others suppressed in it; null = none. */
    private @Nullable Throwable thrown;

    Telling(final ServiceListener listener) {
        this.listener = listener;
    }

    /** Carries out an operation to its end, then throws the first exception of the listener. */
    void during(final Runnable operation) {
        checkIdle();
        isOperating = true;
        try {
            operation.run();
        } catch (final RuntimeException | Error e) {
            keep(e);
        }
        isOperating = false;
        final Throwable first = thrown;
        thrown = null;
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }

    /** Throws within an operation, since the call can come from the listener alone. */
    void checkIdle() {
        if (isOperating) {
            throw new IllegalStateException("a listener changed its services within an operation, must change them"
                    + " after it; record the change and make it when the operation has returned");
        }
    }

    void tell(final BiConsumer<ServiceListener, ServiceTask> event, final ServiceTask task) {
        try {
            event.accept(listener, task);
        } catch (final RuntimeException | Error e) {
            keep(e);
        }
    }

    private void keep(final Throwable failure) {
        if (thrown == null) {
            thrown = failure;
        } else if (thrown != failure) {
            thrown.addSuppressed(failure);
        }
    }
}
