package dev.berth;

import dev.berth.internal.index.IndexCursor;
import dev.berth.internal.plan.KeptIndex;
import dev.berth.internal.plan.Planner;

/**
 * The instances that may take a task and have at least some CPU and memory left, one after the other in an order. It
 * gives a placement policy of one's own the pruning of the engine's indexes. {@link PlacementEngine#candidates} opens
 * it; keep it, walk as often as you like, and {@link #close} it.
 *
 * <p>A walk begins with {@link #first} and goes on with {@link #next}. It meets each registered instance that is
 * {@code ACTIVE}, whose agent is connected, and that has the amounts. Any remainder, a negative one included, is enough
 * for an amount of 0, as for a demand. Groups, constraints, ports, GPUs and other amounts are left to the caller; see
 * {@link PlacementEngine#canPlaceOn}.
 *
 * <p>The engine may change during a walk. {@code next} then answers from the present state: the first instance after
 * the place (the amount and the ordinal) at which the last answer was found. An instance that has moved is met, or met
 * again, if its new place is ahead. Walks of several objects, placements and questions do not disturb each other; an
 * {@link InstancePredicate} must not walk.
 *
 * <p>An index serves the walks, one of {@code maxIndexes}. It is shared with plans that need the same index, and two
 * orders of the same amount share one. While the object is open, the index has every instance that has the least
 * amounts given at opening, so each change of such an instance also moves its entry in each index that is in use: on a
 * packed cluster, higher least amounts make placements cheaper. Snapshots and the digest know nothing of it, and a
 * restored engine has none.
 *
 * <p>With N instances in the index, {@code first} is O(log N), and {@code next} is O(1) in most steps and O(log N) in
 * any, in the orders by CPU and memory, on any data. In the order by ordinal the two amounts are pruned separately, so
 * that a step may enter parts of the index without a result; its cost is at most one pass. There, a {@code first} with
 * a size that was never asked for may also renew what prunes, in O(N), at most thirty times in the life of an engine.
 *
 * <p>Walks never allocate. The thread that owns the engine uses the object; a call from another thread throws an
 * {@link IllegalStateException}.
 */
public final class Candidates implements AutoCloseable {
    /** The answer of a walk that has reached its end: −1. */
    public static final int NONE = IndexCursor.NONE;

    private final PlacementEngine engine;
    private final Planner planner;
    private final CandidateOrder order;
    private final int leastCpuUnits;
    private final int leastMemoryMib;
    private final KeptIndex index;
    private final IndexCursor cursor;
    private boolean closed;

    Candidates(
            final PlacementEngine engine,
            final Planner planner,
            final CandidateOrder order,
            final int leastCpuUnits,
            final int leastMemoryMib) {
        this.engine = engine;
        this.planner = planner;
        this.order = order;
        this.leastCpuUnits = leastCpuUnits;
        this.leastMemoryMib = leastMemoryMib;
        index = planner.keep(order.index, leastCpuUnits, leastMemoryMib);
        if (index == null) {
            throw new LimitExceededException("maxIndexes", engine.config().maxIndexes());
        }
        cursor = planner.cursor(index, order.falls);
    }

    /**
     * Begins a walk, and ends the one before. This call is hot.
     *
     * @param cpuUnits the least remaining CPU units of each instance, at least those given at opening; 0 = any.
     * @param memoryMib the least remaining MiB of each instance, at least those given at opening; 0 = any.
     * @return the ordinal of the first instance, or {@link #NONE}.
     * @throws IllegalArgumentException if an amount is less than the one given at opening; the walk before goes on.
     * @throws IllegalStateException if the object is closed.
     */
    public int first(final int cpuUnits, final int memoryMib) {
        checkOpen();
        if (cpuUnits < leastCpuUnits || memoryMib < leastMemoryMib) {
            throw tooLittle(cpuUnits, memoryMib);
        }
        return cursor.first(cpuUnits, memoryMib);
    }

    /**
     * Continues the walk. This call is hot.
     *
     * @return the ordinal of the next instance, or {@link #NONE} if there is none, if the walk has ended, or if none
     *     was begun.
     * @throws IllegalStateException if the object is closed.
     */
    public int next() {
        checkOpen();
        return cursor.next();
    }

    /**
     * Gives up the index. The call is cold: it is O(plans). A second call does nothing.
     */
    @Override
    public void close() {
        engine.checkOwner();
        if (!closed) {
            closed = true;
            planner.giveUp(index);
        }
    }

    /**
     * Returns the order and the least amounts in words, for a debugger.
     *
     * @return one line; any thread may call it.
     */
    @Override
    public String toString() {
        return "Candidates[order=" + order + ", leastCpuUnits=" + leastCpuUnits + ", leastMemoryMib=" + leastMemoryMib
                + (closed ? ", closed]" : "]");
    }

    private void checkOpen() {
        engine.checkOwner();
        if (closed) {
            throw new IllegalStateException("the candidates are closed; open others with PlacementEngine.candidates");
        }
    }

    private IllegalArgumentException tooLittle(final int cpuUnits, final int memoryMib) {
        final boolean isCpu = cpuUnits < leastCpuUnits;
        return new IllegalArgumentException((isCpu ? "cpuUnits is " + cpuUnits : "memoryMib is " + memoryMib)
                + ", must be at least the " + (isCpu ? leastCpuUnits : leastMemoryMib)
                + " given when the candidates were opened; open them with lower amounts");
    }
}
