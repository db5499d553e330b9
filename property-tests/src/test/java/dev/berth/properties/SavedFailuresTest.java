package dev.berth.properties;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.oracle.Lockstep;
import dev.berth.workload.Dice;
import java.util.ArrayList;
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
            final long demand = lockstep.define(Demand.builder().cpuUnits(256).memoryMib(256).build()).get();
            final long plan =
                    lockstep.plan(demand, Chain.parse("spread(attribute:rack),binpack(cpu)"), List.of()).get();
            final long group = lockstep.group("service:g").get();
            lockstep.placeOn(plan, group, 40);
            lockstep.setActive(40, false);
            for (int i = 0; i < 45; i++) {
                lockstep.place(plan, group, null);
            }
        });
    }

    /** Where two inner nodes of an index merge, the last child of one and the first of the other become neighbours. */
    @Test
    void indexThatShrinksKeepsItsNodesFilled() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder().maxInstances(8192).build());
        engine.plan(engine.define(Demand.builder().memoryMib(1).build()), Chain.parse("binpack(memory)"));
        final Dice dice = new Dice(2);
        final List<Integer> active = new ArrayList<>();
        for (int i = 0; i < 8192; i++) {
            active.add(engine.register(Instance.builder("i-" + i).memoryMib(1000 + i).build()));
        }
        while (!active.isEmpty()) {
            final int at = dice.below(active.size());
            engine.drain(active.set(at, active.get(active.size() - 1)));
            active.remove(active.size() - 1);
            if (active.size() % 32 == 0) {
                engine.validate();
            }
        }
    }
}
