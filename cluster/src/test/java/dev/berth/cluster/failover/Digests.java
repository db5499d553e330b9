package dev.berth.cluster.failover;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The digests that the nodes printed, by the number of entries applied. A replay may print one again. */
final class Digests {
    private static final Pattern LINE = Pattern.compile(".*digest applied=(\\d+) value=(\\S+).*");

    private final Map<Long, Map<Integer, String>> byApplied = new HashMap<>();

    /** Takes note of a line that a node printed. */
    synchronized void printed(final int node, final String line) {
        final Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            byApplied
                    .computeIfAbsent(Long.parseLong(matcher.group(1)), key -> new TreeMap<>())
                    .merge(node, matcher.group(2), (before, now) -> before.equals(now) ? now : before + " then " + now);
        }
    }

    /** Returns the nodes that have not printed a digest at a number of entries. */
    synchronized Set<Integer> missing(final long applied) {
        final Set<Integer> missing = new TreeSet<>(Set.of(0, 1, 2));
        missing.removeAll(byApplied.getOrDefault(applied, Map.of()).keySet());
        return missing;
    }

    /** Returns how the digests of the nodes differ from each other or from the one that a client was told; "" = not. */
    synchronized String difference(final long applied, final String told) {
        final Map<Integer, String> printed = byApplied.getOrDefault(applied, Map.of());
        final boolean same = printed.values().stream().allMatch(told::equals);
        return same ? "" : "digests differ at applied=" + applied + ": " + printed;
    }
}
