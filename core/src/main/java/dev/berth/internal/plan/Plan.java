package dev.berth.internal.plan;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.LimitExceededException;
import dev.berth.Strategy;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.filter.FilterSet;
import dev.berth.internal.index.IndexOrder;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.SpreadFields;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled demand, chain and constraints. It says by what the candidates are narrowed and which index is searched.
 */
public final class Plan {
    final int slot;
    final long handle;
    public final DemandRecord demand;
    public final Chain chain;
    public final Constraint[] constraints;
    public final FilterSet more;

    /** The strategies that have an effect. Each is there once, and {@code random} is the last if it is there. */
    public final Strategy[] strategies;

    /** The field of each strategy that spreads; {@link SpreadFields#NONE} for the others. */
    public final int[] strategyFields;

    /** The fields whose counts the plan reads, a bit for each. */
    public final long fields;

    /** Whether an index can serve the chain: spreads and then binpacks, or {@code random} alone. */
    public final boolean indexable;

    public final boolean random;
    public final boolean spreadsInstances;

    /** Whether a level index can serve the plan. */
    public final boolean asksLevels;

    /** The attribute field that the chain spreads over first, or {@link SpreadFields#NONE}. */
    public final int spreadField;

    /** The order of the index that serves the chain. */
    public final int order;

    /** Whether the plan has checks beyond CPU and memory. */
    public final boolean asksMore;

    public IndexSlot partitioned;
    public IndexSlot whole;

    /** The restricted index of the plan; null if it has none. */
    public IndexSlot restricted;

    /** The filter to which {@link #restricted} is restricted. */
    Filter restriction;

    /** The keyed index of the plan, in the order of its chain; null if it has none. */
    public IndexSlot keyed;

    /** The attribute of which the query asks one value and by which {@link #keyed} is partitioned. */
    public int key;

    /** Whether that value is all that the constraints ask for. */
    public boolean keyIsAll;

    Plan(
            final int slot,
            final long handle,
            final DemandRecord demand,
            final Chain chain,
            final Constraint[] constraints,
            final FilterSet more,
            final SpreadFields spreadFields) {
        this.slot = slot;
        this.handle = handle;
        this.demand = demand;
        this.chain = chain;
        this.constraints = constraints.clone();
        this.more = more;
        asksMore = more.asksMore;
        strategies = significant(chain);
        strategyFields = new int[strategies.length];
        long mask = more.limitsTasks ? 1L : 0;
        retainFields(spreadFields);
        for (final int field : strategyFields) {
            mask |= field == SpreadFields.NONE ? 0 : 1L << field;
        }
        if ((mask & 1) != 0) {
            spreadFields.retainInstance();
        }
        fields = mask;
        random = strategies.length == 1 && strategies[0].type() == Strategy.Type.RANDOM;
        int at = 0;
        spreadField = is(at, Strategy.Type.SPREAD_ATTRIBUTE) ? strategyFields[at++] : SpreadFields.NONE;
        spreadsInstances = is(at, Strategy.Type.SPREAD_INSTANCE);
        at += spreadsInstances ? 1 : 0;
        final boolean memoryFirst = is(at, Strategy.Type.BINPACK_MEMORY);
        final boolean cpuFirst = is(at, Strategy.Type.BINPACK_CPU);
        at += memoryFirst || cpuFirst ? 1 : 0;
        final boolean both = at > 0
                && (memoryFirst && is(at, Strategy.Type.BINPACK_CPU)
                        || cpuFirst && is(at, Strategy.Type.BINPACK_MEMORY));
        at += both ? 1 : 0;
        indexable = random || at == strategies.length;
        asksLevels = indexable && !random && (spreadsInstances || more.limitsTasks);
        if (random || memoryFirst) {
            order = both ? IndexOrder.MEMORY_CPU : IndexOrder.MEMORY;
        } else if (cpuFirst) {
            order = both ? IndexOrder.CPU_MEMORY : IndexOrder.CPU;
        } else {
            order = IndexOrder.ORDINAL;
        }
    }

    /** Retains the attribute fields of the strategies. If one exceeds the limit, it releases the others and throws. */
    private void retainFields(final SpreadFields spreadFields) {
        int at = 0;
        try {
            for (; at < strategies.length; at++) {
                strategyFields[at] = switch (strategies[at].type()) {
                    case SPREAD_INSTANCE -> SpreadFields.INSTANCE;
                    case SPREAD_ATTRIBUTE -> spreadFields.retain(strategies[at].attribute());
                    default -> SpreadFields.NONE;
                };
            }
        } catch (final LimitExceededException e) {
            while (--at >= 0) {
                if (strategyFields[at] > SpreadFields.INSTANCE && spreadFields.release(strategyFields[at])) {
                    spreadFields.forget(strategyFields[at]);
                }
            }
            throw e;
        }
    }

    private boolean is(final int at, final Strategy.Type type) {
        return at < strategies.length && strategies[at].type() == type;
    }

    private static Strategy[] significant(final Chain chain) {
        final List<Strategy> kept = new ArrayList<>();
        for (final Strategy strategy : chain.strategies()) {
            if (!kept.contains(strategy)) {
                kept.add(strategy);
            }
            if (strategy.type() == Strategy.Type.RANDOM) {
                break;
            }
        }
        return kept.toArray(new Strategy[0]);
    }

    /** Returns the index that the plan searches, or null if the plan is served by a scan. */
    public IndexSlot index() {
        if (!indexable) {
            return null;
        }
        if (isRestricted()) {
            return restricted;
        }
        final IndexSlot slot = spreadField == SpreadFields.NONE ? whole : partitioned;
        return slot != null && slot.serves(order, spreadField, null) ? slot : null;
    }

    /** Answers whether a restricted index serves the plan. */
    public boolean isRestricted() {
        return restricted != null && restricted.serves(order, spreadField, restriction);
    }

    /** Answers whether a keyed index serves the plan. */
    public boolean isKeyed() {
        return keyed != null && keyed.servesKey(order, key);
    }

    /** Returns the restricted or keyed index that serves the plan, or null. A full index may replace it. */
    IndexSlot replaceableIndex() {
        if (isRestricted()) {
            return restricted;
        }
        return isKeyed() ? keyed : null;
    }
}
