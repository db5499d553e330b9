package dev.berth.bench.suite;

import dev.berth.bench.workload.Row;
import dev.berth.bench.workload.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * A row at a size.
 *
 * @param row what.
 * @param instances size of the cluster.
 */
record Target(Row row, int instances) {
    private static final int DEFAULT_SIZE = 100_000;
    private static final int[] OTHER_SIZES = {1_000, 10_000, 1_000_000};
    private static final List<String> SCALED = List.of("quantised", "continuous", "az-binpack", "random-90");

    /** The suites by name. */
    enum Suite {
        /** Every row without constraints at 100,000 instances. */
        DEFAULT,
        /** Every row with constraints at 100,000 instances. */
        CONSTRAINTS,
        /** A few rows at 1,000, 10,000 and 1,000,000 instances. */
        SCALE,
        /** Every row without constraints at every size. */
        FULL
    }

    static List<Target> of(final Suite suite) {
        return switch (suite) {
            case DEFAULT -> product(names(Rows.unconstrained()), DEFAULT_SIZE);
            case CONSTRAINTS -> product(names(Rows.constrained()), DEFAULT_SIZE);
            case SCALE -> product(SCALED, OTHER_SIZES);
            case FULL -> product(
                    names(Rows.unconstrained()), OTHER_SIZES[0], OTHER_SIZES[1], DEFAULT_SIZE, OTHER_SIZES[2]);
        };
    }

    private static List<String> names(final List<Row> rows) {
        return rows.stream().map(Row::name).toList();
    }

    /**
     * The targets of a suite, or those that are asked for in its place.
     *
     * @param suite what to run if nothing else is said.
     * @param rows names, empty = those of the suite.
     * @param sizes instances, empty = those of the suite.
     * @return row by row.
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
                targets.add(new Target(Rows.named(name), size));
            }
        }
        return targets;
    }
}
