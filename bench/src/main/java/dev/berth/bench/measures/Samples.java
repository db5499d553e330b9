package dev.berth.bench.measures;

import java.util.Arrays;
import java.util.List;

/** The course of a run over time: columns with a name each, and a row for each sample. */
public final class Samples {
    private final List<String> names;
    private double[][] columns;
    private int size;

    Samples(final List<String> names) {
        this.names = List.copyOf(names);
        columns = new double[names.size()][64];
    }

    void add(final double... row) {
        if (size == columns[0].length) {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = Arrays.copyOf(columns[i], 2 * size);
            }
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i][size] = row[i];
        }
        size++;
    }

    /**
     * Returns the names of the columns, of which the first is the time.
     *
     * @return the names; a unit stands last in a name.
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the number of samples.
     *
     * @return the number of rows.
     */
    public int size() {
        return size;
    }

    /**
     * Returns a value.
     *
     * @param column 0..names − 1.
     * @param sample 0..size − 1.
     * @return the value in the unit of the column.
     */
    public double value(final int column, final int sample) {
        return columns[column][sample];
    }
}
