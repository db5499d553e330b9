package dev.berth.internal.filter;

import dev.berth.InstancePredicate;
import dev.berth.query.Expression;
import java.util.BitSet;
import java.util.List;

/**
 * What plans ask of an instance beyond CPU and memory, shared by those that ask the same: filters for what can be kept
 * up to date, and checks for the rest.
 */
public final class FilterSet {
    /** What is asked; two sets that ask the same are one. */
    public record Asked(
            Expression attributes,
            List<Integer> ports,
            List<Amount> amounts,
            String provider,
            Expression query,
            int mostTasks,
            List<InstancePredicate> predicates) {}

    /** A further amount by its number, and how much of it is asked, above 0. */
    public record Amount(int number, int asked) {}

    /** In place of the most tasks of the group that an instance may run: as many as it likes. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    public final Asked asked;

    /** Never that of another set, also of one that is gone. */
    public final long id;

    public final Filter[] filters;

    /** The filter of required attributes and zones; null if none is asked, or no filter is kept for them. */
    public final Filter attributeFilter;

    /** The filter of the capacity provider and the query; among its provider's instances the query alone decides. */
    public final Filter queryFilter;

    public final InstancePredicate[] predicates;

    /** Whether the tasks of the group on an instance are limited. */
    public final boolean limitsTasks;

    /** How many of them it may run, or {@link #NO_LIMIT}. */
    public final int mostTasks;

    /** Whether something is asked at all. */
    public final boolean asksMore;

    /** Whether there is a filter for each check that one can make. */
    public final boolean complete;

    /** Which of the filters that it can do without it has, in the order in which they are asked for. */
    public final BitSet kept;

    /** Whether a check is left that no filter makes. */
    public final boolean checksMore;

    int plans;

    FilterSet(
            final Asked asked,
            final long id,
            final List<Filter> filters,
            final Filter attributeFilter,
            final Filter queryFilter,
            final BitSet kept,
            final boolean complete) {
        this.asked = asked;
        this.id = id;
        this.filters = filters.toArray(new Filter[0]);
        this.attributeFilter = attributeFilter;
        this.queryFilter = queryFilter;
        predicates = asked.predicates.toArray(new InstancePredicate[0]);
        mostTasks = asked.mostTasks;
        limitsTasks = mostTasks != NO_LIMIT;
        this.kept = kept;
        this.complete = complete;
        checksMore = !complete || limitsTasks || predicates.length > 0 || !asked.ports.isEmpty();
        asksMore = checksMore || this.filters.length > 0;
    }


    /** Answers whether an instance is one of the capacity provider that is asked for, if one is. */
    public boolean isOfProvider(final int ordinal) {
        return asked.provider == null || queryFilter.ofProvider.holds(ordinal);
    }

    /** Answers whether the query does not hold on an instance with some more tasks of a group, considered or not. */
    public boolean failsQuery(final int ordinal, final int group, final int moreTasks) {
        final Filter query = queryFilter;
        if (query == null
                || (moreTasks == 0 ? query.admits(ordinal) : query.program.holdsWith(ordinal, group, moreTasks))) {
            return false;
        }
        return isOfProvider(ordinal) || query.query != null && !query.query.holds(ordinal);
    }

    /** Whether a task that is placed may change what predicates and queries say of its instance. */
    public boolean readsTasks() {
        return predicates.length > 0 || queryFilter != null && queryFilter.program.readsTasks();
    }

    /** Whether every filter admits an instance. */
    public boolean admits(final int ordinal) {
        for (final Filter filter : filters) {
            if (!filter.admits(ordinal)) {
                return false;
            }
        }
        return true;
    }

    /** The filter that alone decides what CPU and memory leave open, or null if there is more to decide. */
    public Filter only() {
        return filters.length == 1 && !checksMore ? filters[0] : null;
    }

    /** The narrowest filter that plans with other amounts share, or null if there is none. */
    public Filter restrictable() {
        Filter fewest = null;
        for (final Filter filter : filters) {
            if (!filter.isOfAmount || filter.asked == 1) {
                fewest = fewest == null || filter.size() < fewest.size() ? filter : fewest;
            }
        }
        return fewest;
    }

    /** The filter that admits the fewest instances, or null if there is none. */
    public Filter fewest() {
        Filter fewest = null;
        for (final Filter filter : filters) {
            if (fewest == null || filter.size() < fewest.size()) {
                fewest = filter;
            }
        }
        return fewest;
    }
}
