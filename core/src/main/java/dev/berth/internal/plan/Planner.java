package dev.berth.internal.plan;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.EngineConfig;
import dev.berth.InstancePredicate;
import dev.berth.LimitExceededException;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.filter.FilterSet;
import dev.berth.internal.filter.Filters;
import dev.berth.internal.index.IndexCursor;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.index.Indexes;
import dev.berth.internal.snapshot.ChainFormat;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Demands;
import dev.berth.internal.state.Footprint;
import dev.berth.internal.state.HandleFormat;
import dev.berth.internal.state.Handles;
import dev.berth.internal.state.SpreadFields;
import dev.berth.query.Expression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The live plans and the indexes that they need. Plans are defined and dropped outside the hot path. */
public final class Planner {
    private static final String PLANS = "PLAN";

    /**
     * The largest number of 64-bit words in the set of kept filters: a bit for each host port and for each other
     * filter.
     */
    private static final int MOST_WORDS = 2_050;

    private final Cluster cluster;
    private final Demands demands;
    public final Handles handles;
    private final Plan[] plans;
    public final PlainPlans plain;
    private final IndexAssignment assignment;

    /** The indexes that are kept for walks; two of them may share an index slot. */
    private final List<KeptIndex> kept = new ArrayList<>();

    public Planner(final Cluster cluster, final EngineConfig config) {
        this.cluster = cluster;
        demands = cluster.demands;
        handles = new Handles(HandleFormat.PLAN, config.maxPlans());
        plans = new Plan[config.maxPlans()];
        plain = new PlainPlans(config.maxPlans());
        assignment = new IndexAssignment(cluster, plans);
    }

    public static long footprintBytes(final EngineConfig config) {
        return Handles.footprintBytes(config.maxPlans())
                + Demands.footprintBytes(config.maxDemands())
                + PlainPlans.footprintBytes(config.maxPlans())
                + Footprint.REFERENCE * config.maxPlans();
    }

    /** Compiles a plan and returns its handle. A null provider admits the instances of all capacity providers. */
    public long plan(
            final long demandHandle, final Chain chain, final String provider, final Constraint[] constraints) {
        final DemandRecord demand = demands.live(demandHandle);
        if (handles.isFull()) {
            throw new LimitExceededException("maxPlans", plans.length);
        }
        final int slot = handles.allocate();
        final Plan plan;
        try {
            plan = compile(slot, demand, chain, asked(demand, provider, constraints), constraints, null);
        } catch (final LimitExceededException e) {
            handles.free(slot);
            throw e;
        }
        add(plan);
        return handles.handle(slot);
    }

    private void add(final Plan plan) {
        final DemandRecord demand = plan.demand;
        plans[plan.slot] = plan;
        demand.plans++;
        lowerPark(demand.leastCpu, demand.leastMemory);
        cluster.indexes.noteDemand(demand.cpu, demand.memory);
        if (plan.indexable) {
            assignment.assign(plan);
        }
        if (plan.asksLevels) {
            cluster.indexes.allow(plan.order);
        }
        plain.add(plan);
    }

    private Plan compile(
            final int slot,
            final DemandRecord demand,
            final Chain chain,
            final FilterSet.Asked asked,
            final Constraint[] constraints,
            final BitSet wanted) {
        final FilterSet more = cluster.filters.retain(asked, wanted);
        try {
            return new Plan(slot, handles.handle(slot), demand, chain, constraints, more, cluster.fields);
        } catch (final LimitExceededException e) {
            cluster.filters.release(more);
            throw e;
        }
    }

    private static FilterSet.Asked asked(
            final DemandRecord demand, final String provider, final Constraint[] constraints) {
        final List<Expression> queries = new ArrayList<>();
        final List<InstancePredicate> predicates = new ArrayList<>();
        int mostTasks = FilterSet.NO_LIMIT;
        for (final Constraint constraint : constraints) {
            if (constraint.mostTasks() > 0) {
                mostTasks = Math.min(mostTasks, constraint.mostTasks());
            } else if (constraint.query() != null) {
                queries.add(constraint.query().root());
            } else {
                predicates.add(constraint.predicate());
            }
        }
        return new FilterSet.Asked(
                Filters.attributes(demand.demand.requiredAttributes(), demand.demand.zones()),
                Arrays.stream(demand.ports).boxed().toList(),
                IntStream.range(0, demand.amounts.length)
                        .mapToObj(i -> new FilterSet.Amount(demand.amountNumbers[i], demand.amounts[i]))
                        .toList(),
                provider,
                Filters.all(queries),
                mostTasks,
                predicates);
    }

    public void dropPlan(final long handle) {
        final Plan plan = livePlan(handle);
        assignment.release(plan);
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
        handles.free(plan.slot);
        plan.demand.plans--;
        raisePark(plan.demand.leastCpu, plan.demand.leastMemory);
        demands.freeIfUnused(plan.demand.slot);
    }

    private void releaseField(final int field) {
        if (cluster.fields.release(field)) {
            cluster.untrack(field);
            cluster.indexes.forgetValues(field);
            cluster.indexes.levels.forgetField(field);
            cluster.fields.forget(field);
        }
    }

    /** Reserves the counts that placements of a plan for a group need. Throws if they exceed {@code maxCounts}. */
    public void prepare(final long plan, final long group) {
        final long fields = livePlan(plan).fields;
        if (!cluster.track(cluster.groups.openSlot(group), fields)) {
            throw new LimitExceededException("maxCounts", cluster.counts.limit());
        }
    }

    public Plan livePlan(final long handle) {
        final Plan plan = plan(handle);
        if (plan == null) {
            throw new IllegalArgumentException("plan is " + handle + ", must be the handle of a live plan");
        }
        return plan;
    }

    /** Returns the slot of the plan with a handle, or −1 if the handle is stale or unknown. */
    public int planSlot(final long handle) {
        return handles.slot(handle);
    }

    public Plan planAt(final int slot) {
        return plans[slot];
    }

    /** Returns the plan with a handle, or null if the handle is stale or unknown. */
    public Plan plan(final long handle) {
        final int slot = handles.slot(handle);
        return slot < 0 ? null : plans[slot];
    }

    // ---- indexes for walks -----------------------------------------------------------------------------------------

    /**
     * Keeps an index in an order for walks that ask for at least some amounts. Instances with these amounts are not
     * parked meanwhile. Returns null if no index is free; the state is then as it was.
     */
    public KeptIndex keep(final int order, final int leastCpu, final int leastMemory) {
        final IndexSlot slot = assignment.keep(order);
        if (slot == null) {
            return null;
        }
        final KeptIndex index =
                new KeptIndex(slot, DemandRecord.least(leastCpu), DemandRecord.least(leastMemory));
        kept.add(index);
        lowerPark(index.leastCpu, index.leastMemory);
        return index;
    }

    /** Returns a new walk through an index that is kept. */
    public IndexCursor cursor(final KeptIndex index, final boolean falls) {
        return new IndexCursor(cluster.indexes, index.slot, falls);
    }

    /** Gives up an index that was kept. */
    public void giveUp(final KeptIndex index) {
        kept.remove(index);
        assignment.release(index.slot);
        raisePark(index.leastCpu, index.leastMemory);
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /** Checks that every predicate of every plan has a name by which a snapshot can refer to it. Throws otherwise. */
    public void checkNamed() {
        for (int slot = 0; slot < handles.highest(); slot++) {
            if (plans[slot] != null) {
                final Plan plan = plans[slot];
                ChainFormat.checkNamed(
                        "plan " + plan.handle + " (chain [" + plan.chain + "], " + plan.demand.demand + ")",
                        Arrays.asList(plan.constraints));
            }
        }
    }

    /** Writes the definitions of the plans, and which of its optional filters each plan has. */
    public void write(final SnapshotWriter out) throws IOException {
        out.begin(PLANS);
        handles.write(out);
        for (int slot = 0; slot < handles.highest(); slot++) {
            if (plans[slot] != null) {
                final Plan plan = plans[slot];
                out.number(plan.demand.slot);
                ChainFormat.write(out, plan.chain);
                out.text(plan.more.asked.provider());
                ChainFormat.write(out, Arrays.asList(plan.constraints));
                final long[] kept = plan.more.kept.toLongArray();
                out.number(kept.length);
                for (final long word : kept) {
                    out.fixed(word);
                }
            }
        }
        out.end();
    }

    /** Reads the plans of a snapshot into a planner without plans. */
    public void read(final SnapshotReader in, final Function<String, InstancePredicate> predicates)
            throws IOException {
        in.begin(PLANS);
        handles.read(in);
        for (int slot = 0; slot < handles.highest(); slot++) {
            if (handles.isLive(slot)) {
                final int demandSlot = in.number("demand of a plan", 0, demands.handles.highest() - 1L);
                final DemandRecord demand = demands.get(demandSlot);
                in.require(demand != null, "a plan has a demand that is not there");
                final Chain chain = ChainFormat.readChain(in);
                final String provider = in.text();
                in.require(provider == null || !provider.isEmpty(), "a capacity provider has no name");
                final Constraint[] constraints =
                        ChainFormat.readConstraints(in, predicates).toArray(new Constraint[0]);
                final BitSet kept = readKept(in);
                try {
                    add(compile(slot, demand, chain, asked(demand, provider, constraints), constraints, kept));
                } catch (final LimitExceededException e) {
                    throw in.corrupt("plans need more than the limits of the snapshot say: " + e.getMessage());
                }
            }
        }
        in.end();
    }

    private static BitSet readKept(final SnapshotReader in) throws IOException {
        final long[] kept = new long[in.number("number of words of filters", 0, MOST_WORDS)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = in.fixed();
        }
        return BitSet.valueOf(kept);
    }

    // ---- parking ---------------------------------------------------------------------------------------------------

    private void lowerPark(final int leastCpu, final int leastMemory) {
        final int cpu = Math.min(cluster.indexes.parkCpu(), leastCpu);
        final int memory = Math.min(cluster.indexes.parkMemory(), leastMemory);
        if (cpu < cluster.indexes.parkCpu() || memory < cluster.indexes.parkMemory()) {
            cluster.indexes.park(cpu, memory);
        }
    }

    private void raisePark(final int leastCpu, final int leastMemory) {
        final Indexes indexes = cluster.indexes;
        if (leastCpu > indexes.parkCpu() && leastMemory > indexes.parkMemory()) {
            return;
        }
        int cpu = Integer.MAX_VALUE;
        int memory = Integer.MAX_VALUE;
        for (final Plan plan : plans) {
            if (plan != null) {
                cpu = Math.min(cpu, plan.demand.leastCpu);
                memory = Math.min(memory, plan.demand.leastMemory);
            }
        }
        for (final KeptIndex index : kept) {
            cpu = Math.min(cpu, index.leastCpu);
            memory = Math.min(memory, index.leastMemory);
        }
        cluster.indexes.park(cpu, memory);
    }
}
