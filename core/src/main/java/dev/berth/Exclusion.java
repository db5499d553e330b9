package dev.berth;

import java.util.Arrays;

/**
 * Instances that one call must pass over, such as those on which a start has just failed.
 *
 * <p>Backed by one array of fixed capacity, sorted; {@link #add} is O(capacity), in ascending order O(log size), and
 * {@link #contains} O(log size).
 *
 * <p>Allocates at construction only. Not thread-safe.
 */
public final class Exclusion {
    private final int[] ordinals;
    private int size;

    /**
     * An empty exclusion.
     *
     * @param capacity the most instances that it can hold, 1..1048576.
     */
    public Exclusion(final int capacity) {
        ordinals = new int[Checks.inRange("capacity", capacity, 1, EngineConfig.MAX_INSTANCES)];
    }

    /**
     * Adds an instance.
     *
     * @param ordinal of the instance.
     * @return false if the exclusion is full, true if the instance is in it now.
     */
    public boolean add(final int ordinal) {
        final int at = Arrays.binarySearch(ordinals, 0, size, ordinal);
        if (at >= 0) {
            return true;
        }
        if (size == ordinals.length) {
            return false;
        }
        final int insertAt = -1 - at;
        System.arraycopy(ordinals, insertAt, ordinals, insertAt + 1, size - insertAt);
        ordinals[insertAt] = ordinal;
        size++;
        return true;
    }

    /** Forgets all instances. */
    public void clear() {
        size = 0;
    }

    /**
     * Whether an instance is excluded.
     *
     * @param ordinal of the instance.
     * @return true if it is.
     */
    public boolean contains(final int ordinal) {
        return size > 0 && Arrays.binarySearch(ordinals, 0, size, ordinal) >= 0;
    }

    /**
     * How many instances are excluded.
     *
     * @return 0..capacity.
     */
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return "Exclusion" + Arrays.toString(Arrays.copyOf(ordinals, size));
    }
}
