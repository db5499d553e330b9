package dev.berth.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The policy of {@code docs/embedding.md} takes the instance that a sort of all instances finds. */
class LookAheadTest {
    private static final int INSTANCES = 200;
    private static final int CPU_UNITS = 100;
    private static final int MEMORY_MIB = 150;

    private final PlacementEngine engine = new PlacementEngine(
            EngineConfig.builder().maxInstances(INSTANCES).maxTasks(10_000).build());

    private int expected(final long plan, final long group) {
        return IntStream.range(0, INSTANCES)
                .filter(at -> engine.canPlaceOn(plan, group, at) == PlacementEngine.DONE)
                .boxed()
                .sorted(Comparator.comparing(engine::remainingMemoryMib))
                .limit(LookAhead.INSTANCES)
                .min(Comparator.comparing(engine::remainingCpuUnits))
                .orElse(-1);
    }

    @Test
    void placesWhereASortWould() {
        final Random random = new Random(4);
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(500 + random.nextInt(1_000))
                    .memoryMib(500 + random.nextInt(1_000))
                    .attribute("odd", i % 2 == 0 ? null : "yes")
                    .build());
        }
        final long demand =
                engine.define(Demand.builder().cpuUnits(CPU_UNITS).memoryMib(MEMORY_MIB).build());
        final long plan = engine.plan(demand, Chain.of(), Constraint.memberOf("attribute:odd == yes"));
        final long group = engine.group("service:g");
        try (LookAhead policy = new LookAhead(engine)) {
            int placed = 0;
            for (int wanted = expected(plan, group); wanted >= 0; wanted = expected(plan, group)) {
                final long task = policy.place(plan, group, CPU_UNITS, MEMORY_MIB);
                assertEquals(wanted, engine.instanceOf(task));
                placed++;
            }
            assertTrue(placed > INSTANCES, "placed " + placed);
            assertEquals(
                    Reason.NOTHING_ELIGIBLE.code(), policy.place(plan, group, CPU_UNITS, MEMORY_MIB));
        }
    }
}
