package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * An estimate of how long a run will take. The costs of a start under valgrind and under JMH are rules of thumb, so
 * that the estimate is within a factor of two on a machine that does nothing else.
 *
 * @param tiers the tiers that are asked for.
 * @param effort the amount of measuring.
 * @param processors the number of cases that are measured at a time in tiers that neighbours do not disturb.
 * @param benchmarks the number of benchmarks that tier 2 runs beside the cases.
 */
record Estimate(SortedSet<Integer> tiers, Effort effort, int processors, int benchmarks) {
    /** The factor by which cachegrind slows the start of a process and its case. */
    private static final int COUNTED_START = 15;

    /** The seconds that a process under JMH takes beside its iterations. */
    private static final double JMH_SECONDS = 1.5;

    private static final int SMOKE_ITERATIONS = 3;
    private static final double SMOKE_SECONDS = 0.6;
    private static final int EXACT_PROCESSES = 4;
    private static final int INSTRUCTION_PROCESSES = 6;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final int MINUTE = 60;

    /**
     * Returns a line for each tier, and a line for all of them.
     *
     * @param counted the speed of each case of tiers 0 to 2, by name.
     * @param plans the plans of the same cases, by name.
     * @param timed the speed of each case of tier 3, by name.
     */
    List<String> lines(
            final Map<String, Speed> counted, final Map<String, Plan> plans, final Map<String, Speed> timed) {
        final List<String> lines = new ArrayList<>();
        double total = 0;
        for (final int tier : tiers) {
            final Map<String, Speed> cases = tier == TimeTier.TIER ? timed : counted;
            double seconds = 0;
            double longest = 0;
            for (final Map.Entry<String, Speed> one : cases.entrySet()) {
                final double each = seconds(tier, one.getValue(), plans.get(one.getKey()));
                seconds += each;
                longest = Math.max(longest, each);
            }
            if (tier == ExactTier.TIER || tier == InstructionTier.TIER) {
                seconds = Math.max(longest, seconds / processors);
            } else if (tier == SmokeTier.TIER) {
                seconds += benchmarks * (JMH_SECONDS + SMOKE_SECONDS);
            }
            total += seconds;
            lines.add("estimate: tier " + tier + ", " + cases.size() + (cases.size() == 1 ? " case: " : " cases: ")
                    + text(seconds));
        }
        lines.add("estimate: all " + text(total));
        return lines;
    }

    private double seconds(final int tier, final Speed speed, final Plan plan) {
        final double start = speed.startSeconds();
        final double nanos = speed.nanos() / NANOS;
        return switch (tier) {
            case ExactTier.TIER -> EXACT_PROCESSES * start
                    + Effort.EXACT_WINDOWS * plan.exact() * nanos
                    + Effort.INTERPRETED_WINDOWS * plan.interpreted() * speed.interpretedNanos() / NANOS;
            case InstructionTier.TIER -> INSTRUCTION_PROCESSES * COUNTED_START * start
                    + (double) Effort.INSTRUCTION_WINDOWS * plan.instructions() * Effort.COUNTING * nanos;
            case SmokeTier.TIER -> JMH_SECONDS + start + SMOKE_ITERATIONS * effort.smokeMillis(speed) / MILLIS;
            default -> effort.forks()
                    * 2
                    * (start + (effort.warmUpMillis(speed) + Effort.PAIRS * effort.sliceMillis(speed)) / MILLIS);
        };
    }

    private static String text(final double seconds) {
        return seconds < 2 * MINUTE
                ? "about " + Math.max(1, Math.round(seconds)) + " s"
                : "about " + Math.round(seconds / MINUTE) + " min";
    }
}
