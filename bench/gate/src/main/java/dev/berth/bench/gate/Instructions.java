package dev.berth.bench.gate;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Instructions of one operation in both builds, and how sure they are. Processes of one build that do the same differ
 * by what the JVM does beside, whatever they do: the scatter of all kinds of process is pooled.
 *
 * @param base instructions of one operation, NaN if there is no base.
 * @param baseError their standard error.
 * @param head instructions of one operation.
 * @param headError their standard error.
 * @param freedoms degrees of freedom of the errors.
 */
record Instructions(double base, double baseError, double head, double headError, int freedoms) {
    private static final double UPPER_TAIL = 0.975;

    /** A recorded error has been told by as many degrees of freedom at least. */
    private static final int RECORDED_FREEDOMS = 1;

    /**
     * Instructions of the processes of a build.
     *
     * @param few of each short process.
     * @param many of each long one.
     */
    record Counts(List<Long> few, List<Long> many) {
        double perOperation(final long operations) {
            return (mean(many) - mean(few)) / operations;
        }

        double squares() {
            return squares(few) + squares(many);
        }

        int freedoms() {
            return few.size() + many.size() - 2;
        }

        /** Returns the standard error of {@link #perOperation}, for processes that vary so much. */
        double error(final double variance, final long operations) {
            return Math.sqrt(variance * (1.0 / few.size() + 1.0 / many.size())) / operations;
        }

        private static double mean(final List<Long> counts) {
            return counts.stream().mapToLong(Long::longValue).average().orElseThrow();
        }

        private static double squares(final List<Long> counts) {
            final double mean = mean(counts);
            return counts.stream()
                    .mapToDouble(count -> (count - mean) * (count - mean))
                    .sum();
        }
    }

    /** Both builds were measured, by processes that differ in so many operations. */
    static Instructions of(final Counts base, final Counts head, final long operations) {
        final int freedoms = base.freedoms() + head.freedoms();
        final double variance = (base.squares() + head.squares()) / freedoms;
        return new Instructions(
                base.perOperation(operations),
                base.error(variance, operations),
                head.perOperation(operations),
                head.error(variance, operations),
                freedoms);
    }

    /** Base was recorded with its error, or has no such case. */
    static Instructions of(final double base, final double baseError, final Counts head, final long operations) {
        final double variance = head.squares() / head.freedoms();
        return new Instructions(
                base,
                baseError,
                head.perOperation(operations),
                head.error(variance, operations),
                head.freedoms() + RECORDED_FREEDOMS);
    }

    /** Returns half of the 95 % interval of head over base. */
    double noise() {
        final double relative = Math.hypot(baseError / base, headError / head);
        return relative * new TDistribution(freedoms).inverseCumulativeProbability(UPPER_TAIL);
    }

    Finding finding(final String name) {
        return Rules.instructions(name, base, head, noise());
    }
}
