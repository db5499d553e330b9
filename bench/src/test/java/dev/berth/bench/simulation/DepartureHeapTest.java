package dev.berth.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The order in which departures come out. {@code DvbpCommandTest} compares it with a trace of many equal times. */
class DepartureHeapTest {
    private static List<Integer> popped(final DepartureHeap heap) {
        final List<Integer> tasks = new ArrayList<>();
        while (!heap.isEmpty()) {
            tasks.add(heap.pop());
        }
        return tasks;
    }

    @Test
    void equalTimesComeOutAsFromTheHeapOfTheCppLibrary() {
        final DepartureHeap heap = new DepartureHeap();
        for (int task = 0; task < 3; task++) {
            heap.push(1, task);
        }
        assertEquals(List.of(0, 1, 2), popped(heap));
        for (int task = 0; task < 4; task++) {
            heap.push(1, task);
        }
        assertEquals(List.of(0, 2, 1, 3), popped(heap));
    }

    @Test
    void timesComeOutAscending() {
        final SplittableRandom random = new SplittableRandom(4);
        final DepartureHeap heap = new DepartureHeap();
        final double[] days = new double[5000];
        for (int task = 0; task < days.length; task++) {
            days[task] = random.nextInt(1000);
            heap.push(days[task], task);
        }
        final List<Integer> tasks = popped(heap);
        assertEquals(days.length, tasks.stream().distinct().count());
        for (int i = 1; i < tasks.size(); i++) {
            assertTrue(days[tasks.get(i - 1)] <= days[tasks.get(i)]);
        }
    }
}
