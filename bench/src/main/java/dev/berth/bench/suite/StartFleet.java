package dev.berth.bench.suite;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;

/**
 * A fleet of equal instances in three zones, and the tasks that run on them in turn: the input of an engine that
 * starts.
 */
final class StartFleet {
    private static final int ZONES = 3;
    private static final int TASK_CPU_UNITS = 4;
    private static final int TASK_MEMORY_MIB = 8;

    private final Instance[] instances;
    private long demand;
    private long plan;
    private long group;

    StartFleet(final int size) {
        instances = new Instance[size];
        for (int i = 0; i < size; i++) {
            instances[i] = Instance.builder("i-" + i)
                    .cpuUnits(65_536)
                    .memoryMib(262_144)
                    .attribute(Chain.ZONE_ATTRIBUTE, "zone-" + i % ZONES)
                    .build();
        }
    }

    void register(final PlacementEngine engine) {
        for (final Instance instance : instances) {
            engine.register(instance);
        }
    }

    void plan(final PlacementEngine engine) {
        demand = engine.define(
                Demand.builder().cpuUnits(TASK_CPU_UNITS).memoryMib(TASK_MEMORY_MIB).build());
        plan = engine.plan(demand, Chain.parse("spread(attribute:ecs.availability-zone),binpack(memory)"));
        group = engine.group("service:start");
        engine.prepare(plan, group);
    }

    void adopt(final PlacementEngine engine, final int tasks) {
        for (int i = 0; i < tasks; i++) {
            final long task = engine.adopt(demand, group, i % instances.length, false);
            if (task < 0) {
                throw new IllegalStateException("adopt answered " + Reason.of(task));
            }
        }
    }

    long place(final PlacementEngine engine) {
        return engine.place(plan, group);
    }
}
