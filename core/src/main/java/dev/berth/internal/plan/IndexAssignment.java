package dev.berth.internal.plan;

import dev.berth.Chain;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.SpreadFields;
import dev.berth.query.Comparison;
import dev.berth.query.Expression;
import dev.berth.query.Operator;
import dev.berth.query.Subject;
import java.util.Arrays;
import java.util.List;

/**
 * The assignment of plans to indexes. An index is built when a plan that needs it is defined, so that placements are
 * spared this cost.
 *
 * <p>If one of the {@code maxIndexes} is free, a plan with constraints is assigned an index whose searches pass over
 * few instances that the constraints reject. It is a <em>keyed</em> index, with a bucket for each value of an
 * attribute, once queries ask for more than one value of the attribute. Otherwise it is a <em>restricted</em> index, of
 * the members of one filter. Every other plan needs a <em>full</em> index, of all instances. If no index is free, a
 * full index replaces a restricted or keyed one, and the plans of that one are assigned full indexes.
 */
public final class IndexAssignment {
    /**
     * The largest share of the instances, one in {@value}, that the filter of a query may admit if an index is
     * restricted to it.
     */
    private static final int LEAST_NARROWING = 4;

    /** The largest number of instances with one attribute value that are visited in the order of a keyed index. */
    public static final int KEYED_INSTANCES = 2_048;

    private static final int EMPTY = 0;
    private static final int IDLE = 1;
    private static final int SERVES_PLANS = 2;

    private final Cluster cluster;
    private final Plan[] plans;

    IndexAssignment(final Cluster cluster, final Plan[] plans) {
        this.cluster = cluster;
        this.plans = plans;
    }

    void assign(final Plan plan) {
        if (!assignKeyed(plan) && !assignRestricted(plan)) {
            assignFull(plan);
        } else if (plan.spreadField != SpreadFields.NONE && !cluster.fields.hasColumn(plan.spreadField)) {
            keepValues(plan.spreadField);
        }
    }

    /** Returns a full index of one bucket in an order, which is kept until it is released; or null if none is free. */
    IndexSlot keep(final int order) {
        return fullIndex(order, SpreadFields.NONE);
    }

    void release(final Plan plan) {
        releaseReplaceable(plan);
        release(plan.partitioned);
        release(plan.whole);
    }

    /**
     * Keeps the values of a field by ordinal, if an index is free. A plan that spreads over the field and is served by
     * a restricted or keyed index reads them there.
     */
    private void keepValues(final int field) {
        final IndexSlot slot = replaceable(EMPTY);
        if (slot != null) {
            cluster.indexes.keepValues(slot, field);
        }
    }

    // ---- indexes that can be replaced ------------------------------------------------------------------------------

    /**
     * Returns, of the indexes that no plan needs as a full index, the one with the lowest eviction rank. Returns null
     * if there is none with a rank up to a limit.
     */
    private IndexSlot replaceable(final int highestRank) {
        IndexSlot found = null;
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.plans == 0
                    && evictionRank(slot) <= highestRank
                    && (found == null || evictionRank(slot) < evictionRank(found))) {
                found = slot;
            }
        }
        return found;
    }

    /** Returns the eviction rank of an index that no plan needs as a full index; the lowest is replaced first. */
    private static int evictionRank(final IndexSlot slot) {
        if (slot.guests > 0) {
            return SERVES_PLANS;
        }
        return slot.isOpen() || slot.column() >= 0 ? IDLE : EMPTY;
    }

    // ---- full indexes ----------------------------------------------------------------------------------------------

    private void assignFull(final Plan plan) {
        if (plan.spreadField == SpreadFields.NONE) {
            plan.whole = fullIndex(plan.order, SpreadFields.NONE);
            return;
        }
        plan.partitioned = fullIndex(plan.order, plan.spreadField);
        final String field = cluster.attributes.nameText(cluster.fields.name(plan.spreadField));
        final boolean zones = field.equals(Chain.ZONE_ATTRIBUTE);
        if (plan.partitioned != null && !zones && !plan.spreadsInstances) {
            plan.whole = fullIndex(plan.order, SpreadFields.NONE);
        }
    }

    /**
     * Returns a full index in an order and by a field. Builds one in place of the index of the lowest eviction rank if
     * there is none yet. Returns null if every index is needed.
     */
    private IndexSlot fullIndex(final int order, final int field) {
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.serves(order, field, null)) {
                slot.plans++;
                return slot;
            }
        }
        final IndexSlot free = replaceable(SERVES_PLANS);
        if (free != null) {
            final List<Plan> served = free.guests == 0 ? List.of() : plansServedBy(free);
            cluster.indexes.build(free, order, field, null);
            free.plans = 1;
            served.forEach(this::assignFull);
        }
        return free;
    }

    /** Returns the plans that a restricted or keyed index serves. */
    private List<Plan> plansServedBy(final IndexSlot slot) {
        return Arrays.stream(plans)
                .filter(plan -> plan != null && plan.replaceableIndex() == slot)
                .toList();
    }

    void release(final IndexSlot slot) {
        if (slot != null && --slot.plans == 0 && !slot.partition.isWhole()) {
            cluster.indexes.close(slot);
        }
    }

    // ---- restricted indexes ----------------------------------------------------------------------------------------

    /**
     * Assigns a plan an index that is restricted to its narrowest filter, if one is free. The filter must admit few
     * instances, or be the filter of a port or of a further amount: such a filter admits fewer instances as tasks are
     * placed. Answers whether the plan has been assigned one.
     */
    private boolean assignRestricted(final Plan plan) {
        final Filter filter = plan.more.restrictable();
        if (filter == null
                || filter.key != null && filter.size() > cluster.columns.size() / LEAST_NARROWING) {
            return false;
        }
        IndexSlot index = restrictedTo(filter, plan);
        if (index == null) {
            index = replaceable(IDLE);
            if (index == null) {
                return false;
            }
            cluster.indexes.build(index, plan.order, plan.spreadField, filter);
        }
        index.guests++;
        plan.restricted = index;
        plan.restriction = filter;
        return true;
    }

    private IndexSlot restrictedTo(final Filter filter, final Plan plan) {
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.serves(plan.order, plan.spreadField, filter)) {
                return slot;
            }
        }
        return null;
    }

    private void releaseReplaceable(final Plan plan) {
        final IndexSlot slot = plan.replaceableIndex();
        if (slot != null && --slot.guests == 0) {
            cluster.indexes.close(slot);
        }
    }

    // ---- keyed indexes ---------------------------------------------------------------------------------------------

    /**
     * Assigns a plan an index with a bucket for each value of the attribute of which its query asks one. Such an index
     * exists, or it replaces the restricted index of a plan that asks for another value. Answers whether the plan has
     * been assigned one.
     */
    private boolean assignKeyed(final Plan plan) {
        final int name = plan.random ? Attributes.NONE : keyOf(plan.more.queryFilter);
        if (name == Attributes.NONE) {
            return false;
        }
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.servesKey(plan.order, name)) {
                setKeyed(plan, slot, name);
                return true;
            }
        }
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.plans == 0
                    && slot.isRestricted()
                    && slot.order == plan.order
                    && slot.partition.filter() != plan.more.queryFilter
                    && keyOf(slot.partition.filter()) == name) {
                replace(slot, name);
                setKeyed(plan, slot, name);
                return true;
            }
        }
        return false;
    }

    /**
     * Replaces the restricted index of one query by a keyed index that also serves the queries for the other values.
     */
    private void replace(final IndexSlot slot, final int name) {
        final int order = slot.order;
        final List<Plan> served = plansServedBy(slot);
        cluster.indexes.buildKeyed(slot, order, name);
        for (final Plan plan : served) {
            if (plan.random || keyOf(plan.restriction) != name) {
                assignFull(plan);
            } else {
                setKeyed(plan, slot, name);
            }
        }
    }

    private static void setKeyed(final Plan plan, final IndexSlot slot, final int name) {
        plan.keyed = slot;
        plan.key = name;
        plan.keyIsAll = plan.more.filters.length == 1
                && !plan.more.checksMore
                && plan.more.queryFilter.key.isOne();
        slot.guests++;
    }

    /**
     * Returns the attribute, or the attribute of capacity providers, of which a filter asks one value that few
     * instances have. Returns {@link Attributes#NONE} if there is none.
     */
    private int keyOf(final Filter filter) {
        if (filter == null || filter.key == null || filter.size() > KEYED_INSTANCES) {
            return Attributes.NONE;
        }
        int key = filter.ofProvider == null ? Attributes.NONE : filter.ofProvider.name();
        for (final Expression one : operands(filter.key.query())) {
            final int name = nameAsked(one);
            if (name != Attributes.NONE && (key == Attributes.NONE || values(name) > values(key))) {
                key = name;
            }
        }
        final boolean isCrowded = key != Attributes.NONE
                && filter.size() > 0
                && cluster.attributes.instancesOf(cluster.attributes.valueOf(filter.any(), key))
                        > KEYED_INSTANCES;
        return isCrowded ? Attributes.NONE : key;
    }

    private static List<Expression> operands(final Expression query) {
        if (query == null) {
            return List.of();
        }
        return query instanceof Expression.And and ? and.operands() : List.of(query);
    }

    private int nameAsked(final Expression expression) {
        return expression instanceof Comparison comparison
                        && comparison.subject() == Subject.ATTRIBUTE
                        && comparison.operator() == Operator.EQUAL
                ? cluster.attributes.findName(comparison.attribute())
                : Attributes.NONE;
    }

    private int values(final int name) {
        return cluster.attributes.valueCount(name);
    }
}
