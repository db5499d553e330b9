package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/** Classify By Duration, and Classify By Departure Time: First Fit within the class of the arrival. */
final class Classify extends ClassifiedPolicy {
    private final boolean duration;
    private final double parameter;

    /**
     * Creates a policy.
     *
     * @param duration true to classify by the predicted lifetime, into powers of the parameter; false to classify by
     *     the predicted departure, into intervals of so many days.
     * @param parameter above 1 for durations, above 0 for departures.
     */
    Classify(final boolean duration, final double parameter) {
        this.duration = duration;
        this.parameter = parameter;
    }

    @Override
    int choose(final Request request, final ClusterView cluster) {
        return firstFit(
                duration
                        ? Math.floor(log2(predictedDays(request)) / log2(parameter))
                        : Math.floor(request.predictedDepartureDays() / parameter),
                request,
                cluster);
    }

    /** Returns the binary logarithm, which is exact for powers of two. */
    static double log2(final double x) {
        final int exponent = Math.getExponent(x);
        return exponent + Math.log(Math.scalb(x, -exponent)) / Math.log(2);
    }
}
