package dev.berth.internal.count;

import dev.berth.internal.state.SpreadFields;
import java.util.Arrays;

/**
 * The number of tasks of each group on each instance, or under each value of an attribute. Each (group, field) has a
 * head, and a count for each key (an ordinal or an attribute value) that has a task.
 *
 * <p>A head has room for some dozens of counts, in any order, and a group knows its first two heads. The counts by zone
 * and by instance of a service of a few dozen tasks are therefore two loads away, in neighbouring cache lines. More
 * counts go to {@link CountLists}, which keeps them by level. A level is the set of keys with the same count. Levels
 * and their members are visited by handles, which are valid until the next change.
 *
 * <p>The capacity is fixed, in units: a key takes one unit, and a (group, field) with keys takes one more. Each
 * operation is O(1), or visits the counts of one head, of at most {@value #LARGEST_HEAD} ints.
 */
public final class GroupCounts {
    // A head has 16, 32 or 64 ints: its group, its field, the next head of its group (for all but the first two), its
    // number of keys, its size, its lowest level in the lists, and its counts. If its counts are in the lists, its size
    // is LISTS and it has 16 ints. A head moves when it grows or shrinks.
    //
    // The count of an instance is one int (key above, count below), because instances are many and their counts small.
    // The count of an attribute value is two ints (key, count), because values are few and their counts large.

    public static final long NONE = -1;
    private static final int KEYS = CountLists.KEYS;
    private static final int LOWEST = CountLists.LOWEST;

    private static final int GROUP = 0;
    private static final int FIELD = 1;
    private static final int CHAIN = 2;
    private static final int SIZE = 4;
    private static final int COUNTS = 6;
    private static final int SMALLEST_BITS = 4;
    private static final int SIZES = 3;
    private static final int LARGEST_HEAD = 1 << SMALLEST_BITS + SIZES - 1;
    private static final int NO_HEAD = -1;
    private static final int LISTS = -1;

    /**
     * The ints before the first head, which place it at the start of a cache line: the ints of an array begin at byte
     * 16.
     */
    private static final int PAD = 12;

    /** The number of keys at which the counts of a head return from the lists. */
    private static final int FEW_KEYS = 24;

    private static final int COUNT_BITS = 11;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

    /**
     * The highest count with which counts may return from the lists. It is well below {@link #COUNT_MASK}, so that the
     * counts of instances stay in the head for some time.
     */
    private static final int SMALL_COUNT = COUNT_MASK / 2;

    /** The bit that marks the handle of a level, or of a member, in a head; handles in the lists lack it. */
    private static final long SMALL = 1L << 62;

    private final int[] blocks;

    /** The first two heads of each group. */
    private final int[] firstHeads;

    private final CountLists lists;
    private final InstanceCounts dense;
    private final int limit;
    private final int[] freeHead = new int[SIZES];
    private final int[] unusedHead = new int[SIZES];
    private int size;

    public GroupCounts(final int limit, final int maxGroups, final InstanceCounts dense) {
        this.limit = limit;
        this.dense = dense;
        blocks = new int[blockInts(limit, SIZES)];
        for (int headSize = 0; headSize < SIZES; headSize++) {
            freeHead[headSize] = NO_HEAD;
            unusedHead[headSize] = blockInts(limit, headSize);
        }
        firstHeads = new int[2 * maxGroups];
        Arrays.fill(firstHeads, NO_HEAD);
        lists = new CountLists(limit, blocks);
    }

    /**
     * Returns the ints of all heads of the sizes below a number. A head has at least one key, and a larger head has at
     * least as many keys as fill the next smaller size. Each head takes a unit for itself. One more head of each size
     * allows for the move of a head.
     */
    private static int blockInts(final int limit, final int sizes) {
        int ints = PAD;
        for (int headSize = 0; headSize < sizes; headSize++) {
            final int leastKeys = headSize == 0 ? 1 : (ints(headSize - 1) - COUNTS) / 2;
            ints += (limit / (leastKeys + 1) + 2) * ints(headSize);
        }
        return ints;
    }

    private static int ints(final int headSize) {
        return 1 << SMALLEST_BITS + headSize;
    }

    public static long footprintBytes(final int limit, final int maxGroups) {
        return 4L * blockInts(limit, SIZES) + 8L * maxGroups + CountLists.footprintBytes(limit);
    }

    /**
     * Returns how many units are available. Keys with count 0 give up their units when needed, so these are included.
     */
    public int free() {
        return limit - size + lists.zeros();
    }

    public int limit() {
        return limit;
    }

    public boolean hasZeros() {
        return lists.zeros() > 0;
    }

    public int size() {
        return size;
    }

    /** Returns how many tasks of a group run on an instance. */
    public int onInstance(final int group, final int ordinal) {
        final int count = dense.get(group, ordinal);
        return count != InstanceCounts.UNKNOWN ? count : get(group, SpreadFields.INSTANCE, ordinal);
    }

    public int get(final int group, final int field, final int key) {
        return countAtHead(find(group, field), key);
    }

    /** Returns the position of the counts of a (group, field), which is valid until the next change. */
    public int head(final int group, final int field) {
        return find(group, field);
    }

    /** Returns the count of a key in a head. */
    public int countAtHead(final int head, final int key) {
        if (head == NO_HEAD) {
            return 0;
        }
        if (isInLists(head)) {
            return lists.get(head, key);
        }
        final int at = indexOf(head, key);
        return at == NO_HEAD ? 0 : countAt(head, at);
    }

    /** Returns how many units an increment of a key would take. */
    public int needed(final int group, final int field, final int key) {
        final int head = find(group, field);
        if (head == NO_HEAD) {
            return 2;
        }
        return countAtHead(head, key) > 0 ? 0 : 1;
    }

    /** Returns on how many instances a group must run to be wide. */
    public int wideFrom() {
        return dense.enter();
    }

    /** Answers whether a group is wide. */
    public boolean isWide(final int group) {
        return dense.has(group);
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    public void increment(final int group, final int field, final int key) {
        int head = find(group, field);
        if (head == NO_HEAD) {
            head = createHead(group, field);
        }
        if (isInLists(head)) {
            addToLists(head, key);
        } else {
            head = add(head, key);
        }
        if (field == SpreadFields.INSTANCE) {
            if (dense.has(group)) {
                dense.set(key, countAtHead(head, key));
            } else if (dense.isFreeFor(blocks[head + KEYS])) {
                dense.take(group);
                fillDense(group, true);
            }
        }
    }

    /** Adds one to the count of a key. Returns the head, which may have moved. */
    private int add(final int head, final int key) {
        final int at = indexOf(head, key);
        if (at != NO_HEAD) {
            return addAt(head, at, key);
        }
        takeUnit();
        if (blocks[head + KEYS] < keysIn(head, blocks[head + SIZE])) {
            append(head, key, 1);
            return head;
        }
        if (blocks[head + SIZE] == SIZES - 1) {
            final int moved = moveToLists(head);
            lists.insert(moved, key, 1);
            return moved;
        }
        final int moved = resize(head, blocks[head + SIZE] + 1);
        append(moved, key, 1);
        return moved;
    }

    private int addAt(final int head, final int at, final int key) {
        if (blocks[head + FIELD] != SpreadFields.INSTANCE) {
            blocks[at + 1]++;
            return head;
        }
        if (countAt(head, at) < COUNT_MASK) {
            blocks[at]++;
            return head;
        }
        final int moved = moveToLists(head);
        addToLists(moved, key);
        return moved;
    }

    private void addToLists(final int head, final int key) {
        if (!lists.increment(head, key)) {
            takeUnit();
            lists.insert(head, key, 1);
        }
    }

    public void decrement(final int group, final int field, final int key) {
        final int head = find(group, field);
        assert head != NO_HEAD : "group " + group + " has no counts of field " + field;
        final boolean instances = field == SpreadFields.INSTANCE;
        if (isInLists(head)) {
            size -= lists.decrement(head, key, !instances);
        } else {
            subtract(head, key);
        }
        final int keys = blocks[head + KEYS];
        if (instances && dense.has(group)) {
            dense.set(key, keys == 0 ? 0 : countAtHead(head, key));
            if (dense.isTooLarge(keys)) {
                fillDense(group, false);
                dense.release();
            }
        }
        if (keys == 0) {
            removeHead(head);
        } else if (!isInLists(head)) {
            final int headSize = blocks[head + SIZE];
            if (headSize > 0 && keys < keysIn(head, headSize - 1)) {
                resize(head, headSize - 1);
            }
        } else if (keys <= FEW_KEYS && lists.highestCount(head) <= SMALL_COUNT) {
            moveFromLists(head);
        }
    }

    private void subtract(final int head, final int key) {
        final int at = indexOf(head, key);
        assert at != NO_HEAD : "no count of key " + key;
        if (countAt(head, at) > 1) {
            blocks[at + width(head) - 1]--;
            return;
        }
        final int width = width(head);
        final int last = end(head) - width;
        blocks[at] = blocks[last];
        blocks[at + width - 1] = blocks[last + width - 1];
        blocks[head + KEYS]--;
        size--;
    }

    /** Removes a key with count 0, if there is one. The caller does so when the last instance loses the value. */
    public void forgetZero(final int group, final int field, final int key) {
        final int head = find(group, field);
        if (head != NO_HEAD && isInLists(head)) {
            size -= lists.forgetZero(head, key);
        }
    }

    /** Copies the counts of a wide group to its column, or clears them there. */
    private void fillDense(final int group, final boolean copy) {
        for (long level = lowestLevel(group, SpreadFields.INSTANCE); level != NONE; level = nextLevel(level)) {
            for (long at = firstOfLevel(level); at != NONE; at = nextOfLevel(at)) {
                dense.set(keyOf(at), copy ? countOfLevel(level) : 0);
            }
        }
    }

    private void takeUnit() {
        if (size == limit) {
            lists.forgetSomeZero();
        } else {
            size++;
        }
    }

    // ---- levels ----------------------------------------------------------------------------------------------------

    /** Answers whether a key has a count, which may be 0. */
    public boolean holds(final int group, final int field, final int key) {
        final int head = find(group, field);
        if (head == NO_HEAD) {
            return false;
        }
        return isInLists(head) ? lists.holds(head, key) : indexOf(head, key) != NO_HEAD;
    }

    /**
     * Returns how many keys of a (group, field) have a count. These are all keys with tasks and some keys with count 0.
     */
    public int population(final int group, final int field) {
        final int head = find(group, field);
        return head == NO_HEAD ? 0 : blocks[head + KEYS];
    }

    /** Returns the lowest level of a (group, field), or {@link #NONE}. */
    public long lowestLevel(final int group, final int field) {
        final int head = find(group, field);
        if (head == NO_HEAD) {
            return NONE;
        }
        return isInLists(head) ? blocks[head + LOWEST] : levelAbove(head, 0);
    }

    public long nextLevel(final long level) {
        return level < SMALL ? lists.nextLevel((int) level) : levelAbove(headOf(level), (int) level);
    }

    public int countOfLevel(final long level) {
        return level < SMALL ? lists.countOfLevel((int) level) : (int) level;
    }

    public int populationOfLevel(final long level) {
        if (level < SMALL) {
            return lists.populationOfLevel((int) level);
        }
        int population = 0;
        for (long at = firstOfLevel(level); at != NONE; at = nextOfLevel(at)) {
            population++;
        }
        return population;
    }

    public long firstOfLevel(final long level) {
        final int head = headOf(level);
        return level < SMALL
                ? lists.firstOfLevel((int) level)
                : memberFrom(head, head + COUNTS, (int) level);
    }

    public long nextOfLevel(final long member) {
        if (member < SMALL) {
            return lists.nextOfLevel((int) member);
        }
        final int head = headOf(member);
        final int at = (int) member;
        return memberFrom(head, at + width(head), countAt(head, at));
    }

    /** Returns the key of a member of a level: an ordinal or an attribute value. */
    public int keyOf(final long member) {
        return member < SMALL ? lists.keyOf((int) member) : keyAt(headOf(member), (int) member);
    }

    private static int headOf(final long handle) {
        return (int) (handle >>> 32) & Integer.MAX_VALUE >> 1;
    }

    private static long handle(final int head, final int low) {
        return SMALL | (long) head << 32 | low;
    }

    private long levelAbove(final int head, final int count) {
        int least = Integer.MAX_VALUE;
        for (int at = head + COUNTS; at < end(head); at += width(head)) {
            final int other = countAt(head, at);
            least = other > count ? Math.min(least, other) : least;
        }
        return least == Integer.MAX_VALUE ? NONE : handle(head, least);
    }

    private long memberFrom(final int head, final int from, final int count) {
        for (int at = from; at < end(head); at += width(head)) {
            if (countAt(head, at) == count) {
                return handle(head, at);
            }
        }
        return NONE;
    }

    // ---- heads and their counts ------------------------------------------------------------------------------------

    private int find(final int group, final int field) {
        int head = firstHeads[2 * group];
        if (head == NO_HEAD || blocks[head + FIELD] == field) {
            return head;
        }
        head = firstHeads[2 * group + 1];
        while (head != NO_HEAD && blocks[head + FIELD] != field) {
            head = blocks[head + CHAIN];
        }
        return head;
    }

    private int createHead(final int group, final int field) {
        takeUnit();
        final int head = newHead(0);
        blocks[head + GROUP] = group;
        blocks[head + FIELD] = field;
        blocks[head + CHAIN] = NO_HEAD;
        blocks[head + KEYS] = 0;
        blocks[head + SIZE] = 0;
        blocks[head + LOWEST] = CountLists.NONE;
        link(head);
        return head;
    }

    private void link(final int head) {
        final int first = 2 * blocks[head + GROUP];
        if (firstHeads[first] == NO_HEAD) {
            firstHeads[first] = head;
        } else {
            blocks[head + CHAIN] = firstHeads[first + 1];
            firstHeads[first + 1] = head;
        }
    }

    private void unlink(final int head) {
        final int first = 2 * blocks[head + GROUP];
        final int second = firstHeads[first + 1];
        if (head == firstHeads[first]) {
            firstHeads[first] = second;
            firstHeads[first + 1] = second == NO_HEAD ? NO_HEAD : blocks[second + CHAIN];
        } else if (head == second) {
            firstHeads[first + 1] = blocks[head + CHAIN];
        } else {
            int before = second;
            while (blocks[before + CHAIN] != head) {
                before = blocks[before + CHAIN];
            }
            blocks[before + CHAIN] = blocks[head + CHAIN];
        }
    }

    private void removeHead(final int head) {
        size--;
        unlink(head);
        freeHead(head, isInLists(head) ? 0 : blocks[head + SIZE]);
    }

    private int newHead(final int headSize) {
        final int head = freeHead[headSize];
        if (head == NO_HEAD) {
            unusedHead[headSize] += ints(headSize);
            return unusedHead[headSize] - ints(headSize);
        }
        freeHead[headSize] = blocks[head];
        return head;
    }

    private void freeHead(final int head, final int headSize) {
        blocks[head] = freeHead[headSize];
        freeHead[headSize] = head;
    }

    private boolean isInLists(final int head) {
        return blocks[head + SIZE] == LISTS;
    }

    private int width(final int head) {
        return blocks[head + FIELD] == SpreadFields.INSTANCE ? 1 : 2;
    }

    private int end(final int head) {
        return head + COUNTS + blocks[head + KEYS] * width(head);
    }

    /** Returns how many keys a head of some size has room for; the field of the head decides the ints of a count. */
    private int keysIn(final int head, final int headSize) {
        return (ints(headSize) - COUNTS) / width(head);
    }

    private int keyAt(final int head, final int at) {
        return blocks[head + FIELD] == SpreadFields.INSTANCE ? blocks[at] >>> COUNT_BITS : blocks[at];
    }

    private int countAt(final int head, final int at) {
        return blocks[head + FIELD] == SpreadFields.INSTANCE ? blocks[at] & COUNT_MASK : blocks[at + 1];
    }

    private int indexOf(final int head, final int key) {
        final int[] blocks = this.blocks;
        final int end = end(head);
        if (blocks[head + FIELD] == SpreadFields.INSTANCE) {
            for (int at = head + COUNTS; at < end; at++) {
                if (blocks[at] >>> COUNT_BITS == key) {
                    return at;
                }
            }
        } else {
            for (int at = head + COUNTS; at < end; at += 2) {
                if (blocks[at] == key) {
                    return at;
                }
            }
        }
        return NO_HEAD;
    }

    private void append(final int head, final int key, final int count) {
        final int at = end(head);
        if (blocks[head + FIELD] == SpreadFields.INSTANCE) {
            blocks[at] = key << COUNT_BITS | count;
        } else {
            blocks[at] = key;
            blocks[at + 1] = count;
        }
        blocks[head + KEYS]++;
    }

    // ---- moves -----------------------------------------------------------------------------------------------------

    /** Moves a head and its counts to a head of another size, which it returns. */
    private int resize(final int head, final int headSize) {
        final int before = blocks[head + SIZE];
        final int moved = newHead(headSize);
        System.arraycopy(blocks, head, blocks, moved, end(head) - head);
        blocks[moved + SIZE] = headSize;
        replace(head, moved);
        freeHead(head, before);
        return moved;
    }

    private void replace(final int head, final int moved) {
        unlink(head);
        blocks[moved + CHAIN] = NO_HEAD;
        link(moved);
    }

    /** Moves the counts of a head to the lists. Returns the head, which then has the smallest size. */
    private int moveToLists(final int head) {
        final int moved = newHead(0);
        System.arraycopy(blocks, head, blocks, moved, COUNTS);
        blocks[moved + SIZE] = LISTS;
        blocks[moved + KEYS] = 0;
        replace(head, moved);
        for (int at = head + COUNTS; at < end(head); at += width(head)) {
            lists.insert(moved, keyAt(head, at), countAt(head, at));
        }
        freeHead(head, blocks[head + SIZE]);
        return moved;
    }

    private void moveFromLists(final int head) {
        final int keys = lists.positiveKeys(head);
        int headSize = 0;
        while (keys >= keysIn(head, headSize)) {
            headSize++;
        }
        final int moved = newHead(headSize);
        System.arraycopy(blocks, head, blocks, moved, COUNTS);
        blocks[moved + SIZE] = headSize;
        blocks[moved + KEYS] = 0;
        while (blocks[head + LOWEST] != CountLists.NONE) {
            final int member = lists.firstOfLevel(blocks[head + LOWEST]);
            final int key = lists.keyOf(member);
            final int count = lists.countOfLevel(blocks[head + LOWEST]);
            lists.forget(member);
            if (count == 0) {
                size--;
            } else {
                append(moved, key, count);
            }
        }
        blocks[moved + LOWEST] = CountLists.NONE;
        replace(head, moved);
        freeHead(head, 0);
    }
}
