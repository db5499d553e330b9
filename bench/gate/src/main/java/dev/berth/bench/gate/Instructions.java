package dev.berth.bench.gate;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The instructions of one operation in both builds, with their errors. Processes that do the same differ by what the
 * JVM does beside them, which does not depend on the build or the number of operations, so that the scatter of all
 * kinds of process is pooled.
 *
 * @param base the instructions of one operation in base; NaN if base has no figure.
 * @param baseError the standard error of {@code base}.
 * @param head the instructions of one operation in head.
 * @param headError the standard error of {@code head}.
 * @param freedoms the degrees of freedom of the errors.
 */
record Instructions(double base, double baseError, double head, double headError, int freedoms) {
    private static final double UPPER_TAIL = 0.975;

    /** The degrees of freedom that a recorded error has at least. */
    private static final int RECORDED_FREEDOMS = 1;

    /**
     * The instructions of the processes of a build.
     *
     * @param few the instructions of each short process.
     * @param many the instructions of each long process.
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

        /** Returns the standard error of {@link #perOperation}, given the variance of a process. */
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

    /**
     * Returns the instructions of two builds that were both measured, by processes that differ in a number of
     * operations.
     */
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

    /** Returns the instructions of head, and those of a base that was recorded with its error or has no such case. */
    static Instructions of(final double base, final double baseError, final Counts head, final long operations) {
        final double variance = head.squares() / head.freedoms();
        return new Instructions(
                base,
                baseError,
                head.perOperation(operations),
                head.error(variance, operations),
                head.freedoms() + RECORDED_FREEDOMS);
    }

    /** Returns half of the width of the 95 % interval of head over base. */
    double noise() {
        final double relative = Math.hypot(baseError / base, headError / head);
        return relative * new TDistribution(freedoms).inverseCumulativeProbability(UPPER_TAIL);
    }

    Finding finding(final String name) {
        return Rules.instructions(name, base, head, noise());
    }
}
