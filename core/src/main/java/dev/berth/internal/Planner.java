package dev.berth.internal;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.InstancePredicate;
import dev.berth.LimitExceededException;
import dev.berth.query.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Demands and plans by slot, and the indexes that plans need. All of it is cold: what a plan needs is made when it is
 * defined, never while it places.
 */
final class Planner {
    private final Cluster cluster;
    private final Handles demandHandles;
    private final Handles planHandles;
    private final Demands demands;
    private final Plan[] plans;
    private final PlainPlans plain;
    private final IndexClaims claims;

    Planner(final Cluster cluster, final EngineConfig config) {
        this.cluster = cluster;
        demandHandles = new Handles(HandleFormat.DEMAND, config.maxDemands());
        planHandles = new Handles(HandleFormat.PLAN, config.maxPlans());
        demands = cluster.demands;
        plans = new Plan[config.maxPlans()];
        plain = new PlainPlans(config.maxPlans());
        claims = new IndexClaims(cluster, plans);
    }

    static long footprintBytes(final EngineConfig config) {
        return Handles.footprintBytes(config.maxDemands())
                + Handles.footprintBytes(config.maxPlans())
                + Demands.footprintBytes(config.maxDemands())
                + PlainPlans.footprintBytes(config.maxPlans())
                + Footprint.REFERENCE * config.maxPlans();
    }

    // ---- demands ---------------------------------------------------------------------------------------------------

    long define(final Demand demand) {
        if (demandHandles.isFull()) {
            throw new LimitExceededException("maxDemands", demands.limit());
        }
        final int[] required = new int[demand.requiredAttributes().size()];
        final int[] zones = new int[demand.zones().size()];
        final int zoneName = retainNames(demand, required, zones);
        final int slot = demandHandles.allocate();
        demands.add(new DemandRecord(demand, slot, required, zoneName, zones));
        return demandHandles.handle(slot);
    }

    private int retainNames(final Demand demand, final int[] required, final int[] zones) {
        final List<String> names = demand.requiredAttributes();
        int atName = 0;
        int atZone = 0;
        try {
            for (; atName < required.length; atName++) {
                required[atName] = cluster.attributes.retainName(names.get(atName));
            }
            for (; atZone < zones.length; atZone++) {
                zones[atZone] = cluster.attributes.retainValue(Chain.ZONE_ATTRIBUTE, demand.zones().get(atZone));
            }
        } catch (final LimitExceededException e) {
            releaseNames(required, atName, zones, atZone);
            throw e;
        }
        return zones.length == 0 ? Attributes.NONE : cluster.attributes.nameOf(zones[0]);
    }

    private void releaseNames(final int[] required, final int names, final int[] zones, final int values) {
        for (int i = 0; i < names; i++) {
            cluster.attributes.releaseName(required[i]);
        }
        for (int i = 0; i < values; i++) {
            cluster.attributes.releaseValue(zones[i]);
        }
    }

    void dropDemand(final long handle) {
        final DemandRecord demand = liveDemand(handle);
        demands.drop(demand.slot);
        freeIfUnused(demand);
    }

    private DemandRecord liveDemand(final long handle) {
        final DemandRecord demand = demand(handle);
        if (demand == null || demands.isDropped(demand.slot)) {
            throw new IllegalArgumentException("demand is " + handle + ", must be the handle of a live demand");
        }
        return demand;
    }

    /** The demand of a handle, dropped or not, or null. */
    DemandRecord demand(final long handle) {
        final int slot = demandHandles.slot(handle);
        return slot < 0 ? null : demands.get(slot);
    }

    DemandRecord demandAt(final int slot) {
        return demands.get(slot);
    }

    long demandHandle(final int slot) {
        return demandHandles.handle(slot);
    }

    void freeIfUnused(final DemandRecord demand) {
        if (demands.isUnused(demand.slot)) {
            final int names = demand.requiredNames.length;
            releaseNames(demand.requiredNames, names, demand.zoneValues, demand.zoneValues.length);
            demands.remove(demand.slot);
            demandHandles.free(demand.slot);
        }
    }

    // ---- plans -----------------------------------------------------------------------------------------------------

    /** Compiles a plan; a provider that is null = any. */
    long plan(
            final long demandHandle, final Chain chain, final String provider, final Constraint[] constraints) {
        final DemandRecord demand = liveDemand(demandHandle);
        if (planHandles.isFull()) {
            throw new LimitExceededException("maxPlans", plans.length);
        }
        final int slot = planHandles.allocate();
        final Plan plan;
        try {
            plan = compile(slot, demand, chain, asked(demand, provider, constraints), constraints);
        } catch (final LimitExceededException e) {
            planHandles.free(slot);
            throw e;
        }
        plans[slot] = plan;
        demand.plans++;
        lowerPark(demand);
        cluster.indexes.noteDemand(demand.cpu, demand.memory);
        if (plan.indexable) {
            claims.claim(plan);
        }
        if (plan.spreadsInstances) {
            cluster.indexes.allow(plan.order);
        }
        plain.add(plan);
        return planHandles.handle(slot);
    }

    private Plan compile(
            final int slot,
            final DemandRecord demand,
            final Chain chain,
            final FilterSet.Asked asked,
            final Constraint[] constraints) {
        final FilterSet more = cluster.filters.retain(asked);
        try {
            return new Plan(slot, planHandles.handle(slot), demand, chain, constraints, more, cluster.fields);
        } catch (final LimitExceededException e) {
            cluster.filters.release(more);
            throw e;
        }
    }

    private static FilterSet.Asked asked(
            final DemandRecord demand, final String provider, final Constraint[] constraints) {
        final List<Expression> queries = new ArrayList<>();
        final List<InstancePredicate> predicates = new ArrayList<>();
        boolean distinct = false;
        for (final Constraint constraint : constraints) {
            if (constraint.isDistinctInstance()) {
                distinct = true;
            } else if (constraint.query() != null) {
                queries.add(constraint.query().root());
            } else {
                predicates.add(constraint.predicate());
            }
        }
        return new FilterSet.Asked(
                Filters.attributes(demand.demand.requiredAttributes(), demand.demand.zones()),
                Arrays.stream(demand.ports).boxed().toList(),
                demand.gpu,
                demand.eni,
                provider,
                Filters.all(queries),
                distinct,
                predicates);
    }

    void dropPlan(final long handle) {
        final Plan plan = livePlan(handle);
        claims.release(plan);
        for (final int field : plan.strategyFields) {
            if (field > SpreadFields.INSTANCE) {
                releaseField(field);
            }
        }
        if ((plan.fields & 1) != 0) {
            releaseField(SpreadFields.INSTANCE);
        }
        cluster.filters.release(plan.more);
        plans[plan.slot] = null;
        plain.remove(plan.slot);
        planHandles.free(plan.slot);
        plan.demand.plans--;
        raisePark(plan.demand);
        freeIfUnused(plan.demand);
    }

    private void releaseField(final int field) {
        if (cluster.fields.release(field)) {
            cluster.untrack(field);
            cluster.indexes.forgetValues(field);
            cluster.indexes.levels.forgetField(field);
            cluster.fields.forget(field);
        }
    }

    Plan livePlan(final long handle) {
        final Plan plan = plan(handle);
        if (plan == null) {
            throw new IllegalArgumentException("plan is " + handle + ", must be the handle of a live plan");
        }
        return plan;
    }

    PlainPlans plain() {
        return plain;
    }

    /** Returns the slot of a handle, or −1. */
    int planSlot(final long handle) {
        return planHandles.slot(handle);
    }

    Plan planAt(final int slot) {
        return plans[slot];
    }

    /** The plan of a handle, or null. */
    Plan plan(final long handle) {
        final int slot = planHandles.slot(handle);
        return slot < 0 ? null : plans[slot];
    }

    // ---- parking ---------------------------------------------------------------------------------------------------

    private void lowerPark(final DemandRecord demand) {
        final int cpu = Math.min(cluster.indexes.parkCpu(), parkAmount(demand.cpu));
        final int memory = Math.min(cluster.indexes.parkMemory(), parkAmount(demand.memory));
        if (cpu < cluster.indexes.parkCpu() || memory < cluster.indexes.parkMemory()) {
            cluster.indexes.park(cpu, memory);
        }
    }

    private void raisePark(final DemandRecord dropped) {
        final Indexes indexes = cluster.indexes;
        if (parkAmount(dropped.cpu) > indexes.parkCpu() && parkAmount(dropped.memory) > indexes.parkMemory()) {
            return;
        }
        int cpu = Integer.MAX_VALUE;
        int memory = Integer.MAX_VALUE;
        for (final Plan plan : plans) {
            if (plan != null) {
                cpu = Math.min(cpu, parkAmount(plan.demand.cpu));
                memory = Math.min(memory, parkAmount(plan.demand.memory));
            }
        }
        cluster.indexes.park(cpu, memory);
    }

    /** The amount below which a demand cannot be met. */
    private static int parkAmount(final int asked) {
        return asked == 0 ? Integer.MIN_VALUE : asked;
    }

    // ---- for people ------------------------------------------------------------------------------------------------

    /** Returns how a plan is served, and how much a placement costs at most. */
    String explain(final Plan plan) {
        return route(plan) + "; " + bound(plan);
    }

    /** Returns the bound of a placement's work, which is that of the route that serves the plan now. */
    private String bound(final Plan plan) {
        final int instances = cluster.columns.limit();
        final Filter fewest = plan.more.fewest();
        if (fewest != null && fewest.size() <= Selector.LISTED_MEMBERS) {
            return "a placement reads at most " + fewest.size() + " instances";
        }
        if (plan.index() == null) {
            return "a placement reads at most " + instances + " instances, one scan";
        }
        if (plan.order == IndexOrder.ORDINAL || plan.asksMore || plan.spreadsInstances || plan.random) {
            return "a placement looks at no more than " + instances + " instances in the index and in one scan";
        }
        return "a placement compares at most " + OrderedIndex.mostEntries(instances) + " entries and visits at most "
                + OrderedIndex.mostBlocks(instances) + " blocks"
                + (plan.spreadField == Plan.NO_FIELD ? "" : " for each value that it asks");
    }

    private String route(final Plan plan) {
        final FilterSet more = plan.more;
        final Filter fewest = more.fewest();
        final StringBuilder text = new StringBuilder();
        if (fewest != null) {
            text.append(fewest.size())
                    .append(" of ")
                    .append(cluster.columns.size())
                    .append(fewest == more.queryFilter ? said(more.asked) : " instances pass a check")
                    .append(more.filters.length > 1 ? " (the narrowest of " + more.filters.length + " filters)" : "");
            if (fewest.size() <= Selector.LISTED_MEMBERS) {
                return text.append(": gone through one by one").toString();
            }
            text.append(": ");
        }
        final boolean keyed = fewest != null && Selector.hasKey(plan, fewest);
        text.append(keyed ? oneBucket(plan) : search(plan));
        if (fewest != null && !keyed && plan.index() != null) {
            text.append(others(plan, fewest));
        }
        if (more.distinct) {
            text.append(", instances with tasks of the group passed over by their counts");
        }
        if (!more.complete) {
            text.append(", each candidate checked in the columns where no filter was free (raise maxFilters)");
        }
        if (more.predicates.length > 0) {
            text.append(", each candidate put to a predicate; a scan if too many fail");
        }
        return text.toString();
    }

    /** Returns what the filter of the capacity provider and the query asks of instances. */
    private static String said(final FilterSet.Asked asked) {
        if (asked.provider() == null) {
            return " instances satisfy memberOf";
        }
        return " instances are of capacity provider '" + asked.provider() + "'"
                + (asked.query() == null ? "" : " and satisfy memberOf");
    }

    private String oneBucket(final Plan plan) {
        final String which = cluster.attributes.isProvider(plan.key)
                ? "of that capacity provider"
                : "with that value of " + cluster.attributes.nameText(plan.key);
        return "index by " + IndexOrder.name(plan.order) + ", of the instances " + which + " alone, in one pass";
    }

    private String others(final Plan plan, final Filter fewest) {
        if (plan.index() == plan.restricted) {
            return ", of an index of such instances alone";
        }
        return ", the others passed over by a bit each"
                + (Selector.isFew(fewest.size(), cluster.columns.size())
                        ? "; gone through one by one where many plans with filters take turns"
                        : "");
    }

    private String search(final Plan plan) {
        if (!plan.indexable) {
            return "scan: no index serves the chain " + plan.chain;
        }
        if (plan.index() == null) {
            return "scan: no free index for the order " + IndexOrder.name(plan.order) + "; raise maxIndexes"
                    + (plan.spreadField == Plan.NO_FIELD ? "" : " or maxSpreadValues");
        }
        final StringBuilder text = new StringBuilder("index by ").append(IndexOrder.name(plan.order));
        if (plan.spreadField != Plan.NO_FIELD) {
            text.append(" per ")
                    .append(cluster.attributes.nameText(cluster.fields.name(plan.spreadField)))
                    .append(", the values with the fewest tasks of the group first");
        }
        if (plan.spreadsInstances) {
            text.append(", the instances with the fewest tasks of the group first");
        }
        if (plan.random) {
            text.append(", drawn uniformly");
        }
        return text.toString();
    }
}
