package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import java.util.HashMap;
import java.util.Map;

/** The load that the arrivals of each class have in all, as shares of a bin. */
final class ClassLoads {
    private static final double NOTHING = 1e-9;

    private final Map<Object, double[]> loads = new HashMap<>();

    /** Returns what the load of a class would be with one more arrival. */
    double[] with(final Object loadClass, final Request request, final ClusterView cluster) {
        final double[] load = loads.getOrDefault(loadClass, new double[cluster.dimensions()]).clone();
        for (int d = 0; d < load.length; d++) {
            load[d] += BinPolicy.share(request, d, cluster);
        }
        return load;
    }

    void set(final Object loadClass, final double[] load) {
        loads.put(loadClass, load);
    }

    /** Takes a departure off; what is below 1e-9 counts as nothing. */
    void remove(final Object loadClass, final Request request, final ClusterView cluster) {
        final double[] load = loads.get(loadClass);
        for (int d = 0; d < load.length; d++) {
            final double left = load[d] - BinPolicy.share(request, d, cluster);
            load[d] = left < NOTHING ? 0 : left;
        }
    }
}
