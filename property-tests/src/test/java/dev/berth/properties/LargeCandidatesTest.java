package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.CandidateOrder;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.oracle.Amounts;
import dev.berth.oracle.Lockstep;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Walks through indexes of several levels are those of a plain scan, also after changes. */
class LargeCandidatesTest {
    private static final int INSTANCES = 6_000;
    private static final int WALKS = 60;

    @Test
    void walksThroughTallTreesAreThoseOfAScan() {
        final Random random = new Random(16);
        final Lockstep both = new Lockstep(
                "large",
                EngineConfig.builder().maxInstances(INSTANCES).maxTasks(1).maxIndexes(3).build(),
                0);
        for (int i = 0; i < INSTANCES; i++) {
            final int cpu = 1 + random.nextInt(1_000);
            both.register(Instance.builder("i-" + i).cpuUnits(cpu).memoryMib(2_000 / cpu + random.nextInt(50)).build());
        }
        for (final CandidateOrder order : CandidateOrder.values()) {
            both.openCandidates(order, 0, 0);
        }
        for (int walk = 0; walk < WALKS; walk++) {
            final int at = random.nextInt(CandidateOrder.values().length);
            both.walk(at, random.nextInt(900), random.nextInt(60), 4);
            change(both, random);
            both.continueWalk(at, 4);
            both.continueWalk(random.nextInt(CandidateOrder.values().length), 2);
        }
        both.compareStates();
        assertTrue(both.coverage().walked() > 6 * WALKS, "walked " + both.coverage().walked());
    }

    private static void change(final Lockstep both, final Random random) {
        for (int i = random.nextInt(60); i >= 0; i--) {
            final Amounts amounts = new Amounts(random.nextInt(200) - 50, random.nextInt(20) - 5, 0, 0);
            both.reserve(random.nextInt(INSTANCES), amounts);
        }
    }
}
