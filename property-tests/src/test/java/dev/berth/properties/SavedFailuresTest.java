package dev.berth.properties;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.oracle.Lockstep;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories in which the engine and the oracle once differed, as short as they could be made. */
class SavedFailuresTest {
    private static Lockstep lockstep(final String name) {
        return new Lockstep(name, EngineConfig.builder().maxInstances(64).maxTasks(256).build(), 1);
    }

    private static Instance.Builder instance(final int number) {
        return Instance.builder("i-" + number).cpuUnits(1024).memoryMib(1024);
    }

    /** The bucket of the instances without the attribute counts tasks, but holds no candidate. */
    @Test
    void rackWithoutTasksComesFirstThoughInstancesWithoutRackHaveSome() {
        final Lockstep lockstep = lockstep("40 racks, and a drained instance without one");
        lockstep.run(() -> {
            for (int i = 0; i < 40; i++) {
                lockstep.register(instance(i).attribute("rack", "r" + i).build());
            }
            lockstep.register(instance(40).build());
            final int demand = lockstep.define(Demand.builder().cpuUnits(256).memoryMib(256).build()).get();
            final int plan = lockstep.plan(demand, Chain.parse("spread(attribute:rack),binpack(cpu)"), List.of()).get();
            final int group = lockstep.group("service:g").get();
            lockstep.placeOn(plan, group, 40);
            lockstep.setActive(40, false);
            for (int i = 0; i < 45; i++) {
                lockstep.place(plan, group, null);
            }
        });
    }
}
