package dev.berth;

import org.jspecify.annotations.Nullable;

/**
 * The way in which a plan finds its instance now, and how much a placement reads at most: the content of
 * {@link PlacementEngine#explainPlan} as values. It is immutable.
 *
 * @param plan the handle of the plan.
 * @param route the way in which the instance is found.
 * @param scanCause the reason for a scan; null for another route.
 * @param order the order of the index that is searched, such as {@code (memory, ordinal)}; null for a route without an
 *     index.
 * @param spreadAttribute the attribute that the chain spreads over first; null = none.
 * @param members the number of instances that pass the narrowest filter of the plan; −1 = the plan asks CPU and memory
 *     alone, which no filter decides.
 * @param isFiltered whether every check that a filter can make has a filter; false = {@code maxFilters} was reached,
 *     and these checks are made candidate by candidate.
 * @param predicates the number of predicates that each candidate is put to.
 * @param isRandom whether the instance is drawn at random.
 * @param bound the most that a placement reads.
 * @param levels the index by a group's counts that placements may build; null if the chain asks for none.
 */
public record PlanInfo(
        long plan,
        Route route,
        @Nullable ScanCause scanCause,
        @Nullable String order,
        @Nullable String spreadAttribute,
        int members,
        boolean isFiltered,
        int predicates,
        boolean isRandom,
        Bound bound,
        @Nullable Levels levels) {

    /** The way in which the instance of a plan is found. */
    public enum Route {
        /**
         * Every placement is refused, since no instance has the GPUs, the ENI slots or the attributes that the plan
         * asks.
         */
        REFUSED,

        /** The instances that pass the narrowest filter are read one by one. */
        MEMBERS,

        /** The instances with the value that a query asks are read in the order of an index. */
        KEY,

        /** All instances are read one by one. */
        SCAN,

        /** An index is searched. */
        INDEX
    }

    /** The reason why a plan is served by a scan, which tells what helps. */
    public enum ScanCause {
        /** No index serves the chain. Another chain would be indexed. */
        CHAIN,

        /** No index was free when the plan was defined. Raise {@code maxIndexes}, or drop other plans. */
        MAX_INDEXES,

        /**
         * No index was free, or the attribute spread over has too many values. Raise {@code maxIndexes} or
         * {@code maxSpreadValues}.
         */
        MAX_INDEXES_OR_SPREAD_VALUES
    }

    /**
     * The most that a placement reads, apart from the structures that it changes.
     *
     * @param instances the number of instances read one by one; 0 = the index alone decides.
     * @param entries the number of index entries compared, for each value that is spread over.
     * @param blocks the number of index blocks visited, for each value that is spread over; 0 = not bounded beforehand.
     */
    public record Bound(int instances, int entries, int blocks) {}

    /**
     * The index by the counts of a group, which placements build if the group is on many instances.
     *
     * @param hasRoom whether an index is free for it; if not, raise {@code maxIndexes}.
     * @param fromInstances the number of instances that the group must be on.
     * @param patience the number of instances that a placement must pass over before building begins.
     * @param step the number of instances that each placement then adds to the index.
     */
    public record Levels(boolean hasRoom, int fromInstances, int patience, int step) {}
}
