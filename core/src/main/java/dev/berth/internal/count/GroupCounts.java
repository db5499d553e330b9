package dev.berth.internal.count;

import dev.berth.internal.state.SpreadFields;
import java.util.Arrays;

/**
 * How many tasks of a group run on each instance, or under each value of an attribute: for each (group, field) a head,
 * and a count for each key (an ordinal or an attribute value) that has a task.
 *
 * <p>Few counts lie in the head itself, or in one extension of it, unordered; a service of a few dozen tasks touches
 * two or three cache lines. Many go to {@link CountLists}, by level. A level is the set of keys that have the same
 * count; levels and their members are gone through by handles, which are void after the next change.
 *
 * <p>Fixed capacity: a key takes one unit, a (group, field) that has a key one more. Each operation is O(1) or goes
 * through at most {@value #EXTENSION} counts.
 */
public final class GroupCounts {
    // A head is sixteen ints: its group and field, the next head of its group, how many keys it has, where its
    // counts are (LISTS for the lists), its lowest level there, and room for ten ints of counts. An extension is 64.
    //
    // The count of an instance is one int (key above, count below): instances are many and their counts small. The
    // count of an attribute value is two (key, count): values are few and their counts large.

    public static final long NONE = -1;

    private static final int GROUP = 0;
    private static final int FIELD = 1;
    private static final int CHAIN = 2;
    private static final int COUNTS = 4;
    private static final int INLINE = 6;
    private static final int HEAD = 16;
    private static final int EXTENSION = 64;
    private static final int NO_HEAD = -1;
    private static final int LISTS = -1;

    /** From the lists back to an extension at so few keys. */
    private static final int FEW_KEYS = 24;

    private static final int COUNT_BITS = 11;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

    /** From the lists back only if the counts of instances have some way to go to {@link #COUNT_MASK}. */
    private static final int SMALL_COUNT = COUNT_MASK / 2;

    /** Marks the handle of a level, or of a member, outside the lists. */
    private static final long SMALL = 1L << 62;

    private final int[] blocks;
    private final int[] firstHead;
    private final CountLists lists;
    private final InstanceCounts dense;
    private final int limit;
    private int freeHead = NO_HEAD;
    private int unusedHead;
    private int freeExtension = NO_HEAD;
    private int unusedExtension;
    private int size;

    public GroupCounts(final int limit, final int maxGroups, final InstanceCounts dense) {
        this.limit = limit;
        this.dense = dense;
        blocks = new int[blockInts(limit)];
        unusedExtension = heads(limit) * HEAD;
        firstHead = new int[maxGroups];
        Arrays.fill(firstHead, NO_HEAD);
        lists = new CountLists(limit, blocks);
    }

    /** Each head has a key. */
    private static int heads(final int limit) {
        return limit / 2 + 1;
    }

    /** An extension has at least five keys, and belongs to a head. */
    private static int blockInts(final int limit) {
        return heads(limit) * HEAD + (limit / 6 + 1) * EXTENSION;
    }

    public static long footprintBytes(final int limit, final int maxGroups) {
        return 4L * blockInts(limit) + 4L * maxGroups + CountLists.footprintBytes(limit);
    }

    /** How many units may be taken; keys that count 0 make room. */
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

    /** How many tasks of a group run on an instance. */
    public int onInstance(final int group, final int ordinal) {
        final int count = dense.get(group, ordinal);
        return count != InstanceCounts.UNKNOWN ? count : get(group, SpreadFields.INSTANCE, ordinal);
    }

    public int get(final int group, final int field, final int key) {
        return countAtHead(find(group, field), key);
    }

    /** Returns what finds the counts of a (group, field), until the next change. */
    public int head(final int group, final int field) {
        return find(group, field);
    }

    /** Returns the count of a key among those that a head finds. */
    public int countAtHead(final int head, final int key) {
        if (head == NO_HEAD) {
            return 0;
        }
        if (blocks[head + COUNTS] == LISTS) {
            return lists.get(head, key);
        }
        final int at = indexOf(head, key);
        return at == NO_HEAD ? 0 : countAt(head, at);
    }

    /** How many units an increment of this key would take. */
    public int needed(final int group, final int field, final int key) {
        final int head = find(group, field);
        if (head == NO_HEAD) {
            return 2;
        }
        return get(group, field, key) > 0 ? 0 : 1;
    }

    /** Whether a group runs on many instances. */
    public boolean isWide(final int group) {
        return dense.has(group);
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    public void increment(final int group, final int field, final int key) {
        int head = find(group, field);
        if (head == NO_HEAD) {
            head = createHead(group, field);
        }
        if (blocks[head + COUNTS] == LISTS) {
            addToLists(head, key);
        } else {
            add(head, key);
        }
        if (field == SpreadFields.INSTANCE) {
            if (dense.has(group)) {
                dense.set(group, key, get(group, field, key));
            } else if (dense.hasRoom() && dense.wants(group, blocks[head + CountLists.KEYS])) {
                fillDense(group, true);
            }
        }
    }

    private void add(final int head, final int key) {
        final int at = indexOf(head, key);
        if (at != NO_HEAD) {
            if (blocks[head + FIELD] != SpreadFields.INSTANCE) {
                blocks[at + 1]++;
            } else if (countAt(head, at) < COUNT_MASK) {
                blocks[at]++;
            } else {
                moveToLists(head);
                addToLists(head, key);
            }
            return;
        }
        takeUnit();
        if (end(head) == blocks[head + COUNTS] + capacity(head)) {
            if (isInline(head)) {
                moveCounts(head, newExtension());
            } else {
                moveToLists(head);
                lists.insert(head, key, 1);
                return;
            }
        }
        append(head, key, 1);
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
        if (blocks[head + COUNTS] == LISTS) {
            size -= lists.decrement(head, key, !instances);
        } else {
            subtract(head, key);
        }
        final int keys = blocks[head + CountLists.KEYS];
        if (instances && dense.has(group)) {
            dense.set(group, key, keys == 0 ? 0 : get(group, field, key));
            if (dense.isTooLarge(keys)) {
                fillDense(group, false);
                dense.release(group);
            }
        }
        if (keys == 0) {
            removeHead(head);
        } else if (blocks[head + COUNTS] != LISTS) {
            if (!isInline(head) && keys < inlineKeys(head)) {
                moveInline(head);
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
        blocks[head + CountLists.KEYS]--;
        size--;
    }

    /** Forgets a key that counts 0, if there is one: it is about to be used no more. */
    public void forgetZero(final int group, final int field, final int key) {
        final int head = find(group, field);
        if (head != NO_HEAD && blocks[head + COUNTS] == LISTS) {
            size -= lists.forgetZero(head, key);
        }
    }

    /** Copies the counts of a group to its column, or clears them there. */
    private void fillDense(final int group, final boolean copy) {
        for (long level = lowestLevel(group, SpreadFields.INSTANCE); level != NONE; level = nextLevel(level)) {
            for (long at = firstOfLevel(level); at != NONE; at = nextOfLevel(at)) {
                dense.set(group, keyOf(at), copy ? countOfLevel(level) : 0);
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

    /** Whether a key has a count, if only of 0. */
    public boolean holds(final int group, final int field, final int key) {
        final int head = find(group, field);
        if (head == NO_HEAD) {
            return false;
        }
        return blocks[head + COUNTS] == LISTS ? lists.holds(head, key) : indexOf(head, key) != NO_HEAD;
    }

    /** How many keys of a (group, field) have a count: all that count more than 0, and some that did. */
    public int population(final int group, final int field) {
        final int head = find(group, field);
        return head == NO_HEAD ? 0 : blocks[head + CountLists.KEYS];
    }

    /** The lowest level of a (group, field), or {@link #NONE}. */
    public long lowestLevel(final int group, final int field) {
        final int head = find(group, field);
        if (head == NO_HEAD) {
            return NONE;
        }
        return blocks[head + COUNTS] == LISTS ? blocks[head + CountLists.LOWEST] : levelAbove(head, 0);
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
                : memberFrom(head, blocks[head + COUNTS], (int) level);
    }

    public long nextOfLevel(final long member) {
        if (member < SMALL) {
            return lists.nextOfLevel((int) member);
        }
        final int head = headOf(member);
        final int at = (int) member;
        return memberFrom(head, at + width(head), countAt(head, at));
    }

    /** The ordinal or attribute value that a member of a level is. */
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
        for (int at = blocks[head + COUNTS]; at < end(head); at += width(head)) {
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
        int head = firstHead[group];
        while (head != NO_HEAD && blocks[head + FIELD] != field) {
            head = blocks[head + CHAIN];
        }
        return head;
    }

    private int createHead(final int group, final int field) {
        takeUnit();
        final int head;
        if (freeHead == NO_HEAD) {
            head = unusedHead;
            unusedHead += HEAD;
        } else {
            head = freeHead;
            freeHead = blocks[head + CHAIN];
        }
        blocks[head + GROUP] = group;
        blocks[head + FIELD] = field;
        blocks[head + CHAIN] = firstHead[group];
        blocks[head + CountLists.KEYS] = 0;
        blocks[head + COUNTS] = head + INLINE;
        blocks[head + CountLists.LOWEST] = CountLists.NONE;
        firstHead[group] = head;
        return head;
    }

    private void removeHead(final int head) {
        size--;
        freeCounts(head);
        final int group = blocks[head + GROUP];
        if (firstHead[group] == head) {
            firstHead[group] = blocks[head + CHAIN];
        } else {
            int before = firstHead[group];
            while (blocks[before + CHAIN] != head) {
                before = blocks[before + CHAIN];
            }
            blocks[before + CHAIN] = blocks[head + CHAIN];
        }
        blocks[head + CHAIN] = freeHead;
        freeHead = head;
    }

    private int width(final int head) {
        return blocks[head + FIELD] == SpreadFields.INSTANCE ? 1 : 2;
    }

    private int end(final int head) {
        return blocks[head + COUNTS] + blocks[head + CountLists.KEYS] * width(head);
    }

    private boolean isInline(final int head) {
        return blocks[head + COUNTS] == head + INLINE;
    }

    private int capacity(final int head) {
        return isInline(head) ? HEAD - INLINE : EXTENSION;
    }

    private int inlineKeys(final int head) {
        return (HEAD - INLINE) / width(head);
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
            for (int at = blocks[head + COUNTS]; at < end; at++) {
                if (blocks[at] >>> COUNT_BITS == key) {
                    return at;
                }
            }
        } else {
            for (int at = blocks[head + COUNTS]; at < end; at += 2) {
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
        blocks[head + CountLists.KEYS]++;
    }

    // ---- moves between a head, an extension and the lists ----------------------------------------------------------

    private int newExtension() {
        final int extension;
        if (freeExtension == NO_HEAD) {
            extension = unusedExtension;
            unusedExtension += EXTENSION;
        } else {
            extension = freeExtension;
            freeExtension = blocks[extension];
        }
        return extension;
    }

    /** Gives a head's extension back, if it has one. */
    private void freeCounts(final int head) {
        final int counts = blocks[head + COUNTS];
        if (counts != LISTS && !isInline(head)) {
            freeExtension(counts);
        }
    }

    private void freeExtension(final int extension) {
        blocks[extension] = freeExtension;
        freeExtension = extension;
    }

    private void moveCounts(final int head, final int to) {
        System.arraycopy(blocks, blocks[head + COUNTS], blocks, to, end(head) - blocks[head + COUNTS]);
        blocks[head + COUNTS] = to;
    }

    private void moveInline(final int head) {
        final int extension = blocks[head + COUNTS];
        moveCounts(head, head + INLINE);
        freeExtension(extension);
    }

    private void moveToLists(final int head) {
        final int from = blocks[head + COUNTS];
        final int to = end(head);
        blocks[head + CountLists.KEYS] = 0;
        for (int at = from; at < to; at += width(head)) {
            lists.insert(head, keyAt(head, at), countAt(head, at));
        }
        freeCounts(head);
        blocks[head + COUNTS] = LISTS;
    }

    private void moveFromLists(final int head) {
        final int keys = lists.positiveKeys(head);
        final boolean inline = keys < inlineKeys(head);
        final int counts = inline ? head + INLINE : newExtension();
        int moved = 0;
        while (blocks[head + CountLists.LOWEST] != CountLists.NONE) {
            final int member = lists.firstOfLevel(blocks[head + CountLists.LOWEST]);
            final int key = lists.keyOf(member);
            final int count = lists.countOfLevel(blocks[head + CountLists.LOWEST]);
            lists.forget(member);
            if (count == 0) {
                size--;
            } else if (blocks[head + FIELD] == SpreadFields.INSTANCE) {
                blocks[counts + moved++] = key << COUNT_BITS | count;
            } else {
                blocks[counts + moved++] = key;
                blocks[counts + moved++] = count;
            }
        }
        blocks[head + CountLists.KEYS] = keys;
        blocks[head + COUNTS] = counts;
    }
}
