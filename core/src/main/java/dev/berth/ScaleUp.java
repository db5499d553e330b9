package dev.berth;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.agrona.collections.Long2LongHashMap;

/**
 * A question to an engine: how many new instances of the available types are needed for the tasks that wait?
 *
 * <p>The tasks are placed in the order given. If a task finds no instance, a new instance is registered of the first
 * type on which the task is eligible, the task is placed on it, and later tasks find it too. New instances have the ids
 * {@code TYPE/1}, {@code TYPE/2} and so on, where {@code TYPE} is the id of their type. A task is left unplaced if it
 * is eligible on no type, if maxInstances is reached, or if it meets another limit of the engine.
 *
 * <p>A question leaves the engine as it was: its changes are made within a savepoint and rolled back. It may be asked
 * while a savepoint is open. The undo log needs room for about two entries for each task, and two for each new
 * instance.
 *
 * <p>The chain of a plan does not choose among types. A plan that spreads over zones gets all its new instances in the
 * zone of the first type that fits; use a plan for each zone, see {@link Demand.Builder#zone}, to divide them.
 *
 * <p>A question costs a placement for each task, a registration for each new instance, and undoing both. For each plan,
 * every type that has the amounts but fails another check is registered once more. A plan with an
 * {@link InstancePredicate} is tried on the types anew for each task. A question allocates as much as its registrations
 * do. An object is used by the thread that owns the engine.
 */
public final class ScaleUp {
    private static final int NONE = -1;
    private static final int UNKNOWN = -2;

    private final PlacementEngine engine;
    private final List<Instance> types;
    private final int[] counts;

    /**
     * The first type on which a task of a plan is eligible, by the handle of the plan: an index into {@code types}, or
     * NONE.
     */
    private final Long2LongHashMap typeOfPlan = new Long2LongHashMap(UNKNOWN);

    private int[] unplaced = new int[16];
    private int unplacedCount;
    private boolean isFull;

    /**
     * Creates a question; its answer is empty until it is asked.
     *
     * @param engine the engine that is asked.
     * @param types descriptions of the types that a new instance may have, in the order of preference. The id of a type
     *     followed by {@code /1}, {@code /2} and so on must not be the id of a registered instance.
     */
    public ScaleUp(final PlacementEngine engine, final List<Instance> types) {
        this.engine = Objects.requireNonNull(engine, "engine is null");
        this.types = List.copyOf(types);
        counts = new int[this.types.size()];
    }

    /**
     * Asks how many new instances are needed.
     *
     * @param plans the handle of the plan of each task that waits.
     * @param groups the handle of the group of each task that waits.
     * @param count the number of tasks that wait, 0..the length of the shorter array.
     * @return the number of new instances, 0 or more.
     * @throws IllegalArgumentException if the count is out of range, or an instance is registered under the id of a new
     *     one; the engine is as it was.
     * @throws LimitExceededException if maxUndo, maxAttributes, maxAttributeNames, maxAttributeValues or maxPorts
     *     leaves no room for a registration; the engine is as it was.
     */
    public int ask(final long[] plans, final long[] groups, final int count) {
        engine.checkOwner();
        Checks.inRange("count", count, 0, Math.min(plans.length, groups.length));
        Arrays.fill(counts, 0);
        typeOfPlan.clear();
        unplacedCount = 0;
        isFull = false;
        int needed = 0;
        final long savepoint = engine.openSavepoint();
        try {
            for (int i = 0; i < count; i++) {
                final long task = engine.place(plans[i], groups[i]);
                engine.checkUndo(task);
                if (task == Reason.NOTHING_ELIGIBLE.code() && placeOnNew(plans[i], groups[i])) {
                    needed++;
                } else if (task < 0) {
                    leave(i);
                }
            }
        } finally {
            engine.rollback(savepoint);
        }
        return needed;
    }

    private boolean placeOnNew(final long plan, final long group) {
        if (isFull) {
            return false;
        }
        final long savepoint = engine.openSavepoint();
        boolean isPlaced = false;
        try {
            final int type = typeOf(plan, group);
            if (type != NONE) {
                register(type);
                final long task = engine.place(plan, group);
                engine.checkUndo(task);
                isPlaced = task >= 0;
                counts[type] += isPlaced ? 1 : 0;
            }
        } catch (final LimitExceededException e) {
            if (!e.limit().equals("maxInstances")) {
                throw e;
            }
            isFull = true;
        } finally {
            if (isPlaced) {
                engine.commit(savepoint);
            } else {
                engine.rollback(savepoint);
            }
        }
        return isPlaced;
    }

    private int typeOf(final long plan, final long group) {
        if (engine.hasPredicates(plan)) {
            return firstType(plan, group);
        }
        int type = (int) typeOfPlan.get(plan);
        if (type == UNKNOWN) {
            type = firstType(plan, group);
            typeOfPlan.put(plan, type);
        }
        return type;
    }

    /**
     * Returns the first type on which a task is eligible. It tries one type after the other and skips those that lack
     * an amount.
     */
    private int firstType(final long plan, final long group) {
        final Demand demand = engine.demandOfPlan(plan);
        for (int type = 0; type < counts.length; type++) {
            if (hasAmounts(types.get(type), demand)) {
                final long savepoint = engine.openSavepoint();
                try {
                    if (engine.isEligible(plan, group, register(type))) {
                        return type;
                    }
                } finally {
                    engine.rollback(savepoint);
                }
            }
        }
        return NONE;
    }

    private int register(final int type) {
        final Instance instance = types.get(type);
        return engine.register(instance.withId(instance.id() + "/" + (counts[type] + 1)));
    }

    private static boolean hasAmounts(final Instance type, final Demand demand) {
        return hasAmount(type.remainingCpuUnits(), demand.cpuUnits())
                && hasAmount(type.remainingMemoryMib(), demand.memoryMib())
                && hasAmount(type.remainingGpus(), demand.gpus())
                && hasAmount(type.remainingEniSlots(), demand.eniSlots());
    }

    private static boolean hasAmount(final int remaining, final int asked) {
        return asked == 0 || asked <= remaining;
    }

    private void leave(final int task) {
        if (unplacedCount == unplaced.length) {
            unplaced = Arrays.copyOf(unplaced, 2 * unplacedCount);
        }
        unplaced[unplacedCount++] = task;
    }

    // ---- the answer ------------------------------------------------------------------------------------------------

    /**
     * Returns the number of instances of a type that are needed.
     *
     * @param type the index of the type among those given at construction.
     * @return the number of instances, 0 or more.
     */
    public int needed(final int type) {
        engine.checkOwner();
        return counts[type];
    }

    /**
     * Returns the number of tasks that are left unplaced.
     *
     * @return the number of tasks, 0 or more.
     */
    public int unplaced() {
        engine.checkOwner();
        return unplacedCount;
    }

    /**
     * Returns a task that is left unplaced.
     *
     * @param index the position in the answer, 0..{@link #unplaced()} − 1.
     * @return the index of the task among those that wait.
     */
    public int unplaced(final int index) {
        engine.checkOwner();
        return unplaced[Objects.checkIndex(index, unplacedCount)];
    }

    /**
     * Answers whether a new instance was refused because maxInstances was reached. From then on no type was tried, so a
     * task that is left unplaced need not fit on any type.
     *
     * @return true if one was refused.
     */
    public boolean isFull() {
        engine.checkOwner();
        return isFull;
    }

    @Override
    public String toString() {
        return "ScaleUp[types=" + counts.length
                + ", needed=" + Arrays.stream(counts).sum()
                + ", unplaced=" + unplacedCount
                + (isFull ? ", maxInstances is reached]" : "]");
    }
}
