package example;

import dev.berth.*;
import dev.berth.bench.gate.GateCase;

public final class WebTier implements GateCase {
    private final PlacementEngine engine = new PlacementEngine(EngineConfig.builder().maxInstances(900).build());
    private final long[] tasks = new long[9_000];
    private long plan, group;
    private int next;

    @Override public String name() { return "web-tier"; }

    @Override public void setUp(final long seed) {
        for (int i = 0; i < 900; i++) {
            engine.register(Instance.builder("i-" + i).cpuUnits(8_192).memoryMib(16_384 + i % 7 * 1_024)
                    .attribute("ecs.availability-zone", "zone-" + i % 3).build());
        }
        final long demand = engine.define(Demand.builder().cpuUnits(256).memoryMib(1_024).build());
        plan = engine.plan(demand, Chain.parse("spread(attribute:ecs.availability-zone),binpack(memory)"));
        group = engine.group("service:web");
        engine.prepare(plan, group);
        engine.placeMany(plan, group, tasks.length, tasks);
    }

    @Override public long operation() {
        next = (next + 7) % tasks.length;
        engine.release(tasks[next]);
        tasks[next] = engine.place(plan, group);
        return engine.instanceOf(tasks[next]);
    }

    @Override public WorkCounters work() { return engine.work(); }

    @Override public void tearDown() { engine.validate(); }
}
