package dev.berth.bench.ab;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * What was measured of one row.
 *
 * @param row its name.
 * @param isRandom whether places are drawn, so that builds may differ in their answers.
 * @param base the build that is compared with.
 * @param head the build that is judged.
 * @param inStep whether both carried out the same operations throughout; if not, one is so much faster that the
 *     slices of the same operations would have been too short to be timed.
 * @param rounds how often both were loaded, compiled and measured anew; the slices are in the order of the rounds.
 */
public record RowResult(String row, boolean isRandom, Measured base, Measured head, boolean inStep, int rounds) {
    /**
     * One build.
     *
     * @param nanos of the processor for each operation, by slice.
     * @param wallNanos of the clock of the machine for each operation, by slice.
     * @param operations of a slice, in the last round.
     * @param checksum of the answers before the first slice and, if in step, of the state and answers after the last.
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

    /** How the answers of the builds compare. */
    public enum Answers {
        /** Both gave the same. */
        SAME("same"),
        /** They differ where places are drawn: no mistake. */
        DRAWN("differ, drawn"),
        /** They differ where they must not. */
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
     * Returns the rounds of a row as one result.
     *
     * @param rounds one or more.
     * @return all slices, in the order of the rounds.
     */
    public static RowResult of(final List<RowResult> rounds) {
        return rounds.stream().reduce(RowResult::with).orElseThrow();
    }

    private RowResult with(final RowResult next) {
        return new RowResult(
                row,
                isRandom,
                base.with(next.base),
                head.with(next.head),
                inStep && next.inStep,
                rounds + next.rounds);
    }

    /**
     * The logarithm of head over base: by pair of slices if there is one round, else the mean of each round. What the
     * JIT and the allocator make of a build is drawn once in a round, so that its slices are not independent.
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
     * Returns how much longer the head takes.
     *
     * @return head over base, with its interval.
     */
    public LogRatio ratio() {
        return LogRatio.of(logs());
    }

    /** Returns the ratio by the clock of the machine: beyond that of the processor if head waits. */
    LogRatio wallRatio() {
        return LogRatio.of(logs(Measured::wallNanos));
    }

    /**
     * Returns how the answers of the builds compare.
     *
     * @return one of three.
     */
    public Answers answers() {
        if (base.checksum() == head.checksum()) {
            return Answers.SAME;
        }
        return isRandom ? Answers.DRAWN : Answers.DIFFERENT;
    }
}
