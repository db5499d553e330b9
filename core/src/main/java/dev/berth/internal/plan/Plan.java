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

/** A demand, a chain and constraints, compiled: what to narrow by, and in which index to look. */
public final class Plan {
    final int slot;
    final long handle;
    public final DemandRecord demand;
    public final Chain chain;
    public final Constraint[] constraints;
    public final FilterSet more;

    /** The strategies that matter: none after random, none twice. */
    public final Strategy[] strategies;

    /** The field of each of them that spreads. */
    public final int[] strategyFields;

    /** A bit for each field that a group's counts are needed for. */
    public final long fields;

    /** Whether an index can serve the chain: spreads, then binpacks, or random alone. */
    public final boolean indexable;

    public final boolean random;
    public final boolean spreadsInstances;

    /** Whether an index by how many of the group's tasks an instance has would serve it. */
    public final boolean asksLevels;

    /** The attribute field that is spread over first, or {@link SpreadFields#NONE}. */
    public final int spreadField;

    /** The order of the index that the rest of the chain asks for. */
    public final int order;

    /** Whether more than CPU and memory decides about an instance. */
    public final boolean asksMore;

    public IndexSlot partitioned;
    public IndexSlot whole;

    /** As the index of the plan, of the members of a filter alone; null = there is none. */
    public IndexSlot restricted;

    /** The filter that it is restricted to. */
    Filter restriction;

    /** An index in the order of the plan with a bucket for each value of an attribute; null = there is none. */
    public IndexSlot keyed;

    /** The attribute, of which the query asks one value. */
    public int key;

    /** Whether the constraints ask no more than that. */
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

    /** Retains the attribute fields of the strategies: all of them, or none if one finds no room. */
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

    /** The index that the plan searches, or null if it scans. */
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

    /** Whether there is an index of the members of a filter for it. */
    public boolean isRestricted() {
        return restricted != null && restricted.serves(order, spreadField, restriction);
    }

    /** Whether there is an index by the attribute of which its query asks one value. */
    public boolean isKeyed() {
        return keyed != null && keyed.servesKey(order, key);
    }

    /** The index that would give way to one that a plan needs, if it is a guest in one; or null. */
    IndexSlot guestIn() {
        if (isRestricted()) {
            return restricted;
        }
        return isKeyed() ? keyed : null;
    }
}
