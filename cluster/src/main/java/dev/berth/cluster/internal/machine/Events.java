package dev.berth.cluster.internal.machine;

import dev.berth.cluster.internal.codec.EventEncoder;
import dev.berth.cluster.internal.codec.EventKind;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceTask;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The things that services did with tasks, as numbered messages: each goes to the sessions that have subscribed, and
 * the last ones are kept for those that subscribe later.
 */
final class Events implements ServiceListener {
    /** The most bytes of the events that are kept. */
    private static final int MAX_BYTES = 64 << 20;

    /** The most characters of a text in an event. */
    private static final int LONGEST_TEXT = 1_024;

    private static final int MAX_EVENT = 64 + 4 * 3 * LONGEST_TEXT;

    final MessageQueue kept;

    /** The sessions that receive events, in the order in which they subscribed. */
    final LongArrayList subscribers = new LongArrayList();

    private final Output output;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_EVENT]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EventEncoder event = new EventEncoder();
    private int maxEvents = 1;


    /** Makes an empty object, whose first event will have a number. */
    Events(final Output output, final long next) {
        this.output = output;
        kept = new MessageQueue(next);
    }

    /** Sets how many events are kept. */
    void keep(final int number) {
        maxEvents = number;
    }

    /**
     * Adds a session to the subscribers and sends it the events that are kept.
     *
     * @param from the first number wanted; 0 = the next that happens.
     * @return the first number that the session is sent, which is higher if the one wanted is not kept any more.
     */
    long subscribe(final long session, final long from) {
        if (from < 0 || from > kept.next()) {
            throw new IllegalArgumentException("from is " + from + ", must be 0.." + kept.next()
                    + "; 0 asks for the events that happen from now on");
        }
        if (!subscribers.containsLong(session)) {
            subscribers.addLong(session);
        }
        final long first = from == 0 ? kept.next() : Math.max(from, kept.first());
        if (first < kept.next()) {
            int at = kept.find(first);
            for (long number = first; number < kept.next(); number++) {
                output.send(session, kept.buffer(), at, kept.length(at));
                at = kept.after(at);
            }
        }
        return first;
    }

    void unsubscribe(final long session) {
        subscribers.removeLong(session);
    }

    @Override
    public void started(final ServiceTask task) {
        tell(task, EventKind.STARTED);
    }

    @Override
    public void stopped(final ServiceTask task) {
        tell(task, EventKind.STOPPED);
    }

    @Override
    public void lost(final ServiceTask task) {
        tell(task, EventKind.LOST);
    }

    private void tell(final ServiceTask task, final EventKind kind) {
        event.wrapAndApplyHeader(buffer, 0, header)
                .number(kept.next())
                .handle(task.handle())
                .ordinal(task.ordinal())
                .kind(kind)
                .service(cut(task.service().name()))
                .task(cut(task.id()))
                .zone(cut(task.zone()))
                .capacityProvider(cut(task.capacityProvider()));
        final int length = event.limit();
        kept.add(buffer, 0, length);
        while (kept.count() > maxEvents || kept.size() > MAX_BYTES) {
            kept.removeFirst();
        }
        for (int index = 0; index < subscribers.size(); index++) {
            output.send(subscribers.getLong(index), buffer, 0, length);
        }
    }

    private static String cut(final @Nullable String text) {
        return text == null ? "" : text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
