package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A handle names what it was handed out for, and nothing else, now or later; it does not depend on the limits. */
class HandleTest {
    private static final String TASK = "task";
    private static final String PLAN = "plan";
    private static final String GROUP = "group";
    private static final String DEMAND = "demand";
    private static final String ATTRIBUTE = "attribute";
    private static final String INSTANCE = "instance";

    private final PlacementEngine engine = new PlacementEngine(small().build());

    private static EngineConfig.Builder small() {
        return EngineConfig.builder().maxInstances(64).maxTasks(64).maxPlans(64).maxGroups(64).maxDemands(64);
    }

    /** Opens one of each kind, by kind. */
    private Map<String, Long> oneOfEach(final String suffix) {
        final Map<String, Long> handles = new LinkedHashMap<>();
        final int ordinal = engine.register(
                Instance.builder("i" + suffix).cpuUnits(1024).memoryMib(1024).build());
        handles.put(INSTANCE, engine.instanceHandle(ordinal));
        handles.put(DEMAND, engine.define(Demand.builder().cpuUnits(1).build()));
        handles.put(PLAN, engine.plan(handles.get(DEMAND), Chain.parse("binpack(cpu)")));
        handles.put(GROUP, engine.group("g" + suffix));
        handles.put(ATTRIBUTE, engine.attribute("a", suffix));
        handles.put(TASK, engine.place(handles.get(PLAN), handles.get(GROUP)));
        return handles;
    }

    private void closeAll(final Map<String, Long> handles) {
        assertEquals(PlacementEngine.DONE, engine.release(handles.get(TASK)));
        engine.closeGroup(handles.get(GROUP));
        engine.dropPlan(handles.get(PLAN));
        engine.dropDemand(handles.get(DEMAND));
        engine.releaseAttribute(handles.get(ATTRIBUTE));
        engine.deregister(engine.ordinal(handles.get(INSTANCE)));
    }

    /** Gives a number wherever a handle of a kind is wanted; each call must refuse it as unknown. */
    private void assertUnknown(final String wanted, final long given, final Map<String, Long> live, final String what) {
        final int ordinal = engine.ordinal(live.get(INSTANCE));
        final long plan = live.get(PLAN);
        final long group = live.get(GROUP);
        final long before = engine.digest();
        switch (wanted) {
            case PLAN -> {
                assertEquals(Reason.UNKNOWN_PLAN.code(), engine.place(given, group), what);
                assertEquals(Reason.UNKNOWN_PLAN.code(), engine.placeOn(given, group, ordinal), what);
                assertEquals(Reason.UNKNOWN_PLAN.code(), engine.canPlace(given, group), what);
                assertThrows(IllegalArgumentException.class, () -> engine.dropPlan(given), what);
                assertThrows(IllegalArgumentException.class, () -> engine.explain(given, group), what);
            }
            case GROUP -> {
                assertEquals(Reason.UNKNOWN_GROUP.code(), engine.place(plan, given), what);
                assertEquals(Reason.UNKNOWN_GROUP.code(), engine.tasksIn(given), what);
                assertEquals(Reason.UNKNOWN_GROUP.code(), engine.adopt(live.get(DEMAND), given, ordinal, false), what);
                assertEquals(PlacementEngine.NO_TASK, engine.firstTaskIn(given), what);
                assertThrows(IllegalArgumentException.class, () -> engine.closeGroup(given), what);
                assertThrows(IllegalArgumentException.class, () -> engine.groupName(given), what);
            }
            case DEMAND -> {
                assertEquals(Reason.UNKNOWN_DEMAND.code(), engine.adopt(given, group, ordinal, false), what);
                assertThrows(IllegalArgumentException.class, () -> engine.plan(given, Chain.parse("random")), what);
                assertThrows(IllegalArgumentException.class, () -> engine.dropDemand(given), what);
                assertThrows(IllegalArgumentException.class, () -> engine.demand(given), what);
            }
            case ATTRIBUTE -> {
                assertEquals(Reason.UNKNOWN_ATTRIBUTE.code(), engine.setAttribute(ordinal, given), what);
                assertEquals(Reason.UNKNOWN_ATTRIBUTE.code(), engine.removeAttribute(ordinal, given), what);
                assertThrows(IllegalArgumentException.class, () -> engine.releaseAttribute(given), what);
            }
            case INSTANCE -> assertEquals(Reason.UNKNOWN_INSTANCE.code(), engine.ordinal(given), what);
            default -> {
                assertEquals(Reason.UNKNOWN_TASK.code(), engine.release(given), what);
                assertEquals(Reason.UNKNOWN_TASK.code(), engine.instanceOf(given), what);
                assertEquals(Reason.UNKNOWN_TASK.code(), engine.groupOf(given), what);
                assertEquals(Reason.UNKNOWN_TASK.code(), engine.demandOf(given), what);
                assertEquals(PlacementEngine.NO_TASK, engine.nextTaskOn(given), what);
                assertEquals(PlacementEngine.NO_TASK, engine.nextTaskIn(given), what);
            }
        }
        assertEquals(before, engine.digest(), what);
    }

    @Test
    void handleOfAnotherKindIsUnknown() {
        final Map<String, Long> live = oneOfEach("1");
        assertEquals(live.size(), new HashSet<>(live.values()).size());
        for (final String wanted : live.keySet()) {
            for (final String given : live.keySet()) {
                if (!wanted.equals(given)) {
                    assertUnknown(wanted, live.get(given), live, given + " for " + wanted);
                }
            }
        }
        engine.validate();
    }

    @Test
    void checkerOfUnknownHandlesCatchesOneThatIsKnown() {
        final Map<String, Long> live = oneOfEach("1");
        for (final String kind : live.keySet()) {
            assertThrows(AssertionError.class, () -> assertUnknown(kind, live.get(kind), live, kind));
            if (kind.equals(TASK) || kind.equals(INSTANCE)) {
                continue;
            }
            engine.validate();
        }
    }

    @Test
    void staleHandleIsUnknownWhenItsSlotIsUsedAgain() {
        final Map<String, Long> stale = oneOfEach("1");
        final int ordinal = engine.ordinal(stale.get(INSTANCE));
        closeAll(stale);
        assertEquals(Reason.UNKNOWN_INSTANCE.code(), engine.instanceHandle(ordinal));
        assertEquals(Reason.UNKNOWN_INSTANCE.code(), engine.ordinal(stale.get(INSTANCE)));
        final Map<String, Long> live = oneOfEach("2");
        assertEquals(ordinal, engine.ordinal(live.get(INSTANCE)), "the ordinal passes on");
        for (final String kind : live.keySet()) {
            assertNotEquals(stale.get(kind), live.get(kind), kind);
            assertUnknown(kind, stale.get(kind), live, "stale " + kind);
        }
    }

    @Test
    void smallAndNegativeNumbersAreUnknown() {
        final Map<String, Long> live = oneOfEach("1");
        for (final String kind : live.keySet()) {
            final long handle = live.get(kind);
            for (final long number : new long[] {
                0, -1, 1, 2, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, -handle, handle ^ Long.MIN_VALUE,
                handle + 1, handle ^ 1L << 55, handle & (1L << 59) - 1, ~handle
            }) {
                assertUnknown(kind, number, live, number + " for " + kind);
            }
        }
    }

    // ---- the order of slots ----------------------------------------------------------------------------------------

    /** Makes a history of openings and closings; returns every handle handed out. */
    private static List<Long> history(final PlacementEngine engine, final long seed) {
        final Random random = new Random(seed);
        final List<Long> all = new ArrayList<>();
        final List<Long> demands = new ArrayList<>();
        final List<Long> plans = new ArrayList<>();
        final List<Long> groups = new ArrayList<>();
        final List<Long> attributes = new ArrayList<>();
        final List<Long> tasks = new ArrayList<>();
        final List<Integer> ordinals = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            final boolean open = random.nextInt(100) < 55;
            switch (random.nextInt(6)) {
                case 0 -> {
                    if (open && demands.size() < 8) {
                        demands.add(noted(all, engine.define(Demand.builder().cpuUnits(step).build())));
                    } else if (!open && !demands.isEmpty()) {
                        engine.dropDemand(demands.remove(random.nextInt(demands.size())));
                    }
                }
                case 1 -> {
                    if (open && !demands.isEmpty() && plans.size() < 8) {
                        final long demand = demands.get(random.nextInt(demands.size()));
                        plans.add(noted(all, engine.plan(demand, Chain.parse("binpack(cpu)"))));
                    } else if (!open && !plans.isEmpty()) {
                        engine.dropPlan(plans.remove(random.nextInt(plans.size())));
                    }
                }
                case 2 -> {
                    if (open && groups.size() < 8) {
                        groups.add(noted(all, engine.group("g" + step)));
                    } else if (!open && !groups.isEmpty()) {
                        engine.closeGroup(groups.remove(random.nextInt(groups.size())));
                    }
                }
                case 3 -> {
                    if (open && attributes.size() < 8) {
                        attributes.add(noted(all, engine.attribute("a" + random.nextInt(3), "v" + step)));
                    } else if (!open && !attributes.isEmpty()) {
                        engine.releaseAttribute(attributes.remove(random.nextInt(attributes.size())));
                    }
                }
                case 4 -> {
                    if (open && ordinals.size() < 8) {
                        ordinals.add(engine.register(Instance.builder("i" + step)
                                .cpuUnits(10_000)
                                .memoryMib(100)
                                .build()));
                        noted(all, engine.instanceHandle(ordinals.get(ordinals.size() - 1)));
                    } else if (!open && !ordinals.isEmpty()) {
                        engine.deregisterForced(ordinals.remove(random.nextInt(ordinals.size())));
                    }
                }
                default -> {
                    if (open && !plans.isEmpty() && !groups.isEmpty() && engine.taskCount() < 16) {
                        final long plan = plans.get(random.nextInt(plans.size()));
                        tasks.add(noted(all, engine.place(plan, groups.get(random.nextInt(groups.size())))));
                    } else if (!open && !tasks.isEmpty()) {
                        engine.release(tasks.remove(random.nextInt(tasks.size())));
                    }
                }
            }
        }
        engine.validate();
        return all;
    }

    private static long noted(final List<Long> all, final long handle) {
        all.add(handle);
        return handle;
    }

    @Property(tries = 50)
    void sameHistoryGivesTheSameHandlesUnderOtherLimits(@ForAll final long seed) {
        final List<Long> few = history(new PlacementEngine(small().build()), seed);
        final List<Long> many = history(
                new PlacementEngine(EngineConfig.builder()
                        .maxInstances(1000)
                        .maxTasks(5000)
                        .maxPlans(3000)
                        .maxGroups(777)
                        .maxDemands(2000)
                        .maxAttributeValues(4000)
                        .maxAttributeNames(100)
                        .build()),
                seed);
        assertEquals(few, many);
        final List<Long> handles = few.stream().filter(handle -> handle > 0).toList();
        assertTrue(handles.size() > 30);
        assertEquals(handles.size(), new HashSet<>(handles).size(), "a handle came back");
    }

    @Test
    void freedSlotIsUsedBeforeAFreshOne() {
        final long first = engine.group("a");
        engine.closeGroup(first);
        final long second = engine.group("b");
        assertEquals(first & (1 << 20) - 1, second & (1 << 20) - 1);
        assertNotEquals(first, second);
    }

    @Test
    void thousandsOfOpeningsFitALimitOfOne() {
        final PlacementEngine one = new PlacementEngine(
                EngineConfig.builder().maxInstances(1).maxGroups(1).build());
        for (int i = 0; i < 5_000; i++) {
            one.closeGroup(one.group("g" + i));
        }
        one.group("last");
        assertThrows(LimitExceededException.class, () -> one.group("one more"));
    }
}
