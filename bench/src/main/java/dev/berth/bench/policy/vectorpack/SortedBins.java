package dev.berth.bench.policy.vectorpack;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;

/**
 * The first bin that fits in a list whose order changes after each placement and departure. The order is by the measure
 * of what is left, as shares of the capacity; the history decides between equals.
 *
 * <p>This is how the algorithms with unit weights of the library Vectorpack_cpp (github.com/Vectorpack/Vectorpack_cpp,
 * {@code algos_ItemCentric.cpp}) choose. On a fixed fleet the list begins with all instances by number, put in order
 * one by one; in bins it has those with a task. A placement costs as many steps as the list has before the bin, and
 * those by which the bin moves.
 */
final class SortedBins implements Policy {
    private final Norm norm;
    private final Order order;
    private int[] list = new int[16];
    private float[] measures = new float[16];
    private int size;
    private int at;

    SortedBins(final Norm norm, final Order order) {
        this.norm = norm;
        this.order = order;
    }

    /** The order of the list. */
    enum Order {
        /** By number: First Fit. */
        NUMBER,

        /** A stable sort by rising measure, and a new bin comes in at the end: Best Fit. */
        RISING,

        /** A stable sort by falling measure, and a new bin comes in at the front: Worst Fit. */
        FALLING,

        /**
         * The order that Best Fit Decreasing of the library has in place of a sort by rising measure. A new bin comes
         * in at the end. Then one pass of bubble sort from the end to the front exchanges neighbours for a rising
         * order, and one from the front to the end exchanges neighbours for a falling one, which moves the fullest bin
         * back.
         */
        BUBBLED
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        if (cluster.opensBins()) {
            return;
        }
        list = new int[cluster.size()];
        measures = new float[cluster.size()];
        for (int i = 0; i < list.length; i++) {
            insert(i, size, cluster);
        }
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        for (at = 0; at < size; at++) {
            if (cluster.fits(request, list[at])) {
                return list[at];
            }
        }
        return NONE;
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        if (at == size) {
            insert(instance, order == Order.FALLING ? 0 : size, cluster);
        } else {
            move(at, cluster);
        }
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        int position = 0;
        while (list[position] != instance) {
            position++;
        }
        if (cluster.opensBins() && cluster.tasksOn(instance) == 0) {
            size--;
            System.arraycopy(list, position + 1, list, position, size - position);
            System.arraycopy(measures, position + 1, measures, position, size - position);
        } else {
            move(position, cluster);
        }
    }

    private void insert(final int instance, final int position, final ClusterView cluster) {
        if (size == list.length) {
            list = Arrays.copyOf(list, 2 * size);
            measures = Arrays.copyOf(measures, 2 * size);
        }
        System.arraycopy(list, position, list, position + 1, size - position);
        System.arraycopy(measures, position, measures, position + 1, size - position);
        list[position] = instance;
        size++;
        move(position, cluster);
    }

    /** Moves a bin whose measure has changed. */
    private void move(final int position, final ClusterView cluster) {
        final int instance = list[position];
        final float measure = order == Order.NUMBER ? 0 : measure(cluster, instance);
        if (order == Order.BUBBLED) {
            measures[position] = measure;
            bubble();
            return;
        }
        int to = position;
        for (; to > 0 && isBefore(measure, measures[to - 1]); to--) {
            list[to] = list[to - 1];
            measures[to] = measures[to - 1];
        }
        for (; to < size - 1 && isBefore(measures[to + 1], measure); to++) {
            list[to] = list[to + 1];
            measures[to] = measures[to + 1];
        }
        list[to] = instance;
        measures[to] = measure;
    }

    private boolean isBefore(final float a, final float b) {
        return order == Order.FALLING ? a > b : a < b;
    }

    private void bubble() {
        for (int i = size - 1; i > 0; i--) {
            if (measures[i] < measures[i - 1]) {
                exchange(i, i - 1);
            }
        }
        for (int i = 0; i < size - 1; i++) {
            if (measures[i + 1] > measures[i]) {
                exchange(i, i + 1);
            }
        }
    }

    private void exchange(final int a, final int b) {
        final int instance = list[a];
        final float measure = measures[a];
        list[a] = list[b];
        measures[a] = measures[b];
        list[b] = instance;
        measures[b] = measure;
    }

    private float measure(final ClusterView cluster, final int instance) {
        float measure = 0;
        for (int d = 0; d < cluster.dimensions(); d++) {
            measure = norm.with(measure, cluster.left(instance, d), cluster.capacity(instance, d));
        }
        return measure;
    }
}
