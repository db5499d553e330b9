package dev.berth;

import dev.berth.internal.state.HandleFormat;
import java.util.Arrays;
import java.util.Objects;

/**
 * Which instances can be emptied, and where their tasks would go.
 *
 * <p>An instance can be emptied if, it draining, its tasks are each released and placed by the plan that the caller
 * names for them, in the order of {@link PlacementEngine#firstTaskOn}, and all find a place: not whether some packing
 * exists. A task without a plan, or of a closed group, finds none; nor does one that meets a limit of the engine.
 *
 * <p>A question changes nothing: what it does within a savepoint is rolled back. It may be asked while a savepoint is
 * open. The undo log must have room: for {@link #each}, some three entries for each task of an instance; for
 * {@link #greedily}, as much for all tasks that are moved.
 *
 * <p>Cost: a release and a placement for each task, and their undoing. Allocates as its answers grow beyond what they
 * have ever been, and not otherwise; from the first {@link #greedily} on it keeps 24 bytes for each of maxTasks. Used
 * by the thread that owns the engine.
 */
public final class Consolidation {
    /** Says by which plan a task would be placed elsewhere. */
    @FunctionalInterface
    public interface PlanOf {
        /**
         * The plan of a task, which is asked before the task is moved. It may ask the engine, and change nothing.
         *
         * @param task handle.
         * @return handle of a plan; {@link PlacementEngine#NO_TASK} or anything that is no plan = it cannot move.
         */
        long planOf(long task);
    }

    private final PlacementEngine engine;
    private final PlanOf plans;

    /** By the slot of a task that has been moved: its handle, what it was known as, and its plan. Empty at first. */
    private long[] current = {};
    private long[] origin = {};
    private long[] planOfMoved = {};

    /** Of each move, the slot of the task that came, and what was there of another. */
    private int[] slots = {};
    private long[] currentBefore = {};
    private long[] originBefore = {};
    private long[] planBefore = {};

    private int[] emptied = new int[16];
    private int emptiedCount;
    private long[] tasks = new long[64];
    private int[] from = new int[64];
    private int[] to = new int[64];
    private int moves;

    /**
     * A question without an answer yet.
     *
     * @param engine that is asked.
     * @param plans the plan of each task.
     */
    public Consolidation(final PlacementEngine engine, final PlanOf plans) {
        this.engine = Objects.requireNonNull(engine, "engine is null");
        this.plans = Objects.requireNonNull(plans, "plans is null");
    }

    /**
     * Asks of each instance by itself, as if no other were emptied.
     *
     * @param ordinals of the instances, in the order of the answers.
     * @param count how many of them, 0..ordinals.length.
     * @return how many can be emptied; {@link #emptied} and the moves tell which and how.
     * @throws IllegalArgumentException if the count is out of range, or no instance is registered at an ordinal.
     * @throws LimitExceededException if maxUndo leaves no room; the engine is as it was.
     */
    public int each(final int[] ordinals, final int count) {
        return ask(ordinals, count, false);
    }

    /**
     * Asks of one instance after the other, where those before that can be emptied are, and stay so. A task may move
     * twice: from an instance to one that is emptied later.
     *
     * @param ordinals of the instances, in the order in which they are emptied.
     * @param count how many of them, 0..ordinals.length.
     * @return how many can be emptied; {@link #emptied} and the moves tell which and how.
     * @throws IllegalArgumentException if the count is out of range, or no instance is registered at an ordinal.
     * @throws LimitExceededException if maxUndo leaves no room; the engine is as it was.
     */
    public int greedily(final int[] ordinals, final int count) {
        return ask(ordinals, count, true);
    }

    private int ask(final int[] ordinals, final int count, final boolean keeps) {
        engine.checkOwner();
        Checks.inRange("count", count, 0, ordinals.length);
        for (int i = 0; i < count; i++) {
            if (!engine.isRegistered(ordinals[i])) {
                throw new IllegalArgumentException(
                        "ordinal is " + ordinals[i] + ", must be that of a registered instance");
            }
        }
        if (keeps && current.length == 0) {
            current = new long[engine.config().maxTasks()];
            origin = new long[current.length];
            planOfMoved = new long[current.length];
        }
        emptiedCount = 0;
        moves = 0;
        final long outer = engine.openSavepoint();
        try {
            for (int i = 0; i < count; i++) {
                askOne(ordinals[i], keeps);
            }
        } finally {
            engine.rollback(outer);
            forgetOrigins(keeps ? 0 : moves);
        }
        return emptiedCount;
    }

    private void askOne(final int ordinal, final boolean keeps) {
        final long savepoint = engine.openSavepoint();
        final int before = moves;
        boolean isEmptied = false;
        try {
            isEmptied = empty(ordinal, keeps);
        } finally {
            if (isEmptied && keeps) {
                engine.commit(savepoint);
            } else {
                engine.rollback(savepoint);
                forgetOrigins(keeps ? before : moves);
            }
            moves = isEmptied ? moves : before;
        }
        if (isEmptied) {
            if (emptiedCount == emptied.length) {
                emptied = Arrays.copyOf(emptied, 2 * emptiedCount);
            }
            emptied[emptiedCount++] = ordinal;
        }
    }

    private boolean empty(final int ordinal, final boolean keeps) {
        engine.checkUndo(engine.drain(ordinal));
        for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.firstTaskOn(ordinal)) {
            final long known = keeps ? originOf(task) : task;
            final long plan = known != task ? planOfMoved[HandleFormat.taskSlot(task)] : plans.planOf(task);
            final long group = engine.groupOf(task);
            engine.checkUndo(engine.release(task));
            final long moved = engine.place(plan, group);
            engine.checkUndo(moved);
            if (moved < 0) {
                return false;
            }
            add(known, ordinal, engine.instanceOf(moved));
            if (keeps) {
                setOrigin(moved, known, plan);
            }
        }
        return true;
    }

    private void add(final long task, final int source, final int target) {
        if (moves == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * moves);
            from = Arrays.copyOf(from, 2 * moves);
            to = Arrays.copyOf(to, 2 * moves);
        }
        tasks[moves] = task;
        from[moves] = source;
        to[moves++] = target;
    }

    // ---- what moved tasks were known as ----------------------------------------------------------------------------

    private long originOf(final long task) {
        final int slot = HandleFormat.taskSlot(task);
        return current[slot] == task ? origin[slot] : task;
    }

    private void setOrigin(final long moved, final long known, final long plan) {
        final int move = moves - 1;
        if (move >= slots.length) {
            slots = Arrays.copyOf(slots, tasks.length);
            currentBefore = Arrays.copyOf(currentBefore, tasks.length);
            originBefore = Arrays.copyOf(originBefore, tasks.length);
            planBefore = Arrays.copyOf(planBefore, tasks.length);
        }
        final int slot = HandleFormat.taskSlot(moved);
        slots[move] = slot;
        currentBefore[move] = current[slot];
        originBefore[move] = origin[slot];
        planBefore[move] = planOfMoved[slot];
        current[slot] = moved;
        origin[slot] = known;
        planOfMoved[slot] = plan;
    }

    /** Forgets what tasks were known as that have been moved from a move on, the last first. */
    private void forgetOrigins(final int first) {
        for (int move = moves - 1; move >= first; move--) {
            current[slots[move]] = currentBefore[move];
            origin[slots[move]] = originBefore[move];
            planOfMoved[slots[move]] = planBefore[move];
        }
    }

    // ---- the answer ------------------------------------------------------------------------------------------------

    /**
     * An instance of the last answer that can be emptied.
     *
     * @param index 0.. below what the question returned, in the order in which it was asked.
     * @return its ordinal.
     */
    public int emptied(final int index) {
        engine.checkOwner();
        return emptied[Objects.checkIndex(index, emptiedCount)];
    }

    /**
     * How many moves empty all those instances.
     *
     * @return a count.
     */
    public int moves() {
        engine.checkOwner();
        return moves;
    }

    /**
     * The task of a move.
     *
     * @param move 0.. below {@link #moves()}, in the order in which they are made.
     * @return the handle by which the caller knows it, also if it has moved before.
     */
    public long task(final int move) {
        engine.checkOwner();
        return tasks[Objects.checkIndex(move, moves)];
    }

    /**
     * The instance that a task leaves.
     *
     * @param move 0.. below {@link #moves()}.
     * @return its ordinal.
     */
    public int from(final int move) {
        engine.checkOwner();
        return from[Objects.checkIndex(move, moves)];
    }

    /**
     * The instance to which a task goes.
     *
     * @param move 0.. below {@link #moves()}.
     * @return its ordinal.
     */
    public int to(final int move) {
        engine.checkOwner();
        return to[Objects.checkIndex(move, moves)];
    }

    @Override
    public String toString() {
        return "Consolidation[emptied=" + emptiedCount + ", moves=" + moves + "]";
    }
}
