package dev.berth.counters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.WorkCounters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A placement of one of many capacity providers costs what one index costs, and no pass over the cluster. */
@Tag("work-counters")
class ManyProvidersTest {
    private static final int PROVIDERS = 100;
    private static final int PAIRS = 5_000;

    /** What a placement and a release may read and compare, whatever the number of instances. */
    private static final long MOST_WORK = 200;

    private static long workOfAPair(final int instances, final String chain) {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(instances)
                .maxTasks(instances)
                .maxDemands(PROVIDERS)
                .maxPlans(PROVIDERS)
                .seed(1)
                .build());
        final SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < instances; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(4_096)
                    .memoryMib(8_192 + random.nextInt(8_192))
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .capacityProvider("p" + i % PROVIDERS)
                    .build());
        }
        final long[] plans = new long[PROVIDERS];
        for (int i = 0; i < PROVIDERS; i++) {
            final long demand = engine.define(Demand.builder().cpuUnits(64).memoryMib(128 + i).build());
            plans[i] = engine.plan(demand, Chain.parse(chain), "p" + i);
        }
        final long group = engine.group("service:web");
        engine.work().reset();
        for (int i = 0; i < PAIRS; i++) {
            final int provider = random.nextInt(PROVIDERS);
            final long task = engine.place(plans[provider], group);
            assertEquals("p" + provider, engine.capacityProvider(engine.instanceOf(task)));
            engine.release(task);
        }
        final WorkCounters work = engine.work();
        return (work.entriesCompared() + work.blocksVisited() + work.columnsRead()) / PAIRS;
    }

    @Test
    void workDoesNotFollowTheCluster() {
        assertTrue(WorkCounters.ENABLED, "run with -Ddev.berth.workCounters=true");
        for (final String chain : new String[] {"binpack(memory)", "binpack(memory),binpack(cpu)"}) {
            for (final int instances : new int[] {10_000, 100_000}) {
                final long work = workOfAPair(instances, chain);
                System.out.println(chain + ", " + PROVIDERS + " providers, " + instances + " instances: " + work);
                assertTrue(work <= MOST_WORK, chain + " of " + instances + " instances: " + work);
            }
        }
    }
}
