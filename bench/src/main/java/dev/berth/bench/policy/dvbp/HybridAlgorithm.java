package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;

/**
 * The Hybrid Algorithm and its reduced form. Arrivals have classes by the power of two of their predicted lifetime;
 * the Hybrid Algorithm also cuts each class by the time of arrival. While the load of a class is small, its arrivals
 * share the general bins of all classes; otherwise the class has bins of its own. First Fit is used in both. The
 * direct-sum forms also cut a class by the dimension of which the arrival asks most.
 *
 * <p>Levels of lifetimes count from the shortest of the trace, which the policy looks up beforehand.
 */
final class HybridAlgorithm extends ClassifiedPolicy {
    private final boolean reduced;
    private final boolean directSum;
    private final ClassLoads loads = new ClassLoads();
    private int[] preference = {};
    private int offset;

    HybridAlgorithm(final boolean reduced, final boolean directSum) {
        this.reduced = reduced;
        this.directSum = directSum;
    }

    /** A class of arrivals. */
    private record LoadClass(int level, long interval, int dimension) {}

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        preference = Norms.preference(trace);
        double shortest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < trace.size(); row++) {
            shortest = Math.min(shortest, trace.predictedDepartureDays(row) - trace.arrivalDays(row));
        }
        offset = Math.abs(Math.getExponent(shortest * 3600 * 24)) + 3;
    }

    @Override
    int choose(final Request request, final ClusterView cluster) {
        final LoadClass own = loadClass(request, cluster);
        final double[] load = loads.with(own, request, cluster);
        final double most = Arrays.stream(load).max().orElse(0);
        boolean general = most <= 1.0 / (2 * Math.sqrt(Math.abs(own.level)));
        if (!reduced) {
            loads.set(own, load);
            general &= nextOf(own, 0, cluster) == NONE;
        } else if (general) {
            loads.set(own, load);
        }
        return firstFit(general ? GENERAL : own, request, cluster);
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        if (!reduced || GENERAL.equals(classOf(instance))) {
            loads.remove(loadClass(request, cluster), request, cluster);
        }
    }

    private LoadClass loadClass(final Request request, final ClusterView cluster) {
        final int exponent = Math.getExponent(predictedDays(request) * 86400);
        final int level = exponent + offset;
        final long interval =
                reduced ? 0 : (long) (request.arrivalDays() * 3600 * 24 / Math.scalb(1.0, exponent) + 1);
        return new LoadClass(
                reduced && !directSum ? Math.max(1, level) : level,
                interval,
                directSum ? largest(request, cluster) : 0);
    }

    private int largest(final Request request, final ClusterView cluster) {
        int largest = preference[0];
        for (final int d : preference) {
            if (share(request, d, cluster) > share(request, largest, cluster)) {
                largest = d;
            }
        }
        return largest;
    }
}
