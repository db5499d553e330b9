package dev.berth.bench.measures;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reasons why requests are refused, for a part of them, since an answer costs a pass over all instances: each of
 * the first 64 refusals is looked into, then every second one for as many, then every fourth, and so on.
 *
 * <p>A refusal is the <em>policy</em>'s if an instance fits. Otherwise it is for want of a dimension if no instance has
 * enough of that dimension, whatever else it has; for a <em>mismatch</em> if each dimension is to be had somewhere, and
 * nowhere all of them together. The first dimension that applies counts.
 */
final class RefusalReasons {
    private static final int BEFORE_THINNING = 64;

    private final String[] labels;
    private final long[] missing;
    private long byPolicy;
    private long byMismatch;
    private long refusals;
    private long explained;
    private long stride = 1;

    RefusalReasons(final String... labels) {
        this.labels = labels.clone();
        missing = new long[labels.length];
    }

    void note(final Request request, final ClusterView cluster) {
        if (refusals++ % stride != 0) {
            return;
        }
        explain(request, cluster);
        if (++explained % BEFORE_THINNING == 0) {
            stride *= 2;
        }
    }

    private void explain(final Request request, final ClusterView cluster) {
        final boolean[] found = new boolean[labels.length];
        for (int i = 0; i < cluster.size(); i++) {
            if (cluster.fits(request, i)) {
                byPolicy++;
                return;
            }
            for (int d = 0; d < found.length; d++) {
                found[d] |= cluster.left(i, d) >= request.amount(d);
            }
        }
        for (int d = 0; d < found.length; d++) {
            if (!found[d]) {
                missing[d]++;
                return;
            }
        }
        byMismatch++;
    }

    /** Adds the share of each reason in percent of the refusals that were looked into; nothing if there were none. */
    void addTo(final Map<String, Double> values) {
        final Map<String, Long> counts = new TreeMap<>();
        for (int d = 0; d < labels.length; d++) {
            counts.put("refused_for_" + labels[d] + "_percent", missing[d]);
        }
        counts.put("refused_for_mismatch_percent", byMismatch);
        counts.put("refused_by_policy_percent", byPolicy);
        counts.forEach((name, count) -> values.put(name, explained == 0 ? 0 : 100.0 * count / explained));
    }
}
