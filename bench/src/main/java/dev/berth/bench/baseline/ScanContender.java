package dev.berth.bench.baseline;

import dev.berth.Chain;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Fleet;
import dev.berth.bench.workload.Workload;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The base of the baselines: the columns of the cluster, the table of tasks, and the counts of each group. A subclass
 * finds the instance.
 *
 * <p>The columns by ordinal hold what remains of CPU, memory, GPUs and slots, the flags, and the ids of zone and rack.
 * What else constraints, ports and slots ask is in {@linkplain PoolBits bitmaps}. The table of tasks holds, by handle,
 * instance, request, group, and the list of each group. Counts of a group by zone and by rack are dense tables. Counts
 * by instance are dense too while they take at most {@value #DENSE_CELLS} cells; beyond that (many small groups), the
 * tasks of the group in question are counted into a scratch column before each scan and taken out after it, which is a
 * small part of a scan.
 *
 * <p>{@code place} and {@code release} cost O(1) beside the search. Allocates at construction only. Not thread-safe.
 */
abstract class ScanContender implements Contender {
    /** The flag of an instance that is {@code ACTIVE}. */
    static final byte ACTIVE = 1;

    /** The flag of an instance whose agent is connected. */
    static final byte CONNECTED = 2;

    /** Both flags, which an instance needs to be considered. */
    static final byte READY = ACTIVE | CONNECTED;

    private static final int DENSE_CELLS = 1 << 22;

    final int size;
    final int[] freeCpu;
    final int[] freeMemory;
    final int[] freeGpus;
    final int[] freeEniSlots;
    final byte[] flags;
    final int[] zones;
    final int[] racks;
    final int rackCount;
    final int[] zoneCounts;
    final int[] rackCounts;

    final int shapeCount;
    final int[] askedCpu;
    final int[] askedMemory;
    final int[] askedGpus;
    final int[] askedEniSlots;
    final ChainForm[] forms;
    final SplittableRandom random;

    private final PoolBits pools;
    private final PoolBits.Bitmap[] admittedBy;
    private PoolBits.Bitmap admitted;

    private final boolean countsHosts;
    private final int[][] hostCounts;
    private final int[] hostScratch;
    private final boolean[] churns;

    private final int[] taskInstance;
    private final int[] taskRequest;
    private final int[] taskGroup;
    private final int[] nextInGroup;
    private final int[] previousInGroup;
    private final int[] firstInGroup;
    private int freeTask;
    private int taskCount;

    ScanContender(final Workload workload, final int maxTasks) {
        final Fleet fleet = workload.fleet();
        size = fleet.size();
        freeCpu = fleet.cpuUnits().clone();
        freeMemory = fleet.memoryMib().clone();
        freeGpus = fleet.gpus().clone();
        freeEniSlots = fleet.eniSlots().clone();
        flags = new byte[size];
        Arrays.fill(flags, READY);
        zones = fleet.zones();
        racks = fleet.racks();
        rackCount = fleet.rackCount();
        shapeCount = workload.shapeCount();
        askedCpu = workload.cpuUnits();
        askedMemory = workload.memoryMib();
        askedGpus = workload.gpus();
        askedEniSlots = workload.eniSlots();
        forms = workload.policies().stream()
                .map(policy -> ChainForm.of(policy.chain()))
                .toArray(ChainForm[]::new);
        pools = workload.pools().count() > 0 ? new PoolBits(workload.pools(), size) : null;
        admittedBy = new PoolBits.Bitmap[forms.length];
        for (int policy = 0; pools != null && policy < forms.length; policy++) {
            admittedBy[policy] = pools.of(workload.policies().get(policy));
        }
        random = new SplittableRandom(workload.seed());
        final int groups = workload.groups();
        zoneCounts = counts(Chain.ZONE_ATTRIBUTE, groups, Fleet.ZONES);
        rackCounts = counts(Fleet.RACK_ATTRIBUTE, groups, rackCount);
        churns = new boolean[groups];
        for (int group = 0; group < groups; group++) {
            churns[group] = workload.churns(group);
        }
        countsHosts = Arrays.stream(forms).anyMatch(ChainForm::spreadsOverHosts);
        final boolean dense = (long) groups * size <= DENSE_CELLS;
        hostCounts = new int[countsHosts && dense ? groups : 0][size];
        hostScratch = new int[countsHosts && !dense ? size : 0];
        taskInstance = new int[maxTasks];
        taskRequest = new int[maxTasks];
        taskGroup = new int[maxTasks];
        nextInGroup = new int[maxTasks];
        previousInGroup = new int[maxTasks];
        firstInGroup = new int[groups];
        Arrays.fill(firstInGroup, -1);
        for (int task = 0; task < maxTasks; task++) {
            nextInGroup[task] = task + 1;
        }
    }

    private int[] counts(final String attribute, final int groups, final int values) {
        final boolean needed = Arrays.stream(forms).anyMatch(form -> form.spreadsOver(attribute));
        return new int[needed ? Math.multiplyExact(groups, values) : 0];
    }

    /**
     * Returns the instance that the chain ranks first.
     *
     * @param form the chain.
     * @param shape what is asked.
     * @param group of the task.
     * @param hosts tasks of the group by instance, where the chain spreads over instances.
     * @return its ordinal, −1 if none is eligible.
     */
    abstract int find(ChainForm form, int shape, int group, int[] hosts);

    /** Returns the instances that the constraints of the request being placed admit; null if it has none. */
    final PoolBits.Bitmap admitted() {
        return admitted;
    }

    /** Returns the instances that the constraints of the first policy admit; null if it has none. */
    final PoolBits.Bitmap admittedByFirst() {
        return admittedBy[0];
    }

    @Override
    public final long place(final int request, final int group) {
        admitted = admittedBy[request / shapeCount];
        final ChainForm form = forms[request / shapeCount];
        final int shape = request % shapeCount;
        final int ordinal;
        if (!form.spreadsOverHosts() || hostCounts.length > 0) {
            ordinal = find(form, shape, group, hostCounts.length > 0 ? hostCounts[group] : hostScratch);
        } else {
            countHosts(group, 1);
            ordinal = find(form, shape, group, hostScratch);
            countHosts(group, -1);
        }
        return ordinal < 0 ? -1 : start(request, group, ordinal);
    }

    private void countHosts(final int group, final int change) {
        for (int task = firstInGroup[group]; task >= 0; task = nextInGroup[task]) {
            hostScratch[taskInstance[task]] += change;
        }
    }

    @Override
    public final long placeOn(final int request, final int group, final int ordinal) {
        final PoolBits.Bitmap bitmap = admittedBy[request / shapeCount];
        return eligible(request % shapeCount, ordinal) && (bitmap == null || bitmap.holds(ordinal))
                ? start(request, group, ordinal)
                : -1;
    }

    /**
     * Answers whether an instance passes the checks, constraints left out.
     *
     * @param shape what is asked.
     * @param ordinal of the instance.
     * @return true if it does.
     */
    final boolean eligible(final int shape, final int ordinal) {
        return flags[ordinal] == READY
                && freeCpu[ordinal] >= askedCpu[shape]
                && freeMemory[ordinal] >= askedMemory[shape]
                && (askedGpus[shape] == 0 || freeGpus[ordinal] >= askedGpus[shape]);
    }

    private int start(final int request, final int group, final int ordinal) {
        final int task = freeTask;
        freeTask = nextInGroup[task];
        taskInstance[task] = ordinal;
        taskRequest[task] = request;
        taskGroup[task] = group;
        final int next = firstInGroup[group];
        nextInGroup[task] = next;
        previousInGroup[task] = -1;
        if (next >= 0) {
            previousInGroup[next] = task;
        }
        firstInGroup[group] = task;
        taskCount++;
        account(request % shapeCount, group, ordinal, 1);
        return task;
    }

    @Override
    public final void release(final long handle) {
        final int task = (int) handle;
        final int group = taskGroup[task];
        final int next = nextInGroup[task];
        final int previous = previousInGroup[task];
        if (next >= 0) {
            previousInGroup[next] = previous;
        }
        if (previous >= 0) {
            nextInGroup[previous] = next;
        } else {
            firstInGroup[group] = next;
        }
        nextInGroup[task] = freeTask;
        freeTask = task;
        taskCount--;
        account(taskRequest[task] % shapeCount, group, taskInstance[task], -1);
    }

    private void account(final int shape, final int group, final int ordinal, final int sign) {
        freeCpu[ordinal] -= sign * askedCpu[shape];
        freeMemory[ordinal] -= sign * askedMemory[shape];
        freeGpus[ordinal] -= sign * askedGpus[shape];
        freeEniSlots[ordinal] -= sign * askedEniSlots[shape];
        if (pools != null && churns[group]) {
            pools.account(ordinal, sign);
        }
        if (zoneCounts.length > 0) {
            zoneCounts[group * Fleet.ZONES + zones[ordinal]] += sign;
        }
        if (rackCounts.length > 0) {
            rackCounts[group * rackCount + racks[ordinal]] += sign;
        }
        if (hostCounts.length > 0 && churns[group]) {
            hostCounts[group][ordinal] += sign;
        }
        changed(ordinal);
    }

    /**
     * Receives an instance of which another amount remains, for contenders that keep more than the columns.
     *
     * @param ordinal of the instance.
     */
    void changed(final int ordinal) {}

    @Override
    public final int instanceOf(final long task) {
        return taskInstance[(int) task];
    }

    @Override
    public final int shapeOf(final long task) {
        return taskRequest[(int) task] % shapeCount;
    }

    @Override
    public final int remainingCpuUnits(final int ordinal) {
        return freeCpu[ordinal];
    }

    @Override
    public final int remainingMemoryMib(final int ordinal) {
        return freeMemory[ordinal];
    }

    @Override
    public final int remainingGpus(final int ordinal) {
        return freeGpus[ordinal];
    }

    @Override
    public final int remainingEniSlots(final int ordinal) {
        return freeEniSlots[ordinal];
    }

    @Override
    public final void setMember(final int ordinal, final boolean member) {
        if (pools != null) {
            pools.setMember(ordinal, member);
        }
    }

    @Override
    public final int taskCount() {
        return taskCount;
    }

    @Override
    public final void validate() {
        int tasks = 0;
        for (final int first : firstInGroup) {
            for (int task = first; task >= 0; task = nextInGroup[task]) {
                tasks++;
            }
        }
        if (tasks != taskCount) {
            throw new IllegalStateException("groups list " + tasks + " tasks, must be " + taskCount);
        }
    }
}
