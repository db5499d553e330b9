package dev.berth;

import java.util.Arrays;

/**
 * A set of instances that one call passes over, such as those on which a start has just failed.
 *
 * <p>The ordinals are kept sorted in one array of fixed capacity. {@link #add} is O(capacity), and O(log size) in
 * ascending order; {@link #contains} is O(log size).
 *
 * <p>The array is allocated at construction. The class is not thread-safe.
 */
public final class Exclusion {
    private final int[] ordinals;
    private int size;

    /**
     * Creates an empty exclusion.
     *
     * @param capacity the largest number of instances that it can hold, 1..1048576.
     */
    public Exclusion(final int capacity) {
        ordinals = new int[Checks.inRange("capacity", capacity, 1, EngineConfig.MAX_INSTANCES)];
    }

    /**
     * Adds an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return true if the instance is in the exclusion now; false if the exclusion is full.
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

    /** Removes all instances. */
    public void clear() {
        size = 0;
    }

    /**
     * Answers whether an instance is excluded.
     *
     * @param ordinal the ordinal of the instance.
     * @return true if it is.
     */
    public boolean contains(final int ordinal) {
        return size > 0 && Arrays.binarySearch(ordinals, 0, size, ordinal) >= 0;
    }

    /**
     * Returns the number of excluded instances.
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
