package dev.berth.bench.replay;

import java.util.Arrays;

/** The state of the cluster over time, as columns by sample. */
final class Series {
    /** The names of the columns; a unit stands last in a name. */
    static final String[] NAMES = {
        "time_s", "running_tasks", "placed", "refused", "cpu_used_percent", "memory_used_percent", "instances_in_use",
        "zone_imbalance_percent", "refused_core_hours", "refused_gib_hours"
    };

    /** The number of the column of times. The numbers of the other columns follow. */
    static final int TIME = 0;
    static final int RUNNING = 1;
    static final int PLACED = 2;
    static final int REFUSED = 3;
    static final int CPU = 4;
    static final int MEMORY = 5;
    static final int IN_USE = 6;
    static final int IMBALANCE = 7;
    static final int REFUSED_CORE_HOURS = 8;
    static final int REFUSED_GIB_HOURS = 9;

    private final double[][] columns;
    private int size;

    Series(final int capacity) {
        columns = new double[NAMES.length][capacity];
    }

    boolean isFull() {
        return size == columns[0].length;
    }

    /** Begins a sample; its other columns are then set one by one. */
    void begin(final double timeSeconds) {
        columns[TIME][size++] = timeSeconds;
    }

    void set(final int column, final double value) {
        columns[column][size - 1] = value;
    }

    int size() {
        return size;
    }

    double value(final int column, final int sample) {
        return columns[column][sample];
    }

    double[] column(final int column) {
        return Arrays.copyOf(columns[column], size);
    }

    double max(final int column) {
        return Arrays.stream(columns[column], 0, size).max().orElse(0);
    }

    double mean(final int column) {
        return Arrays.stream(columns[column], 0, size).average().orElse(0);
    }
}
