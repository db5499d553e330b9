package dev.berth.bench.simulation;

import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;

/**
 * A lower bound on the instances that tasks need at each time, whatever the policy, even if tasks could be cut in
 * pieces. For bins it is the greatest, over the dimensions, of ⌈load / capacity⌉. For a fleet it is the greatest, over
 * the dimensions, of the fewest instances whose capacities add up to the load, the largest taken first. It is at least
 * 1 while a task runs, and at most the fleet. GPU shares, models, zones and groups are left out.
 *
 * <p>As an observer it follows the tasks that a simulation placed. A change costs O(dimensions), and O(dimensions · log
 * N) on a fleet of N instances.
 */
public final class LowerBound implements Observer {
    private static final double TOLERANCE = 1e-9;

    private final double[] binCapacity;
    private final double[][] heldByLargest;
    private final double[] load;
    private int tasks;
    private int now;
    private int most;

    private LowerBound(final int dimensions, final double[] binCapacity, final double[][] heldByLargest) {
        this.binCapacity = binCapacity;
        this.heldByLargest = heldByLargest;
        load = new double[dimensions];
    }

    /**
     * Creates the bound for bins that open on demand.
     *
     * @param capacity what each bin has in each dimension.
     * @return a bound without tasks.
     */
    public static LowerBound bins(final double... capacity) {
        return new LowerBound(capacity.length, capacity.clone(), null);
    }

    /**
     * Creates the bound for a fleet.
     *
     * @param fleet the instances.
     * @param dimensions the number of dimensions of the trace.
     * @return a bound without tasks.
     */
    public static LowerBound fleet(final Fleet fleet, final int dimensions) {
        final double[][] held = new double[dimensions][fleet.size()];
        for (int d = 0; d < dimensions; d++) {
            for (int i = 0; i < fleet.size(); i++) {
                held[d][i] = -fleet.capacity(i, d);
            }
            Arrays.sort(held[d]);
            double sum = 0;
            for (int i = 0; i < fleet.size(); i++) {
                sum -= held[d][i];
                held[d][i] = sum;
            }
        }
        return new LowerBound(dimensions, null, held);
    }

    /**
     * Follows all tasks of a trace, of which none is refused.
     *
     * @param events what happens.
     * @return the most instances that are needed at one time.
     */
    public int most(final Events events) {
        final Trace trace = events.trace();
        for (int i = 0; i < events.size(); i++) {
            final int event = events.event(i);
            final Shape shape = trace.shapes().get(trace.shape(events.row(event >= 0 ? event : ~event)));
            for (int d = 0; d < load.length; d++) {
                load[d] += event >= 0 ? shape.amounts().get(d) : -shape.amounts().get(d);
            }
            changed(event >= 0 ? 1 : -1);
        }
        return most;
    }

    @Override
    public void placed(final Request request, final int instance) {
        for (int d = 0; d < load.length; d++) {
            load[d] += request.amount(d);
        }
        changed(1);
    }

    @Override
    public void departed(final Request request, final int instance) {
        for (int d = 0; d < load.length; d++) {
            load[d] -= request.amount(d);
        }
        changed(-1);
    }

    private void changed(final int more) {
        tasks += more;
        now = tasks > 0 ? 1 : 0;
        for (int d = 0; d < load.length && tasks > 0; d++) {
            now = Math.max(now, binCapacity == null ? ofFleet(d) : ofBins(d));
        }
        most = Math.max(most, now);
    }

    private int ofBins(final int dimension) {
        return (int) Math.ceil(load[dimension] / (binCapacity[dimension] + TOLERANCE) - TOLERANCE);
    }

    private int ofFleet(final int dimension) {
        final double[] held = heldByLargest[dimension];
        int low = 0;
        int high = held.length - 1;
        while (low < high) {
            final int middle = (low + high) / 2;
            if (held[middle] + TOLERANCE < load[dimension]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low + 1;
    }

    /**
     * Returns how many instances the tasks need that run now.
     *
     * @return 0 or more.
     */
    public int now() {
        return now;
    }

    /**
     * Returns how many instances were needed when the most were.
     *
     * @return 0 or more.
     */
    public int most() {
        return most;
    }
}
