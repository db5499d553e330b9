package dev.berth.bench.workload;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The steady state that is measured: each operation releases one running task and places one of independently drawn
 * shape.
 *
 * <p>A request that is refused is counted and leaves one task fewer; each later operation then places one more until
 * the number of tasks is what it was. Shapes and groups come from the workload's stream and the order of release from
 * its seed, so contenders that give the same answers see the same history.
 *
 * <p>The table of running tasks is shuffled once and then walked from end to end, round after round; a new task takes
 * the position of the one that it replaces. The tasks of a round are therefore released in a random order, while the
 * harness reads its large table sequentially and adds no cache miss of its own to what it measures.
 *
 * <p>Allocates at construction only. Not thread-safe.
 */
public final class Churn {
    /** The number of operations of which one is a pair of release and place, in a case that measures refusals. */
    public static final int REFUSALS_PER_PAIR = 64;

    /**
     * The number of operations of which one first changes what constraints read, in a case whose constraints read what
     * changes.
     */
    public static final int OPERATIONS_PER_CHANGE = 10;

    private static final int MASK = Workload.STREAM_LENGTH - 1;
    private static final long ORDER_SEED = 0x9E3779B97F4A7C15L;
    private static final int HALF = Workload.STREAM_LENGTH / 2;

    private final Workload workload;
    private final Contender contender;
    private final int[] requests;
    private final int[] groups;
    private final int[] refusedRequests;
    private final int[] changes;
    private final long[] live;
    private final int target;
    private int liveCount;
    private int walk;
    private int cursor;
    private long attempts;
    private long refusals;
    private int[] roundRequests = {};
    private int[] roundGroups = {};
    private int sinceChange;
    private int change;
    private boolean changesBack;

    /**
     * Loads an assignment into an empty contender.
     *
     * @param workload the operations.
     * @param contender that carries them out.
     * @param assignment state at the start.
     */
    public Churn(final Workload workload, final Contender contender, final Assignment assignment) {
        this.workload = workload;
        this.contender = contender;
        requests = workload.requests();
        groups = workload.requestGroups();
        refusedRequests = workload.refusedRequests();
        changes = workload.pools().changes();
        live = new long[assignment.size()];
        for (int i = 0; i < assignment.size(); i++) {
            final int group = assignment.group(i);
            final long task = contender.placeOn(assignment.request(i), group, assignment.instance(i));
            if (task < 0) {
                throw new IllegalStateException("task " + i + " of the assignment is refused: " + task);
            }
            if (workload.churns(group)) {
                live[liveCount++] = task;
            }
        }
        target = liveCount;
        shuffle(new SplittableRandom(workload.seed() ^ ORDER_SEED));
    }

    private void shuffle(final SplittableRandom random) {
        for (int i = liveCount - 1; i > 0; i--) {
            final int other = random.nextInt(i + 1);
            final long task = live[i];
            live[i] = live[other];
            live[other] = task;
        }
    }

    /**
     * Carries out one operation of the case: a pair or, in a case that measures refusals, mostly a request that is
     * refused.
     *
     * @return handle of the task placed, negative if it was refused.
     */
    public long operation() {
        if (refusedRequests.length > 0 && cursor % REFUSALS_PER_PAIR != 0) {
            return refused();
        }
        return pair();
    }

    /**
     * Releases one task and places one.
     *
     * @return handle of the task placed, negative if it was refused.
     */
    public long pair() {
        final int at = next();
        final int index = release();
        return place(at, index);
    }

    /**
     * Carries out the first half of {@link #pair()}, for a harness that reads the clock between;
     * {@link #place(int, int)} follows. Changes what constraints read when a change is due.
     *
     * @return position in the stream, for {@code place}.
     */
    public int next() {
        if (changes.length > 0 && ++sinceChange == OPERATIONS_PER_CHANGE) {
            sinceChange = 0;
            changePool();
        }
        return cursor++ & MASK;
    }

    /** Makes the next change; after the last, all of them backwards and inverted, and so on. */
    private void changePool() {
        final int entry = changes[change];
        final int ordinal = entry < 0 ? ~entry : entry;
        contender.setMember(ordinal, entry >= 0 != changesBack);
        change += changesBack ? -1 : 1;
        if (change < 0 || change == changes.length) {
            changesBack = !changesBack;
            change += changesBack ? -1 : 1;
        }
    }

    /**
     * Releases the next task of the table of running tasks; after the last comes the first.
     *
     * @return the position of the task in the table, for {@code place}.
     */
    public int release() {
        if (walk >= liveCount) {
            walk = 0;
        }
        final int index = walk++;
        contender.release(live[index]);
        return index;
    }

    /**
     * Places the task that an operation asks for.
     *
     * @param at position that {@link #next()} returned.
     * @param index position that {@link #release()} returned.
     * @return handle of the task placed, negative if it was refused.
     */
    public long place(final int at, final int index) {
        attempts++;
        final long task = contender.place(requests[at], groups[at]);
        if (task >= 0) {
            live[index] = task;
        } else {
            refusals++;
            live[index] = live[--liveCount];
        }
        if (liveCount < target) {
            placeOneMore((at + HALF) & MASK);
        }
        return task;
    }

    private void placeOneMore(final int at) {
        attempts++;
        final long task = contender.place(requests[at], groups[at]);
        if (task >= 0) {
            live[liveCount++] = task;
        } else {
            refusals++;
        }
    }

    /**
     * Releases some tasks and then places as many, in batches or by single calls; then some more, one by one, if fewer
     * run than at the start.
     *
     * @param batch receives the handles of the tasks placed, negative where one was refused; its length is their
     *     number.
     * @param single whether each task has a call of its own.
     * @return a hash of the handles, in order; it is the same for both ways.
     */
    public long round(final long[] batch, final boolean single) {
        final int size = batch.length;
        if (walk + size > liveCount) {
            walk = 0;
        }
        if (roundRequests.length != size) {
            roundRequests = new int[size];
            roundGroups = new int[size];
        }
        final int from = walk;
        for (int i = 0; i < size; i++) {
            final int at = cursor++ & MASK;
            roundRequests[i] = requests[at];
            roundGroups[i] = groups[at];
        }
        if (single) {
            for (int i = 0; i < size; i++) {
                contender.release(live[from + i]);
            }
            for (int i = 0; i < size; i++) {
                batch[i] = contender.place(roundRequests[i], roundGroups[i]);
            }
        } else {
            contender.releaseAll(live, from, size);
            contender.placeMany(roundRequests, roundGroups, batch);
        }
        walk += size;
        return settle(batch, from);
    }

    /** Puts the tasks of a round into the table, and tries to place one more for each that was refused. */
    private long settle(final long[] batch, final int from) {
        long sum = 0;
        attempts += batch.length;
        for (int i = batch.length - 1; i >= 0; i--) {
            sum = 31 * sum + batch[i];
            if (batch[i] >= 0) {
                live[from + i] = batch[i];
            } else {
                refusals++;
                live[from + i] = live[--liveCount];
            }
        }
        for (int left = batch.length; left > 0 && liveCount < target; left--) {
            placeOneMore((cursor + HALF + left) & MASK);
        }
        return sum;
    }

    /**
     * Requests what no instance can take.
     *
     * @return a negative number.
     */
    public long refused() {
        final int at = cursor++ & MASK;
        final long task = contender.place(refusedRequests[at], groups[at]);
        if (task >= 0) {
            throw new IllegalStateException("a request that no instance can take was placed");
        }
        return task;
    }

    /**
     * Answers whether the case measures refusals.
     *
     * @return true if it does.
     */
    public boolean measuresRefusals() {
        return refusedRequests.length > 0;
    }

    /**
     * Carries out operations and hashes every answer.
     *
     * @param operations number of operations.
     * @return a hash of the instances chosen, in order; the same for contenders that give the same answers.
     */
    public long checksum(final int operations) {
        long sum = 0;
        for (int i = 0; i < operations; i++) {
            final long task = operation();
            sum = 31 * sum + (task < 0 ? -1 : contender.instanceOf(task));
        }
        return sum;
    }

    /** Resets the counts of attempts and refusals. */
    public void resetCounts() {
        attempts = 0;
        refusals = 0;
    }

    /**
     * Returns the share of refused requests, without those that the case refuses on purpose.
     *
     * @return 0..1.
     */
    public double refusalRate() {
        return attempts == 0 ? 0 : (double) refusals / attempts;
    }

    /**
     * Returns how many tasks there are to be released.
     *
     * @return 0 or more.
     */
    public int liveCount() {
        return liveCount;
    }

    /**
     * Checks that nothing was lost: on every instance what remains and what runs add up to what is registered, no
     * instance has more left than it registered, and the contender's own structures agree with one another.
     *
     * @param background tasks of the assignment that do not churn, by handle; they are assumed to run.
     */
    public void validate(final Assignment background) {
        final Fleet fleet = workload.fleet();
        final int[] cpu = fleet.cpuUnits().clone();
        final int[] memory = fleet.memoryMib().clone();
        final int[] gpus = fleet.gpus().clone();
        final int[] slots = fleet.eniSlots().clone();
        int stay = 0;
        for (int i = 0; i < background.size(); i++) {
            if (!workload.churns(background.group(i))) {
                final int shape = background.request(i) % workload.shapeCount();
                subtract(cpu, memory, gpus, slots, background.instance(i), shape);
                stay++;
            }
        }
        for (int i = 0; i < liveCount; i++) {
            subtract(cpu, memory, gpus, slots, instanceOf(live[i]), contender.shapeOf(live[i]));
        }
        if (contender.taskCount() != stay + liveCount) {
            throw new IllegalStateException(
                    "tasks are " + contender.taskCount() + ", must be " + (stay + liveCount));
        }
        for (int ordinal = 0; ordinal < fleet.size(); ordinal++) {
            checkRemaining("CPU units", ordinal, cpu[ordinal], contender.remainingCpuUnits(ordinal));
            checkRemaining("MiB", ordinal, memory[ordinal], contender.remainingMemoryMib(ordinal));
            checkRemaining("GPUs", ordinal, gpus[ordinal], contender.remainingGpus(ordinal));
            checkRemaining("slots", ordinal, slots[ordinal], contender.remainingEniSlots(ordinal));
        }
        contender.validate();
    }

    private void subtract(
            final int[] cpu,
            final int[] memory,
            final int[] gpus,
            final int[] slots,
            final int ordinal,
            final int shape) {
        cpu[ordinal] -= workload.cpuUnits()[shape];
        memory[ordinal] -= workload.memoryMib()[shape];
        gpus[ordinal] -= workload.gpus()[shape];
        slots[ordinal] -= workload.eniSlots()[shape];
    }

    private int instanceOf(final long task) {
        final int ordinal = contender.instanceOf(task);
        if (ordinal < 0 || ordinal >= workload.fleet().size()) {
            throw new IllegalStateException("instance of task " + task + " is " + ordinal + ", must be 0.."
                    + (workload.fleet().size() - 1));
        }
        return ordinal;
    }

    private static void checkRemaining(final String what, final int ordinal, final int expected, final int actual) {
        if (expected != actual) {
            throw new IllegalStateException(
                    "remaining " + what + " of instance " + ordinal + " are " + actual + ", must be " + expected);
        }
        if (actual < 0) {
            throw new IllegalStateException(
                    "remaining " + what + " of instance " + ordinal + " are " + actual + ", must be 0 or more");
        }
    }

    /**
     * Returns the share of all CPU that is in use.
     *
     * @return 0..1.
     */
    public double cpuUtilisation() {
        return utilisation(contender::remainingCpuUnits, workload.fleet().totalCpuUnits());
    }

    /**
     * Returns the share of all memory that is in use.
     *
     * @return 0..1.
     */
    public double memoryUtilisation() {
        return utilisation(contender::remainingMemoryMib, workload.fleet().totalMemoryMib());
    }

    /**
     * Returns the share of all GPUs that is in use.
     *
     * @return 0..1.
     */
    public double gpuUtilisation() {
        return utilisation(contender::remainingGpus, workload.fleet().totalGpus());
    }

    /**
     * Returns the share of all task network slots that is in use.
     *
     * @return 0..1.
     */
    public double slotUtilisation() {
        return utilisation(contender::remainingEniSlots, workload.fleet().totalEniSlots());
    }

    /**
     * Returns the share in use of the resource that binds.
     *
     * @return the highest of the others.
     */
    public double utilisation() {
        return Math.max(
                Math.max(cpuUtilisation(), memoryUtilisation()), Math.max(gpuUtilisation(), slotUtilisation()));
    }

    private double utilisation(final IntUnaryOperator remaining, final long total) {
        final long left = IntStream.range(0, workload.fleet().size())
                .map(remaining)
                .asLongStream()
                .sum();
        return total == 0 ? 0 : 1 - (double) left / total;
    }
}
