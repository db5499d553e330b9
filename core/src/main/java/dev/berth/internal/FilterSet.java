package dev.berth.internal;

import dev.berth.InstancePredicate;
import dev.berth.query.Expression;
import java.util.List;

/**
 * What plans ask of an instance beyond CPU and memory, shared by those that ask the same: filters for what can be kept
 * up to date, and checks for the rest.
 */
final class FilterSet {
    /** What is asked; two sets that ask the same are one. */
    record Asked(
            Expression attributes,
            List<Integer> ports,
            int gpus,
            int eniSlots,
            String provider,
            Expression query,
            boolean distinct,
            List<InstancePredicate> predicates) {}

    final Asked asked;

    /** Never that of another set, also of one that is gone. */
    final long id;

    final Filter[] filters;

    /** Of required attributes and zones; null = none, or not kept. */
    final Filter attributeFilter;

    /** Of the capacity provider and the query: of the instances considered, it rejects those that fail the query. */
    final Filter queryFilter;

    final InstancePredicate[] predicates;
    final boolean distinct;

    /** Whether something is asked at all. */
    final boolean asksMore;

    /** Whether there is a filter for each check that one can make. */
    final boolean complete;

    /** Whether a check is left that no filter makes. */
    final boolean checksMore;

    /** Whether all that decides is stamped in an index when it changes. */
    final boolean mayLearn;

    int plans;

    FilterSet(
            final Asked asked,
            final long id,
            final List<Filter> filters,
            final Filter attributeFilter,
            final Filter queryFilter,
            final boolean complete) {
        this.asked = asked;
        this.id = id;
        this.filters = filters.toArray(new Filter[0]);
        this.attributeFilter = attributeFilter;
        this.queryFilter = queryFilter;
        predicates = asked.predicates.toArray(new InstancePredicate[0]);
        distinct = asked.distinct;
        mayLearn = predicates.length == 0;
        this.complete = complete;
        checksMore = !complete || distinct || predicates.length > 0 || !asked.ports.isEmpty();
        asksMore = checksMore || this.filters.length > 0;
    }


    /** Answers whether an instance is one of the capacity provider that is asked for, if one is. */
    boolean isOfProvider(final int ordinal) {
        return asked.provider == null || queryFilter.ofProvider.holds(ordinal);
    }

    /** Whether a task that is placed may change what predicates and queries say of its instance. */
    boolean readsTasks() {
        return predicates.length > 0 || queryFilter != null && queryFilter.program.readsTasks();
    }

    /** Whether every filter admits an instance. */
    boolean admits(final int ordinal) {
        for (final Filter filter : filters) {
            if (!filter.admits(ordinal)) {
                return false;
            }
        }
        return true;
    }

    /** The narrowest filter that plans with other amounts share, or null if there is none. */
    Filter restrictable() {
        Filter fewest = null;
        for (final Filter filter : filters) {
            if (!filter.isOfAmount || filter.asked == 1) {
                fewest = fewest == null || filter.size() < fewest.size() ? filter : fewest;
            }
        }
        return fewest;
    }

    /** The filter that admits the fewest instances, or null if there is none. */
    Filter fewest() {
        Filter fewest = null;
        for (final Filter filter : filters) {
            if (fewest == null || filter.size() < fewest.size()) {
                fewest = filter;
            }
        }
        return fewest;
    }
}
