package dev.berth.bench.baseline;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.Strategy;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Fleet;
import dev.berth.bench.workload.Policy;
import dev.berth.bench.workload.Pools;
import dev.berth.bench.workload.BenchmarkCase;
import dev.berth.bench.workload.Workload;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.eclipse.collections.api.map.primitive.MutableLongIntMap;
import org.eclipse.collections.impl.factory.primitive.LongIntMaps;

/** The engine through its public interface. Every demand is defined and planned, and every group opened, beforehand. */
public final class BerthContender implements Contender {
    private static final int DEFAULT_FILTERS = 1_024;
    private static final int SPARE_FILTERS = 8;

    private final Workload workload;
    private final PlacementEngine engine;
    private final long[] plans;
    private final long[] groups;
    private long[] batchPlans = {};
    private long[] batchGroups = {};
    private final long memberValue;
    private final long otherValue;
    private final MutableLongIntMap shapeByDemand = LongIntMaps.mutable.empty();

    /**
     * Creates an engine with the fleet registered and no task.
     *
     * @param workload instances, requests and groups.
     * @param maxTasks limit on tasks.
     */
    public BerthContender(final Workload workload, final int maxTasks) {
        this.workload = workload;
        engine = new PlacementEngine(config(workload, maxTasks));
        final Fleet fleet = workload.fleet();
        for (int ordinal = 0; ordinal < fleet.size(); ordinal++) {
            engine.register(instance(workload, ordinal));
        }
        memberValue = changingValue(true);
        otherValue = changingValue(false);
        plans = plans();
        groups = new long[workload.groups()];
        for (int group = 0; group < groups.length; group++) {
            groups[group] = engine.group(Workload.groupName(group));
            prepare(group);
        }
    }

    private long changingValue(final boolean member) {
        final Pools pools = workload.pools();
        return pools.changes().length == 0
                ? -1
                : engine.attribute(pools.changingName(), pools.changingValue(member));
    }

    private static EngineConfig config(final Workload workload, final int maxTasks) {
        final Fleet fleet = workload.fleet();
        final int pools = workload.pools().count();
        return EngineConfig.builder()
                .maxInstances(fleet.size())
                .maxTasks(maxTasks)
                .maxGroups(workload.groups())
                .maxDemands(workload.shapeCount())
                .maxPlans(workload.shapeCount() * workload.policies().size())
                .maxCounts(maxCounts(workload, maxTasks))
                .maxAttributeNames(16)
                .maxAttributeValues(Math.max(64, 16 + Fleet.ZONES + fleet.rackCount() + pools))
                .maxSpreadValues(Math.max(Fleet.ZONES, fleet.rackCount()) + 2)
                .maxAttributes((workload.row().isConstrained() ? 4 : 2) * fleet.size())
                .maxPorts(workload.pools().port() == 0 ? 0 : fleet.size())
                .maxFilters(Math.max(DEFAULT_FILTERS, pools + SPARE_FILTERS))
                .seed(workload.seed())
                .build();
    }

    private static int maxCounts(final Workload workload, final int maxTasks) {
        final Fleet fleet = workload.fleet();
        final BenchmarkCase row = workload.row();
        final int tasks = row.hasBackground() ? row.members(fleet.size()) : maxTasks;
        final IntUnaryOperator bounded = values ->
                workload.groups() + (int) Math.min(tasks, (long) workload.groups() * values);
        int counts = row.isConstrained() && row.constrained().isDistinct() ? bounded.applyAsInt(fleet.size()) : 0;
        for (final Chain chain : row.chains()) {
            for (final Strategy strategy : chain.strategies()) {
                counts += switch (strategy.type()) {
                    case SPREAD_INSTANCE -> bounded.applyAsInt(fleet.size());
                    case SPREAD_ATTRIBUTE -> bounded.applyAsInt(
                            strategy.attribute().equals(Chain.ZONE_ATTRIBUTE) ? Fleet.ZONES : fleet.rackCount());
                    case BINPACK_CPU, BINPACK_MEMORY, RANDOM -> 0;
                };
            }
        }
        return counts;
    }

    /** Returns an instance for the engine to register. */
    static Instance instance(final Workload workload, final int ordinal) {
        final Fleet fleet = workload.fleet();
        final Pools pools = workload.pools();
        final Instance.Builder instance = Instance.builder("i-" + ordinal)
                .cpuUnits(fleet.cpuUnits()[ordinal])
                .memoryMib(fleet.memoryMib()[ordinal])
                .gpus(fleet.gpus()[ordinal])
                .eniSlots(fleet.eniSlots()[ordinal])
                .attribute(Chain.ZONE_ATTRIBUTE, "zone-" + fleet.zones()[ordinal])
                .attribute(Fleet.RACK_ATTRIBUTE, "rack-" + fleet.racks()[ordinal]);
        pools.attributes(ordinal).forEach(instance::attribute);
        if (pools.isPortInUse(ordinal)) {
            instance.tcpPortInUse(pools.port());
        }
        return instance.build();
    }

    private long[] plans() {
        final int shapes = workload.shapeCount();
        final List<Policy> policies = workload.policies();
        final long[] byRequest = new long[shapes * policies.size()];
        final long[] demands = new long[shapes];
        for (int shape = 0; shape < shapes; shape++) {
            demands[shape] = engine.define(demand(workload, shape));
            shapeByDemand.put(demands[shape], shape);
        }
        for (int policy = 0; policy < policies.size(); policy++) {
            final Constraint[] constraints =
                    workload.pools().constraints(policies.get(policy).pool()).toArray(new Constraint[0]);
            for (int shape = 0; shape < shapes; shape++) {
                byRequest[policy * shapes + shape] =
                        engine.plan(demands[shape], policies.get(policy).chain(), constraints);
            }
        }
        return byRequest;
    }

    /** Returns a shape as a demand of the engine. */
    static Demand demand(final Workload workload, final int shape) {
        final Demand.Builder demand = Demand.builder()
                .cpuUnits(workload.cpuUnits()[shape])
                .memoryMib(workload.memoryMib()[shape])
                .gpus(workload.gpus()[shape])
                .eniSlots(workload.eniSlots()[shape]);
        if (workload.port(shape) != 0) {
            demand.hostPort(workload.port(shape));
        }
        return demand.build();
    }

    private void prepare(final int group) {
        for (int policy = 0; policy < workload.churnedPolicies(); policy++) {
            if (workload.churns(group)) {
                engine.prepare(plans[policy * workload.shapeCount()], groups[group]);
            }
        }
    }

    @Override
    public long place(final int request, final int group) {
        final long task = engine.place(plans[request], groups[group]);
        return task >= 0 ? task : refusal(task);
    }

    @Override
    public long placeOn(final int request, final int group, final int ordinal) {
        return engine.placeOn(plans[request], groups[group], ordinal);
    }

    private static long refusal(final long code) {
        if (code != Reason.NOTHING_ELIGIBLE.code()) {
            throw new IllegalStateException("place answered " + Reason.of(code));
        }
        return code;
    }

    @Override
    public void releaseAll(final long[] tasks, final int from, final int count) {
        final int released = engine.releaseAll(tasks, from, count);
        if (released != count) {
            throw new IllegalStateException("releaseAll released " + released + ", must be " + count);
        }
    }

    @Override
    public void placeMany(final int[] requests, final int[] numbers, final long[] tasks) {
        if (batchPlans.length != tasks.length) {
            batchPlans = new long[tasks.length];
            batchGroups = new long[tasks.length];
        }
        for (int i = 0; i < tasks.length; i++) {
            batchPlans[i] = plans[requests[i]];
            batchGroups[i] = groups[numbers[i]];
        }
        engine.placeMany(batchPlans, batchGroups, tasks.length, tasks);
    }

    @Override
    public void release(final long task) {
        final int code = engine.release(task);
        if (code != PlacementEngine.DONE) {
            throw new IllegalStateException("release answered " + Reason.of(code));
        }
    }

    @Override
    public int instanceOf(final long task) {
        return engine.instanceOf(task);
    }

    @Override
    public int shapeOf(final long task) {
        return shapeByDemand.getOrThrow(engine.demandOf(task));
    }

    @Override
    public int remainingCpuUnits(final int ordinal) {
        return engine.remainingCpuUnits(ordinal);
    }

    @Override
    public int remainingMemoryMib(final int ordinal) {
        return engine.remainingMemoryMib(ordinal);
    }

    @Override
    public int remainingGpus(final int ordinal) {
        return engine.remainingGpus(ordinal);
    }

    @Override
    public int remainingEniSlots(final int ordinal) {
        return engine.remainingEniSlots(ordinal);
    }

    @Override
    public void setMember(final int ordinal, final boolean member) {
        final int code = engine.setAttribute(ordinal, member ? memberValue : otherValue);
        if (code != PlacementEngine.DONE) {
            throw new IllegalStateException("setAttribute answered " + Reason.of(code));
        }
    }

    @Override
    public int taskCount() {
        return engine.taskCount();
    }

    @Override
    public void validate() {
        engine.validate();
    }

    /**
     * Returns the engine itself.
     *
     * @return the engine, for counters and questions.
     */
    public PlacementEngine engine() {
        return engine;
    }

    /**
     * Returns the plan of a request.
     *
     * @param request of the workload.
     * @return handle of the plan.
     */
    public long plan(final int request) {
        return plans[request];
    }
}
