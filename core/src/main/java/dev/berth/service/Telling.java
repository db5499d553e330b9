package dev.berth.service;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The listener of services, and what it throws: kept until the operation has ended, so that an operation is never left
 * half done and no event is left untold.
 */
final class Telling {
    private final ServiceListener listener;
    private boolean isOperating;

    /** The first that the listener threw in this operation, the others suppressed in it; null = none. */
    private @Nullable Throwable thrown;

    Telling(final ServiceListener listener) {
        this.listener = listener;
    }

    /** Carries out an operation to its end, then throws what the listener threw first. */
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

    /** Throws within an operation, which only the listener can be. */
    void checkIdle() {
        if (isOperating) {
            throw new IllegalStateException("services are changed by their listener, must be changed after the"
                    + " operation of which it is told; note there what is to be done");
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
