package dev.berth.internal;

import java.util.Arrays;

/**
 * How many tasks of a group run on each instance, or under each value of an attribute: one entry for each (group, key)
 * with a task, and for each (group, field) the entries in lists by level (the entries with the same count), the levels
 * ascending.
 *
 * <p>Fixed capacity; each operation is O(1). A (group, field) that has an entry takes one more, its head.
 */
final class GroupCounts {
    // An entry is eight ints: its group and key, its count, its neighbours at its level, its level, and the next entry
    // of its hash bucket. A head's count is the number of entries of its (group, field), its level the lowest.
    // A level is six ints: the count it stands for, how many entries have it, the first of them, and the levels around
    // it.

    static final int NONE = -1;
    static final int BYTES_PER_COUNT = 32 + 24;

    private static final int GROUP = 0;
    private static final int KEY = 1;
    private static final int COUNT = 2;
    private static final int PREVIOUS = 3;
    private static final int NEXT = 4;
    private static final int LEVEL = 5;
    private static final int CHAIN = 6;
    private static final int STRIDE_BITS = 3;
    private static final int LEVEL_STRIDE = 6;
    private static final int LEVEL_POPULATION = 1;
    private static final int LEVEL_FIRST = 2;
    private static final int LEVEL_PREVIOUS = 3;
    private static final int LEVEL_NEXT = 4;

    private final int[] buckets;
    private final int[] entries;
    private final int[] levels;
    private final int limit;
    private final InstanceCounts dense;
    private int freeEntry = NONE;
    private int unusedEntry;
    private int freeLevel = NONE;
    private int unusedLevel;
    private int size;

    GroupCounts(final int limit, final InstanceCounts dense) {
        this.limit = limit;
        this.dense = dense;
        buckets = new int[bucketCount(limit)];
        Arrays.fill(buckets, NONE);
        entries = new int[limit << STRIDE_BITS];
        levels = new int[limit * LEVEL_STRIDE];
    }

    private static int bucketCount(final int limit) {
        return Integer.highestOneBit(Math.max(2, limit) * 2 - 1);
    }

    static long footprintBytes(final int limit) {
        return (long) BYTES_PER_COUNT * limit + 4L * bucketCount(limit);
    }

    /** The key of an instance. */
    static int instanceKey(final int ordinal) {
        return ordinal;
    }

    /** The key of an attribute value. */
    static int valueKey(final int value) {
        return 1 << 21 | value;
    }

    private static int headKey(final int field) {
        return 1 << 22 | field;
    }

    int free() {
        return limit - size;
    }

    int limit() {
        return limit;
    }

    int size() {
        return size;
    }

    /** How many tasks of a group run on an instance. */
    int onInstance(final int group, final int ordinal) {
        final int count = dense.get(group, ordinal);
        return count != InstanceCounts.UNKNOWN ? count : get(group, instanceKey(ordinal));
    }

    int get(final int group, final int key) {
        final int entry = find(group, key);
        return entry == NONE ? 0 : entries[(entry << STRIDE_BITS) + COUNT];
    }

    /** How many entries an increment of this key would take. */
    int needed(final int group, final int field, final int key) {
        if (find(group, key) != NONE) {
            return 0;
        }
        return find(group, headKey(field)) == NONE ? 2 : 1;
    }

    void increment(final int group, final int field, final int key) {
        add(group, field, key);
        if (field == SpreadFields.INSTANCE) {
            dense.set(group, key, get(group, key));
            if (dense.wants(group, population(group, field))) {
                fillDense(group, true);
            }
        }
    }

    void decrement(final int group, final int field, final int key) {
        subtract(group, field, key);
        if (field == SpreadFields.INSTANCE && dense.has(group)) {
            dense.set(group, key, get(group, key));
            if (dense.isTooLarge(population(group, field))) {
                fillDense(group, false);
                dense.release(group);
            }
        }
    }

    /** Copies the counts of a group to its column, or clears them there. */
    private void fillDense(final int group, final boolean copy) {
        for (int level = lowestLevel(group, SpreadFields.INSTANCE); level != NONE; level = nextLevel(level)) {
            for (int entry = firstOfLevel(level); entry != NONE; entry = nextOfLevel(entry)) {
                dense.set(group, keyOf(entry), copy ? countOfLevel(level) : 0);
            }
        }
    }

    private void add(final int group, final int field, final int key) {
        int entry = find(group, key);
        if (entry == NONE) {
            entry = add(group, key);
            enterLowest(head(group, field), entry);
            return;
        }
        final int level = levelOf(entry);
        final int count = ++entries[(entry << STRIDE_BITS) + COUNT];
        final int next = levels[level + LEVEL_NEXT];
        if (next != NONE && levels[next] == count) {
            leave(group, field, entry);
            enter(next, entry);
        } else if (levels[level + LEVEL_POPULATION] == 1) {
            levels[level] = count;
        } else {
            final int created = createLevel(group, field, count, level, next);
            leave(group, field, entry);
            enter(created, entry);
        }
    }

    private void subtract(final int group, final int field, final int key) {
        final int entry = find(group, key);
        assert entry != NONE : "group " + group + " has no count of key " + key;
        final int count = --entries[(entry << STRIDE_BITS) + COUNT];
        if (count == 0) {
            leave(group, field, entry);
            remove(entry);
            final int head = find(group, headKey(field));
            if (--entries[(head << STRIDE_BITS) + COUNT] == 0) {
                remove(head);
            }
            return;
        }
        final int level = levelOf(entry);
        final int previous = levels[level + LEVEL_PREVIOUS];
        if (previous != NONE && levels[previous] == count) {
            leave(group, field, entry);
            enter(previous, entry);
        } else if (levels[level + LEVEL_POPULATION] == 1) {
            levels[level] = count;
        } else {
            final int created = createLevel(group, field, count, previous, level);
            leave(group, field, entry);
            enter(created, entry);
        }
    }

    // ---- levels ----------------------------------------------------------------------------------------------------

    /** How many keys of a (group, field) have a count above 0. */
    int population(final int group, final int field) {
        final int head = find(group, headKey(field));
        return head == NONE ? 0 : entries[(head << STRIDE_BITS) + COUNT];
    }

    /** The lowest level of a (group, field), or {@link #NONE}. */
    int lowestLevel(final int group, final int field) {
        final int head = find(group, headKey(field));
        return head == NONE ? NONE : entries[(head << STRIDE_BITS) + LEVEL];
    }

    int nextLevel(final int level) {
        return levels[level + LEVEL_NEXT];
    }

    int countOfLevel(final int level) {
        return levels[level];
    }

    int populationOfLevel(final int level) {
        return levels[level + LEVEL_POPULATION];
    }

    int firstOfLevel(final int level) {
        return levels[level + LEVEL_FIRST];
    }

    int nextOfLevel(final int entry) {
        return entries[(entry << STRIDE_BITS) + NEXT];
    }

    /** The ordinal or attribute value that an entry counts. */
    int keyOf(final int entry) {
        return entries[(entry << STRIDE_BITS) + KEY] & (1 << 21) - 1;
    }

    private int levelOf(final int entry) {
        return entries[(entry << STRIDE_BITS) + LEVEL];
    }

    private int head(final int group, final int field) {
        final int head = find(group, headKey(field));
        if (head != NONE) {
            return head;
        }
        final int created = add(group, headKey(field));
        entries[(created << STRIDE_BITS) + COUNT] = 0;
        return created;
    }

    private void enterLowest(final int head, final int entry) {
        final int at = head << STRIDE_BITS;
        entries[at + COUNT]++;
        final int lowest = entries[at + LEVEL];
        if (lowest != NONE && levels[lowest] == 1) {
            enter(lowest, entry);
            return;
        }
        final int created = allocateLevel(1, NONE, lowest);
        entries[at + LEVEL] = created;
        enter(created, entry);
    }

    private int createLevel(final int group, final int field, final int count, final int previous, final int next) {
        final int created = allocateLevel(count, previous, next);
        if (previous == NONE) {
            entries[(find(group, headKey(field)) << STRIDE_BITS) + LEVEL] = created;
        }
        return created;
    }

    private int allocateLevel(final int count, final int previous, final int next) {
        final int level;
        if (freeLevel == NONE) {
            level = unusedLevel;
            unusedLevel += LEVEL_STRIDE;
        } else {
            level = freeLevel;
            freeLevel = levels[level + LEVEL_NEXT];
        }
        levels[level] = count;
        levels[level + LEVEL_POPULATION] = 0;
        levels[level + LEVEL_FIRST] = NONE;
        levels[level + LEVEL_PREVIOUS] = previous;
        levels[level + LEVEL_NEXT] = next;
        if (previous != NONE) {
            levels[previous + LEVEL_NEXT] = level;
        }
        if (next != NONE) {
            levels[next + LEVEL_PREVIOUS] = level;
        }
        return level;
    }

    private void enter(final int level, final int entry) {
        final int at = entry << STRIDE_BITS;
        final int first = levels[level + LEVEL_FIRST];
        entries[at + LEVEL] = level;
        entries[at + PREVIOUS] = NONE;
        entries[at + NEXT] = first;
        if (first != NONE) {
            entries[(first << STRIDE_BITS) + PREVIOUS] = entry;
        }
        levels[level + LEVEL_FIRST] = entry;
        levels[level + LEVEL_POPULATION]++;
    }

    private void leave(final int group, final int field, final int entry) {
        final int at = entry << STRIDE_BITS;
        final int level = entries[at + LEVEL];
        final int previous = entries[at + PREVIOUS];
        final int next = entries[at + NEXT];
        if (next != NONE) {
            entries[(next << STRIDE_BITS) + PREVIOUS] = previous;
        }
        if (previous == NONE) {
            levels[level + LEVEL_FIRST] = next;
        } else {
            entries[(previous << STRIDE_BITS) + NEXT] = next;
        }
        if (--levels[level + LEVEL_POPULATION] == 0) {
            freeLevel(group, field, level);
        }
    }

    private void freeLevel(final int group, final int field, final int level) {
        final int previous = levels[level + LEVEL_PREVIOUS];
        final int next = levels[level + LEVEL_NEXT];
        if (next != NONE) {
            levels[next + LEVEL_PREVIOUS] = previous;
        }
        if (previous == NONE) {
            entries[(find(group, headKey(field)) << STRIDE_BITS) + LEVEL] = next;
        } else {
            levels[previous + LEVEL_NEXT] = next;
        }
        levels[level + LEVEL_NEXT] = freeLevel;
        freeLevel = level;
    }

    // ---- entries ---------------------------------------------------------------------------------------------------

    private int add(final int group, final int key) {
        final int entry;
        if (freeEntry == NONE) {
            entry = unusedEntry++;
        } else {
            entry = freeEntry;
            freeEntry = entries[(entry << STRIDE_BITS) + CHAIN];
        }
        final int at = entry << STRIDE_BITS;
        final int bucket = bucket(group, key);
        entries[at + GROUP] = group;
        entries[at + KEY] = key;
        entries[at + COUNT] = 1;
        entries[at + LEVEL] = NONE;
        entries[at + CHAIN] = buckets[bucket];
        buckets[bucket] = entry;
        size++;
        return entry;
    }

    private void remove(final int entry) {
        final int at = entry << STRIDE_BITS;
        final int bucket = bucket(entries[at + GROUP], entries[at + KEY]);
        if (buckets[bucket] == entry) {
            buckets[bucket] = entries[at + CHAIN];
        } else {
            int before = buckets[bucket];
            while (entries[(before << STRIDE_BITS) + CHAIN] != entry) {
                before = entries[(before << STRIDE_BITS) + CHAIN];
            }
            entries[(before << STRIDE_BITS) + CHAIN] = entries[at + CHAIN];
        }
        entries[at + CHAIN] = freeEntry;
        freeEntry = entry;
        size--;
    }

    private int find(final int group, final int key) {
        int entry = buckets[bucket(group, key)];
        while (entry != NONE) {
            final int at = entry << STRIDE_BITS;
            if (entries[at + KEY] == key && entries[at + GROUP] == group) {
                return entry;
            }
            entry = entries[at + CHAIN];
        }
        return NONE;
    }

    private int bucket(final int group, final int key) {
        final long hash = ((long) group << 32 | key) * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32) & buckets.length - 1;
    }
}
