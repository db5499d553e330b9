package dev.berth;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to why a placement is refused: for each check, the number of considered instances that fail it first, and
 * the closest instance. A placement that is not refused has an explanation too, with eligible instances. It is
 * immutable.
 */
public final class Explanation {
    private final int considered;
    private final int[] counts;
    private final Map<String, Integer> resourceCounts;
    private final int closestOrdinal;
    private final List<FailedCheck> closestFailures;

    /**
     * Creates an explanation.
     *
     * @param considered the number of instances considered.
     * @param counts by check, the number of instances that fail it first; all named resources count as one check.
     * @param resourceCounts by named resource, the number of instances that fail its check first; every resource of the
     *     engine has an entry.
     * @param closestOrdinal the ordinal of the closest instance; −1 = none.
     * @param closestFailures every check that the closest instance fails.
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
     * Returns the number of instances considered: those that are {@code ACTIVE}, belong to the capacity provider to
     * which the plan is narrowed, if it is, and are not excluded by the call.
     *
     * @return 0..maxInstances.
     */
    public int considered() {
        return considered;
    }

    /**
     * Returns the number of instances that fail a given check first.
     *
     * @param check one of the first {@value Reason#CHECKS} reasons; {@link Reason#RESOURCE} stands for all named
     *     resources.
     * @return the number of instances, 0 or more.
     * @throws IllegalArgumentException if the reason is not a check of an instance.
     */
    public int count(final Reason check) {
        if (check.ordinal() >= Reason.CHECKS) {
            throw new IllegalArgumentException(
                    "check is " + check + ", must be one of the first " + Reason.CHECKS + " reasons");
        }
        return counts[check.ordinal()];
    }

    /**
     * Returns the number of instances that fail the check of a named resource first.
     *
     * @param resource one of {@link EngineConfig#resources()}.
     * @return the number of instances, 0 or more.
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
     * Returns the number of instances that pass all checks.
     *
     * @return the number of instances, 0 or more.
     */
    public int eligible() {
        int eligible = considered;
        for (final int count : counts) {
            eligible -= count;
        }
        return eligible;
    }

    /**
     * Returns the instance that comes closest among those that fail: the one with the fewest failed checks, then the
     * one whose largest shortfall ratio over CPU, memory, GPUs, ENI slots and named resources is smallest, then the
     * lowest ordinal.
     *
     * @return the ordinal of the instance; −1 if no considered instance fails.
     */
    public int closestOrdinal() {
        return closestOrdinal;
    }

    /**
     * Returns the first check that the closest instance fails.
     *
     * @return the reason; null if no considered instance fails.
     */
    public @Nullable Reason closestReason() {
        return closestFailures.isEmpty() ? null : closestFailures.get(0).reason();
    }

    /**
     * Returns every check that the closest instance fails, with the amounts that are asked and remain.
     *
     * @return the checks in their order; empty if no considered instance fails.
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
