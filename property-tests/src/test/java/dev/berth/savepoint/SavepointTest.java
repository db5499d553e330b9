package dev.berth.savepoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Savepoints, and tasks that are held, one rule at a time. */
class SavepointTest {
    private final PlacementEngine engine = engine(10);
    private final long demand = engine.define(Demand.builder().memoryMib(10).build());
    private final long plan = engine.plan(demand, Chain.parse("binpack(memory)"));
    private final long group = engine.group("service:a");

    private static PlacementEngine engine(final int maxUndo) {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(4).maxTasks(20).maxUndo(maxUndo).build());
        for (int i = 0; i < 2; i++) {
            engine.register(Instance.builder("i-" + i).memoryMib(100).attribute("color", "red").build());
        }
        return engine;
    }

    private List<Long> tasksOn(final int ordinal) {
        final List<Long> tasks = new ArrayList<>();
        for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
            tasks.add(task);
        }
        return tasks;
    }

    @Test
    void theTaskPlacedLastIsTheFirstOfItsInstance() {
        final long first = engine.placeOn(plan, group, 0);
        final long second = engine.adopt(demand, group, 0, false);
        final long third = engine.placeOn(plan, group, 0);
        final long fourth = engine.placeOn(plan, group, 0);
        assertEquals(List.of(fourth, third, second, first), tasksOn(0));
        engine.release(second);
        final long savepoint = engine.savepoint();
        engine.release(third);
        engine.placeOn(plan, group, 0);
        engine.release(first);
        engine.rollback(savepoint);
        assertEquals(List.of(fourth, third, first), tasksOn(0));
    }

    @Test
    void aHandleThatIsRolledBackComesAgain() {
        final long savepoint = engine.savepoint();
        final long task = engine.place(plan, group);
        engine.rollback(savepoint);
        assertEquals(Reason.UNKNOWN_TASK.code(), engine.release(task));
        assertEquals(task, engine.place(plan, group));
    }

    @Test
    void aSavepointIsClosedOnceAndTheOneOpenedLastComesFirst() {
        final long outer = engine.savepoint();
        final long inner = engine.savepoint();
        assertTrue(engine.hasSavepoint());
        final String message = assertThrows(IllegalArgumentException.class, () -> engine.rollback(outer)).getMessage();
        assertEquals("savepoint is " + outer + ", must be the one opened last, " + inner
                + "; roll back or commit that one first", message);
        engine.commit(inner);
        assertThrows(IllegalArgumentException.class, () -> engine.commit(inner));
        engine.rollback(outer);
        assertFalse(engine.hasSavepoint());
        assertThrows(IllegalArgumentException.class, () -> engine.rollback(outer));
        assertThrows(IllegalArgumentException.class, () -> engine.commit(-1));
        assertTrue(engine.savepoint() > inner, "numbers of savepoints are used once");
    }

    @Test
    void closedGroupsAndDroppedDemandsThatWereFreedAreThereAgain() {
        final long zoned = engine.define(Demand.builder().memoryMib(1).zone("z").requiredAttribute("rack").build());
        final long task = engine.adopt(zoned, group, 0, false);
        engine.dropDemand(zoned);
        engine.closeGroup(group);
        final long savepoint = engine.savepoint();
        engine.release(task);
        assertEquals(Reason.UNKNOWN_GROUP.code(), engine.tasksIn(group));
        assertThrows(IllegalArgumentException.class, () -> engine.demand(zoned));
        engine.rollback(savepoint);
        assertEquals(1, engine.tasksIn(group));
        assertEquals("service:a", engine.groupName(group));
        assertEquals(List.of("z"), engine.demand(zoned).zones());
        assertEquals(zoned, engine.demandOf(task));
        assertEquals(group, engine.group("service:a"));
    }

    @Test
    void aFullLogRefusesEachCallInItsWay() {
        final PlacementEngine small = engine(1);
        final long aPlan = small.plan(
                small.define(Demand.builder().memoryMib(10).build()), Chain.parse("binpack(memory)"));
        final long aGroup = small.group("service:a");
        final long task = small.place(aPlan, aGroup);
        final long held = small.hold(aPlan, aGroup);
        final long red = small.attribute("color", "red");
        final long blue = small.attribute("color", "blue");
        final long digest = small.digest();
        final long savepoint = small.savepoint();
        final int full = Reason.MAX_UNDO.code();
        assertEquals(full, small.savepoint());
        assertEquals(full, small.place(aPlan, aGroup));
        assertEquals(full, small.canPlace(aPlan, aGroup));
        assertEquals(full, small.placeOn(aPlan, aGroup, 0));
        assertEquals(full, small.hold(aPlan, aGroup));
        assertEquals(full, small.claim(held));
        assertEquals(full, small.release(task));
        assertEquals(full, small.drain(0));
        assertEquals(full, small.setAgentConnected(0, false));
        assertEquals(full, small.setAttribute(0, blue));
        assertEquals(full, small.removeAttribute(0, blue));
        assertEquals(PlacementEngine.DONE, small.setAttribute(0, red));
        final long[] tasks = new long[2];
        assertEquals(0, small.placeAll(new long[] {aPlan, aPlan}, new long[] {aGroup, aGroup}, 2, tasks));
        assertEquals(full, tasks[0]);
        assertThrows(LimitExceededException.class, () -> small.setAttribute(0, "color", "green"));
        assertThrows(LimitExceededException.class, () -> small.reserve(0, 0, 1, 0, 0));
        assertThrows(LimitExceededException.class, () -> small.register(Instance.builder("i-9").build()));
        assertEquals(digest, small.digest());
        small.rollback(savepoint);
        assertEquals(PlacementEngine.DONE, small.release(task));
    }

    @Test
    void withoutALogThereAreNoSavepoints() {
        final PlacementEngine none = engine(0);
        assertEquals(Reason.MAX_UNDO.code(), none.savepoint());
        assertFalse(none.hasSavepoint());
        assertEquals(0, none.drain(0));
        assertEquals(0, none.placeAll(new long[0], new long[0], 0, new long[0]));
    }

    @Test
    void savepointsThatKeepNothingTakeNoRoom() {
        final long outer = engine.savepoint();
        for (int i = 0; i < 100; i++) {
            engine.commit(engine.savepoint());
            final long inner = engine.savepoint();
            engine.place(plan, group);
            engine.rollback(inner);
        }
        assertTrue(engine.place(plan, group) > 0);
        engine.rollback(outer);
        assertEquals(0, engine.taskCount());
    }

    @Test
    void aTaskThatIsHeldCountsAndIsClaimedOnce() {
        final long held = engine.hold(plan, group);
        assertEquals(1, engine.tasksIn(group));
        assertEquals(90, engine.remainingMemoryMib(engine.instanceOf(held)));
        assertTrue(engine.isHeld(held));
        final long savepoint = engine.savepoint();
        assertEquals(PlacementEngine.DONE, engine.claim(held));
        assertEquals(Reason.NOT_HELD.code(), engine.claim(held));
        engine.release(held);
        engine.rollback(savepoint);
        assertTrue(engine.isHeld(held));
        assertEquals(PlacementEngine.DONE, engine.claim(held));
        assertFalse(engine.isHeld(held));
        assertEquals(PlacementEngine.DONE, engine.release(held));
        final long next = engine.place(plan, group);
        assertFalse(engine.isHeld(next));
        assertEquals(Reason.UNKNOWN_TASK.code(), engine.claim(held));
    }
}
