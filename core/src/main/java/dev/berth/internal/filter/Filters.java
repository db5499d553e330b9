package dev.berth.internal.filter;

import dev.berth.Chain;
import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.TaskTable;
import dev.berth.query.Comparison;
import dev.berth.query.Expression;
import dev.berth.query.Operator;
import dev.berth.query.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The filters of live plans. A filter is kept up to date as instances, attributes, tasks and ports change; a change
 * costs in proportion to the filters that it may concern. All plans with the same check share its filter.
 *
 * <p>A filter is made outside the hot path, in O(N). A query needs its filter. The filters of ports, further amounts
 * and required attributes are optional: if the pool is empty, their checks read the columns for each candidate.
 */
public final class Filters {
    private final Columns columns;
    private final FilterPool pool;
    private final Queries queries;
    private final Int2ObjectHashMap<Filter> byPort = new Int2ObjectHashMap<>();

    /** The filters of each further amount, by its number. */
    private final AmountFilters[] byAmount;

    private final Map<FilterSet.Asked, FilterSet> sets = new HashMap<>();
    private long setsMade;

    public Filters(
            final Columns columns,
            final Attributes attributes,
            final Groups groups,
            final TaskTable tasks,
            final EngineConfig config) {
        this.columns = columns;
        pool = new FilterPool(config.maxFilters(), config.maxInstances());
        queries = new Queries(columns, attributes, groups, tasks, pool, config);
        byAmount = Arrays.stream(columns.amounts)
                .map(amount -> new AmountFilters(columns, amount, pool))
                .toArray(AmountFilters[]::new);
    }

    public static long footprintBytes(final EngineConfig config) {
        return FilterPool.footprintBytes(config.maxFilters(), config.maxInstances()) + Queries.footprintBytes(config);
    }

    public int liveFilters() {
        return pool.inUse();
    }

    // ---- sets ------------------------------------------------------------------------------------------------------

    /**
     * Returns the set with a definition, and adds a plan to it. Throws if the pool lacks a filter for the query.
     *
     * @param wanted the optional filters to be made, as {@link FilterSet#kept} had them; null for as many as the
     *     pool has
     */
    public FilterSet retain(final FilterSet.Asked asked, final BitSet wanted) {
        FilterSet set = sets.get(asked);
        if (set == null) {
            set = make(asked, wanted);
            sets.put(asked, set);
        }
        set.plans++;
        return set;
    }

    public void release(final FilterSet set) {
        if (--set.plans == 0) {
            sets.remove(set.asked);
            for (final Filter filter : set.filters) {
                release(filter);
            }
        }
    }

    private FilterSet make(final FilterSet.Asked asked, final BitSet wanted) {
        final Choice choice = new Choice(wanted);
        try {
            final Filter query = asked.query() == null && asked.provider() == null
                    ? null
                    : queries.retain(new Filter.Key(asked.provider(), asked.query()));
            if (query != null) {
                choice.filters.add(query);
            }
            final Filter required = asked.attributes() == null
                    ? null
                    : choice.add(() -> retainAttributes(new Filter.Key(null, asked.attributes())));
            boolean complete = asked.attributes() == null || required != null;
            for (final int port : asked.ports()) {
                complete &= choice.add(() -> retainPort(port)) != null;
            }
            for (final FilterSet.Amount amount : asked.amounts()) {
                final AmountFilters byThis = byAmount[amount.number()];
                complete &= choice.add(() -> byThis.retain(amount.asked())) != null;
                if (amount.asked() > 1) {
                    choice.add(() -> byThis.retain(1));
                }
            }
            return new FilterSet(asked, ++setsMade, choice.filters, required, query, choice.kept, complete);
        } catch (final LimitExceededException e) {
            choice.filters.forEach(this::release);
            throw e;
        }
    }

    /** The filters of a set that is being made, and which of the optional filters are among them. */
    private static final class Choice {
        private final List<Filter> filters = new ArrayList<>();
        private final BitSet kept = new BitSet();
        private final BitSet wanted;
        private int asked;

        Choice(final BitSet wanted) {
            this.wanted = wanted;
        }

        /** Adds the next optional filter and returns it, or returns null if it is not wanted or the pool is empty. */
        Filter add(final Supplier<Filter> retained) {
            final int at = asked++;
            final Filter filter = wanted == null || wanted.get(at) ? retained.get() : null;
            if (filter != null) {
                filters.add(filter);
                kept.set(at);
            }
            return filter;
        }
    }

    private Filter retainAttributes(final Filter.Key attributes) {
        return pool.isEmpty() && !queries.has(attributes) ? null : queries.retain(attributes);
    }

    /** Returns the required attributes and zones of a demand as an expression, or null if it has none. */
    public static Expression attributes(final List<String> required, final List<String> zones) {
        final List<Expression> all = new ArrayList<>();
        for (final String name : required) {
            all.add(new Comparison(Subject.ATTRIBUTE, name, Operator.EXISTS, List.of()));
        }
        if (!zones.isEmpty()) {
            all.add(new Comparison(Subject.ATTRIBUTE, Chain.ZONE_ATTRIBUTE, Operator.IN, zones));
        }
        return all(all);
    }

    /** Returns the conjunction of some expressions, or null if there are none. */
    public static Expression all(final List<Expression> expressions) {
        if (expressions.isEmpty()) {
            return null;
        }
        return expressions.size() == 1 ? expressions.get(0) : new Expression.And(expressions);
    }

    private void release(final Filter filter) {
        if (--filter.users > 0) {
            return;
        }
        if (filter.program != null) {
            queries.forget(filter);
        } else if (byPort.get(filter.asked) == filter) {
            byPort.remove(filter.asked);
        } else {
            for (final AmountFilters byThis : byAmount) {
                byThis.remove(filter);
            }
        }
        pool.giveBack(filter);
    }

    // ---- ports, further amounts ------------------------------------------------------------------------------------

    private Filter retainPort(final int port) {
        Filter filter = byPort.get(port);
        if (filter == null) {
            if (pool.isEmpty()) {
                return null;
            }
            filter = pool.take();
            filter.asked = port;
            byPort.put(port, filter);
            for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
                filter.set(ordinal, columns.isRegistered(ordinal) && columns.isPortFree(ordinal, port));
            }
        }
        filter.users++;
        return filter;
    }

    public void portChanged(final int ordinal, final int port, final boolean isFree) {
        final Filter filter = byPort.get(port);
        if (filter != null) {
            filter.set(ordinal, isFree);
        }
    }

    /** Updates the filters of a further amount for an instance whose remaining amount has changed. */
    public void amountChanged(final int number, final int ordinal, final int before) {
        byAmount[number].changed(ordinal, before);
    }

    // ---- changes of the cluster ------------------------------------------------------------------------------------

    /** Updates all filters for an instance that has been registered and has its attributes. Runs in O(live filters). */
    public void registered(final int ordinal) {
        queries.registered(ordinal);
        for (final Filter filter : byPort.values()) {
            filter.set(ordinal, columns.isPortFree(ordinal, filter.asked));
        }
        for (final AmountFilters byThis : byAmount) {
            byThis.registered(ordinal);
        }
    }

    /** Removes an instance without tasks, which has been deregistered, from all filters. Runs in O(live filters). */
    public void deregistered(final int ordinal) {
        pool.remove(ordinal);
    }

    public void connectionChanged(final int ordinal) {
        queries.connectionChanged(ordinal);
    }

    /**
     * Returns the results of live queries for the value that an instance has for a name; null if none compares the
     * name.
     */
    public long[] rowOf(final int ordinal, final int name) {
        return queries.rowOf(ordinal, name);
    }

    public void attributeChanged(final int ordinal, final int name, final long[] before) {
        if (before != null) {
            queries.attributeAtoms.changed(ordinal, name, before, rowOf(ordinal, name));
        }
    }

    public void groupOpened(final int group) {
        queries.taskAtoms.opened(group);
    }

    public boolean watchTasks() {
        return queries.taskAtoms.watches();
    }

    public void taskAdded(final int ordinal, final int group) {
        queries.taskAtoms.added(ordinal, group);
    }

    public void taskRemoved(final int ordinal, final int group) {
        queries.taskAtoms.removed(ordinal, group);
    }

    // ---- checks ----------------------------------------------------------------------------------------------------

    /**
     * Answers whether every live filter is consistent and agrees with its check on every instance. Runs in O(N ×
     * filters).
     */
    public boolean isValid() {
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if (!queries.isValidAt(ordinal)) {
                return false;
            }
            for (final AmountFilters byThis : byAmount) {
                if (!byThis.isValidAt(ordinal)) {
                    return false;
                }
            }
            for (final Filter filter : byPort.values()) {
                if (filter.admits(ordinal)
                        != (columns.isRegistered(ordinal) && columns.isPortFree(ordinal, filter.asked))) {
                    return false;
                }
            }
        }
        return pool.isValid() && queries.taskAtoms.isValid();
    }
}
