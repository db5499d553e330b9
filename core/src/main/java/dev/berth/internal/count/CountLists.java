package dev.berth.internal.count;

import java.util.Arrays;

/**
 * The counts of the (group, field) pairs with many keys. Each key has an entry that is found by hash. The entries of a
 * head are in lists by level, and the levels ascend. An entry of an attribute value stays when its count falls to 0, so
 * that values without tasks are found like the others. It is removed when its room is needed, when its group has no
 * task left, or when no instance has the value.
 *
 * <p>The capacity is fixed. Each operation is O(1), except the insertion of a count above 1, which is O(levels).
 */
final class CountLists {
    // An entry has eight ints: its head, its key, its count, its two neighbours at its level, its level, and the next
    // entry of its hash bucket. A level has eight ints: its count, how many entries have it, the first of these, the
    // levels below and above it, and its neighbours in the list of levels with count 0.

    static final int NONE = -1;

    /** The offset, within a head, of its number of keys. */
    static final int KEYS = 3;

    /** The offset, within a head, of its lowest level. */
    static final int LOWEST = 5;

    private static final int HEAD = 0;
    private static final int KEY = 1;
    private static final int COUNT = 2;
    private static final int PREVIOUS = 3;
    private static final int NEXT = 4;
    private static final int LEVEL = 5;
    private static final int CHAIN = 6;
    private static final int STRIDE_BITS = 3;
    private static final int LEVEL_STRIDE = 8;
    private static final int LEVEL_POPULATION = 1;
    private static final int LEVEL_FIRST = 2;
    private static final int LEVEL_PREVIOUS = 3;
    private static final int LEVEL_NEXT = 4;
    private static final int ZERO_PREVIOUS = 5;
    private static final int ZERO_NEXT = 6;

    /** The array of all heads, of which the number of keys and the lowest level are kept up to date here. */
    private final int[] heads;

    private final int[] buckets;
    private final int[] entries;
    private final int[] levels;
    private int freeEntry = NONE;
    private int unusedEntry;
    private int freeLevel = NONE;
    private int unusedLevel;
    private int zeros;
    private int firstZeroLevel = NONE;

    CountLists(final int limit, final int[] heads) {
        this.heads = heads;
        buckets = new int[bucketCount(limit)];
        Arrays.fill(buckets, NONE);
        entries = new int[limit << STRIDE_BITS];
        levels = new int[limit * LEVEL_STRIDE];
    }

    private static int bucketCount(final int limit) {
        return Integer.highestOneBit(Math.max(2, limit) * 2 - 1);
    }

    static long footprintBytes(final int limit) {
        return 4L * ((limit << STRIDE_BITS) + limit * LEVEL_STRIDE + bucketCount(limit));
    }

    /** Returns how many entries have count 0. */
    int zeros() {
        return zeros;
    }

    boolean holds(final int head, final int key) {
        return find(head, key) != NONE;
    }

    int get(final int head, final int key) {
        final int entry = find(head, key);
        return entry == NONE ? 0 : entries[(entry << STRIDE_BITS) + COUNT];
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    /** Adds a key with a count above 0; there must be room. */
    void insert(final int head, final int key, final int count) {
        int previous = NONE;
        int next = heads[head + LOWEST];
        while (next != NONE && levels[next] < count) {
            previous = next;
            next = levels[next + LEVEL_NEXT];
        }
        final int entry = createEntry(head, key, count);
        enter(next != NONE && levels[next] == count ? next : createLevel(head, count, previous, next), entry);
        heads[head + KEYS]++;
    }

    /** Adds one to the count of a key. Answers whether the key has an entry. */
    boolean increment(final int head, final int key) {
        final int entry = find(head, key);
        if (entry == NONE) {
            return false;
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
            final int created = createLevel(head, count, level, next);
            leave(entry);
            enter(created, entry);
        }
        return true;
    }

    /** Subtracts one from the count of a key, which must have an entry. Returns how many entries were removed. */
    int decrement(final int head, final int key, final boolean keepsZeros) {
        final int entry = find(head, key);
        assert entry != NONE : "no count of key " + key;
        final int count = --entries[(entry << STRIDE_BITS) + COUNT];
        if (count == 0 && !keepsZeros) {
            forgetEntry(entry);
            return 1;
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
            final int created = createLevel(head, count, previous, level);
            leave(entry);
            enter(created, entry);
        }
        return count == 0 ? forgetIfAllZero(head) : 0;
    }

    /** Removes the entries of a head if all have count 0. Returns how many entries were removed. */
    private int forgetIfAllZero(final int head) {
        final int lowest = heads[head + LOWEST];
        if (levels[lowest + LEVEL_NEXT] != NONE) {
            return 0;
        }
        final int population = levels[lowest + LEVEL_POPULATION];
        for (int left = population; left > 0; left--) {
            forget(levels[lowest + LEVEL_FIRST]);
        }
        return population;
    }

    /** Removes a key with count 0, if it has an entry. Returns how many entries were removed. */
    int forgetZero(final int head, final int key) {
        final int entry = find(head, key);
        if (entry == NONE) {
            return 0;
        }
        assert entries[(entry << STRIDE_BITS) + COUNT] == 0 : "head " + head + " counts key " + key;
        forget(entry);
        return 1;
    }

    /** Removes one of the entries with count 0; there must be one. */
    void forgetSomeZero() {
        forget(levels[firstZeroLevel + LEVEL_FIRST]);
    }

    void forget(final int entry) {
        zeros -= entries[(entry << STRIDE_BITS) + COUNT] == 0 ? 1 : 0;
        forgetEntry(entry);
    }

    private void forgetEntry(final int entry) {
        final int head = entries[(entry << STRIDE_BITS) + HEAD];
        leave(entry);
        remove(entry);
        heads[head + KEYS]--;
    }

    // ---- levels ----------------------------------------------------------------------------------------------------

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

    int keyOf(final int entry) {
        return entries[(entry << STRIDE_BITS) + KEY];
    }

    /** Returns the count of the highest level. */
    int highestCount(final int head) {
        int level = heads[head + LOWEST];
        while (levels[level + LEVEL_NEXT] != NONE) {
            level = levels[level + LEVEL_NEXT];
        }
        return levels[level];
    }

    /** Returns how many keys have a count above 0. */
    int positiveKeys(final int head) {
        final int lowest = heads[head + LOWEST];
        return heads[head + KEYS] - (levels[lowest] == 0 ? levels[lowest + LEVEL_POPULATION] : 0);
    }

    private int levelOf(final int entry) {
        return entries[(entry << STRIDE_BITS) + LEVEL];
    }

    private int createLevel(final int head, final int count, final int previous, final int next) {
        final int created = allocateLevel(count, previous, next);
        if (previous == NONE) {
            heads[head + LOWEST] = created;
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
            freeLevel(entries[at + HEAD], level);
        }
    }

    private void freeLevel(final int head, final int level) {
        final int previous = levels[level + LEVEL_PREVIOUS];
        final int next = levels[level + LEVEL_NEXT];
        if (next != NONE) {
            levels[next + LEVEL_PREVIOUS] = previous;
        }
        if (previous == NONE) {
            heads[head + LOWEST] = next;
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

    private int createEntry(final int head, final int key, final int count) {
        final int entry;
        if (freeEntry == NONE) {
            entry = unusedEntry++;
        } else {
            entry = freeEntry;
            freeEntry = entries[(entry << STRIDE_BITS) + CHAIN];
        }
        final int at = entry << STRIDE_BITS;
        final int bucket = bucket(head, key);
        entries[at + HEAD] = head;
        entries[at + KEY] = key;
        entries[at + COUNT] = count;
        entries[at + LEVEL] = NONE;
        entries[at + CHAIN] = buckets[bucket];
        buckets[bucket] = entry;
        return entry;
    }

    private void remove(final int entry) {
        final int at = entry << STRIDE_BITS;
        final int bucket = bucket(entries[at + HEAD], entries[at + KEY]);
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
    }

    private int find(final int head, final int key) {
        int entry = buckets[bucket(head, key)];
        while (entry != NONE) {
            final int at = entry << STRIDE_BITS;
            if (entries[at + KEY] == key && entries[at + HEAD] == head) {
                return entry;
            }
            entry = entries[at + CHAIN];
        }
        return NONE;
    }

    private int bucket(final int head, final int key) {
        final long hash = ((long) head << 32 | key) * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32) & buckets.length - 1;
    }
}
