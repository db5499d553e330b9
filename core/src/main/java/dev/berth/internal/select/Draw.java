package dev.berth.internal.select;

import dev.berth.Exclusion;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.index.OrderedIndex;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SplitMix;
import dev.berth.internal.state.Work;
import java.util.Arrays;

/**
 * The choice for a plan whose chain is {@code random} alone: one of the eligible instances, uniformly.
 *
 * <p>The result depends on the registered instances, the tasks of the group, the plan and the random state alone.
 * First, up to {@value #TRIALS} ordinals are drawn below the ordinal limit, which is one more than the highest ordinal
 * ever registered. The first eligible one is taken. If all are ineligible, a rank is drawn below the number of eligible
 * instances, and the eligible instance of that rank in the order of ordinals is taken. The random state advances when
 * an instance is found; it stays as it was when there is none or a predicate throws.
 *
 * <p>The eligible instances are collected by the shortest route: the index, the members of the narrowest filter, or all
 * instances. Each route gives the same set. The index contains every eligible instance, because parked instances are
 * too small for every live plan.
 *
 * <p>A draw keeps a bit for each ordinal and a count for each block of {@value #BLOCK} ordinals, which are allocated at
 * construction. It is O(1) expected while a fixed share of the instances is eligible. Otherwise it costs as much as the
 * route, and at most O(N / 64) for the rank.
 */
public final class Draw {
    static final int NOTHING = -1;

    /**
     * The number of ordinals that are drawn before the eligible instances are counted. It is part of the definition.
     */
    public static final int TRIALS = 256;

    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int WORDS_BITS = BLOCK_BITS - 6;

    private final Cluster cluster;
    private final Columns columns;
    private final Eligibility eligibility;
    private final Request request;
    private final SplitMix random;
    private final SplitMix trial = new SplitMix(0);

    /** The set of eligible instances as a bitmap by ordinal. */
    private final long[] words;

    /** The number of eligible instances in each block of {@link #words}. */
    private final int[] blocks;

    Draw(final Cluster cluster, final Eligibility eligibility, final Request request, final SplitMix random) {
        this.cluster = cluster;
        columns = cluster.columns;
        this.eligibility = eligibility;
        this.request = request;
        this.random = random;
        blocks = new int[blocks(columns.flags.length)];
        words = new long[blocks.length << WORDS_BITS];
    }

    private static int blocks(final int maxInstances) {
        return maxInstances + BLOCK - 1 >> BLOCK_BITS;
    }

    static long footprintBytes(final int maxInstances) {
        return blocks(maxInstances) * (4L + (8L << WORDS_BITS));
    }

    /** Draws one of the instances that are eligible for the request, or returns {@link #NOTHING}. */
    int select(final Route route) {
        final Plan plan = request.plan;
        final IndexSlot slot = plan.index();
        if (columns.size() == 0 || slot != null && !slot.index.mayHold(0, plan.demand.cpu, plan.demand.memory)) {
            return NOTHING;
        }
        trial.restore(random.state());
        int ordinal = draw(plan, request.group, request.exclusion, request.fewest);
        if (ordinal == NOTHING) {
            clear();
            final int eligible = collect(route, slot);
            ordinal = eligible == 0 ? NOTHING : ofRank(trial.below(eligible));
        }
        if (ordinal != NOTHING) {
            random.restore(trial.state());
        }
        return ordinal;
    }

    private int draw(final Plan plan, final int group, final Exclusion exclusion, final Filter admitting) {
        final int limit = columns.limit();
        int drawn = 0;
        int found = NOTHING;
        while (found == NOTHING && drawn < TRIALS) {
            final int ordinal = trial.below(limit);
            drawn++;
            if ((admitting == null || admitting.admits(ordinal))
                    && eligibility.isEligible(plan, group, exclusion, ordinal)) {
                found = ordinal;
            }
        }
        count(drawn);
        return found;
    }

    private int collect(final Route route, final IndexSlot slot) {
        switch (route) {
            case MEMBERS:
                return collectMembers(request.plan, request.group, request.exclusion, request.fewest);
            case INDEX:
                return collectIndexed(request.plan, request.group, request.exclusion, slot);
            default:
                return collectAll(request.plan, request.group, request.exclusion);
        }
    }

    // ---- the set of eligible instances -----------------------------------------------------------------------------

    private int collectMembers(
            final Plan plan, final int group, final Exclusion exclusion, final Filter members) {
        int collected = 0;
        for (int ordinal = members.first(0); ordinal != Filter.NONE; ordinal = members.next()) {
            collected += collect(plan, group, exclusion, ordinal);
        }
        count(members.size());
        return collected;
    }

    private int collectIndexed(final Plan plan, final int group, final Exclusion exclusion, final IndexSlot slot) {
        final OrderedIndex index = slot.index;
        int collected = 0;
        int passed = 0;
        int ordinal = index.first(0, plan.demand.cpu, plan.demand.memory);
        while (ordinal != OrderedIndex.NONE) {
            collected += collect(plan, group, exclusion, ordinal);
            passed++;
            ordinal = index.next();
        }
        count(passed);
        return collected;
    }

    private int collectAll(final Plan plan, final int group, final Exclusion exclusion) {
        final int limit = columns.limit();
        int collected = 0;
        for (int ordinal = 0; ordinal < limit; ordinal++) {
            collected += collect(plan, group, exclusion, ordinal);
        }
        count(limit);
        return collected;
    }

    /** Adds an instance to the set if it is eligible. Returns the number of instances added: 0 or 1. */
    private int collect(final Plan plan, final int group, final Exclusion exclusion, final int ordinal) {
        if (!eligibility.isEligible(plan, group, exclusion, ordinal)) {
            return 0;
        }
        words[ordinal >> 6] |= 1L << ordinal;
        blocks[ordinal >> BLOCK_BITS]++;
        return 1;
    }

    /** Empties the set, which an earlier draw may have left behind when a predicate threw. */
    private void clear() {
        for (int block = 0; block < blocks.length; block++) {
            if (blocks[block] > 0) {
                Arrays.fill(words, block << WORDS_BITS, block + 1 << WORDS_BITS, 0);
                blocks[block] = 0;
            }
        }
    }

    /** Returns the ordinal of a rank in the set, 0 for the lowest; the rank must be below the size of the set. */
    private int ofRank(final int rank) {
        int left = rank;
        int block = 0;
        while (left >= blocks[block]) {
            left -= blocks[block++];
        }
        int word = block << WORDS_BITS;
        while (left >= Long.bitCount(words[word])) {
            left -= Long.bitCount(words[word++]);
        }
        long bits = words[word];
        for (; left > 0; left--) {
            bits &= bits - 1;
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    private void count(final int read) {
        if (Work.ENABLED) {
            cluster.work.columnsRead += read;
        }
    }
}
