package dev.berth.cluster;

import dev.berth.cluster.internal.codec.EventDecoder;
import dev.berth.cluster.internal.codec.EventKind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events on their way to the listener: each number once, in order. An event that does not follow the one before is
 * dropped, and the client subscribes again from the one that is missing; so does it after a new session or leader, when
 * the listener has caught up, and after a while of silence, since the last event of all may have been lost too.
 *
 * <p>The queue between the client and the listener is bounded. The listener may be called by one other thread.
 */
final class EventStream {
    private static final int CAPACITY = 4_096;
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private final EventListener listener;
    private final Consumer<Throwable> errors;
    private final ArrayBlockingQueue<Consumer<EventListener>> queue = new ArrayBlockingQueue<>(CAPACITY);

    /** The number that comes next; 0 = the next that happens, not known yet. */
    private long next;

    private boolean missing = true;
    private boolean subscribing;
    private int subscription;
    private long lastHeard;

    /** Subscriptions in a row that were answered with a loss. */
    private int losses;

    private long lost;
    private @Nullable Thread thread;

    EventStream(final EventListener listener, final long from, final Consumer<Throwable> errors) {
        this.listener = listener;
        this.next = from;
        this.errors = errors;
    }

    /** Says that the session or the leader is another one: the subscription may be gone with what was on its way. */
    void onLeader() {
        missing = true;
        subscribing = false;
        subscription++;
    }

    /** Answers whether the client is to subscribe now, from {@link #from}. */
    boolean wantsSubscription(final long now) {
        return !subscribing
                && queue.remainingCapacity() >= CAPACITY / 2
                && (missing || now - lastHeard >= SILENCE);
    }

    /**
     * Returns the first number to ask for. Events that are kept arrive before the answer that says where they begin, so
     * they were dropped if some before them are lost; a second loss in a row shows that they go faster than that can be
     * made up for, and then only those that happen from now on are asked for, which arrive after the answer.
     */
    long from() {
        return losses >= 2 ? 0 : next;
    }

    /** Says that the subscription is under way; the answer is to be given to {@link #subscribed} with this number. */
    int subscribing(final long now) {
        subscribing = true;
        missing = false;
        lastHeard = now;
        return ++subscription;
    }

    /** Takes the answer to a subscription: the first number that the session is sent. */
    void subscribed(final int number, final long first) {
        if (number != subscription) {
            return;
        }
        subscribing = false;
        if (next == 0) {
            next = first;
        } else if (first > next) {
            lose(first);
        }
    }

    private void lose(final long first) {
        final boolean fromNow = from() == 0;
        if (!tell(lostFrom(next, first - 1))) {
            missing = true;
            return;
        }
        lost += first - next;
        next = first;
        losses = fromNow ? 0 : losses + 1;
        missing |= !fromNow;
    }

    /** Says that the subscription failed. */
    void notSubscribed(final int number) {
        if (number == subscription) {
            subscribing = false;
            missing = true;
        }
    }

    private static Consumer<EventListener> lostFrom(final long first, final long last) {
        return listener -> listener.onLost(first, last);
    }

    void onEvent(final EventDecoder event, final long now) {
        final long number = event.number();
        lastHeard = now;
        if (next == 0 || number < next) {
            return;
        }
        if (number > next || queue.remainingCapacity() == 0) {
            missing = true;
            return;
        }
        final ServiceEvent copy = copy(event);
        tell(to -> to.onEvent(copy));
        next++;
        losses = 0;
    }

    private boolean tell(final Consumer<EventListener> message) {
        return queue.offer(message);
    }

    /** Starts a thread that gives events to the listener. */
    void start() {
        thread = new Thread(this::deliverAll, "berth-client-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops the thread, when the listener returns. Events that wait are dropped. */
    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void deliverAll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                give(queue.take());
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the listener what waits, at most as much as the queue takes; returns how many events that was. */
    int deliver() {
        int delivered = 0;
        for (Consumer<EventListener> next = queue.poll(); next != null; next = queue.poll()) {
            give(next);
            if (++delivered == CAPACITY) {
                break;
            }
        }
        return delivered;
    }

    private void give(final Consumer<EventListener> message) {
        try {
            message.accept(listener);
        } catch (final RuntimeException e) {
            errors.accept(e);
        }
    }

    /** Returns how many events are lost. */
    long lost() {
        return lost;
    }

    private static ServiceEvent copy(final EventDecoder event) {
        return new ServiceEvent(
                event.number(),
                kind(event.kind()),
                event.service(),
                event.task(),
                event.handle(),
                event.ordinal(),
                orNull(event.zone()),
                orNull(event.capacityProvider()));
    }

    private static ServiceEvent.Kind kind(final EventKind kind) {
        switch (kind) {
            case STARTED:
                return ServiceEvent.Kind.STARTED;
            case STOPPED:
                return ServiceEvent.Kind.STOPPED;
            default:
                return ServiceEvent.Kind.LOST;
        }
    }

    private static @Nullable String orNull(final String text) {
        return text.isEmpty() ? null : text;
    }
}
