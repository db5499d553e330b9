package dev.berth.internal;

import java.util.Arrays;

/**
 * How many tasks of a group run on each instance, or under each value of an attribute: one entry for each (group, key)
 * with a task, and for each (group, field) the entries in lists by level (the entries with the same count), the levels
 * ascending. An entry of an attribute value stays when its count falls to 0, so that the values without a task are at
 * hand too, until its room is needed, its group has no task left, or no instance has the value.
 *
 * <p>Fixed capacity; each operation is O(1). A (group, field) that has an entry takes one more, its head.
 */
final class GroupCounts {
    // An entry is eight ints: its group and key, its count, its neighbours at its level, its level, and the next entry
    // of its hash bucket. A head's count is the number of entries of its (group, field), its level the lowest.
    // A level is six ints: the count it stands for, how many entries have it, the first of them, and the levels around
    // it.

    static final int NONE = -1;
    static final int BYTES_PER_COUNT = 32 + 32;

    private static final int GROUP = 0;
    private static final int KEY = 1;
    private static final int COUNT = 2;
    private static final int PREVIOUS = 3;
    private static final int NEXT = 4;
    private static final int LEVEL = 5;
    private static final int CHAIN = 6;
    private static final int FIELD = 7;
    private static final int STRIDE_BITS = 3;
    private static final int LEVEL_STRIDE = 8;
    private static final int LEVEL_POPULATION = 1;
    private static final int LEVEL_FIRST = 2;
    private static final int LEVEL_PREVIOUS = 3;
    private static final int LEVEL_NEXT = 4;
    private static final int ZERO_PREVIOUS = 5;
    private static final int ZERO_NEXT = 6;

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
    private int zeros;
    private int firstZeroLevel = NONE;

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

    /** How many entries may be added; those that count 0 make room. */
    int free() {
        return limit - size + zeros;
    }

    int limit() {
        return limit;
    }

    boolean hasZeros() {
        return zeros > 0;
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
        if (get(group, key) > 0) {
            return 0;
        }
        return find(group, headKey(field)) == NONE ? 2 : 1;
    }

    void increment(final int group, final int field, final int key) {
        add(group, field, key);
        if (field == SpreadFields.INSTANCE) {
            if (dense.has(group)) {
                dense.set(group, key, get(group, key));
            } else if (dense.hasRoom() && dense.wants(group, population(group, field))) {
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
        final int entry = find(group, key);
        if (entry == NONE) {
            final int head = head(group, field);
            enterFirst(head, createEntry(group, key, field));
            return;
        }
        final int level = levelOf(entry);
        final int count = ++entries[(entry << STRIDE_BITS) + COUNT];
        zeros -= count == 1 ? 1 : 0;
        final int next = levels[level + LEVEL_NEXT];
        if (next != NONE && levels[next] == count) {
            leave(entry);
            enter(next, entry);
        } else if (levels[level + LEVEL_POPULATION] == 1 && count > 1) {
            levels[level] = count;
        } else {
            final int created = createLevel(group, field, count, level, next);
            leave(entry);
            enter(created, entry);
        }
    }

    private void subtract(final int group, final int field, final int key) {
        final int entry = find(group, key);
        assert entry != NONE : "group " + group + " has no count of key " + key;
        final int count = --entries[(entry << STRIDE_BITS) + COUNT];
        if (count == 0 && field == SpreadFields.INSTANCE) {
            forget(entry);
            return;
        }
        zeros += count == 0 ? 1 : 0;
        final int level = levelOf(entry);
        final int previous = levels[level + LEVEL_PREVIOUS];
        if (previous != NONE && levels[previous] == count) {
            leave(entry);
            enter(previous, entry);
        } else if (levels[level + LEVEL_POPULATION] == 1 && count > 0) {
            levels[level] = count;
        } else {
            final int created = createLevel(group, field, count, previous, level);
            leave(entry);
            enter(created, entry);
        }
        if (count == 0) {
            forgetIfAllZero(group, field);
        }
    }

    /** Forgets the entries of a (group, field) once none counts more than 0. */
    private void forgetIfAllZero(final int group, final int field) {
        final int lowest = lowestLevel(group, field);
        if (levels[lowest + LEVEL_NEXT] == NONE) {
            for (int left = levels[lowest + LEVEL_POPULATION]; left > 0; left--) {
                zeros--;
                forget(levels[lowest + LEVEL_FIRST]);
            }
        }
    }

    /** Forgets an entry that counts 0, if there is one: its key is about to be used no more. */
    void forgetZero(final int group, final int key) {
        final int entry = find(group, key);
        if (entry != NONE) {
            assert entries[(entry << STRIDE_BITS) + COUNT] == 0 : "group " + group + " counts key " + key;
            zeros--;
            forget(entry);
        }
    }

    private void forget(final int entry) {
        final int group = entries[(entry << STRIDE_BITS) + GROUP];
        final int field = entries[(entry << STRIDE_BITS) + FIELD];
        leave(entry);
        remove(entry);
        final int head = find(group, headKey(field));
        if (--entries[(head << STRIDE_BITS) + COUNT] == 0) {
            remove(head);
        }
    }

    // ---- levels ----------------------------------------------------------------------------------------------------

    /** Whether there is an entry of a key, if only of 0. */
    boolean holds(final int group, final int key) {
        return find(group, key) != NONE;
    }

    /** How many keys of a (group, field) have an entry: all that count more than 0, and some that did. */
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
        final int created = createEntry(group, headKey(field), field);
        entries[(created << STRIDE_BITS) + COUNT] = 0;
        return created;
    }

    /** Enters a new entry, of count 1, at its level. */
    private void enterFirst(final int head, final int entry) {
        final int at = head << STRIDE_BITS;
        entries[at + COUNT]++;
        final int lowest = entries[at + LEVEL];
        final int zero = lowest != NONE && levels[lowest] == 0 ? lowest : NONE;
        final int next = zero == NONE ? lowest : levels[zero + LEVEL_NEXT];
        if (next != NONE && levels[next] == 1) {
            enter(next, entry);
            return;
        }
        final int created = allocateLevel(1, zero, next);
        if (zero == NONE) {
            entries[at + LEVEL] = created;
        }
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
        if (count == 0) {
            linkZero(level);
        }
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

    private void leave(final int entry) {
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
            freeLevel(entries[at + GROUP], entries[at + FIELD], level);
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
        if (levels[level] == 0) {
            unlinkZero(level);
        }
        levels[level + LEVEL_NEXT] = freeLevel;
        freeLevel = level;
    }

    private void linkZero(final int level) {
        levels[level + ZERO_PREVIOUS] = NONE;
        levels[level + ZERO_NEXT] = firstZeroLevel;
        if (firstZeroLevel != NONE) {
            levels[firstZeroLevel + ZERO_PREVIOUS] = level;
        }
        firstZeroLevel = level;
    }

    private void unlinkZero(final int level) {
        final int previous = levels[level + ZERO_PREVIOUS];
        final int next = levels[level + ZERO_NEXT];
        if (next != NONE) {
            levels[next + ZERO_PREVIOUS] = previous;
        }
        if (previous == NONE) {
            firstZeroLevel = next;
        } else {
            levels[previous + ZERO_NEXT] = next;
        }
    }

    // ---- entries ---------------------------------------------------------------------------------------------------

    private int createEntry(final int group, final int key, final int field) {
        if (size == limit) {
            zeros--;
            forget(levels[firstZeroLevel + LEVEL_FIRST]);
        }
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
        entries[at + FIELD] = field;
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
