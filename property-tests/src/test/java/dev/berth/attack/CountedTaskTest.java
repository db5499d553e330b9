package dev.berth.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import org.junit.jupiter.api.Test;

/** A task that is taken over as counted gives back what the instance was registered with as taken, and no more. */
class CountedTaskTest {
    private final PlacementEngine engine = new PlacementEngine(
            EngineConfig.builder().maxInstances(1).maxTasks(10).build());
    private final int demand =
            engine.define(Demand.builder().cpuUnits(4).hostPort(80).build());
    private final int group = engine.group("g");

    /** As ECS describes an instance: of CPU what remains, of ports those in use; both include the task's. */
    @Test
    void givesBackItsPort() {
        final int instance = engine.register(Instance.builder("i")
                .cpuUnits(10)
                .remainingCpuUnits(6)
                .tcpPortInUse(80)
                .build());
        engine.release(engine.adopt(demand, group, instance, true));
        assertEquals(10, engine.remainingCpuUnits(instance));
        final int plan = engine.plan(demand, Chain.of());
        assertTrue(engine.whyNot(plan, group, instance).isEmpty(), () -> "port 80 is free again, but: "
                + engine.whyNot(plan, group, instance));
    }

    /** As {@code reserve} has it: never more remains than is registered. */
    @Test
    void leavesNoMoreThanIsRegistered() {
        final int instance = engine.register(Instance.builder("i").cpuUnits(10).build());
        engine.release(engine.adopt(demand, group, instance, true));
        assertEquals(10, engine.remainingCpuUnits(instance));
    }
}
