package dev.berth.counters;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.WorkCounters;
import dev.berth.workload.Dice;

/** A fixed history: a cluster filled to nine tenths, then pairs of a release and a placement of another shape. */
final class ChurnHistory {
    private static final int SHAPES = 24;
    private static final int RACK_SIZE = 40;

    private final Dice dice;
    private final PlacementEngine engine;
    private final long[] plans = new long[SHAPES];
    private final long[] tasks;
    private final long[] groups;
    private int running;

    ChurnHistory(final String chain, final int instances, final int groupCount, final int refusedPercent) {
        dice = new Dice(instances);
        engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(instances)
                .maxTasks(40 * instances)
                .maxCounts(20 * instances)
                .maxAttributes(2 * instances)
                .maxGroups(256)
                .maxDemands(64)
                .maxPlans(64)
                .maxPorts(1)
                .seed(instances)
                .build());
        tasks = new long[40 * instances];
        long memory = 0;
        for (int i = 0; i < instances; i++) {
            memory += register(i);
        }
        for (int i = 0; i < SHAPES; i++) {
            final int memoryMib = 100 * dice.between(2, 30);
            final boolean refused = i * 100 < refusedPercent * SHAPES;
            plans[i] = engine.plan(
                    engine.define(Demand.builder()
                            .cpuUnits(64 * dice.between(1, 12))
                            .memoryMib(refused ? 1 << 30 : memoryMib)
                            .build()),
                    Chain.parse(chain));
        }
        groups = new long[groupCount];
        for (int i = 0; i < groupCount; i++) {
            groups[i] = engine.group("service:" + i);
        }
        fill(memory / 10, chain.contains("instanceId"));
    }

    private int register(final int number) {
        final int size = 1 << dice.below(3);
        engine.register(Instance.builder("i-" + number)
                .cpuUnits(4096 * size)
                .memoryMib(7800 * size)
                .attribute(Chain.ZONE_ATTRIBUTE, "z" + number % 3)
                .attribute("rack", "r" + number / RACK_SIZE)
                .build());
        return 7800 * size;
    }

    private void fill(final long memoryLeft, final boolean anywhere) {
        long left = 10 * memoryLeft;
        int refusals = 0;
        while (left > memoryLeft && refusals < 200) {
            final long task = anywhere ? placeAnywhere() : place();
            refusals = task < 0 ? refusals + 1 : 0;
            left -= task < 0 ? 0 : engine.demand(engine.demandOf(task)).memoryMib();
        }
    }

    private long place() {
        return started(engine.place(plans[dice.below(SHAPES)], groups[dice.below(groups.length)]));
    }

    private long placeAnywhere() {
        final int ordinal = dice.below(engine.instanceCount());
        return started(engine.placeOn(plans[dice.below(SHAPES)], groups[dice.below(groups.length)], ordinal));
    }

    private long started(final long task) {
        if (task >= 0) {
            tasks[running++] = task;
        }
        return task;
    }

    WorkCounters churn(final int pairs) {
        engine.work().reset();
        for (int i = 0; i < pairs; i++) {
            if (running > 0) {
                final int at = dice.below(running);
                engine.release(tasks[at]);
                tasks[at] = tasks[--running];
            }
            place();
        }
        return engine.work();
    }
}
