package dev.berth.bench.policy.fit;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/**
 * The number by which Best Fit and Worst Fit compare instances. Let, in dimension d, l(d) be what is left before the
 * placement and a(d) what is asked, both as shares of the capacity of the instance; a share of a capacity of 0 is 0.
 * All weights are 1.
 */
enum Measure {
    /** The sum of all l(d). */
    L1,

    /** The sum of all l(d)². The root is not taken, because the order is the same. */
    L2,

    /** The greatest l(d). */
    LINF,

    /**
     * The sum of all (l(d) − a(d))²: the norm-based greedy of R. Panigrahy, K. Talwar, L. Uyeda and U. Wieder,
     * "Heuristics for vector bin packing", Microsoft Research 2011.
     */
    NORM_GREEDY,

    /**
     * The sum of all a(d) · l(d): the dot product of the same paper, and of S. Lee, R. Panigrahy, V. Prabhakaran, V.
     * Ramasubramanian, K. Talwar, L. Uyeda and U. Wieder, "Validating heuristics for virtual machines consolidation",
     * MSR-TR-2011-9.
     */
    DOT_PRODUCT;

    double of(final Request request, final ClusterView cluster, final int instance) {
        double measure = 0;
        for (int d = 0; d < cluster.dimensions(); d++) {
            final double capacity = cluster.capacity(instance, d);
            if (capacity > 0) {
                measure = with(measure, cluster.left(instance, d) / capacity, request.amount(d) / capacity);
            }
        }
        return measure;
    }

    private double with(final double measure, final double left, final double asked) {
        switch (this) {
            case L1:
                return measure + left;
            case L2:
                return measure + left * left;
            case LINF:
                return Math.max(measure, left);
            case NORM_GREEDY:
                return measure + (left - asked) * (left - asked);
            default:
                return measure + asked * left;
        }
    }

    /** Returns the greatest, or the squares or shares summed, of what a request asks as shares of given capacities. */
    double size(final double[] amounts, final double[] capacities) {
        double size = 0;
        for (int d = 0; d < amounts.length; d++) {
            if (capacities[d] > 0) {
                size = with(size, amounts[d] / capacities[d], 0);
            }
        }
        return size;
    }
}
