package dev.berth.bench.baseline;

import dev.berth.bench.workload.Workload;
import java.util.Arrays;

/**
 * The cache of Azure Protean (Hadary et al., OSDI 2020): a ranked result for each shape, kept, and brought up to date
 * when the shape is asked for again. It does M log N work for the M instances that have changed since. Exact: where
 * Protean draws among the best few so that its many agents do not collide, this takes the best.
 *
 * <p>A result is a heap of all instances, four children to a node, by memory left and ordinal, those that do not fit
 * last. A log says which instances changed. A result that has missed more changes than the log holds, an eighth of the
 * instances, is made anew in O(N), because so many single changes cost more. All results together have room for
 * {@value #CELLS} entries; when it is used up, the oldest result makes room. Shapes that seldom come again therefore
 * cost O(N) each time, as they do in Protean.
 *
 * <p>Costs O(M log N), or O(N). Allocates at construction only.
 */
final class ResultCache extends Rival {
    private static final int CELLS = 1 << 23;
    private static final int LEAST_LOG = 64;
    private static final int LOG_SHARE = 8;
    private static final int CHILDREN_SHIFT = 2;
    private static final long UNFIT = (long) Integer.MAX_VALUE << 32;

    private final int[] log;
    private long changes;

    private final int[] slotOfShape;
    private final int[] shapeOfSlot;
    private final long[] seen;
    private final long[][] heaps;
    private final int[][] positions;
    private int nextSlot;

    ResultCache(final Workload workload, final int maxTasks) {
        super(workload, maxTasks);
        log = new int[Integer.highestOneBit(Math.max(LEAST_LOG, size / LOG_SHARE))];
        final int slots = Math.max(1, Math.min(shapeCount, CELLS / size));
        slotOfShape = new int[shapeCount];
        Arrays.fill(slotOfShape, -1);
        shapeOfSlot = new int[slots];
        Arrays.fill(shapeOfSlot, -1);
        seen = new long[slots];
        heaps = new long[slots][size];
        positions = new int[slots][size];
    }

    @Override
    int find(final int shape) {
        int slot = slotOfShape[shape];
        if (slot < 0) {
            slot = takeSlot(shape);
            build(slot, shape);
        } else if (changes - seen[slot] > log.length) {
            build(slot, shape);
        } else {
            update(slot, shape);
        }
        seen[slot] = changes;
        final long best = heaps[slot][0];
        return best < UNFIT ? (int) best : -1;
    }

    private int takeSlot(final int shape) {
        final int slot = nextSlot;
        nextSlot = slot + 1 == heaps.length ? 0 : slot + 1;
        if (shapeOfSlot[slot] >= 0) {
            slotOfShape[shapeOfSlot[slot]] = -1;
        }
        shapeOfSlot[slot] = shape;
        slotOfShape[shape] = slot;
        return slot;
    }

    private long entry(final int shape, final int ordinal) {
        return eligible(shape, ordinal) ? (long) freeMemory[ordinal] << 32 | ordinal : UNFIT | ordinal;
    }

    private void build(final int slot, final int shape) {
        final long[] heap = heaps[slot];
        final int[] position = positions[slot];
        for (int ordinal = 0; ordinal < heap.length; ordinal++) {
            heap[ordinal] = entry(shape, ordinal);
            position[ordinal] = ordinal;
        }
        for (int at = heap.length - 2 >> CHILDREN_SHIFT; at >= 0; at--) {
            down(heap, position, at, heap[at]);
        }
    }

    private void update(final int slot, final int shape) {
        final long[] heap = heaps[slot];
        final int[] position = positions[slot];
        for (long change = seen[slot]; change < changes; change++) {
            final int ordinal = log[(int) change & log.length - 1];
            final int at = position[ordinal];
            final long entry = entry(shape, ordinal);
            if (entry > heap[at]) {
                down(heap, position, at, entry);
            } else if (entry < heap[at]) {
                up(heap, position, at, entry);
            }
        }
    }

    private static void up(final long[] heap, final int[] position, final int from, final long entry) {
        int at = from;
        while (at > 0) {
            final int parent = at - 1 >> CHILDREN_SHIFT;
            if (heap[parent] < entry) {
                break;
            }
            heap[at] = heap[parent];
            position[(int) heap[at]] = at;
            at = parent;
        }
        heap[at] = entry;
        position[(int) entry] = at;
    }

    private static void down(final long[] heap, final int[] position, final int from, final long entry) {
        int at = from;
        int child = (at << CHILDREN_SHIFT) + 1;
        while (child < heap.length) {
            final int end = Math.min(child + (1 << CHILDREN_SHIFT), heap.length);
            int least = child;
            for (int other = child + 1; other < end; other++) {
                if (heap[other] < heap[least]) {
                    least = other;
                }
            }
            if (heap[least] > entry) {
                break;
            }
            heap[at] = heap[least];
            position[(int) heap[at]] = at;
            at = least;
            child = (at << CHILDREN_SHIFT) + 1;
        }
        heap[at] = entry;
        position[(int) entry] = at;
    }

    @Override
    void changed(final int ordinal) {
        log[(int) changes & log.length - 1] = ordinal;
        changes++;
    }
}
