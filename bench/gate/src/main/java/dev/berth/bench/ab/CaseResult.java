package dev.berth.bench.ab;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * The result of one case.
 *
 * @param row the name of the case.
 * @param isRandom whether the case draws its places, so that the answers of builds may differ.
 * @param base the figures of the build that is compared with.
 * @param head the figures of the build that is judged.
 * @param inStep whether both carried out the same operations throughout; if not, one is so much faster that its slices
 *     of the same operations would have been too short to time.
 * @param rounds how often both builds were loaded, compiled and measured anew; slices are in the order of the rounds.
 */
public record CaseResult(String row, boolean isRandom, Measured base, Measured head, boolean inStep, int rounds) {
    /**
     * The figures of one build.
     *
     * @param nanos the nanoseconds on a processor for each operation, by slice.
     * @param wallNanos the nanoseconds by the clock of the machine for each operation, by slice.
     * @param operations the number of operations in a slice of the last round.
     * @param checksum a hash of the answers before the first slice and, if in step, of the state and answers after the
     *     last.
     */
    public record Measured(double[] nanos, double[] wallNanos, int operations, long checksum) {
        double median() {
            return new Median().evaluate(nanos);
        }

        private Measured with(final Measured next) {
            return new Measured(
                    joined(nanos, next.nanos),
                    joined(wallNanos, next.wallNanos),
                    next.operations,
                    31 * checksum + next.checksum);
        }

        private static double[] joined(final double[] first, final double[] second) {
            return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
        }
    }

    /** The ways in which the answers of two builds compare. */
    public enum Answers {
        /** Both builds gave the same answers. */
        SAME("same"),
        /** The answers differ in a case that draws its places, which is no mistake. */
        DRAWN("differ, drawn"),
        /** The answers differ in a case in which they must be the same. */
        DIFFERENT("DIFFERENT");

        private final String words;

        Answers(final String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Joins the rounds of a case into one result.
     *
     * @param rounds the results of one or more rounds.
     * @return a result with all slices, in the order of the rounds.
     */
    public static CaseResult of(final List<CaseResult> rounds) {
        return rounds.stream().reduce(CaseResult::with).orElseThrow();
    }

    private CaseResult with(final CaseResult next) {
        return new CaseResult(
                row,
                isRandom,
                base.with(next.base),
                head.with(next.head),
                inStep && next.inStep,
                rounds + next.rounds);
    }

    /**
     * Returns the logarithms of head over base. With one round each pair of slices has one, with several each round has
     * the mean of its pairs: what the JIT and the allocator make of a build is decided once in a round, so that its
     * slices depend on one another.
     */
    double[] logs() {
        return logs(Measured::nanos);
    }

    private double[] logs(final Function<Measured, double[]> nanos) {
        final double[] before = nanos.apply(base);
        final double[] after = nanos.apply(head);
        final int pairs = before.length / rounds;
        final double[] logs = new double[rounds == 1 ? pairs : rounds];
        for (int pair = 0; pair < rounds * pairs; pair++) {
            final double log = Math.log(after[pair] / before[pair]);
            if (rounds == 1) {
                logs[pair] = log;
            } else {
                logs[pair / pairs] += log / pairs;
            }
        }
        return logs;
    }

    /**
     * Returns how much longer head takes on a processor.
     *
     * @return head over base, with its interval.
     */
    public LogRatio ratio() {
        return LogRatio.of(logs());
    }

    /**
     * Returns how much longer head takes by the clock of the machine. The ratio exceeds that of the processor if head
     * waits.
     */
    LogRatio wallRatio() {
        return LogRatio.of(logs(Measured::wallNanos));
    }

    /**
     * Returns how the answers of the builds compare.
     *
     * @return one of the three ways.
     */
    public Answers answers() {
        if (base.checksum() == head.checksum()) {
            return Answers.SAME;
        }
        return isRandom ? Answers.DRAWN : Answers.DIFFERENT;
    }
}
