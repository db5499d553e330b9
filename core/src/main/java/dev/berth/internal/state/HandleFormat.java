package dev.berth.internal.state;

/**
 * The bits of the handles that callers hold. A handle tells the kind of thing that it names, the slot of the thing, and
 * its generation: how often the slot was used before.
 *
 * <p>A handle is a positive long, and so differs from 0, from {@link dev.berth.PlacementEngine#NO_TASK} and from the
 * code of every {@link dev.berth.Reason}. A number is a handle of at most one kind. Every handle is at least
 * 2<sup>59</sup>, so an ordinal that is passed in place of a handle is refused.
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
     * slot alone. Each of the first 2^21 slots can hold 2^40 tasks over time. The other slots are used while more than
     * 2^21 tasks run at once; each can hold 2^35 tasks over time. A single form would leave 36 bits for the generation,
     * which is too few for every slot.
     */

    public static final int PLAN = 1;
    static final int GROUP = 2;
    public static final int DEMAND = 3;
    static final int ATTRIBUTE = 4;
    static final int INSTANCE = 5;
    static final int SAVEPOINT = 6;

    /** The bits of the slot in a handle of any kind other than a task. */
    static final int SLOT_BITS = 20;

    /** The last of the 2^31 generations of a slot of any kind other than a task. */
    static final int LAST_GENERATION = Integer.MAX_VALUE;

    /** The number of task slots whose handles have the longer generation, of 40 bits. */
    static final int NEAR_SLOTS = 1 << 21;

    /** The bits of the slot in the longer form of a task handle. */
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

    // ---- all kinds other than tasks --------------------------------------------------------------------------------

    /** Returns the handle of a generation, 0..2^31−1, of a slot, 0..2^20−1. */
    static long handle(final int kind, final int generation, final int slot) {
        return (long) kind << KIND_SHIFT | (long) generation << SLOT_BITS | slot;
    }

    /** Returns the slot, 0..2^20−1, that a number names if it is a handle of any kind other than a task. */
    public static int slot(final long handle) {
        return (int) handle & SLOT_MASK;
    }

    /** Returns the generation in a handle of any kind other than a task. */
    static int generation(final long handle) {
        return (int) (handle >>> SLOT_BITS) & LAST_GENERATION;
    }

    /** Answers whether the bits beside slot and generation are those of a kind. */
    static boolean isOfKind(final int kind, final long handle) {
        return handle >>> SLOT_BITS + GENERATION_BITS == (long) kind << KIND_SHIFT - SLOT_BITS - GENERATION_BITS;
    }

    /** Returns the handle of a savepoint. Savepoints are numbered from 0 in the order in which they are opened. */
    static long savepoint(final long number) {
        return (long) SAVEPOINT << KIND_SHIFT | number;
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /** Returns the number of generations of a task slot. */
    static long taskGenerations(final int slot) {
        return 1L << FORM_SHIFT - (slot < NEAR_SLOTS ? NEAR_BITS : TASK_SLOT_BITS);
    }

    /** Returns the task handle of a generation, below {@link #taskGenerations}, of a slot, 0..2^26−1. */
    static long task(final long generation, final int slot) {
        return slot < NEAR_SLOTS
                ? TASK | generation << NEAR_BITS | slot
                : TASK | FAR | generation << TASK_SLOT_BITS | slot;
    }

    /** Returns the slot, 0..2^26−1, that a number names if it is the handle of a task. */
    public static int taskSlot(final long handle) {
        return (int) handle & ((handle & FAR) == 0 ? NEAR_MASK : FAR_MASK);
    }
}
