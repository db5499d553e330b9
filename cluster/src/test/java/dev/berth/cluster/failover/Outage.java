package dev.berth.cluster.failover;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.LongArrayList;

/**
 * The time without service that clients saw after an event: the longest pause between two acknowledgements, the first
 * of which counts from the event. An acknowledgement that was on its way when the leader was killed still arrives some
 * milliseconds after that, so the time until the first one would not tell.
 */
final class Outage {
    private final Map<String, LongArrayList> acknowledged = new HashMap<>();
    private long begin;

    /** Forgets what was before, and begins to count from a time. */
    synchronized void begin(final long nanos) {
        acknowledged.clear();
        begin = nanos;
    }

    /** Takes note of an acknowledgement that a client saw. */
    synchronized void acknowledged(final String client, final long nanos) {
        if (nanos >= begin) {
            acknowledged.computeIfAbsent(client, key -> new LongArrayList()).addLong(nanos);
        }
    }

    /** Returns the time in which no client was served, in nanoseconds; -1 = none was served since. */
    synchronized long ofAll() {
        final LongArrayList all = new LongArrayList();
        acknowledged.values().forEach(all::addAll);
        return longestPause(all);
    }

    /** Returns the longest time in which one of some clients was not served, in nanoseconds; -1 = one was not since. */
    synchronized long ofOne(final Set<String> clients) {
        long longest = -1;
        for (final String client : clients) {
            final LongArrayList times = acknowledged.get(client);
            if (times == null) {
                return -1;
            }
            longest = Math.max(longest, longestPause(times));
        }
        return longest;
    }

    /** Answers whether each of some clients was served within the last 200 ms, and before. */
    synchronized boolean isSteady(final Set<String> clients, final long now) {
        return clients.stream().allMatch(client -> {
            final LongArrayList times = acknowledged.get(client);
            return times != null && times.size() > 1 && times.getLong(times.size() - 1) > now - 200_000_000L;
        });
    }

    private long longestPause(final LongArrayList list) {
        final long[] times = list.toLongArray();
        Arrays.sort(times);
        long longest = -1;
        long before = begin;
        for (final long time : times) {
            longest = Math.max(longest, time - before);
            before = time;
        }
        return longest;
    }
}
