package dev.berth.internal.state;

import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * The slots 0..n−1 of one kind of thing, and a handle for each live slot, in the bits of {@link HandleFormat}.
 *
 * <p>The slot that was freed last is used next. An unused slot is taken when no slot is free. The order in which slots
 * are used is therefore independent of n. A slot whose 2^31 generations are spent is retired.
 */
public final class Handles {
    private static final int NONE = -1;

    /** The value in {@link #next}, while a snapshot is read, of a slot that is not yet in the list of free slots. */
    private static final int UNLISTED = -2;

    /**
     * The number added to the generation of a slot that is not live. The sum is negative, so that every handle of the
     * slot is stale.
     */
    private static final int NOT_LIVE = Integer.MIN_VALUE;

    private final int kind;
    private final int[] generation;

    /** The next free slot after a free one; {@link #NONE} after the last free slot and in retired slots. */
    private final int[] next;

    private int firstFree = NONE;
    private int firstUnused;

    public Handles(final int kind, final int slots) {
        this.kind = kind;
        generation = new int[slots];
        next = new int[slots];
        Arrays.fill(generation, NOT_LIVE);
    }

    public static long footprintBytes(final int slots) {
        return 8L * slots;
    }

    public boolean isFull() {
        return firstFree == NONE && firstUnused == next.length;
    }

    public int slots() {
        return next.length;
    }

    /** Returns how many slots are live or retired. Runs in O(free slots). */
    public int used() {
        int used = firstUnused;
        for (int slot = firstFree; slot != NONE; slot = next[slot]) {
            used--;
        }
        return used;
    }

    /** Returns one more than the highest slot that was ever live. */
    public int highest() {
        return firstUnused;
    }

    /** Takes a free slot and returns it; there must be one. */
    public int allocate() {
        final int slot;
        if (firstFree == NONE) {
            slot = firstUnused++;
        } else {
            slot = firstFree;
            firstFree = next[slot];
        }
        generation[slot] -= NOT_LIVE;
        return slot;
    }

    /** Frees a live slot. Its handle becomes stale. */
    public void free(final int slot) {
        if (generation[slot] == HandleFormat.LAST_GENERATION) {
            generation[slot] = NOT_LIVE;
            next[slot] = NONE;
        } else {
            generation[slot] += 1 + NOT_LIVE;
            next[slot] = firstFree;
            firstFree = slot;
        }
    }

    /** Undoes the last {@link #allocate} that is not undone yet; it must have taken this slot. */
    void takeBack(final int slot) {
        final boolean isFresh = generation[slot] == 0 && slot == firstUnused - 1;
        generation[slot] += NOT_LIVE;
        if (isFresh) {
            firstUnused--;
        } else {
            next[slot] = firstFree;
            firstFree = slot;
        }
    }

    /** Undoes the last {@link #free} that is not undone yet; it must have freed this slot. */
    void revive(final int slot) {
        if (firstFree == slot) {
            firstFree = next[slot];
            generation[slot] -= 1 + NOT_LIVE;
        } else {
            generation[slot] = HandleFormat.LAST_GENERATION;
        }
    }

    public long handle(final int slot) {
        return HandleFormat.handle(kind, generation[slot], slot);
    }

    public boolean isLive(final int slot) {
        return generation[slot] >= 0;
    }

    /** Returns the slot of a handle, or −1 if the number is a stale handle, a handle of another kind, or no handle. */
    public int slot(final long handle) {
        final int slot = HandleFormat.slot(handle);
        return slot < generation.length
                        && generation[slot] == HandleFormat.generation(handle)
                        && HandleFormat.isOfKind(kind, handle)
                ? slot
                : NONE;
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /** Writes the generation of each slot that was ever used, and the order of the free slots. */
    public void write(final SnapshotWriter out) throws IOException {
        out.number(firstUnused);
        int free = 0;
        for (int slot = 0; slot < firstUnused; slot++) {
            final boolean live = isLive(slot);
            out.number((long) (live ? generation[slot] : generation[slot] - NOT_LIVE) << 1 | (live ? 1 : 0));
        }
        for (int slot = firstFree; slot != NONE; slot = next[slot]) {
            free++;
        }
        out.number(free);
        for (int slot = firstFree; slot != NONE; slot = next[slot]) {
            out.number(slot);
        }
    }

    /** Reads the slots of a snapshot into an unused table. Slots that were live are live. */
    public void read(final SnapshotReader in) throws IOException {
        firstUnused = in.number("number of slots", 0, next.length);
        int left = 0;
        for (int slot = 0; slot < firstUnused; slot++) {
            final long read = in.number();
            in.require(read >>> 1 <= HandleFormat.LAST_GENERATION, "generation is beyond the last");
            final boolean live = (read & 1) != 0;
            generation[slot] = (int) (read >>> 1) + (live ? 0 : NOT_LIVE);
            next[slot] = UNLISTED;
            left += live ? 0 : 1;
        }
        int before = NONE;
        for (int free = in.number("number of free slots", 0, left); free > 0; free--) {
            final int slot = in.number("free slot", 0, firstUnused - 1);
            in.require(!isLive(slot) && next[slot] == UNLISTED, "a slot is free and live, or free twice");
            next[slot] = NONE;
            if (before == NONE) {
                firstFree = slot;
            } else {
                next[before] = slot;
            }
            before = slot;
        }
        for (int slot = 0; slot < firstUnused; slot++) {
            if (next[slot] == UNLISTED) {
                in.require(isLive(slot) || generation[slot] == NOT_LIVE, "a retired slot has generations left");
                next[slot] = NONE;
            }
        }
    }

    /** Sets the generation of a live or unused slot, so that tests can reach the last generation. */
    void presetGeneration(final int slot, final int value) {
        generation[slot] = isLive(slot) ? value : value + NOT_LIVE;
    }
}
