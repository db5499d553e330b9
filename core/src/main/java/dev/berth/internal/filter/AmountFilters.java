package dev.berth.internal.filter;

import dev.berth.internal.state.Columns;
import java.util.Arrays;

/** The filters of the instances that have at least so much of a resource free, one for each amount asked. */
final class AmountFilters {
    private final Columns columns;
    private final FilterPool pool;
    private final short[] amounts;
    private Filter[] filters = {};

    AmountFilters(final Columns columns, final short[] amounts, final FilterPool pool) {
        this.columns = columns;
        this.amounts = amounts;
        this.pool = pool;
    }

    /** The filter of an amount, with one more user; null if the pool is empty. */
    Filter retain(final int asked) {
        for (final Filter filter : filters) {
            if (filter.asked == asked) {
                filter.users++;
                return filter;
            }
        }
        return pool.isEmpty() ? null : make(asked);
    }

    private Filter make(final int asked) {
        final Filter filter = pool.take();
        filter.asked = asked;
        filter.isOfAmount = true;
        filter.users = 1;
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            filter.set(ordinal, columns.isRegistered(ordinal) && amounts[ordinal] >= asked);
        }
        filters = Arrays.copyOf(filters, filters.length + 1);
        filters[filters.length - 1] = filter;
        return filter;
    }

    void remove(final Filter removed) {
        filters = Arrays.stream(filters).filter(filter -> filter != removed).toArray(Filter[]::new);
    }

    void changed(final int ordinal) {
        for (final Filter filter : filters) {
            filter.set(ordinal, amounts[ordinal] >= filter.asked);
        }
    }

    boolean isValidAt(final int ordinal) {
        for (final Filter filter : filters) {
            if (filter.admits(ordinal)
                    != (columns.isRegistered(ordinal) && amounts[ordinal] >= filter.asked)) {
                return false;
            }
        }
        return true;
    }
}
