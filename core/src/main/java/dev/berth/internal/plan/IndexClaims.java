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
 * Which plan is served by which index. Cold: an index is made when a plan that needs it is defined, never while one
 * places.
 *
 * <p>A plan with constraints is a guest, where a slot is to spare, in an index that saves it from passing over others:
 * of the members of one filter alone, or, once queries ask for more than one value of the same attribute, with a bucket
 * for each value. Every other plan needs an index of all instances. Guests give way to such plans, and become one then.
 */
public final class IndexClaims {
    /** An index is restricted to a filter that admits at most one instance of so many. */
    private static final int LEAST_NARROWING = 4;

    /** The most instances with one value of an attribute that are gone through in the order of an index. */
    public static final int KEYED_INSTANCES = 2_048;

    private static final int EMPTY = 0;
    private static final int KEPT = 1;
    private static final int HAS_GUESTS = 2;

    private final Cluster cluster;
    private final Plan[] plans;

    IndexClaims(final Cluster cluster, final Plan[] plans) {
        this.cluster = cluster;
        this.plans = plans;
    }

    void claim(final Plan plan) {
        if (!claimKeyed(plan) && !claimRestricted(plan)) {
            claimNeeded(plan);
        } else if (plan.spreadField != SpreadFields.NONE && !cluster.fields.hasColumn(plan.spreadField)) {
            keepValues(plan.spreadField);
        }
    }

    void release(final Plan plan) {
        releaseGuest(plan);
        release(plan.partitioned);
        release(plan.whole);
    }

    /** Keeps the values that a guest spreads over at hand, if a slot is to spare. */
    private void keepValues(final int field) {
        final IndexSlot slot = spare(EMPTY);
        if (slot != null) {
            cluster.indexes.keepValues(slot, field);
        }
    }

    // ---- slots to spare --------------------------------------------------------------------------------------------

    /** The slot of the least use, at most of some, that no plan needs; or null. */
    private IndexSlot spare(final int mostUse) {
        IndexSlot spare = null;
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.plans == 0 && use(slot) <= mostUse && (spare == null || use(slot) < use(spare))) {
                spare = slot;
            }
        }
        return spare;
    }

    /** Of how much use a slot is that no plan needs. */
    private static int use(final IndexSlot slot) {
        if (slot.guests > 0) {
            return HAS_GUESTS;
        }
        return slot.isOpen() || slot.column() >= 0 ? KEPT : EMPTY;
    }

    // ---- of all instances ------------------------------------------------------------------------------------------

    private void claimNeeded(final Plan plan) {
        if (plan.spreadField == SpreadFields.NONE) {
            plan.whole = claim(plan.order, SpreadFields.NONE);
            return;
        }
        plan.partitioned = claim(plan.order, plan.spreadField);
        final String field = cluster.attributes.nameText(cluster.fields.name(plan.spreadField));
        final boolean zones = field.equals(Chain.ZONE_ATTRIBUTE);
        if (plan.partitioned != null && !zones && !plan.spreadsInstances) {
            plan.whole = claim(plan.order, SpreadFields.NONE);
        }
    }

    /** An index that is there, or one made in a slot that no plan needs, or that has guests; or null. */
    private IndexSlot claim(final int order, final int field) {
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.serves(order, field, null)) {
                slot.plans++;
                return slot;
            }
        }
        final IndexSlot free = spare(HAS_GUESTS);
        if (free != null) {
            final List<Plan> guests = free.guests == 0 ? List.of() : guests(free);
            cluster.indexes.build(free, order, field, null);
            free.plans = 1;
            guests.forEach(this::claimNeeded);
        }
        return free;
    }

    /** The plans for which a slot is restricted or keyed. */
    private List<Plan> guests(final IndexSlot slot) {
        return Arrays.stream(plans)
                .filter(plan -> plan != null && plan.guestIn() == slot)
                .toList();
    }

    private void release(final IndexSlot slot) {
        if (slot != null && --slot.plans == 0 && !slot.partition.isWhole()) {
            cluster.indexes.close(slot);
        }
    }

    // ---- of the members of a filter --------------------------------------------------------------------------------

    /**
     * An index of the members of the plan's narrowest filter alone, if a slot is to spare, and if they are few or will
     * be (ports and further amounts run out).
     */
    private boolean claimRestricted(final Plan plan) {
        final Filter filter = plan.more.restrictable();
        if (filter == null
                || filter.key != null && filter.size() > cluster.columns.size() / LEAST_NARROWING) {
            return false;
        }
        IndexSlot host = restrictedTo(filter, plan);
        if (host == null) {
            host = spare(KEPT);
            if (host == null) {
                return false;
            }
            cluster.indexes.build(host, plan.order, plan.spreadField, filter);
        }
        host.guests++;
        plan.restricted = host;
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

    private void releaseGuest(final Plan plan) {
        final IndexSlot slot = plan.guestIn();
        if (slot != null && --slot.guests == 0) {
            cluster.indexes.close(slot);
        }
    }

    // ---- by the value that a query asks for ------------------------------------------------------------------------

    /**
     * An index with a bucket for each value of the attribute of which the plan's query asks one, if there is one, or if
     * another plan, which asks another value, has an index of its members alone: that one then makes room.
     */
    private boolean claimKeyed(final Plan plan) {
        final int name = plan.random ? Attributes.NONE : keyOf(plan.more.queryFilter);
        if (name == Attributes.NONE) {
            return false;
        }
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.servesKey(plan.order, name)) {
                makeGuest(plan, slot, name);
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
                makeGuest(plan, slot, name);
                return true;
            }
        }
        return false;
    }

    /** Turns an index of the members of one query into one that serves the queries for the other values as well. */
    private void replace(final IndexSlot slot, final int name) {
        final int order = slot.order;
        final List<Plan> guests = guests(slot);
        cluster.indexes.buildKeyed(slot, order, name);
        for (final Plan plan : guests) {
            if (plan.random || keyOf(plan.restriction) != name) {
                claimNeeded(plan);
            } else {
                makeGuest(plan, slot, name);
            }
        }
    }

    private static void makeGuest(final Plan plan, final IndexSlot slot, final int name) {
        plan.keyed = slot;
        plan.key = name;
        plan.keyIsAll = plan.more.filters.length == 1
                && !plan.more.checksMore
                && plan.more.queryFilter.key.isOne();
        slot.guests++;
    }

    /** The attribute, or capacity providers, of which a filter asks one value that few instances have, or none. */
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
