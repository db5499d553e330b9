package dev.berth.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The bits of handles, and what becomes of a slot after its last generation. */
class HandleFormatTest {
    private static final int HIGHEST_TASKS = 1 << 26;
    private static final int HIGHEST_SLOTS = 1 << 20;

    @Property
    void handleTellsItsParts(
            @ForAll @IntRange(min = 1, max = 5) final int kind,
            @ForAll @IntRange(min = 0) final int generation,
            @ForAll @IntRange(min = 0, max = HIGHEST_SLOTS - 1) final int slot) {
        final long handle = HandleFormat.handle(kind, generation, slot);
        assertTrue(handle >= 1L << 59);
        assertEquals(kind, handle >>> 59);
        assertEquals(generation, HandleFormat.generation(handle));
        assertEquals(slot, HandleFormat.slot(handle));
    }

    @Property
    void taskHandleTellsItsParts(
            @ForAll @LongRange(min = 0) final long any,
            @ForAll @IntRange(min = 0, max = HIGHEST_TASKS - 1) final int slot) {
        final long generation = any % HandleFormat.taskGenerations(slot);
        final long handle = HandleFormat.task(generation, slot);
        assertTrue(handle >= 1L << 62);
        assertEquals(slot, HandleFormat.taskSlot(handle));
        final int width = slot < HandleFormat.NEAR_SLOTS ? 21 : 26;
        assertEquals(generation, (handle & (1L << 61) - 1) >>> width);
        assertEquals(slot >= HandleFormat.NEAR_SLOTS, (handle >>> 61 & 1) == 1);
    }

    @Test
    void noTwoOfTheOutermostHandlesAreTheSame() {
        final Set<Long> handles = new HashSet<>();
        final int near = HandleFormat.NEAR_SLOTS;
        int made = 0;
        for (final int slot : new int[] {0, 1, near - 1, near, near + 1, HIGHEST_TASKS - 1}) {
            for (final long generation : new long[] {0, 1, HandleFormat.taskGenerations(slot) - 1}) {
                handles.add(HandleFormat.task(generation, slot));
                made++;
            }
        }
        for (int kind = HandleFormat.PLAN; kind <= HandleFormat.INSTANCE; kind++) {
            for (final int slot : new int[] {0, 1, HIGHEST_SLOTS - 1}) {
                for (final int generation : new int[] {0, 1, Integer.MAX_VALUE}) {
                    handles.add(HandleFormat.handle(kind, generation, slot));
                    made++;
                }
            }
        }
        assertEquals(made, handles.size());
        assertTrue(handles.stream().allMatch(handle -> handle > 0));
    }

    @Test
    void widthsHoldTheHighestLimits() {
        EngineConfig.builder().maxTasks(HIGHEST_TASKS).maxPlans(HIGHEST_SLOTS).maxGroups(HIGHEST_SLOTS);
        EngineConfig.builder().maxDemands(HIGHEST_SLOTS).maxAttributeValues(HIGHEST_SLOTS).maxInstances(HIGHEST_SLOTS);
        assertEquals(HIGHEST_TASKS, 1 << HandleFormat.TASK_SLOT_BITS);
        assertEquals(HIGHEST_SLOTS, 1 << HandleFormat.SLOT_BITS);
        for (final Runnable higher : List.<Runnable>of(
                () -> EngineConfig.builder().maxTasks(HIGHEST_TASKS + 1),
                () -> EngineConfig.builder().maxPlans(HIGHEST_SLOTS + 1),
                () -> EngineConfig.builder().maxGroups(HIGHEST_SLOTS + 1),
                () -> EngineConfig.builder().maxDemands(HIGHEST_SLOTS + 1),
                () -> EngineConfig.builder().maxAttributeValues(HIGHEST_SLOTS + 1),
                () -> EngineConfig.builder().maxInstances(HIGHEST_SLOTS + 1))) {
            assertThrows(IllegalArgumentException.class, higher::run);
        }
        assertEquals(1L << 40, HandleFormat.taskGenerations(HandleFormat.NEAR_SLOTS - 1));
        assertEquals(1L << 35, HandleFormat.taskGenerations(HandleFormat.NEAR_SLOTS));
        assertEquals((1L << 31) - 1, HandleFormat.LAST_GENERATION);
    }

    @Test
    void minusOneIsNoCode() {
        for (final Reason reason : Reason.values()) {
            assertTrue(reason.code() < PlacementEngine.NO_TASK);
            assertEquals(reason, Reason.of(reason.code()));
        }
        assertThrows(IllegalArgumentException.class, () -> Reason.of(PlacementEngine.NO_TASK));
    }

    // ---- the last generation ---------------------------------------------------------------------------------------

    @Test
    void slotIsRetiredAfterItsLastGeneration() {
        final Handles handles = new Handles(HandleFormat.PLAN, 2);
        handles.presetGeneration(0, Integer.MAX_VALUE - 1);
        final int slot = handles.allocate();
        handles.free(slot);
        assertEquals(slot, handles.allocate(), "one generation is left");
        final long last = handles.handle(slot);
        assertEquals(Integer.MAX_VALUE, HandleFormat.generation(last));
        assertEquals(slot, handles.slot(last));
        handles.free(slot);
        assertEquals(-1, handles.slot(last));
        assertEquals(1, handles.allocate());
        assertTrue(handles.isFull(), "the first slot is retired");
        handles.free(1);
        assertFalse(handles.isFull());
    }

    @Test
    void taskSlotIsRetiredAfterItsLastGeneration() {
        final TaskTable tasks = new TaskTable(2);
        tasks.presetGeneration(0, (1L << 40) - 2);
        final int slot = tasks.add(3, (1 << 20) - 1, 5, TaskTable.NONE, TaskTable.NONE);
        final long stale = tasks.handle(slot);
        assertEquals((1 << 20) - 1, tasks.demand(slot), "the demand is beside the generation");
        tasks.free(slot);
        assertEquals(2, tasks.free());
        assertEquals(slot, tasks.add(3, 7, 5, TaskTable.NONE, TaskTable.NONE), "one generation is left");
        final long last = tasks.handle(slot);
        assertNotEquals(stale, last);
        assertEquals(-1, tasks.slot(stale));
        assertEquals(slot, tasks.slot(last));
        tasks.free(slot);
        assertEquals(-1, tasks.slot(last));
        assertEquals(1, tasks.free(), "the slot is retired");
        assertEquals(1, tasks.add(3, 7, 5, TaskTable.NONE, TaskTable.NONE));
        assertTrue(tasks.isFull());
    }

    @Test
    void farTaskSlotsHaveTheOtherForm() {
        final int near = HandleFormat.NEAR_SLOTS;
        final TaskTable tasks = new TaskTable(near + 2);
        for (int i = 0; i < near + 2; i++) {
            assertEquals(i, tasks.add(1, 2, 3, TaskTable.NONE, TaskTable.NONE));
        }
        for (final int slot : new int[] {0, near - 1, near, near + 1}) {
            tasks.presetGeneration(slot, HandleFormat.taskGenerations(slot) - 1);
            final long handle = tasks.handle(slot);
            assertEquals(slot, tasks.slot(handle));
            assertEquals(-1, tasks.slot(handle ^ 1L << 61), "the other form of the same bits");
            tasks.free(slot);
            assertEquals(-1, tasks.slot(handle));
        }
        assertEquals(0, tasks.free(), "all four are retired");
    }

    @Test
    void ordinalIsRetiredAfterItsLastGeneration() {
        final Columns columns = new Columns(2, 1, List.of());
        columns.presetGeneration(0, Integer.MAX_VALUE);
        columns.add(columns.lowestFree(), Instance.builder("i-0").build());
        assertEquals(Integer.MAX_VALUE, HandleFormat.generation(columns.handle(0)));
        columns.remove(0);
        assertEquals(0, columns.size());
        assertEquals(1, columns.lowestFree());
        assertFalse(columns.isFull());
        columns.add(1, Instance.builder("i-1").build());
        assertTrue(columns.isFull());
    }

    @Test
    void engineThatHasRetiredASlotRefusesByItsLimit() {
        final Groups groups = new Groups(1, new UndoLog(0));
        groups.handles.presetGeneration(0, Integer.MAX_VALUE);
        groups.close(groups.open("g"));
        assertTrue(groups.handles.isFull());
        final Attributes attributes = new Attributes(1, 1, 1, 1, new UndoLog(0));
        assertThrows(LimitExceededException.class, () -> {
            attributes.retainName("a");
            attributes.retainName("b");
        });
    }
}
