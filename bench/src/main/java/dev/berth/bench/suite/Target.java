package dev.berth.bench.suite;

import dev.berth.bench.workload.BenchmarkCase;
import dev.berth.bench.workload.BenchmarkCases;
import java.util.ArrayList;
import java.util.List;

/**
 * A benchmark case at a size.
 *
 * @param row the case.
 * @param instances the size of the cluster.
 */
record Target(BenchmarkCase row, int instances) {
    private static final int DEFAULT_SIZE = 100_000;
    private static final int[] OTHER_SIZES = {1_000, 10_000, 1_000_000};
    private static final List<String> SCALED = List.of("quantised", "continuous", "az-binpack", "random-90");

    /** The suites, by the names that {@code --suite} takes. */
    enum Suite {
        /** Every case without constraints, at 100,000 instances. */
        DEFAULT,
        /** Every case with constraints, at 100,000 instances. */
        CONSTRAINTS,
        /** A few cases at 1,000, 10,000 and 1,000,000 instances. */
        SCALE,
        /** Every case without constraints, at every size. */
        FULL
    }

    static List<Target> of(final Suite suite) {
        return switch (suite) {
            case DEFAULT -> product(names(BenchmarkCases.unconstrained()), DEFAULT_SIZE);
            case CONSTRAINTS -> product(names(BenchmarkCases.constrained()), DEFAULT_SIZE);
            case SCALE -> product(SCALED, OTHER_SIZES);
            case FULL -> product(
                    names(BenchmarkCases.unconstrained()),
                    OTHER_SIZES[0],
                    OTHER_SIZES[1],
                    DEFAULT_SIZE,
                    OTHER_SIZES[2]);
        };
    }

    private static List<String> names(final List<BenchmarkCase> rows) {
        return rows.stream().map(BenchmarkCase::name).toList();
    }

    /**
     * Returns the targets of a suite, with other cases or sizes where these are given.
     *
     * @param suite the suite, which gives the cases or sizes that are not given.
     * @param rows the names of cases; empty for those of the suite.
     * @param sizes the numbers of instances; empty for those of the suite.
     * @return the targets, case by case.
     */
    static List<Target> of(final Suite suite, final List<String> rows, final List<Integer> sizes) {
        final List<Target> all = of(suite);
        final List<String> names =
                rows.isEmpty() ? all.stream().map(t -> t.row().name()).distinct().toList() : rows;
        final List<Integer> counts =
                sizes.isEmpty() ? all.stream().map(Target::instances).distinct().toList() : sizes;
        return product(names, counts.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Target> product(final List<String> names, final int... sizes) {
        final List<Target> targets = new ArrayList<>();
        for (final String name : names) {
            for (final int size : sizes) {
                targets.add(new Target(BenchmarkCases.named(name), size));
            }
        }
        return targets;
    }
}
