package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;

/**
 * A policy that chooses among the bins in use, or opens another. On a fixed fleet, to open a bin is to take the first
 * empty instance that fits.
 */
abstract class BinPolicy implements Policy {
    /** Returns the bin, or {@link Policy#NONE} to open another. */
    abstract int choose(Request request, ClusterView cluster);

    @Override
    public final int place(final Request request, final ClusterView cluster) {
        final int bin = choose(request, cluster);
        return bin == NONE && !cluster.opensBins() ? firstEmpty(request, cluster) : bin;
    }

    private static int firstEmpty(final Request request, final ClusterView cluster) {
        for (int instance = 0; instance < cluster.size(); instance++) {
            if (cluster.tasksOn(instance) == 0 && cluster.fits(request, instance)) {
                return instance;
            }
        }
        return NONE;
    }

    /** Throws if the cluster is a fixed fleet, for which the rule of the policy is not defined. */
    static void requireBins(final ClusterView cluster) {
        if (!cluster.opensBins()) {
            throw new IllegalArgumentException(
                    "the policy needs bins that open on demand; the cluster is a fixed fleet");
        }
    }

    /** Returns the share of a bin that a request asks in one dimension. */
    static double share(final Request request, final int dimension, final ClusterView cluster) {
        final double amount = request.amount(dimension);
        return amount == 0 ? 0 : amount / cluster.largestCapacity(dimension);
    }

    /** Returns the predicted lifetime of a request in days. */
    static double predictedDays(final Request request) {
        return request.predictedDepartureDays() - request.arrivalDays();
    }
}
