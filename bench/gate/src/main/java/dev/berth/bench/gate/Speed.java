package dev.berth.bench.gate;

/**
 * The speed of a case, as a short first process measures it. It suffices to estimate how long a run will take and to
 * fit the run into a budget.
 *
 * @param nanos the nanoseconds of one operation, compiled.
 * @param interpretedNanos the nanoseconds of one operation, interpreted; NaN if they were not measured.
 * @param startSeconds the seconds from the start of a process until the case is set up.
 */
record Speed(double nanos, double interpretedNanos, double startSeconds) {
    /** Returns a line for readers with the speed and, for tiers that count, the operations of the plan. */
    String text(final String name, final Plan plan, final int tier) {
        final String speed = name + ": about " + Text.count(nanos) + " ns an operation";
        return tier == TimeTier.TIER
                ? speed
                : speed + "; operations of tier 0: " + Text.count(plan.exact()) + " compiled, "
                        + Text.count(plan.interpreted()) + " interpreted, of tier 1: "
                        + Text.count(plan.instructions());
    }
}
