package dev.berth;

import org.jspecify.annotations.Nullable;

/**
 * How a plan finds its instance as things are now, and how much a placement reads at most: what {@link
 * PlacementEngine#explainPlan} says in a sentence. Immutable.
 *
 * @param plan its handle.
 * @param route how the instance is found.
 * @param scanCause why it is by a scan; null for another route.
 * @param order what the index that is searched sorts by, such as {@code (memory, ordinal)}; null for a route without
 *     one.
 * @param spreadAttribute the attribute that the chain spreads over first; null = none.
 * @param members how many instances pass the narrowest filter of the plan; −1 = nothing but CPU and memory is asked
 *     that a filter decides.
 * @param isFiltered whether every check that a filter can make has one; false = {@code maxFilters} was reached, and
 *     each candidate is checked.
 * @param predicates how many predicates each candidate is put to.
 * @param isRandom whether the instance is drawn.
 * @param bound what a placement reads at most.
 * @param levels the index by a group's counts that placements may build; null where the chain asks for none.
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
        /** Nowhere: no instance has the GPUs, the slots or the attributes. */
        REFUSED,

        /** The instances that pass the narrowest filter are gone through one by one. */
        MEMBERS,

        /** The instances with the value that a query asks for are gone through in the order of an index. */
        KEY,

        /** All instances are gone through one by one. */
        SCAN,

        /** An index is searched. */
        INDEX
    }

    /** Why a plan is served by a scan, and thereby what helps. */
    public enum ScanCause {
        /** No index serves the chain: another chain would be indexed. */
        CHAIN,

        /** There was no room for its index when the plan was defined: raise {@code maxIndexes}, or drop other plans. */
        MAX_INDEXES,

        /** There was no room, or the attribute spread over has too many values: see {@code maxSpreadValues} too. */
        MAX_INDEXES_OR_SPREAD_VALUES
    }

    /**
     * What a placement reads at most, apart from what it changes.
     *
     * @param instances looked at one by one; 0 = the index alone decides.
     * @param entries of an index compared, for each value that is spread over.
     * @param blocks of an index visited, for each value that is spread over; 0 where that is not bounded beforehand.
     */
    public record Bound(int instances, int entries, int blocks) {}

    /**
     * An index by the counts of a group, which placements build where a group is on many instances.
     *
     * @param hasRoom whether there is a free index for it; if not, raise {@code maxIndexes}.
     * @param fromInstances on how many instances the group must be.
     * @param patience how many instances a placement must pass over before building begins.
     * @param step how many instances each placement then takes into it.
     */
    public record Levels(boolean hasRoom, int fromInstances, int patience, int step) {}
}
