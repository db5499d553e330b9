package dev.berth.internal.filter;

import dev.berth.LimitExceededException;
import dev.berth.internal.state.Footprint;

/** A fixed pool of filters. The free filters come first, the filters in use after them. */
final class FilterPool {
    private final Filter[] filters;
    private int free;

    FilterPool(final int maxFilters, final int maxInstances) {
        filters = new Filter[maxFilters];
        for (int i = 0; i < filters.length; i++) {
            filters[i] = new Filter(maxInstances);
            filters[i].position = i;
        }
        free = filters.length;
    }

    static long footprintBytes(final int maxFilters, final int maxInstances) {
        return maxFilters * (Filter.footprintBytes(maxInstances) + Footprint.REFERENCE);
    }

    boolean isEmpty() {
        return free == 0;
    }

    int inUse() {
        return filters.length - free;
    }

    Filter take() {
        if (free == 0) {
            throw new LimitExceededException("maxFilters", filters.length);
        }
        return filters[--free];
    }

    void giveBack(final Filter filter) {
        filter.clear();
        filter.key = null;
        filter.program = null;
        filter.query = null;
        if (filter.ofProvider != null) {
            filter.ofProvider.release();
            filter.ofProvider = null;
        }
        filter.asked = 0;
        filter.isOfAmount = false;
        filter.users = 0;
        final Filter other = filters[free];
        filters[filter.position] = other;
        other.position = filter.position;
        filters[free] = filter;
        filter.position = free++;
    }

    /** Removes an instance from every filter in use. */
    void remove(final int ordinal) {
        for (int i = free; i < filters.length; i++) {
            filters[i].remove(ordinal);
        }
    }

    boolean isValid() {
        for (int i = free; i < filters.length; i++) {
            if (!filters[i].isValid()) {
                return false;
            }
        }
        return true;
    }
}
