package dev.berth.bench.replay;

import dev.berth.Explanation;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The number of refused placements, and the reasons for a part of them. An explanation costs a pass over all instances.
 * So each of the first {@link #EXPLAINED_BEFORE_THINNING} refusals is explained, then every second one for as many
 * explanations, then every fourth, and so on.
 */
final class Refusals {
    /** The number of explanations after which half as many refusals are explained. */
    static final int EXPLAINED_BEFORE_THINNING = 256;

    private static final Reason[] REASONS = Reason.values();

    private final long[] instancesByReason = new long[Reason.CHECKS];
    private final long[] closestByReason = new long[Reason.CHECKS];
    private long count;
    private long explained;
    private long stride = 1;

    /** Counts a refusal that has just happened, and explains it if it is its turn. */
    void note(final PlacementEngine engine, final long plan, final long group) {
        if (count++ % stride != 0) {
            return;
        }
        final Explanation explanation = engine.explain(plan, group);
        for (int i = 0; i < Reason.CHECKS; i++) {
            instancesByReason[i] += explanation.count(REASONS[i]);
        }
        if (explanation.closestReason() != null) {
            closestByReason[explanation.closestReason().ordinal()]++;
        }
        if (++explained % EXPLAINED_BEFORE_THINNING == 0) {
            stride *= 2;
        }
    }

    long count() {
        return count;
    }

    long explained() {
        return explained;
    }

    /** Returns the share of each reason over all instances, such as {@code RESOURCE:CPU 83.1 %}. */
    String instancesByReason() {
        return shares(instancesByReason);
    }

    /** Returns the share of each reason over the instances that came closest to taking a refused task. */
    String closestByReason() {
        return shares(closestByReason);
    }

    private static String shares(final long[] counts) {
        final long sum = Arrays.stream(counts).sum();
        return sum == 0 ? "none" : Arrays.stream(REASONS, 0, Reason.CHECKS)
                .filter(reason -> counts[reason.ordinal()] > 0)
                .map(reason -> String.format(
                        Locale.ROOT, "%s %.1f %%", reason.text(), 100.0 * counts[reason.ordinal()] / sum))
                .collect(Collectors.joining(", "));
    }
}
