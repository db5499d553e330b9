package dev.berth.bench.policy;

import dev.berth.bench.trace.Trace;

/**
 * A policy of the class Any Fit: it asks for a new bin only if no open one can take the arrival. On a fixed fleet it
 * chooses among all instances.
 *
 * <p>The class is that of D. S. Johnson, "Fast algorithms for bin packing", Journal of Computer and System Sciences 8,
 * 1974.
 */
public abstract class AnyFitPolicy implements Policy {
    private OpenInstances open;

    /** Creates a policy for one run. */
    protected AnyFitPolicy() {}

    /**
     * Returns the instances among which the policy chooses.
     *
     * @return the same object in the whole run.
     */
    protected final OpenInstances open() {
        return open;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        open = new OpenInstances(cluster);
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        open.placed(instance);
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        open.departed(instance);
    }
}
