package dev.berth.bench.reproduce;

import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Observer;

/**
 * The GPU allocation ratio over the demand that has arrived, both in percent of the GPUs of the fleet.
 *
 * <p>As in the published analysis, the ratio at a load of n % is the mean over the arrivals after which the demand is n
 * % when rounded.
 */
final class AllocationCurve implements Observer {
    private static final int PERCENT = 100;
    private static final int MOST_PERCENT = 1000;

    private final long totalMilli;
    private final double[] sums = new double[MOST_PERCENT + 1];
    private final int[] arrivals = new int[MOST_PERCENT + 1];
    private long askedMilli;
    private long allocatedMilli;

    /**
     * Creates a curve without points.
     *
     * @param gpus the GPUs of the fleet.
     */
    AllocationCurve(final int gpus) {
        totalMilli = 1000L * gpus;
    }

    @Override
    public void placed(final Request request, final int instance) {
        allocatedMilli += milli(request);
        arrived(request);
    }

    @Override
    public void refused(final Request request) {
        arrived(request);
    }

    private static long milli(final Request request) {
        return (long) request.gpus() * request.gpuMilli();
    }

    private void arrived(final Request request) {
        askedMilli += milli(request);
        final int load = (int) Math.min(MOST_PERCENT, Math.rint((double) PERCENT * askedMilli / totalMilli));
        sums[load] += (double) PERCENT * allocatedMilli / totalMilli;
        arrivals[load]++;
    }

    /**
     * Returns the ratio at a load.
     *
     * @param load percent of the GPUs of the fleet, 1 or more.
     * @return percent; if no arrival brought the demand to this load, the ratio at a point more or less, and if that is
     *     missing too, at the next lower load.
     */
    double at(final int load) {
        if (arrivals[load] > 0) {
            return sums[load] / arrivals[load];
        }
        final int beside = arrivals[load - 1] + arrivals[load + 1];
        if (beside > 0) {
            return (sums[load - 1] + sums[load + 1]) / beside;
        }
        int lower = load;
        while (lower > 0 && arrivals[lower] == 0) {
            lower--;
        }
        return sums[lower] / Math.max(1, arrivals[lower]);
    }
}
