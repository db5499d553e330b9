package dev.berth;

import dev.berth.internal.state.HandleFormat;
import java.util.Arrays;
import java.util.Objects;

/**
 * A question to an engine: which instances can be emptied, and where would their tasks go?
 *
 * <p>To find out whether an instance can be emptied, the instance is drained, and its tasks are released and placed
 * again one by one, in the order of {@link PlacementEngine#firstTaskOn}, each by the plan that the caller names for it.
 * The instance can be emptied if every task finds a place that way. Other orders are not tried. A task finds no place
 * if it has no plan, if its group is closed, or if a limit of the engine is reached.
 *
 * <p>A question leaves the engine as it was: its changes are made within a savepoint and rolled back. It may be asked
 * while a savepoint is open. The undo log needs room: {@link #each} takes about three entries for each task of one
 * instance, {@link #greedily} as many for all tasks that move.
 *
 * <p>A question costs a release and a placement for each task, and undoing both. A question allocates when its answer
 * is larger than every earlier one. From the first {@link #greedily} on, an object keeps 24 bytes for each of maxTasks.
 * It is used by the thread that owns the engine.
 */
public final class Consolidation {
    /** The function that names, for each task, the plan by which it would be placed elsewhere. */
    @FunctionalInterface
    public interface PlanOf {
        /**
         * Returns the plan of a task. The function is called before the task is moved; it may read the engine and must
         * leave it unchanged.
         *
         * @param task the handle of the task.
         * @return the handle of a plan; any other number, such as {@link PlacementEngine#NO_TASK}, if the task cannot
         *     move.
         */
        long planOf(long task);
    }

    private final PlacementEngine engine;
    private final PlanOf plans;

    /**
     * The handle of each moved task, the handle by which the caller knows it, and its plan, by its slot. The arrays are
     * empty until {@link #greedily}.
     */
    private long[] current = {};
    private long[] origin = {};
    private long[] planOfMoved = {};

    /**
     * The slot that the moved task took, and the values of {@code current}, {@code origin} and {@code planOfMoved}
     * there before, by move.
     */
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
     * Creates a question; its answer is empty until it is asked.
     *
     * @param engine the engine that is asked.
     * @param plans the plan of each task.
     */
    public Consolidation(final PlacementEngine engine, final PlanOf plans) {
        this.engine = Objects.requireNonNull(engine, "engine is null");
        this.plans = Objects.requireNonNull(plans, "plans is null");
    }

    /**
     * Asks whether each instance could be emptied by itself, with all others as they are.
     *
     * @param ordinals the ordinals of the instances, in the order of the answers.
     * @param count the number of instances to ask for, 0..ordinals.length.
     * @return the number of instances that can be emptied; {@link #emptied} and the moves tell which and how.
     * @throws IllegalArgumentException if the count is out of range, or no instance is registered at an ordinal.
     * @throws LimitExceededException if maxUndo leaves no room; the engine is as it was.
     */
    public int each(final int[] ordinals, final int count) {
        return ask(ordinals, count, false);
    }

    /**
     * Asks which instances can be emptied one after the other: an instance that can be emptied stays empty for those
     * after it. A task may move twice, first to an instance that is emptied later.
     *
     * @param ordinals the ordinals of the instances, in the order in which they are emptied.
     * @param count the number of instances to ask for, 0..ordinals.length.
     * @return the number of instances that can be emptied; {@link #emptied} and the moves tell which and how.
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

    // ---- the handles by which the caller knows moved tasks --------------------------------------------------------

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

    /** Restores the three arrays by slot as they were before a given move, undoing the last move first. */
    private void forgetOrigins(final int first) {
        for (int move = moves - 1; move >= first; move--) {
            current[slots[move]] = currentBefore[move];
            origin[slots[move]] = originBefore[move];
            planOfMoved[slots[move]] = planBefore[move];
        }
    }

    // ---- the answer ------------------------------------------------------------------------------------------------

    /**
     * Returns an instance of the last answer that can be emptied.
     *
     * @param index the position in the answer, from 0 to one less than the number that the question returned; instances
     *     come in the order in which they were asked.
     * @return the ordinal of the instance.
     */
    public int emptied(final int index) {
        engine.checkOwner();
        return emptied[Objects.checkIndex(index, emptiedCount)];
    }

    /**
     * Returns the number of moves that empty all instances of the answer.
     *
     * @return the number of moves, 0 or more.
     */
    public int moves() {
        engine.checkOwner();
        return moves;
    }

    /**
     * Returns the task of a move.
     *
     * @param move the number of the move, 0..{@link #moves()} − 1, in the order in which the moves are made.
     * @return the handle by which the caller knows the task, even if the task has moved before.
     */
    public long task(final int move) {
        engine.checkOwner();
        return tasks[Objects.checkIndex(move, moves)];
    }

    /**
     * Returns the instance that a task leaves.
     *
     * @param move the number of the move, 0..{@link #moves()} − 1.
     * @return the ordinal of the instance.
     */
    public int from(final int move) {
        engine.checkOwner();
        return from[Objects.checkIndex(move, moves)];
    }

    /**
     * Returns the instance to which a task moves.
     *
     * @param move the number of the move, 0..{@link #moves()} − 1.
     * @return the ordinal of the instance.
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
