package dev.berth.internal;

import java.util.Arrays;

/**
 * Slots 0..n−1 and a positive int handle for each live one: a generation above the slot. A freed slot is used again
 * last of all free ones, with the next generation; when its generations are spent it is used no more.
 */
final class Handles {
    private static final int FREE = -1;

    private final int slotBits;
    private final int slotMask;
    private final int[] handleOfSlot;
    private final int[] generation;
    private final int[] queue;
    private int queueHead;
    private int queueSize;

    Handles(final int slots) {
        slotBits = slotBits(slots);
        slotMask = (1 << slotBits) - 1;
        handleOfSlot = new int[slots];
        Arrays.fill(handleOfSlot, FREE);
        generation = new int[slots];
        queue = new int[slots];
        for (int i = 0; i < slots; i++) {
            queue[i] = i;
        }
        queueSize = slots;
    }

    static int slotBits(final int slots) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(slots - 1));
    }

    static long footprintBytes(final int slots) {
        return 12L * slots;
    }

    boolean isFull() {
        return queueSize == 0;
    }

    int slots() {
        return handleOfSlot.length;
    }

    /** Takes a free slot; there must be one. */
    int allocate() {
        final int slot = queue[queueHead];
        queueHead = queueHead + 1 == queue.length ? 0 : queueHead + 1;
        queueSize--;
        handleOfSlot[slot] = generation[slot] << slotBits | slot;
        return slot;
    }

    void free(final int slot) {
        handleOfSlot[slot] = FREE;
        if (++generation[slot] < 1 << 31 - slotBits) {
            int tail = queueHead + queueSize;
            tail = tail >= queue.length ? tail - queue.length : tail;
            queue[tail] = slot;
            queueSize++;
        }
    }

    int handle(final int slot) {
        return handleOfSlot[slot];
    }

    boolean isLive(final int slot) {
        return handleOfSlot[slot] != FREE;
    }

    /** The slot of a handle, or −1 if it is stale. */
    int slot(final int handle) {
        final int slot = handle & slotMask;
        return handle >= 0 && slot < handleOfSlot.length && handleOfSlot[slot] == handle ? slot : -1;
    }
}
