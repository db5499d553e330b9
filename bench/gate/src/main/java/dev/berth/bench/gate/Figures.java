package dev.berth.bench.gate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The figures of one build: numbers by metric, by case or benchmark, and checksums of answers by case. */
final class Figures {
    private final Map<String, Map<Metric, Double>> numbers = new TreeMap<>();
    private final Map<String, String> checksums = new TreeMap<>();

    synchronized void put(final String name, final Metric metric, final double value) {
        numbers.computeIfAbsent(name, any -> new EnumMap<>(Metric.class)).put(metric, value);
    }

    synchronized void checksum(final String name, final String checksum) {
        checksums.put(name, checksum);
    }

    /** Returns a number, NaN if there is none. */
    synchronized double number(final String name, final Metric metric) {
        return numbers.getOrDefault(name, Map.of()).getOrDefault(metric, Double.NaN);
    }

    /** Returns a checksum, null if there is none. */
    synchronized String checksum(final String name) {
        return checksums.get(name);
    }

    /** Returns the names of the cases that tier 0 or 1 has measured. */
    synchronized Set<String> counted() {
        final Set<String> names = new TreeSet<>(checksums.keySet());
        numbers.forEach((name, figures) -> {
            if (figures.keySet().stream().anyMatch(metric -> metric.tier() < SmokeTier.TIER)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Returns all numbers, in the order of names and metrics. */
    synchronized Map<String, Map<Metric, Double>> numbers() {
        return new TreeMap<>(numbers);
    }
}
