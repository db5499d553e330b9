package dev.berth.bench.baseline;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.Strategy;
import dev.berth.bench.workload.Fleet;
import dev.berth.bench.workload.Row;
import dev.berth.bench.workload.Workload;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.eclipse.collections.api.map.primitive.MutableIntIntMap;
import org.eclipse.collections.impl.factory.primitive.IntIntMaps;

/**
 * The engine through its public interface: every demand is defined and planned, and every group opened, beforehand.
 */
public final class BerthContender implements Contender {
    private final Workload workload;
    private final PlacementEngine engine;
    private final int[] plans;
    private final int[] groups;
    private final MutableIntIntMap shapeByDemand = IntIntMaps.mutable.empty();

    /**
     * An engine with the fleet registered and no task.
     *
     * @param workload instances, requests and groups.
     * @param maxTasks limit on tasks.
     */
    public BerthContender(final Workload workload, final int maxTasks) {
        this.workload = workload;
        engine = new PlacementEngine(config(workload, maxTasks));
        final Fleet fleet = workload.fleet();
        for (int ordinal = 0; ordinal < fleet.size(); ordinal++) {
            engine.register(instance(fleet, ordinal));
        }
        plans = plans();
        groups = new int[workload.groups()];
        for (int group = 0; group < groups.length; group++) {
            groups[group] = engine.group("service:" + group);
            prepare(group);
        }
    }

    private static EngineConfig config(final Workload workload, final int maxTasks) {
        final Fleet fleet = workload.fleet();
        final int requests = workload.shapeCount() * workload.chains().size();
        return EngineConfig.builder()
                .maxInstances(fleet.size())
                .maxTasks(maxTasks)
                .maxGroups(workload.groups())
                .maxDemands(workload.shapeCount())
                .maxPlans(requests)
                .maxCounts(maxCounts(workload, maxTasks))
                .maxAttributeNames(16)
                .maxAttributeValues(Math.max(64, 16 + Fleet.ZONES + fleet.rackCount()))
                .maxSpreadValues(Math.max(Fleet.ZONES, fleet.rackCount()) + 2)
                .maxAttributes(2 * fleet.size())
                .maxPorts(0)
                .seed(workload.seed())
                .build();
    }

    private static int maxCounts(final Workload workload, final int maxTasks) {
        final Fleet fleet = workload.fleet();
        final Row row = workload.row();
        final int tasks = row.hasBackground() ? row.members(fleet.size()) : maxTasks;
        final IntUnaryOperator bounded = values ->
                workload.groups() + (int) Math.min(tasks, (long) workload.groups() * values);
        int counts = 0;
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

    private static Instance instance(final Fleet fleet, final int ordinal) {
        return Instance.builder("i-" + ordinal)
                .cpuUnits(fleet.cpuUnits()[ordinal])
                .memoryMib(fleet.memoryMib()[ordinal])
                .gpus(fleet.gpus()[ordinal])
                .eniSlots(fleet.eniSlots()[ordinal])
                .attribute(Chain.ZONE_ATTRIBUTE, "zone-" + fleet.zones()[ordinal])
                .attribute(Fleet.RACK_ATTRIBUTE, "rack-" + fleet.racks()[ordinal])
                .build();
    }

    private int[] plans() {
        final int shapes = workload.shapeCount();
        final List<Chain> chains = workload.chains();
        final int[] byRequest = new int[shapes * chains.size()];
        for (int shape = 0; shape < shapes; shape++) {
            final int demand = engine.define(Demand.builder()
                    .cpuUnits(workload.cpuUnits()[shape])
                    .memoryMib(workload.memoryMib()[shape])
                    .gpus(workload.gpus()[shape])
                    .build());
            shapeByDemand.put(demand, shape);
            for (int chain = 0; chain < chains.size(); chain++) {
                byRequest[chain * shapes + shape] = engine.plan(demand, chains.get(chain));
            }
        }
        return byRequest;
    }

    private void prepare(final int group) {
        for (int chain = 0; chain < workload.row().chains().size(); chain++) {
            if (workload.churns(group)) {
                engine.prepare(plans[chain * workload.shapeCount()], groups[group]);
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
    public int taskCount() {
        return engine.taskCount();
    }

    @Override
    public void validate() {
        engine.validate();
    }

    /**
     * The engine itself.
     *
     * @return for counters and questions.
     */
    public PlacementEngine engine() {
        return engine;
    }

    /**
     * The plan of a request.
     *
     * @param request of the workload.
     * @return handle of the engine.
     */
    public int plan(final int request) {
        return plans[request];
    }
}
