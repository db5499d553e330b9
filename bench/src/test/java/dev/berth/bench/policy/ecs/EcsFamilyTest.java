package dev.berth.bench.policy.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.ChainPolicy;
import dev.berth.bench.policy.Histories;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The chains under their names, and the two that pack beside the policies that do the same. */
class EcsFamilyTest {
    private final Policies policies = Policies.find(EcsFamilyTest.class.getClassLoader());

    @Test
    void eachNameIsItsChain() {
        assertEquals("binpack(memory)", chain("ecs.Binpack-Memory"));
        assertEquals("binpack(cpu)", chain("ecs.Binpack-Cpu"));
        final String zones = "spread(attribute:ecs.availability-zone),";
        assertEquals(zones + "binpack(memory)", chain("ecs.Spread-Zone-Binpack-Memory"));
        assertEquals(zones + "binpack(cpu)", chain("ecs.Spread-Zone-Binpack-Cpu"));
        assertEquals(zones + "spread(instanceId)", chain("ecs.Spread-Zone-Instance"));
        assertEquals("spread(instanceId)", chain("ecs.Spread-Instance"));
        assertEquals("random", chain("ecs.Random"));
        assertEquals("binpack(cpu),random", chain("ecs.Chain(binpack(cpu),random)"));
        assertEquals(8, new EcsFamily().policies().size());
        assertFalse(policies.create("ecs.Random").scans());
    }

    @Test
    void binpackingChainsPlaceAsBestFitByAmount() {
        for (int seed = 0; seed < 20; seed++) {
            final Trace trace = trace(seed);
            assertEquals(run("fit.Best-Memory", trace, seed), run("ecs.Binpack-Memory", trace, seed));
            assertEquals(run("fit.Best-Cpu", trace, seed), run("ecs.Binpack-Cpu", trace, seed));
            assertTrue(run("fit.Best-Cpu", trace, seed).contains(Policy.NONE));
        }
    }

    @Test
    void badChainsAreRefused() {
        for (final String name : List.of("ecs.Chain", "ecs.Chain()", "ecs.Chain(pack)", "ecs.Random(cpu)")) {
            final IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> policies.create(name));
            assertTrue(e.getMessage().contains("must"), e.getMessage());
        }
    }

    private String chain(final String name) {
        return ((ChainPolicy) policies.create(name)).chain().toString();
    }

    private List<Integer> run(final String name, final Trace trace, final int seed) {
        final Simulation simulation = new Simulation(
                new Events(trace),
                SimulatedCluster.fixed(trace, Histories.fleet(new double[][] {
                    {1024, 4096}, {2048, 4096}, {1024, 2048}, {4096, 8192}, {1024, 4096}, {2048, 8192}
                })),
                policies.create(name),
                seed,
                new Observer() {});
        simulation.run();
        return IntStream.range(0, trace.size()).mapToObj(simulation::instanceOf).toList();
    }

    private static Trace trace(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Trace.Builder builder = Trace.builder("random", Trace.CPU, Trace.MEMORY);
        for (int row = 0; row < 300; row++) {
            final int shape = builder.shape(Shape.of(128 * (1 + random.nextInt(8)), 256 * (1 + random.nextInt(8))));
            builder.add(row, row + 1 + random.nextInt(30), shape, row);
        }
        return builder.build();
    }
}
