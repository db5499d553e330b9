package dev.berth.internal.filter;

import dev.berth.InstancePredicate;
import dev.berth.query.Expression;
import java.util.BitSet;
import java.util.List;

/**
 * The checks beyond CPU and memory that a plan makes. Plans with the same checks share a set. It has filters for what
 * is kept up to date, and a list of the other checks.
 */
public final class FilterSet {
    /** The definition of a set; equal definitions share one set. */
    public record Asked(
            Expression attributes,
            List<Integer> ports,
            List<Amount> amounts,
            String provider,
            Expression query,
            int mostTasks,
            List<InstancePredicate> predicates) {}

    /** A further amount, by its number, and the demand for it, above 0. */
    public record Amount(int number, int asked) {}

    /** The value of {@link #mostTasks} if the number of tasks is unlimited. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    public final Asked asked;

    /** The id is unique and never reused. */
    public final long id;

    /** The filters that the set has. */
    public final Filter[] filters;

    /** The filter of required attributes and zones; null if none are required or the pool was empty. */
    public final Filter attributeFilter;

    /** The filter of the capacity provider and the query; null if the plan has neither. */
    public final Filter queryFilter;

    public final InstancePredicate[] predicates;

    /** Whether the number of tasks of the group on an instance is limited. */
    public final boolean limitsTasks;

    /** The limit on tasks of the group on an instance, or {@link #NO_LIMIT}. */
    public final int mostTasks;

    /** Whether the set has any check. */
    public final boolean asksMore;

    /** Whether every check that a filter can make has a filter. */
    public final boolean complete;

    /** The optional filters that the set has, a bit for each, in the order in which they were requested. */
    public final BitSet kept;

    /** Whether the set has a check that its filters leave open. */
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


    /** Answers whether an instance is of the capacity provider of the set; true if the set has none. */
    public boolean isOfProvider(final int ordinal) {
        return asked.provider == null || queryFilter.ofProvider.holds(ordinal);
    }

    /**
     * Answers whether the query fails on an instance with some more tasks of a group. The instance may be of another
     * capacity provider.
     */
    public boolean failsQuery(final int ordinal, final int group, final int moreTasks) {
        final Filter query = queryFilter;
        if (query == null
                || (moreTasks == 0 ? query.admits(ordinal) : query.program.holdsWith(ordinal, group, moreTasks))) {
            return false;
        }
        return isOfProvider(ordinal) || query.query != null && !query.query.holds(ordinal);
    }

    /** Answers whether a placed task may change the results of predicates and queries on its instance. */
    public boolean readsTasks() {
        return predicates.length > 0 || queryFilter != null && queryFilter.program.readsTasks();
    }

    /** Answers whether every filter admits an instance. */
    public boolean admits(final int ordinal) {
        for (final Filter filter : filters) {
            if (!filter.admits(ordinal)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the filter that is the only check beyond CPU and memory; null if there are more checks or none. */
    public Filter only() {
        return filters.length == 1 && !checksMore ? filters[0] : null;
    }

    /** Returns the narrowest filter that plans with other amounts can share, or null if there is none. */
    public Filter restrictable() {
        Filter fewest = null;
        for (final Filter filter : filters) {
            if (!filter.isOfAmount || filter.asked == 1) {
                fewest = fewest == null || filter.size() < fewest.size() ? filter : fewest;
            }
        }
        return fewest;
    }

    /** Returns the filter that admits the fewest instances, or null if there is none. */
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
