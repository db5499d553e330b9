package dev.berth.bench.gate;

/**
 * How fast a case is, as a first short process tells: good enough to say how long a run will take, and to fit it into a
 * budget.
 *
 * @param nanos of one operation, compiled.
 * @param interpretedNanos of one operation, interpreted; NaN if that was not measured.
 * @param startSeconds from the start of a process until the case is set up.
 */
record Speed(double nanos, double interpretedNanos, double startSeconds) {
    /** Returns a line for people, with the operations of the plan as far as they are counted. */
    String text(final String name, final Plan plan, final int tier) {
        final String speed = name + ": about " + Text.count(nanos) + " ns an operation";
        return tier == TimeTier.TIER
                ? speed
                : speed + "; operations of tier 0: " + Text.count(plan.exact()) + " compiled, "
                        + Text.count(plan.interpreted()) + " interpreted, of tier 1: "
                        + Text.count(plan.instructions());
    }
}
