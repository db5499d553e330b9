package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.dvbp.Norms.Norm;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A policy that visits the bins in use in the order of a norm of what is free, and may stop before the last. */
abstract class NormWalk extends BinPolicy {
    /** The rounding error below which two norms count as equal. */
    static final double SAME = 1e-9;

    private final Norm norm;
    private final Collection<String> without;
    private Norms norms;

    NormWalk(final Norm norm, final Collection<String> without) {
        this.norm = norm;
        this.without = without;
    }

    /** A bin and the norm of what is free in it. */
    record Step(int bin, double free) {}

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        requireBins(cluster);
        norms = Norms.ofProgram(trace, without);
    }

    final Norms norms() {
        return norms;
    }

    final double free(final double[] load) {
        return norms.free(norm, load);
    }

    /** Returns the bins in use by norm, then by number, ascending. */
    final List<Step> ascending(final ClusterView cluster) {
        final List<Step> steps = new ArrayList<>();
        for (int bin = cluster.nextInUse(0); bin != NONE; bin = cluster.nextInUse(bin + 1)) {
            steps.add(new Step(bin, free(norms.load(bin, cluster))));
        }
        steps.sort(Comparator.comparingDouble(Step::free).thenComparingInt(Step::bin));
        return steps;
    }
}
