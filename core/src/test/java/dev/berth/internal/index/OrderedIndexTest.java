package dev.berth.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the index, in each of its orders, with a sorted list of the instances in each bucket. */
class OrderedIndexTest {
    private static final int INSTANCES = 1500;
    private static final int BUCKETS = 3;
    private static final int NO_BUCKET = -1;

    private final Columns columns = new Columns(INSTANCES, 1, List.of());
    private final Cells cells = new Cells();
    private final OrderedIndex index = new OrderedIndex(INSTANCES, BUCKETS, BUCKETS, columns, cells, new Work());
    private final int[] bucketOf = new int[INSTANCES];
    private final List<TreeSet<Integer>> model = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {
        IndexOrder.MEMORY, IndexOrder.CPU, IndexOrder.MEMORY_CPU, IndexOrder.CPU_MEMORY, IndexOrder.ORDINAL
    })
    void searchesFindWhatASortedListHolds(final int order) {
        start(order);
        for (int seed = 0; seed < 3; seed++) {
            final Random random = new Random(seed);
            final int range = new int[] {2, 60, 5000}[seed];
            for (int step = 0; step < 12_000; step++) {
                change(random, range, step);
                if (step % 200 == 0) {
                    check();
                }
                search(random, range);
                if (!index.isComposite) {
                    searchFromPlaces(random, range);
                }
            }
        }
        check();
    }

    private void start(final int order) {
        index.clear(order);
        Arrays.fill(bucketOf, NO_BUCKET);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            model.add(new TreeSet<>(comparator(order)));
        }
    }

    private Comparator<Integer> comparator(final int order) {
        final Comparator<Integer> byOrdinal = Comparator.naturalOrder();
        return switch (order) {
            case IndexOrder.MEMORY -> Comparator.comparing(columns::freeMemory).thenComparing(byOrdinal);
            case IndexOrder.CPU -> Comparator.comparing(columns::freeCpu).thenComparing(byOrdinal);
            case IndexOrder.MEMORY_CPU -> Comparator.comparing(columns::freeMemory)
                    .thenComparing(columns::freeCpu)
                    .thenComparing(byOrdinal);
            case IndexOrder.CPU_MEMORY -> Comparator.comparing(columns::freeCpu)
                    .thenComparing(columns::freeMemory)
                    .thenComparing(byOrdinal);
            default -> byOrdinal;
        };
    }

    /** Inserts, moves or removes an instance; the phases grow and shrink the trees, so that nodes split and merge. */
    private void change(final Random random, final int range, final int step) {
        final int ordinal = random.nextInt(INSTANCES);
        final int bucket = bucketOf[ordinal];
        final boolean grows = step / 3000 % 2 == 0;
        if (bucket == NO_BUCKET) {
            if (grows || random.nextInt(5) == 0) {
                setFree(ordinal, amount(random, range), amount(random, range));
                final int chosen = random.nextInt(BUCKETS);
                assertTrue(index.hasRoom(chosen));
                index.insert(chosen, ordinal, columns.freeCpu(ordinal), columns.freeMemory(ordinal));
                model.get(chosen).add(ordinal);
                bucketOf[ordinal] = chosen;
            }
            return;
        }
        final int cpu = columns.freeCpu(ordinal);
        final int memory = columns.freeMemory(ordinal);
        model.get(bucket).remove(ordinal);
        if (grows) {
            setFree(ordinal, amount(random, range), amount(random, range));
            index.move(bucket, ordinal, cpu, memory, columns.freeCpu(ordinal), columns.freeMemory(ordinal));
            model.get(bucket).add(ordinal);
        } else {
            index.remove(bucket, ordinal, cpu, memory);
            bucketOf[ordinal] = NO_BUCKET;
        }
    }

    /** Returns an amount that may be negative: instances may be over-committed. */
    private static int amount(final Random random, final int range) {
        return random.nextInt(range) - (random.nextInt(20) == 0 ? range : 0);
    }

    private void setFree(final int ordinal, final int cpu, final int memory) {
        columns.free[ordinal] = (long) memory << Integer.SIZE | cpu & 0xFFFFFFFFL;
    }

    private void search(final Random random, final int range) {
        final int bucket = random.nextInt(BUCKETS);
        final int cpu = random.nextInt(4) == 0 ? 0 : random.nextInt(range);
        final int memory = random.nextInt(4) == 0 ? 0 : random.nextInt(range);
        if (cells.note(cpu, memory)) {
            index.renewCells();
        }
        final List<Integer> expected = new ArrayList<>();
        for (final int ordinal : model.get(bucket)) {
            final boolean fits = (cpu == 0 || columns.freeCpu(ordinal) >= cpu)
                    && (memory == 0 || columns.freeMemory(ordinal) >= memory);
            if (fits && expected.size() < 5) {
                expected.add(ordinal);
            }
        }
        if (!index.mayHold(bucket, cpu, memory)) {
            assertTrue(expected.isEmpty(), "a bucket that is refused at once holds " + expected);
        }
        final List<Integer> found = new ArrayList<>();
        for (int at = index.first(bucket, cpu, memory);
                at != OrderedIndex.NONE && found.size() < 5;
                at = index.next()) {
            found.add(at);
        }
        assertEquals(expected, found, () -> "at least " + cpu + " CPU and " + memory + " MiB in bucket " + bucket);
    }

    /** Compares searches that begin in the middle, and falling ones, with the sorted list. */
    private void searchFromPlaces(final Random random, final int range) {
        final int bucket = random.nextInt(BUCKETS);
        final int cpu = random.nextInt(4) == 0 ? 0 : random.nextInt(range);
        final int memory = random.nextInt(4) == 0 ? 0 : random.nextInt(range);
        final List<Integer> fitting = model.get(bucket).stream()
                .filter(ordinal -> (cpu == 0 || columns.freeCpu(ordinal) >= cpu)
                        && (memory == 0 || columns.freeMemory(ordinal) >= memory))
                .toList();
        final int from = random.nextInt(fitting.size() + 1);
        final boolean falls = index.order != IndexOrder.ORDINAL && random.nextBoolean();
        final List<Integer> expected =
                new ArrayList<>(falls ? fitting.subList(0, from) : fitting.subList(from, fitting.size()));
        if (falls) {
            Collections.reverse(expected);
        }
        final List<Integer> found = new ArrayList<>();
        int at = falls ? lastBefore(bucket, fitting, from, cpu, memory) : firstFrom(bucket, fitting, from, cpu, memory);
        for (; at != OrderedIndex.NONE && found.size() < 5; at = falls ? index.previous() : index.next()) {
            found.add(at);
        }
        assertEquals(expected.subList(0, Math.min(5, expected.size())), found, () -> "at least " + cpu + " CPU and "
                + memory + " MiB in bucket " + bucket + " from " + from + (falls ? " down" : " up"));
    }

    /** Searches after the place of the fitting instance before a number; the first one if there is none before. */
    private int firstFrom(
            final int bucket, final List<Integer> fitting, final int from, final int cpu, final int memory) {
        return from == 0
                ? index.first(bucket, cpu, memory)
                : index.firstFrom(
                        bucket, IndexOrder.placeAfter(index.order, entry(fitting.get(from - 1))), cpu, memory);
    }

    private int lastBefore(
            final int bucket, final List<Integer> fitting, final int from, final int cpu, final int memory) {
        return from == fitting.size()
                ? index.last(bucket, cpu, memory)
                : index.lastBefore(bucket, IndexOrder.place(index.order, entry(fitting.get(from))), cpu, memory);
    }

    private long entry(final int ordinal) {
        return IndexOrder.entry(index.order, ordinal, columns.freeCpu(ordinal), columns.freeMemory(ordinal));
    }

    private void check() {
        IndexCheck.validate(index);
        int total = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            assertEquals(model.get(bucket).size(), index.size(bucket));
            total += index.size(bucket);
        }
        assertEquals(total, IndexCheck.totalSize(index));
        for (int ordinal = 0; ordinal < INSTANCES; ordinal += 50) {
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                final boolean held =
                        index.contains(bucket, ordinal, columns.freeCpu(ordinal), columns.freeMemory(ordinal));
                assertEquals(bucketOf[ordinal] == bucket, held);
            }
        }
    }

    @Test
    void amountThatChangesBehindTheIndexIsFoundByTheCheck() {
        start(IndexOrder.MEMORY);
        for (int ordinal = 0; ordinal < 200; ordinal++) {
            setFree(ordinal, ordinal, ordinal);
            index.insert(0, ordinal, ordinal, ordinal);
        }
        IndexCheck.validate(index);
        setFree(199, 5000, 199);
        final IllegalStateException found =
                assertThrows(IllegalStateException.class, () -> IndexCheck.validate(index));
        assertTrue(found.getMessage().contains("largest amount A"), found.getMessage());
    }

    @Test
    void bucketsThatAreEmptyMakeRoomForOthers() {
        final OrderedIndex narrow = new OrderedIndex(10, 1, 2, columns, cells, new Work());
        narrow.clear(IndexOrder.CPU);
        setFree(0, 5, 5);
        narrow.insert(0, 0, 5, 5);
        assertFalse(narrow.hasRoom(1));
        assertTrue(narrow.hasRoom(0));
        narrow.remove(0, 0, 5, 5);
        assertTrue(narrow.hasRoom(1));
        assertFalse(narrow.hasRoom(2), "there are two values");
    }
}
