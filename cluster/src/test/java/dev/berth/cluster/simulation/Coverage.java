package dev.berth.cluster.simulation;

import dev.berth.cluster.internal.codec.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The counts of what happened in a simulation, so that a run in which nothing happens does not count as a pass. */
final class Coverage {
    /** The events that are counted besides the status of requests and the results of commands. */
    enum Event {
        COMMITTED,
        APPLIED,
        LOST_MESSAGE,
        REPEATED_MESSAGE,
        ELECTION,
        DEPOSED_WHILE_CUT_OFF,
        LOST_ENTRY,
        LOST_REPLY,
        CRASH,
        RESTART_FROM_SNAPSHOT,
        RESTART_FROM_THE_LOG,
        REPLAYED,
        REBUILT,
        SNAPSHOT,
        SESSION_CLOSED,
        NEW_SESSION,
        CLIENT_RESTART,
        CLIENT_EVICTED,
        GOODBYE,
        RETRY_SENT,
        RETRY_ANSWERED,
        REPLY_COMPARED,
        REPLY_AGAIN,
        EVICTION,
        GROWTH,
        EVENT,
        EVENT_RECEIVED,
        EVENT_GAP,
        STATE_COMPARED,
        SETTLED
    }

    private final Map<Event, Long> events = new EnumMap<>(Event.class);
    private final Map<Status, Long> statuses = new EnumMap<>(Status.class);
    private final TreeMap<String, Long> results = new TreeMap<>();

    void count(final Event event) {
        events.merge(event, 1L, Long::sum);
    }

    void count(final Event event, final long number) {
        events.merge(event, number, Long::sum);
    }

    void count(final Status status) {
        statuses.merge(status, 1L, Long::sum);
    }

    void count(final Command command, final Result result) {
        final Object first = result.values().isEmpty() ? "" : result.values().get(0);
        final boolean isReason = first instanceof Long && (Long) first < 0;
        results.merge(result.kind() + (isReason ? " with a reason" : ""), 1L, Long::sum);
        results.merge("of " + command.getClass().getSimpleName(), 1L, Long::sum);
    }

    /** Adds the counts of another run. */
    void add(final Coverage other) {
        other.events.forEach((event, number) -> events.merge(event, number, Long::sum));
        other.statuses.forEach((status, number) -> statuses.merge(status, number, Long::sum));
        other.results.forEach((kind, number) -> results.merge(kind, number, Long::sum));
    }

    long of(final Event event) {
        return events.getOrDefault(event, 0L);
    }

    long of(final Status status) {
        return statuses.getOrDefault(status, 0L);
    }

    /** Returns the results of a kind, such as {@code Refused LIMIT}, or of a command, such as {@code of Place}. */
    long of(final String result) {
        return results.getOrDefault(result, 0L);
    }

    @Override
    public String toString() {
        return events + "\n" + statuses + "\n" + results;
    }
}
