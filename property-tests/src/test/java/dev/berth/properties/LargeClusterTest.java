package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.oracle.Lockstep;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spot checks at 100,000 instances: some placements of every chain, between releases and upheaval. */
@Tag("slow")
class LargeClusterTest {
    private static final int INSTANCES = 100_000;
    private static final int CHECKED_PER_CHAIN = 16;

    private final Dice dice = new Dice(2026);
    private final Lockstep lockstep = new Lockstep(
            "100,000 instances",
            EngineConfig.builder().maxTasks(400_000).maxCounts(700_000).maxIndexes(8).build(),
            0);
    private final List<Long> plans = new ArrayList<>();
    private final List<Long> tasks = new ArrayList<>();
    private long covering;
    private long small;

    @Test
    void everyChainAgreesWithTheOracle() {
        lockstep.run(() -> {
            build();
            cover();
            lockstep.compareStates();
            for (int round = 0; round < CHECKED_PER_CHAIN; round++) {
                for (final long plan : plans) {
                    final long task = lockstep.place(plan, dice.chance(50) ? covering : small, null);
                    if (task >= 0) {
                        tasks.add(task);
                    }
                    upheaval();
                }
            }
            lockstep.explain(plans.get(0), small, null);
            lockstep.compareStates();
        });
        assertTrue(lockstep.coverage().tied() > 100, () -> "ties are too few: " + lockstep.coverage());
    }

    private void build() {
        for (int i = 0; i < INSTANCES; i++) {
            final int size = 1 << dice.below(4);
            lockstep.register(Instance.builder("i-" + i)
                    .cpuUnits(2048 * size)
                    .memoryMib(3900 * size)
                    .attribute(Chain.ZONE_ATTRIBUTE, "zone-" + i % 3)
                    .attribute(Chains.RACK, "r" + i / 40)
                    .build());
        }
        for (final Chain chain : Chains.all()) {
            final Demand demand = Demand.builder()
                    .cpuUnits(128 * dice.between(1, 8))
                    .memoryMib(100 * dice.between(1, 30))
                    .build();
            plans.add(lockstep.plan(lockstep.define(demand).get(), chain, List.of()).get());
        }
        covering = lockstep.group("service:covering").get();
        small = lockstep.group("service:small").get();
    }

    private void cover() {
        for (int ordinal = 0; ordinal < INSTANCES; ordinal++) {
            for (int i = ordinal % 4; i > 0; i--) {
                final long task = lockstep.placeOn(dice.pick(plans), i == 3 ? small : covering, ordinal);
                if (task >= 0 && i == 1) {
                    tasks.add(task);
                }
            }
        }
        for (final long plan : plans) {
            lockstep.prepare(plan, covering);
            lockstep.prepare(plan, small);
        }
    }

    private void upheaval() {
        final int ordinal = dice.below(INSTANCES);
        lockstep.release(tasks.get(dice.below(tasks.size())));
        lockstep.setActive(ordinal, dice.chance(50));
        lockstep.setAttribute(ordinal, Chains.RACK, "r" + dice.below(INSTANCES / 40));
        lockstep.setAgentConnected(dice.below(INSTANCES), dice.chance(50));
    }
}
