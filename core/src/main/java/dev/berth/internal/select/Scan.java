package dev.berth.internal.select;

import dev.berth.Exclusion;
import dev.berth.Strategy;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.SplitMix;
import dev.berth.internal.state.Work;

/**
 * The choice by one pass over the columns, or over the members of a filter. The pass applies all strategies at once: it
 * keeps the instance with the least keys so far. A scan can serve every chain; it serves the chains for which there is
 * no index. It is O(N) for N instances, or O(members) of the filter.
 */
final class Scan {
    static final int NOTHING = -1;

    private final Cluster cluster;
    private final Eligibility eligibility;
    private final Request request;
    private final SplitMix random;
    private final int[] best = new int[dev.berth.Chain.MAX_STRATEGIES];
    private int ties;
    private int found;
    private Filter members;

    Scan(final Cluster cluster, final Eligibility eligibility, final Request request, final SplitMix random) {
        this.cluster = cluster;
        this.eligibility = eligibility;
        this.request = request;
        this.random = random;
    }

    /**
     * Returns the instance that the plan of the request ranks first, or {@link #NOTHING}. The pass visits the members
     * of the narrowest filter, or all instances if the plan has no filter. A chain that ends with {@code random} draws
     * a rank below the number of ties and takes the tie of that rank in the order of ordinals; it draws even if there
     * is a single tie.
     */
    int select() {
        final Plan plan = request.plan;
        final int group = request.group;
        final Exclusion exclusion = request.exclusion;
        members = request.fewest;
        final int first = least(plan, group, exclusion);
        if (first == NOTHING || !endsAtRandom(plan)) {
            return first;
        }
        int ordinal = first;
        for (int left = random.below(ties); left > 0; left--) {
            ordinal = nextTie(plan, group, exclusion, ordinal + 1);
        }
        return ordinal;
    }

    private static boolean endsAtRandom(final Plan plan) {
        final int last = plan.strategies.length - 1;
        return last >= 0 && plan.strategies[last].type() == Strategy.Type.RANDOM;
    }

    private int least(final Plan plan, final int group, final Exclusion exclusion) {
        found = NOTHING;
        ties = 0;
        if (members == null) {
            final int limit = cluster.columns.limit();
            for (int ordinal = 0; ordinal < limit; ordinal++) {
                if (eligibility.isEligible(plan, group, exclusion, ordinal)) {
                    take(plan, group, ordinal);
                }
            }
            count(limit);
        } else if (members.isListed()) {
            leastListed(plan, group, exclusion);
            count(members.size());
        } else {
            for (int ordinal = members.first(0); ordinal != NOTHING; ordinal = members.next()) {
                if (eligibility.isEligible(plan, group, exclusion, ordinal)) {
                    take(plan, group, ordinal);
                }
            }
            count(members.size());
        }
        return found;
    }

    private void count(final int visited) {
        if (Work.ENABLED) {
            cluster.work.columnsRead += visited;
        }
    }

    /**
     * Visits the members of a filter that keeps a sorted list. The loop reads the columns alone until an instance fits.
     */
    private void leastListed(final Plan plan, final int group, final Exclusion exclusion) {
        final long[] free = cluster.columns.free;
        final DemandRecord demand = plan.demand;
        final int[] list = members.list();
        final boolean isOnly = plan.more.filters.length == 1 && !plan.more.checksMore;
        final int size = members.size();
        for (int i = 0; i < size; i++) {
            final int ordinal = list[i];
            if (demand.fits(free[ordinal])
                    && (cluster.columns.flags[ordinal] & Columns.PLACEABLE) == Columns.PLACEABLE
                    && (isOnly || eligibility.passesMore(plan, group, ordinal))
                    && (exclusion == null || !exclusion.contains(ordinal))) {
                take(plan, group, ordinal);
            }
        }
    }

    /** Compares an eligible instance with the best so far, and remembers it if it is better or counts it if it ties. */
    private void take(final Plan plan, final int group, final int ordinal) {
        final int order = found == NOTHING ? -1 : compare(plan, group, ordinal);
        if (order < 0) {
            found = ordinal;
            ties = 1;
            remember(plan, group, ordinal);
        } else if (order == 0) {
            ties++;
        }
    }

    private int firstFrom(final int ordinal) {
        if (members != null) {
            return members.first(ordinal);
        }
        return ordinal < cluster.columns.limit() ? ordinal : NOTHING;
    }

    private int after(final int ordinal) {
        if (members != null) {
            return members.next();
        }
        return ordinal + 1 < cluster.columns.limit() ? ordinal + 1 : NOTHING;
    }

    private int nextTie(final Plan plan, final int group, final Exclusion exclusion, final int from) {
        int ordinal = firstFrom(from);
        while (!eligibility.isEligible(plan, group, exclusion, ordinal) || compare(plan, group, ordinal) != 0) {
            ordinal = after(ordinal);
        }
        return ordinal;
    }

    /** Compares an instance with the best so far: negative if the instance is better, 0 if the two tie. */
    private int compare(final Plan plan, final int group, final int ordinal) {
        for (int i = 0; i < plan.strategies.length; i++) {
            final int order = Integer.compare(key(plan, i, group, ordinal), best[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private void remember(final Plan plan, final int group, final int ordinal) {
        for (int i = 0; i < plan.strategies.length; i++) {
            best[i] = key(plan, i, group, ordinal);
        }
    }

    private int key(final Plan plan, final int strategy, final int group, final int ordinal) {
        switch (plan.strategies[strategy].type()) {
            case BINPACK_CPU:
                return cluster.columns.freeCpu(ordinal);
            case BINPACK_MEMORY:
                return cluster.columns.freeMemory(ordinal);
            case RANDOM:
                return 0;
            default:
                final int field = plan.strategyFields[strategy];
                return cluster.counts.get(group, field, cluster.fields.keyOf(ordinal, field));
        }
    }
}
