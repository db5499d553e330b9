package dev.berth.bench.policy.sampled;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import java.util.Arrays;

/**
 * The choice of HashiCorp Nomad: open instances in a shuffled order until enough have been found that fit, of which the
 * best by {@code 20 − (10^cpu + 10^memory)} is taken, where both are what would be left as shares of the capacity; the
 * first of equals. A service looks at {@code max(2, ⌈log2 N⌉)}, a batch job at two. From
 * {@code scheduler/feasible/stack.go}, {@code select.go} and {@code nomad/structs/funcs.go} of
 * github.com/hashicorp/nomad.
 *
 * <p>Every request is a job of its own, so nothing is taken off the score for other tasks of the job. An instance on
 * which the request does not fit does not count, so a request is refused if it fits nowhere.
 */
final class Nomad extends SampledPolicy {
    /** The number of instances that a batch job looks at. */
    private static final int BATCH_LIMIT = 2;

    /** After how many instances on which a request does not fit the candidates are asked whether it fits anywhere. */
    private static final int TRIES = 64;

    private final boolean batch;
    private int[] order = {};

    Nomad(final boolean batch) {
        this.batch = batch;
    }

    /** Returns how many instances a service looks at in a cluster of a size. */
    static int serviceLimit(final int instances) {
        return Math.max(BATCH_LIMIT, Integer.SIZE - Integer.numberOfLeadingZeros(instances - 1));
    }

    @Override
    public boolean scans() {
        return false;
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        final int size = open().size();
        if (order.length != size) {
            order = new int[size];
            Arrays.setAll(order, i -> i);
        }
        final int limit = batch ? BATCH_LIMIT : serviceLimit(size);
        int best = NONE;
        double bestScore = Double.NEGATIVE_INFINITY;
        int found = 0;
        for (int i = 0; i < size && found < limit; i++) {
            final int instance = open().get(draw(i, size));
            if (cluster.fits(request, instance)) {
                found++;
                final double score = score(request, cluster, instance);
                if (score > bestScore) {
                    best = instance;
                    bestScore = score;
                }
            } else if (i == TRIES && found == 0 && open().fitNowhere(request)) {
                return NONE;
            }
        }
        return best;
    }

    /** Returns the next of a shuffled order, of which {@code from} have been drawn. */
    private int draw(final int from, final int size) {
        final int at = from + random.nextInt(size - from);
        final int index = order[at];
        order[at] = order[from];
        order[from] = index;
        return index;
    }

    private static double score(final Request request, final ClusterView cluster, final int instance) {
        return 20 - (Math.pow(10, share(request, cluster, instance, 0))
                + Math.pow(10, share(request, cluster, instance, 1)));
    }

    private static double share(
            final Request request, final ClusterView cluster, final int instance, final int dimension) {
        final double capacity = cluster.capacity(instance, dimension);
        return capacity > 0 ? leftAfter(request, cluster, instance, dimension) / capacity : 0;
    }
}
