package dev.berth.oracle;

import dev.berth.Demand;
import dev.berth.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An explanation of why a placement is refused.
 *
 * @param considered number of {@code ACTIVE} instances that the plan considers.
 * @param counts number of instances that fail each check as their first; every check is present, and all named
 *     resources count as one.
 * @param resourceCounts number of instances whose first failed check is that of a named resource, by its name.
 * @param closest the closest of the instances that fail.
 * @param closestReason the first check that the closest instance fails.
 */
public record OracleExplanation(
        int considered,
        Map<Reason, Integer> counts,
        Map<String, Integer> resourceCounts,
        Optional<OracleInstance> closest,
        Optional<Reason> closestReason) {
    static OracleExplanation of(
            final OraclePlan plan, final OracleGroup group, final List<OracleInstance> considered) {
        final Map<Reason, Integer> counts = new TreeMap<>();
        final Map<String, Integer> resourceCounts = new TreeMap<>();
        Optional<Failure> closest = Optional.empty();
        for (final OracleInstance instance : considered) {
            final List<Check> failures = Eligibility.failures(plan, group, instance);
            if (!failures.isEmpty()) {
                counts.merge(failures.get(0).reason(), 1, Integer::sum);
                if (failures.get(0).resource() != null) {
                    resourceCounts.merge(failures.get(0).resource(), 1, Integer::sum);
                }
                final Failure failure = new Failure(instance, failures, largestShortfall(plan.demand(), instance));
                if (closest.isEmpty() || Failure.CLOSER.compare(failure, closest.get()) < 0) {
                    closest = Optional.of(failure);
                }
            }
        }
        return new OracleExplanation(
                considered.size(),
                counts,
                resourceCounts,
                closest.map(Failure::instance),
                closest.map(failure -> failure.checks().get(0).reason()));
    }

    private static Ratio largestShortfall(final Demand demand, final OracleInstance instance) {
        final Amounts remaining = instance.remaining;
        final Ratio named = instance.resources.stream()
                .map(name -> Ratio.shortfall(demand.resources().getOrDefault(name, 0), remaining.of(name)))
                .reduce(Ratio.ZERO, Ratio::max);
        return named
                .max(Ratio.shortfall(demand.cpuUnits(), remaining.cpuUnits()))
                .max(Ratio.shortfall(demand.memoryMib(), remaining.memoryMib()))
                .max(Ratio.shortfall(demand.gpus(), remaining.gpus()))
                .max(Ratio.shortfall(demand.eniSlots(), remaining.eniSlots()));
    }

    private record Failure(OracleInstance instance, List<Check> checks, Ratio shortfall) {
        static final Comparator<Failure> CLOSER = Comparator
                .comparingInt((Failure failure) -> failure.checks.size())
                .thenComparing(Failure::shortfall)
                .thenComparingInt(failure -> failure.instance.ordinal);
    }

    /** A fraction that is compared exactly: both parts have at most 32 bits, so that the products fit. */
    private record Ratio(long numerator, long denominator) implements Comparable<Ratio> {
        static final Ratio ZERO = new Ratio(0, 1);

        static Ratio shortfall(final long asked, final long remaining) {
            return Eligibility.isShort(asked, remaining) ? new Ratio(asked - remaining, asked) : ZERO;
        }

        Ratio max(final Ratio other) {
            return compareTo(other) >= 0 ? this : other;
        }

        @Override
        public int compareTo(final Ratio other) {
            return Long.compare(
                    Math.multiplyExact(numerator, other.denominator),
                    Math.multiplyExact(other.numerator, denominator));
        }
    }
}
