package dev.berth.internal.state;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The log from which the changes since the outermost open savepoint are undone. It has an entry of eight ints for each
 * change and for each open savepoint; the newest is the last.
 *
 * <p>Entries are written while a savepoint is open; {@code Savepoints} reads them back. An entry may name a slot that
 * has been freed since. Changes are undone in reverse order, so the slot is free again when the entry is undone.
 *
 * <p>The capacity is fixed. {@link #keep} is the exception: it serves the interning of values, which is outside the hot
 * path and may allocate.
 */
public final class UndoLog {
    static final int BYTES_PER_ENTRY = 32;

    /** The kind of an entry that undoes nothing: its savepoint was committed within another. */
    public static final int NOTHING = 0;

    public static final int SAVEPOINT = 1;
    public static final int PLACED = 2;
    public static final int RELEASED = 3;
    public static final int COUNTED = 4;
    public static final int FLAGGED = 5;
    public static final int ATTRIBUTE = 6;
    public static final int TAKEN = 7;
    public static final int REGISTERED = 8;
    public static final int CLAIMED = 9;
    public static final int AMOUNT_TAKEN = 10;

    /** The bits of the kind in the first int of an entry. In the entry of a release, the slot is above them. */
    static final int KIND_BITS = 4;

    private static final int STRIDE_BITS = 3;

    /**
     * The first of the ints that hold a bit for each port of the demand, at most 100. Entries of tasks that are not
     * charged have them.
     */
    private static final int PORTS = 3;

    private static final int NONE = -1;

    private final int[] entries;
    private final int limit;

    /** The former contents of reused slots of names and values; the newest is the last. */
    private final ArrayDeque<Object[]> former = new ArrayDeque<>();

    private int size;
    private int highest;

    /** The entry of the innermost open savepoint, or −1. */
    private int innermost = NONE;

    /** The number of savepoints opened so far. */
    private long opened;

    public UndoLog(final int limit) {
        this.limit = limit;
        entries = new int[limit << STRIDE_BITS];
    }

    public static long footprintBytes(final int limit) {
        return (long) BYTES_PER_ENTRY * limit;
    }

    public int limit() {
        return limit;
    }

    public int size() {
        return size;
    }

    /** Returns the largest number of entries at one time. */
    public int highest() {
        return highest;
    }

    /** Answers whether a savepoint is open, so that changes must be logged. */
    public boolean isOpen() {
        return innermost != NONE;
    }

    /** Answers whether a savepoint is open and the log lacks room for some more entries. */
    public boolean lacks(final int more) {
        return innermost != NONE && size + more > limit;
    }

    /** Answers whether the log lacks room for some more entries, whether or not a savepoint is open. */
    public boolean lacksRoomFor(final int more) {
        return size + more > limit;
    }

    // ---- savepoints ------------------------------------------------------------------------------------------------

    /** Opens a savepoint within those that are open, and returns its handle. There must be room for an entry. */
    public long open(final long random) {
        final int entry = size;
        add(SAVEPOINT, innermost, (int) random, (int) (random >>> 32), (int) opened, (int) (opened >>> 32));
        innermost = entry;
        return HandleFormat.savepoint(opened++);
    }

    /** Throws if a handle is not that of the innermost open savepoint. */
    public void checkInnermost(final long handle) {
        if (innermost != NONE && handleAt(innermost) == handle) {
            return;
        }
        for (int entry = innermost; entry != NONE; entry = get(entry, 1)) {
            if (handleAt(entry) == handle) {
                throw new IllegalArgumentException("savepoint is " + handle + ", must be the one opened last, "
                        + handleAt(innermost) + "; roll back or commit that one first");
            }
        }
        throw new IllegalArgumentException("savepoint is " + handle + ", must be one that is open; each is closed by "
                + "the first rollback or commit of it");
    }

    private long handleAt(final int entry) {
        return HandleFormat.savepoint(getLong(entry, 4));
    }

    /** Answers whether all changes since the innermost savepoint are undone: its entry is the last. */
    public boolean isUndone() {
        return size == innermost + 1;
    }

    /** Closes the innermost savepoint, whose entry must be the last. Returns the random state at its opening. */
    public long closeUndone() {
        final long random = getLong(innermost, 2);
        size = innermost;
        innermost = get(innermost, 1);
        return random;
    }

    /**
     * Closes the innermost savepoint and keeps its changes. They belong to the savepoint around it, if there is one.
     */
    public void closeKept() {
        final int entry = innermost;
        innermost = get(entry, 1);
        if (innermost == NONE) {
            size = 0;
            former.clear();
        } else if (entry == size - 1) {
            size = entry;
        } else {
            entries[entry << STRIDE_BITS] = NOTHING;
        }
    }

    // ---- entries ---------------------------------------------------------------------------------------------------

    public void add(final int kind, final int a) {
        final int at = reserve();
        entries[at] = kind;
        entries[at + 1] = a;
    }

    public void add(final int kind, final int a, final int b) {
        add(kind, a);
        entries[(size - 1 << STRIDE_BITS) + 2] = b;
    }

    public void add(final int kind, final int a, final int b, final int c, final int d, final int e) {
        final int at = size << STRIDE_BITS;
        add(kind, a, b);
        entries[at + 3] = c;
        entries[at + 4] = d;
        entries[at + 5] = e;
    }

    /** Logs a task that is placed or adopted and has not taken ports yet. */
    public void placed(final int task, final boolean charged) {
        final int at = size << STRIDE_BITS;
        add(PLACED, task, charged ? 1 : 0);
        if (!charged) {
            Arrays.fill(entries, at + PORTS, at + (1 << STRIDE_BITS), 0);
        }
    }

    /** Logs, in the last entry, that a task without charge has taken a port of its demand. */
    public void markTaken(final int port) {
        entries[(size - 1 << STRIDE_BITS) + PORTS + (port >> 5)] |= 1 << port;
    }

    /** Answers whether a task without charge has taken a port of its demand. */
    public boolean isTaken(final int entry, final int port) {
        return (get(entry, PORTS + (port >> 5)) >>> port & 1) != 0;
    }

    /**
     * Adds an entry and returns the position of its first int. The caller sets all eight ints; the kind is the first.
     */
    int reserve() {
        final int at = size++ << STRIDE_BITS;
        highest = Math.max(highest, size);
        return at;
    }

    int[] ints() {
        return entries;
    }

    /** Removes the last entry and returns it. Its ints can be read until the next entry is added. */
    public int pop() {
        return --size;
    }

    public int kind(final int entry) {
        return get(entry, 0) & (1 << KIND_BITS) - 1;
    }

    /** Returns one of the ints 1..7 of an entry; int 0 is the kind. */
    public int get(final int entry, final int index) {
        return entries[(entry << STRIDE_BITS) + index];
    }

    /** Returns two consecutive ints of an entry as a long, the low int first. */
    public long getLong(final int entry, final int index) {
        return get(entry, index) & 0xFFFFFFFFL | (long) get(entry, index + 1) << 32;
    }

    // ---- former contents of slots ----------------------------------------------------------------------------------

    /**
     * Keeps the contents of a slot that is about to be reused. {@link #recall} returns them when the reuse is undone.
     */
    void keep(final Object... held) {
        if (isOpen()) {
            former.addLast(held);
        }
    }

    /** Removes and returns the former contents of the slot whose reuse is being undone; null if none were kept. */
    Object[] recall() {
        return isOpen() ? former.removeLast() : null;
    }
}
