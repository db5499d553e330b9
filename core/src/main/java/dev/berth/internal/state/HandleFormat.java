package dev.berth.internal.state;

/**
 * The bits of the handles that callers hold: what kind of thing a handle names, its slot, and how often the slot had
 * been used before.
 *
 * <p>A handle is a positive long, so it is never 0, never {@link dev.berth.PlacementEngine#NO_TASK} and never the code
 * of a {@link dev.berth.Reason}. No value is a handle of two kinds, and no number below 2<sup>59</sup> is a handle, so
 * that an ordinal given in place of a handle is refused.
 *
 * <p>The widths are constants for the highest limits that an {@link dev.berth.EngineConfig} admits. A handle therefore
 * keeps its meaning in an engine with larger limits.
 */
public final class HandleFormat {
    /*
     *   bit 63  62  61 ............................................................ 0
     *
     *         0   1   0 | generation, 40 bits (60..21)         | slot, 21 bits (20..0)      a task, slot < 2^21
     *         0   1   1 | generation, 35 bits (60..26)  | slot, 26 bits (25..0)             a task, slot >= 2^21
     *         0   0   kind, 3 bits (61..59) | 0, 8 bits | generation, 31 bits | slot, 20 bits     any other kind
     *
     * 2^26 slots of 2^40 generations each would take 66 bits. A task slot therefore has one of two forms, chosen by the
     * slot alone: the first 2^21 slots bear 2^40 tasks each, and the slots that are used only while more tasks than
     * that run bear 2^35 each. The alternative was one form with 36 bits of generation, too few for any slot.
     */

    public static final int PLAN = 1;
    static final int GROUP = 2;
    public static final int DEMAND = 3;
    static final int ATTRIBUTE = 4;
    static final int INSTANCE = 5;
    static final int SAVEPOINT = 6;

    /** The width of a slot of any kind but a task. */
    static final int SLOT_BITS = 20;

    /** The last of the 2^31 generations that a slot of any kind but a task has. */
    static final int LAST_GENERATION = Integer.MAX_VALUE;

    /** How many of the task slots have the longer generation. */
    static final int NEAR_SLOTS = 1 << 21;

    /** The width of any task slot. */
    static final int TASK_SLOT_BITS = 26;

    private static final int KIND_SHIFT = 59;
    private static final int GENERATION_BITS = 31;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int NEAR_BITS = 21;
    private static final int NEAR_MASK = NEAR_SLOTS - 1;
    private static final int FAR_MASK = (1 << TASK_SLOT_BITS) - 1;
    private static final int FORM_SHIFT = 61;
    private static final long TASK = 1L << 62;
    private static final long FAR = 1L << FORM_SHIFT;

    private HandleFormat() {}

    // ---- any kind but tasks ----------------------------------------------------------------------------------------

    /** Returns the handle of a generation, 0..2^31−1, of a slot, 0..2^20−1. */
    static long handle(final int kind, final int generation, final int slot) {
        return (long) kind << KIND_SHIFT | (long) generation << SLOT_BITS | slot;
    }

    /** Returns what would be the slot, 0..2^20−1, if the number were a handle of any kind but a task. */
    public static int slot(final long handle) {
        return (int) handle & SLOT_MASK;
    }

    /** Returns the generation in a handle of any kind but a task. */
    static int generation(final long handle) {
        return (int) (handle >>> SLOT_BITS) & LAST_GENERATION;
    }

    /** Answers whether the bits beside slot and generation are those of a kind. */
    static boolean isOfKind(final int kind, final long handle) {
        return handle >>> SLOT_BITS + GENERATION_BITS == (long) kind << KIND_SHIFT - SLOT_BITS - GENERATION_BITS;
    }

    /** Returns the handle of a savepoint, numbered from 0 in the order in which savepoints are opened. */
    static long savepoint(final long number) {
        return (long) SAVEPOINT << KIND_SHIFT | number;
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /** Returns how many generations a task slot has. */
    static long taskGenerations(final int slot) {
        return 1L << FORM_SHIFT - (slot < NEAR_SLOTS ? NEAR_BITS : TASK_SLOT_BITS);
    }

    /** Returns the task handle of a generation, below {@link #taskGenerations}, of a slot, 0..2^26−1. */
    static long task(final long generation, final int slot) {
        return slot < NEAR_SLOTS
                ? TASK | generation << NEAR_BITS | slot
                : TASK | FAR | generation << TASK_SLOT_BITS | slot;
    }

    /** Returns what would be the slot, 0..2^26−1, if the number were the handle of a task. */
    public static int taskSlot(final long handle) {
        return (int) handle & ((handle & FAR) == 0 ? NEAR_MASK : FAR_MASK);
    }
}
