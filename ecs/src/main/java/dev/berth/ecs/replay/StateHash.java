package dev.berth.ecs.replay;

import java.util.Collection;
import java.util.List;

/** A hash of plain values: numbers, texts, lists of them in their order, other collections in any order. */
final class StateHash {
    private static final long PRIME = 0x100000001B3L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private StateHash() {}

    static long of(final Object value) {
        if (value == null) {
            return mix(1);
        }
        if (value instanceof String text) {
            return ofText(text);
        }
        if (value instanceof Number number) {
            return mix(mix(2) + number.longValue());
        }
        if (value instanceof Boolean bool) {
            return mix(bool ? 3 : 4);
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        return ofCollection((Collection<?>) value);
    }

    private static long ofText(final String text) {
        long hash = mix(mix(5) + text.length());
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    private static long ofList(final List<?> list) {
        long hash = mix(mix(6) + list.size());
        for (final Object item : list) {
            hash = mix(hash + of(item));
        }
        return hash;
    }

    private static long ofCollection(final Collection<?> collection) {
        long sum = 0;
        for (final Object item : collection) {
            sum += of(item);
        }
        return mix(mix(7) + sum);
    }

    private static long mix(final long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
