package dev.berth.cluster.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of elements numbered 1, 2, 3 ..., of which the first may have been dropped.
 *
 * @param <T> what it holds.
 */
final class Log<T> {
    private final List<T> elements = new ArrayList<>();
    private long first = 1;

    /** Returns the number of the first element that is kept, or of the next one if there is none. */
    long first() {
        return first;
    }

    /** Returns the number of the last element; 0 if there was never one. */
    long last() {
        return first + elements.size() - 1;
    }

    T get(final long number) {
        return elements.get((int) (number - first));
    }

    void add(final T element) {
        elements.add(element);
    }

    /** Drops the elements after a number. */
    void cutAfter(final long last) {
        elements.subList((int) (last - first + 1), elements.size()).clear();
    }

    /** Drops the elements up to a number, all at once if they are many. */
    void forget(final long upTo) {
        final int count = (int) (upTo - first + 1);
        if (count > 256) {
            elements.subList(0, count).clear();
            first += count;
        }
    }

    /** Makes this equal to another log. */
    void copy(final Log<T> other) {
        elements.clear();
        elements.addAll(other.elements);
        first = other.first;
    }
}
