package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.CandidateOrder;
import dev.berth.Candidates;
import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.PlanInfo;
import dev.berth.oracle.Difference;
import dev.berth.oracle.Lockstep;
import dev.berth.oracle.SecondThread;
import dev.berth.oracle.Snapshots;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Candidates take an index, give it back, share it, and refuse what they cannot answer. */
class CandidatesTest {
    private final PlacementEngine engine = new PlacementEngine(config(1));

    private static EngineConfig config(final int indexes) {
        return EngineConfig.builder().maxInstances(64).maxTasks(256).maxIndexes(indexes).build();
    }

    private static Instance instance(final int number, final int cpu, final int memory) {
        return Instance.builder("i-" + number).cpuUnits(cpu).memoryMib(memory).build();
    }

    /** Four instances, of which the memory and the CPU rise in opposite directions, and the first two are equal. */
    private void register() {
        final int[][] sizes = {{400, 100}, {400, 100}, {300, 200}, {200, 300}};
        for (int i = 0; i < sizes.length; i++) {
            engine.register(instance(i, sizes[i][0], sizes[i][1]));
        }
    }

    private static List<Integer> walk(final Candidates candidates, final int cpu, final int memory) {
        final List<Integer> met = new ArrayList<>();
        for (int at = candidates.first(cpu, memory); at != Candidates.NONE; at = candidates.next()) {
            met.add(at);
        }
        assertEquals(Candidates.NONE, candidates.next());
        return met;
    }

    private List<Integer> walk(final CandidateOrder order, final int cpu, final int memory) {
        try (Candidates candidates = engine.candidates(order)) {
            return walk(candidates, cpu, memory);
        }
    }

    @Test
    void eachOrderIsAsItSays() {
        register();
        assertEquals(List.of(0, 1, 2, 3), walk(CandidateOrder.MEMORY_RISING, 0, 0));
        assertEquals(List.of(3, 2, 1, 0), walk(CandidateOrder.MEMORY_FALLING, 0, 0));
        assertEquals(List.of(3, 2, 0, 1), walk(CandidateOrder.CPU_RISING, 0, 0));
        assertEquals(List.of(1, 0, 2, 3), walk(CandidateOrder.CPU_FALLING, 0, 0));
        assertEquals(List.of(0, 1, 2, 3), walk(CandidateOrder.ORDINAL, 0, 0));
        for (final CandidateOrder order : CandidateOrder.values()) {
            assertEquals(List.of(2), walk(order, 300, 101), order.toString());
            assertEquals(List.of(), walk(order, 301, 101), order.toString());
        }
    }

    @Test
    void whatTakesNoTaskIsNotMet() {
        register();
        engine.drain(0);
        engine.setAgentConnected(1, false);
        assertEquals(List.of(2, 3), walk(CandidateOrder.ORDINAL, 0, 0));
        engine.reserve(3, 500, 0, 0, 0);
        assertEquals(-300, engine.remainingCpuUnits(3));
        assertEquals(List.of(2, 3), walk(CandidateOrder.ORDINAL, 0, 1), "any remainder is enough for 0");
        assertEquals(List.of(2), walk(CandidateOrder.ORDINAL, 1, 1));
    }

    /** Walks, placements in between, and questions that search in the same index. */
    @Test
    void walkGoesOnAfterChangesAndOtherSearches() {
        register();
        final long plan = engine.plan(
                engine.define(Demand.builder().cpuUnits(10).memoryMib(10).build()), Chain.parse("binpack(memory)"));
        final long group = engine.group("service:g");
        try (Candidates one = engine.candidates(CandidateOrder.MEMORY_RISING, 10, 10);
                Candidates other = engine.candidates(CandidateOrder.MEMORY_FALLING, 10, 10)) {
            assertEquals(0, one.first(10, 10));
            assertEquals(3, other.first(10, 10));
            assertEquals(0, engine.canPlace(plan, group));
            assertEquals(1, one.next());
            assertTrue(engine.placeOn(plan, group, 1) >= 0);
            assertEquals(2, one.next());
            assertEquals(2, other.next());
            engine.resize(2, 300, 500, 0, 0);
            assertEquals(3, one.next());
            assertEquals(2, one.next(), "it has moved ahead");
            assertEquals(0, other.next());
            engine.deregister(0);
            assertEquals(1, other.next());
            assertEquals(Candidates.NONE, one.next());
            assertEquals(Candidates.NONE, other.next());
        }
        engine.validate();
    }

    @Test
    void amountBelowTheLeastIsRefusedAndTheWalkGoesOn() {
        register();
        try (Candidates candidates = engine.candidates(CandidateOrder.ORDINAL, 10, 20)) {
            assertEquals(Candidates.NONE, candidates.next(), "no walk was begun");
            assertEquals(0, candidates.first(10, 20));
            final Exception cpu = assertThrows(IllegalArgumentException.class, () -> candidates.first(9, 20));
            assertEquals(
                    "cpuUnits is 9, must be at least the 10 given when the candidates were opened; open them with lower"
                            + " amounts",
                    cpu.getMessage());
            final Exception memory = assertThrows(IllegalArgumentException.class, () -> candidates.first(10, -1));
            assertTrue(memory.getMessage().startsWith("memoryMib is -1, must be at least the 20"), memory.getMessage());
            assertEquals(1, candidates.next());
        }
        assertThrows(IllegalArgumentException.class, () -> engine.candidates(CandidateOrder.ORDINAL, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> engine.candidates(CandidateOrder.ORDINAL, 0, -1));
        assertThrows(NullPointerException.class, () -> engine.candidates(null));
    }

    @Test
    void indexIsTakenSharedAndGivenBack() {
        register();
        final Candidates rising = engine.candidates(CandidateOrder.MEMORY_RISING);
        final Candidates falling = engine.candidates(CandidateOrder.MEMORY_FALLING);
        final long demand = engine.define(Demand.builder().memoryMib(1).build());
        final long shared = engine.plan(demand, Chain.parse("binpack(memory)"));
        final long scanned = engine.plan(demand, Chain.parse("binpack(cpu)"));
        assertEquals(PlanInfo.Route.INDEX, engine.planInfo(shared).route());
        assertEquals(PlanInfo.Route.SCAN, engine.planInfo(scanned).route());
        assertEquals(1, engine.usage().limit("maxIndexes").used());
        final LimitExceededException refused =
                assertThrows(LimitExceededException.class, () -> engine.candidates(CandidateOrder.ORDINAL));
        assertEquals("maxIndexes", refused.limit());
        rising.close();
        rising.close();
        engine.dropPlan(shared);
        assertThrows(LimitExceededException.class, () -> engine.candidates(CandidateOrder.ORDINAL));
        assertEquals(List.of(3, 2, 1, 0), walk(falling, 0, 0));
        falling.close();
        assertEquals(0, engine.usage().limit("maxIndexes").used());
        assertEquals(List.of(0, 1, 2, 3), walk(CandidateOrder.ORDINAL, 0, 0));
        final Exception closed = assertThrows(IllegalStateException.class, () -> falling.first(0, 0));
        assertEquals("the candidates are closed; open others with PlacementEngine.candidates", closed.getMessage());
        assertThrows(IllegalStateException.class, falling::next);
    }

    /** As a plan that needs a full index does. */
    @Test
    void restrictedIndexGivesWay() {
        register();
        engine.setAttribute(2, "kind", "large");
        final long demand = engine.define(Demand.builder().memoryMib(1).build());
        final long plan = engine.plan(
                demand, Chain.parse("binpack(memory)"), Constraint.memberOf("attribute:kind == large"));
        try (Candidates candidates = engine.candidates(CandidateOrder.CPU_RISING)) {
            assertEquals(List.of(3, 2, 0, 1), walk(candidates, 0, 0));
            assertEquals(2, engine.instanceOf(engine.place(plan, engine.group("service:g"))));
            engine.validate();
        }
    }

    @Test
    void savepointLeavesCandidatesOpenAndTheirWalksExact() {
        register();
        final long savepoint = engine.savepoint();
        final Candidates candidates = engine.candidates(CandidateOrder.MEMORY_RISING);
        engine.register(instance(4, 1, 50));
        engine.drain(0);
        assertEquals(4, candidates.first(0, 0));
        engine.rollback(savepoint);
        assertEquals(0, candidates.next());
        assertEquals(List.of(0, 1, 2, 3), walk(candidates, 0, 0));
        final long second = engine.savepoint();
        candidates.close();
        engine.rollback(second);
        engine.validate();
        assertEquals(0, engine.usage().limit("maxIndexes").used());
    }

    @Test
    void snapshotKnowsNothingOfThem() {
        register();
        final byte[] before = Snapshots.of(engine);
        final long digest = engine.digest();
        try (Candidates candidates = engine.candidates(CandidateOrder.ORDINAL)) {
            assertEquals(0, candidates.first(1, 1));
            assertArrayEquals(before, Snapshots.of(engine));
            assertEquals(digest, engine.digest());
        }
        assertEquals(0, Snapshots.restore(config(1), before, name -> null).usage().limit("maxIndexes").used());
    }

    @Test
    void secondThreadIsRefused() {
        final Candidates candidates = engine.candidates(CandidateOrder.ORDINAL);
        assertEquals(List.of(), SecondThread.mistakes(candidates, Set.of("toString")));
        assertEquals("Candidates[order=ORDINAL, leastCpuUnits=0, leastMemoryMib=0]", candidates.toString());
    }

    /** A plan that asks for new sizes divides anew what prunes the order by ordinal, in the middle of a walk. */
    @Test
    void walkByOrdinalGoesOnAfterANewPlan() {
        for (int seed = 0; seed < 20; seed++) {
            final Random random = new Random(seed);
            final Lockstep both = new Lockstep(
                    "ordinals", EngineConfig.builder().maxInstances(600).maxTasks(1).maxPlans(60).build(), 0);
            for (int i = 0; i < 600; i++) {
                final int cpu = 1 + random.nextInt(1_000);
                both.register(instance(i, cpu, random.nextInt(10) == 0 ? cpu : 1_000 - cpu));
            }
            both.openCandidates(CandidateOrder.ORDINAL, 0, 0);
            for (int walk = 0; walk < 12; walk++) {
                both.walk(0, 500 + random.nextInt(300), 500 + random.nextInt(300), 2);
                final Demand demand = Demand.builder()
                        .cpuUnits(1 + random.nextInt(1_000))
                        .memoryMib(1 + random.nextInt(1_000))
                        .build();
                both.plan(both.define(demand).orElseThrow(), Chain.of(), List.of());
                both.continueWalk(0, 20);
            }
            both.compareStates();
        }
    }

    /** Instances that no plan can use are met; if the engine parks them by its plans alone, lock-step reports it. */
    @Test
    void parkingThatForgetsCandidatesIsReported() throws ReflectiveOperationException {
        parkedHistory(false);
        final Difference reported = assertThrows(Difference.class, () -> parkedHistory(true));
        assertTrue(reported.getMessage().contains("candidate"), reported.getMessage());
    }

    private static void parkedHistory(final boolean isPlanted) throws ReflectiveOperationException {
        final Lockstep both = new Lockstep("parked", config(2), 1);
        final long large = both.define(Demand.builder().cpuUnits(100).memoryMib(100).build()).orElseThrow();
        final long plan = both.plan(large, Chain.parse("binpack(memory)"), List.of()).orElseThrow();
        final long group = both.group("service:g").orElseThrow();
        both.register(instance(0, 150, 150));
        both.register(instance(1, 400, 400));
        both.openCandidates(CandidateOrder.CPU_RISING, 5, 5);
        if (isPlanted) {
            final Object cluster = field(both.engine(), "cluster");
            final Object indexes = field(cluster, "indexes");
            indexes.getClass().getMethod("park", int.class, int.class).invoke(indexes, 100, 100);
        }
        both.place(plan, group, null);
        both.walk(0, 50, 50, 2);
        both.placeOn(plan, group, 1);
        both.continueWalk(0, 2);
        both.closeCandidates(0);
        both.compareStates();
    }

    private static Object field(final Object owner, final String name) throws ReflectiveOperationException {
        final Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
