package dev.berth.bench.policy.vectorpack;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;

/**
 * The first bin that fits in a list that is kept sorted. After each placement and departure the list is sorted anew by
 * the measure of what is left, as shares of the capacity; the sort is stable, so that the history decides between
 * equals. Best Fit sorts by rising measure, and a new bin comes in at the end. Worst Fit sorts by falling measure, and
 * a new bin comes in at the front. First Fit does not sort.
 *
 * <p>This is how the algorithms BF, WF and FF with unit weights of the library Vectorpack_cpp
 * (github.com/Vectorpack/Vectorpack_cpp) choose. On a fixed fleet the list begins with all instances by number, sorted;
 * in bins it has those with a task. A placement costs as many steps as the list has before the bin, and those by which
 * the bin moves.
 */
final class SortedBins implements Policy {
    private final Norm norm;
    private final boolean rising;
    private int[] list = new int[16];
    private float[] measures = new float[16];
    private int size;
    private int at;

    SortedBins(final Norm norm, final boolean rising) {
        this.norm = norm;
        this.rising = rising;
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
            insert(instance, rising ? size : 0, cluster);
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

    /** Moves one bin to where a stable sort of the list puts it. */
    private void move(final int position, final ClusterView cluster) {
        final int instance = list[position];
        final float measure = measure(cluster, instance);
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
        return rising ? a < b : a > b;
    }

    private float measure(final ClusterView cluster, final int instance) {
        float measure = 0;
        for (int d = 0; d < cluster.dimensions(); d++) {
            measure = norm.with(measure, cluster.left(instance, d), cluster.capacity(instance, d));
        }
        return measure;
    }
}
