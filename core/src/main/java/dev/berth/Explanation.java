package dev.berth;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a placement is refused, or that it is not: counts per reason over the instances considered, and the closest one.
 * Immutable.
 */
public final class Explanation {
    private final int considered;
    private final int[] counts;
    private final Map<String, Integer> resourceCounts;
    private final int closestOrdinal;
    private final List<FailedCheck> closestFailures;

    /**
     * An explanation.
     *
     * @param considered instances.
     * @param counts of them by the first check that they fail; all named resources are one.
     * @param resourceCounts of those whose first is that of a named resource, by its name; none is left out.
     * @param closestOrdinal of the closest instance, −1 = none.
     * @param closestFailures every check that it fails.
     */
    public Explanation(
            final int considered,
            final int[] counts,
            final Map<String, Integer> resourceCounts,
            final int closestOrdinal,
            final List<FailedCheck> closestFailures) {
        this.considered = considered;
        this.counts = Arrays.copyOf(counts, Reason.CHECKS);
        this.resourceCounts = Collections.unmodifiableMap(new LinkedHashMap<>(resourceCounts));
        this.closestOrdinal = closestOrdinal;
        this.closestFailures = List.copyOf(closestFailures);
    }

    /**
     * How many instances were considered: the {@code ACTIVE} ones; of a plan that is narrowed to a capacity provider,
     * those of that provider; without those that the call excludes.
     *
     * @return 0..maxInstances.
     */
    public int considered() {
        return considered;
    }

    /**
     * How many instances fail a check as the first that they fail.
     *
     * @param check one of the first {@value Reason#CHECKS} reasons; {@link Reason#RESOURCE} is any named resource.
     * @return a count.
     * @throws IllegalArgumentException if it is another reason.
     */
    public int count(final Reason check) {
        if (check.ordinal() >= Reason.CHECKS) {
            throw new IllegalArgumentException(
                    "check is " + check + ", must be one of the first " + Reason.CHECKS + " reasons");
        }
        return counts[check.ordinal()];
    }

    /**
     * How many instances fail the check of a named resource as the first that they fail.
     *
     * @param resource one of {@link EngineConfig#resources()}.
     * @return a count.
     * @throws IllegalArgumentException if the engine has no resource of that name.
     */
    public int count(final String resource) {
        final Integer count = resourceCounts.get(resource);
        if (count == null) {
            throw new IllegalArgumentException(
                    "resource is '" + resource + "', must be one of " + resourceCounts.keySet());
        }
        return count;
    }

    /**
     * How many instances pass all checks.
     *
     * @return a count.
     */
    public int eligible() {
        int eligible = considered;
        for (final int count : counts) {
            eligible -= count;
        }
        return eligible;
    }

    /**
     * The instance that comes closest among those that fail: fewest failed checks, then the smallest largest shortfall
     * ratio over CPU, memory, GPUs, slots and named resources, then the lowest ordinal.
     *
     * @return its ordinal, −1 if no considered instance fails.
     */
    public int closestOrdinal() {
        return closestOrdinal;
    }

    /**
     * The first check that the closest instance fails.
     *
     * @return the reason, null if no considered instance fails.
     */
    public @Nullable Reason closestReason() {
        return closestFailures.isEmpty() ? null : closestFailures.get(0).reason();
    }

    /**
     * Every check that the closest instance fails, with what is asked and what remains.
     *
     * @return in the order of the checks; empty if no considered instance fails.
     */
    public List<FailedCheck> closestFailures() {
        return closestFailures;
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("Explanation[considered=" + considered);
        text.append(", eligible=").append(eligible());
        for (int check = 0; check < counts.length; check++) {
            if (counts[check] > 0) {
                text.append(", ").append(Reason.values()[check]).append('=').append(counts[check]);
            }
        }
        text.append(", closestOrdinal=").append(closestOrdinal);
        return text.append(", closestFailures=").append(closestFailures).append(']').toString();
    }
}
