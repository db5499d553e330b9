package dev.berth.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the table and both lists of its tasks with lists of the JDK over random histories. */
class TaskTableTest {
    private static final int TASKS = 20;
    private static final int INSTANCES = 4;
    private static final int GROUPS = 3;

    private final TaskTable table = new TaskTable(TASKS);
    private final int[] ofInstance = new int[INSTANCES];
    private final int[] ofGroup = new int[GROUPS];
    private final List<Deque<Integer>> modelOfInstance = new ArrayList<>();
    private final List<Deque<Integer>> modelOfGroup = new ArrayList<>();
    private final Map<Integer, Long> running = new HashMap<>();
    private final List<Long> stale = new ArrayList<>();
    private final Deque<Integer> freed = new ArrayDeque<>();
    private int fresh;

    TaskTableTest() {
        Arrays.fill(ofInstance, TaskTable.NONE);
        Arrays.fill(ofGroup, TaskTable.NONE);
        for (int i = 0; i < INSTANCES; i++) {
            modelOfInstance.add(new ArrayDeque<>());
        }
        for (int i = 0; i < GROUPS; i++) {
            modelOfGroup.add(new ArrayDeque<>());
        }
    }

    @Test
    void tableAgreesWithLists() {
        final Random random = new Random(3);
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(100) < 52 && running.size() < TASKS) {
                add(random);
            } else if (!running.isEmpty()) {
                final List<Integer> slots = new ArrayList<>(running.keySet());
                remove(slots.get(random.nextInt(slots.size())));
            }
            check();
        }
        assertTrue(stale.size() > 5000);
    }

    private void add(final Random random) {
        final int instance = random.nextInt(INSTANCES);
        final int group = random.nextInt(GROUPS);
        final int demand = random.nextInt(1 << 20);
        final int slot = table.add(instance, demand, group, ofInstance[instance], ofGroup[group]);
        assertEquals(freed.isEmpty() ? fresh++ : freed.pop(), slot, "the slot freed last, or else the next fresh one");
        ofInstance[instance] = slot;
        ofGroup[group] = slot;
        modelOfInstance.get(instance).push(slot);
        modelOfGroup.get(group).push(slot);
        running.put(slot, table.handle(slot));
        table.setHeld(slot, demand % 2 == 0);
        assertEquals(demand, table.demand(slot));
        assertEquals(demand % 2 == 0, table.isHeld(slot));
        table.setHeld(slot, false);
    }

    private void remove(final int slot) {
        final int instance = table.instance(slot);
        final int group = table.group(slot);
        ofInstance[instance] = table.unlinkFromInstance(slot, ofInstance[instance]);
        ofGroup[group] = table.unlinkFromGroup(slot, ofGroup[group]);
        table.free(slot);
        modelOfInstance.get(instance).remove(slot);
        modelOfGroup.get(group).remove(slot);
        freed.push(slot);
        stale.add(running.remove(slot));
    }

    private void check() {
        assertEquals(running.size(), table.size());
        assertEquals(TASKS - running.size(), table.free());
        assertEquals(running.size() == TASKS, table.isFull());
        running.forEach((slot, handle) -> assertEquals(slot, table.slot(handle)));
        for (int i = Math.max(0, stale.size() - 30); i < stale.size(); i++) {
            assertEquals(TaskTable.NONE, table.slot(stale.get(i)), "a handle of a task that has gone");
        }
        for (int instance = 0; instance < INSTANCES; instance++) {
            final List<Integer> tasks = new ArrayList<>();
            for (int slot = ofInstance[instance]; slot != TaskTable.NONE; slot = table.nextOfInstance(slot)) {
                assertEquals(tasks.isEmpty(), table.isFirstOfInstance(slot));
                tasks.add(slot);
            }
            assertEquals(new ArrayList<>(modelOfInstance.get(instance)), tasks);
        }
        for (int group = 0; group < GROUPS; group++) {
            final List<Integer> tasks = new ArrayList<>();
            for (int slot = ofGroup[group]; slot != TaskTable.NONE; slot = table.nextOfGroup(slot)) {
                assertEquals(tasks.isEmpty(), table.isFirstOfGroup(slot));
                tasks.add(slot);
            }
            assertEquals(new ArrayList<>(modelOfGroup.get(group)), tasks);
        }
    }
}
