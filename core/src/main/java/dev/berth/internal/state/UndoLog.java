package dev.berth.internal.state;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * What it takes to undo the changes since the outermost open savepoint: one entry of eight ints for each change and for
 * each open savepoint, the newest last.
 *
 * <p>Entries are written while a savepoint is open; {@code Savepoints} reads them back. An entry that names a slot
 * which has been freed relies on the order of undoing: when its turn comes, every later change is undone, and the slot
 * is free again.
 *
 * <p>Fixed capacity. {@link #recall} is the one exception: interning a value is cold and may allocate.
 */
public final class UndoLog {
    static final int BYTES_PER_ENTRY = 32;

    /** What an entry undoes: nothing, for a savepoint that was committed within another. */
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

    /** In the first int of an entry the kind takes the low bits; that of a release has the slot above them. */
    static final int KIND_BITS = 4;

    private static final int STRIDE_BITS = 3;

    /** Where the bits of the ports begin that a task has taken which is not charged: at most 100 of a demand. */
    private static final int PORTS = 3;

    private static final int NONE = -1;

    private final int[] entries;
    private final int limit;

    /** What slots of interned names and values held before they were used again, the newest last. */
    private final ArrayDeque<Object[]> former = new ArrayDeque<>();

    private int size;
    private int highest;

    /** The entry of the innermost open savepoint, or −1. */
    private int innermost = NONE;

    /** How many savepoints were opened so far. */
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

    /** The most entries that there were at a time. */
    public int highest() {
        return highest;
    }

    /** Whether a savepoint is open, so that changes are to be written down. */
    public boolean isOpen() {
        return innermost != NONE;
    }

    /** Whether a savepoint is open and there is no room for so many more entries. */
    public boolean lacks(final int more) {
        return innermost != NONE && size + more > limit;
    }

    /** Whether there is no room for so many more entries, a savepoint being open or not. */
    public boolean lacksRoomFor(final int more) {
        return size + more > limit;
    }

    // ---- savepoints ------------------------------------------------------------------------------------------------

    /** Opens a savepoint within those that are open; there must be room for an entry. Returns its handle. */
    public long open(final long random) {
        final int entry = size;
        add(SAVEPOINT, innermost, (int) random, (int) (random >>> 32), (int) opened, (int) (opened >>> 32));
        innermost = entry;
        return HandleFormat.savepoint(opened++);
    }

    /** Throws unless a handle is that of the innermost open savepoint. */
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

    /** Whether the last entry is that of the innermost savepoint, so that no change is left to be undone in it. */
    public boolean isUndone() {
        return size == innermost + 1;
    }

    /** Closes the innermost savepoint, whose entry is the last; returns the random state at its opening. */
    public long closeUndone() {
        final long random = getLong(innermost, 2);
        size = innermost;
        innermost = get(innermost, 1);
        return random;
    }

    /** Closes the innermost savepoint and keeps the changes, for the savepoint around it if there is one. */
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
        final int at = claim();
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

    /** Writes down a task that is placed or adopted, which has taken no ports yet. */
    public void placed(final int task, final boolean charged) {
        final int at = size << STRIDE_BITS;
        add(PLACED, task, charged ? 1 : 0);
        if (!charged) {
            Arrays.fill(entries, at + PORTS, at + (1 << STRIDE_BITS), 0);
        }
    }

    /** Writes down in the last entry, of a task that is not charged, that it has taken a port of its demand. */
    public void markTaken(final int port) {
        entries[(size - 1 << STRIDE_BITS) + PORTS + (port >> 5)] |= 1 << port;
    }

    /** Whether a task that is not charged has taken a port of its demand. */
    public boolean isTaken(final int entry, final int port) {
        return (get(entry, PORTS + (port >> 5)) >>> port & 1) != 0;
    }

    /** Where the ints of a new entry begin; the caller fills all eight, the kind first. */
    int claim() {
        final int at = size++ << STRIDE_BITS;
        highest = Math.max(highest, size);
        return at;
    }

    int[] ints() {
        return entries;
    }

    /** Takes the last entry off the log; what it holds can be read until the next is added. */
    public int pop() {
        return --size;
    }

    public int kind(final int entry) {
        return get(entry, 0) & (1 << KIND_BITS) - 1;
    }

    /** One of the ints of an entry, 1..7; 0 is its kind. */
    public int get(final int entry, final int index) {
        return entries[(entry << STRIDE_BITS) + index];
    }

    /** Two of the ints of an entry as a long, the low one first. */
    public long getLong(final int entry, final int index) {
        return get(entry, index) & 0xFFFFFFFFL | (long) get(entry, index + 1) << 32;
    }

    // ---- what slots held -------------------------------------------------------------------------------------------

    /** Keeps what a slot held that is interned anew; {@link #recall} answers it once that is undone. */
    void keep(final Object... held) {
        if (isOpen()) {
            former.addLast(held);
        }
    }

    /** Answers what the slot held whose interning is being undone; null if nothing was kept. */
    Object[] recall() {
        return isOpen() ? former.removeLast() : null;
    }
}
