package dev.berth.internal.filter;

import dev.berth.internal.state.AmountColumn;
import dev.berth.internal.state.Columns;
import java.util.Arrays;

/**
 * The filters of one further amount, one for each amount that live plans demand. Each admits the instances that have at
 * least this amount left. A change costs O(log filters), plus O(1) for each filter whose result may change.
 */
final class AmountFilters {
    private final Columns columns;
    private final FilterPool pool;
    private final AmountColumn amount;

    /** The filters by amount, ascending. */
    private Filter[] filters = {};

    AmountFilters(final Columns columns, final AmountColumn amount, final FilterPool pool) {
        this.columns = columns;
        this.amount = amount;
        this.pool = pool;
    }

    /** Returns the filter of an amount, and adds a user to it; null if the pool is empty. */
    Filter retain(final int asked) {
        final int at = firstFrom(asked);
        if (at < filters.length && filters[at].asked == asked) {
            filters[at].users++;
            return filters[at];
        }
        return pool.isEmpty() ? null : make(asked, at);
    }

    /** Returns the position of the first filter with at least an amount. */
    private int firstFrom(final int asked) {
        int low = 0;
        int high = filters.length;
        while (low < high) {
            final int middle = low + high >>> 1;
            if (filters[middle].asked < asked) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Filter make(final int asked, final int at) {
        final Filter filter = pool.take();
        filter.asked = asked;
        filter.isOfAmount = true;
        filter.users = 1;
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            filter.set(ordinal, columns.isRegistered(ordinal) && amount.free(ordinal) >= asked);
        }
        filters = Arrays.copyOf(filters, filters.length + 1);
        System.arraycopy(filters, at, filters, at + 1, filters.length - at - 1);
        filters[at] = filter;
        return filter;
    }

    void remove(final Filter removed) {
        filters = Arrays.stream(filters).filter(filter -> filter != removed).toArray(Filter[]::new);
    }

    /** Updates the filters for an instance that has been registered. */
    void registered(final int ordinal) {
        for (final Filter filter : filters) {
            filter.set(ordinal, amount.free(ordinal) >= filter.asked);
        }
    }

    /** Updates the filters for an instance whose remaining amount has changed. */
    void changed(final int ordinal, final int before) {
        if (filters.length == 0) {
            return;
        }
        final int now = amount.free(ordinal);
        final int most = Math.max(before, now);
        for (int i = firstFrom(Math.min(before, now)); i < filters.length && filters[i].asked <= most; i++) {
            filters[i].set(ordinal, now >= filters[i].asked);
        }
    }

    boolean isValidAt(final int ordinal) {
        for (final Filter filter : filters) {
            if (filter.admits(ordinal)
                    != (columns.isRegistered(ordinal) && amount.free(ordinal) >= filter.asked)) {
                return false;
            }
        }
        return true;
    }
}
