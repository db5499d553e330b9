package dev.berth.bench.simulation;

import dev.berth.CandidateOrder;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The simulated cluster: what each instance has and uses, as columns. It is a fixed fleet, or bins that open on demand.
 *
 * <p>Amounts are doubles. On a fleet they are whole numbers, so that sums are exact and nothing may exceed a capacity;
 * of GPUs, which tasks may share, the cluster counts the thousandths that are left of each. For bins, whose amounts are
 * fractions, a task fits up to a tolerance beyond the capacity, and what remains in use below the same tolerance after
 * a departure counts as nothing.
 */
public final class SimulatedCluster implements ClusterView {
    private static final double BIN_TOLERANCE = 1e-9;
    private static final int MILLI = 1000;
    private static final int MOST_GPUS = 32;

    private final Trace trace;
    private final Fleet fleet;
    private final double[] binCapacity;
    private final double[] largestCapacity;
    private final int gpuDimension;
    private final boolean hasGpus;
    private final boolean[][] allows;
    private final int[] modelOf;
    private final double tolerance;
    private final double allowance;
    private final double[][] capacity;
    private final double[][] used;
    private final BitSet inUse = new BitSet();
    private int[] tasksOn;
    private int[][] gpuLeft = {};
    private IndexMirror mirror;
    private int size;

    private SimulatedCluster(
            final Trace trace,
            final Fleet fleet,
            final double[] binCapacity,
            final double tolerance,
            final double allowance) {
        final int room = fleet == null ? 16 : fleet.size();
        this.trace = trace;
        this.fleet = fleet;
        this.binCapacity = binCapacity;
        this.tolerance = tolerance;
        this.allowance = allowance;
        final int dimensions = trace.dimensions().size();
        capacity = new double[dimensions][room];
        used = new double[dimensions][room];
        tasksOn = new int[room];
        gpuDimension = trace.dimensions().indexOf(Trace.GPU);
        hasGpus = fleet != null && gpuDimension >= 0;
        final List<String> models = fleet == null
                ? List.of("")
                : IntStream.range(0, room).mapToObj(fleet::model).distinct().toList();
        modelOf = fleet == null
                ? new int[0]
                : IntStream.range(0, room).map(i -> models.indexOf(fleet.model(i))).toArray();
        allows = trace.shapes().stream().map(shape -> allowed(shape, models)).toArray(boolean[][]::new);
        largestCapacity = fleet == null ? binCapacity : new double[dimensions];
        if (fleet != null) {
            for (int i = 0; i < room; i++) {
                add(i);
            }
        }
    }

    /** Returns for each model whether a shape allows it; null if it allows any. */
    private static boolean[] allowed(final Shape shape, final List<String> models) {
        if (shape.models().isEmpty()) {
            return null;
        }
        final boolean[] allowed = new boolean[models.size()];
        for (int i = 0; i < allowed.length; i++) {
            allowed[i] = shape.models().contains(models.get(i));
        }
        return allowed;
    }

    /**
     * Creates a cluster whose instances are those of a fleet.
     *
     * @param trace the trace whose dimensions and shapes are meant.
     * @param fleet the instances.
     * @return a cluster without tasks.
     */
    public static SimulatedCluster fixed(final Trace trace, final Fleet fleet) {
        return new SimulatedCluster(trace, fleet, null, 0, 0);
    }

    /**
     * Creates a cluster without instances, where a bin opens whenever the policy asks for one.
     *
     * @param trace the trace whose dimensions and shapes are meant.
     * @param capacity what each bin has in each dimension.
     * @return an empty cluster.
     */
    public static SimulatedCluster bins(final Trace trace, final double... capacity) {
        return binsWithAllowance(trace, BIN_TOLERANCE, capacity);
    }

    /**
     * Creates a cluster of bins that a policy may overfill a little, as a program does that does not test whether an
     * arrival fits its base bin.
     *
     * @param trace the trace whose dimensions and shapes are meant.
     * @param allowance by how much the use of a bin may exceed its capacity before the policy is stopped.
     * @param capacity what each bin has in each dimension.
     * @return an empty cluster.
     */
    public static SimulatedCluster binsWithAllowance(
            final Trace trace, final double allowance, final double... capacity) {
        if (capacity.length != trace.dimensions().size()) {
            throw new IllegalArgumentException("a bin has " + capacity.length + " capacities, must have "
                    + trace.dimensions().size());
        }
        return new SimulatedCluster(trace, null, capacity.clone(), BIN_TOLERANCE, allowance);
    }

    private void add(final int instance) {
        for (int d = 0; d < capacity.length; d++) {
            capacity[d][instance] = fleet == null ? binCapacity[d] : fleet.capacity(instance, d);
            largestCapacity[d] = Math.max(largestCapacity[d], capacity[d][instance]);
        }
        if (hasGpus) {
            if (capacity[gpuDimension][instance] > MOST_GPUS) {
                throw new IllegalArgumentException("instance " + instance + " has " + capacity[gpuDimension][instance]
                        + " GPUs, must have 0.." + MOST_GPUS);
            }
            gpuLeft = instance < gpuLeft.length ? gpuLeft : Arrays.copyOf(gpuLeft, tasksOn.length);
            gpuLeft[instance] = new int[gpus(instance)];
            Arrays.fill(gpuLeft[instance], MILLI);
        }
        size++;
    }

    /** Returns such a cluster without tasks, and without bins. */
    SimulatedCluster withoutTasks() {
        return new SimulatedCluster(trace, fleet, binCapacity, tolerance, allowance);
    }

    // ---- changes ----------------------------------------------------------------------------------------------------

    /** Opens a bin and returns its number. */
    int open() {
        if (size == tasksOn.length) {
            tasksOn = Arrays.copyOf(tasksOn, 2 * size);
            for (int d = 0; d < used.length; d++) {
                capacity[d] = Arrays.copyOf(capacity[d], 2 * size);
                used[d] = Arrays.copyOf(used[d], 2 * size);
            }
        }
        add(size);
        return size - 1;
    }

    /** Adds a task that shares the given GPU, or {@link Policy#NONE}. Returns a mask of the GPUs that it took. */
    int add(final Request request, final int instance, final int gpu) {
        for (int d = 0; d < used.length; d++) {
            used[d][instance] += request.amount(d);
        }
        if (mirror != null) {
            mirror.change(request, instance, 1);
        }
        if (tasksOn[instance]++ == 0) {
            inUse.set(instance);
        }
        if (!hasGpus || request.gpus() == 0) {
            return 0;
        }
        final int mask = takeGpus(request, gpuLeft[instance], gpu);
        countGpus(instance);
        return mask;
    }

    /** Sets the GPUs in use from the thousandths that are left of each, so that no error adds up. */
    private void countGpus(final int instance) {
        final int[] left = gpuLeft[instance];
        int milli = left.length * MILLI;
        for (final int of : left) {
            milli -= of;
        }
        used[gpuDimension][instance] = (double) milli / MILLI;
    }

    private static int takeGpus(final Request request, final int[] left, final int gpu) {
        if (gpu != Policy.NONE) {
            left[gpu] -= request.gpuMilli();
            return 1 << gpu;
        }
        int mask = 0;
        int missing = request.gpus();
        for (int i = 0; i < left.length && missing > 0; i++) {
            if (left[i] == MILLI) {
                left[i] = 0;
                mask |= 1 << i;
                missing--;
            }
        }
        return mask;
    }

    /** Removes a task, which took the GPUs of the mask. */
    void remove(final Request request, final int instance, final int gpuMask) {
        for (int d = 0; d < used.length; d++) {
            final double left = used[d][instance] - request.amount(d);
            used[d][instance] = left < tolerance ? 0 : left;
        }
        if (mirror != null) {
            mirror.change(request, instance, -1);
        }
        for (int mask = gpuMask; mask != 0; mask &= mask - 1) {
            gpuLeft[instance][Integer.numberOfTrailingZeros(mask)] += request.gpuMilli();
        }
        if (gpuMask != 0) {
            countGpus(instance);
        }
        if (--tasksOn[instance] == 0) {
            inUse.clear(instance);
        }
    }

    /** Says why a policy must not place a request on an instance; null if it may. */
    String whyNot(final Request request, final int instance, final int gpu) {
        if (instance < 0 || instance >= size) {
            return "chose instance " + instance + " of a cluster with "
                    + (size == 0 ? "no instance yet" : "the instances 0.." + (size - 1));
        }
        for (int d = 0; d < used.length; d++) {
            final boolean whole = !hasGpus || d != gpuDimension;
            if (whole && used[d][instance] + request.amount(d) > capacity[d][instance] + allowance) {
                return "chose instance " + instance + ", which has " + left(instance, d) + " "
                        + trace.dimensions().get(d) + " left, for a request of " + request.amount(d);
            }
        }
        if (!gpusFit(request, instance) || gpu != Policy.NONE
                && (gpu >= gpus(instance) || gpuLeft[instance][gpu] < request.gpuMilli())) {
            return "chose instance " + instance + " and GPU " + gpu + ", which lacks the GPUs for a request of "
                    + request.gpus() + " x " + request.gpuMilli() + " thousandths";
        }
        return modelFits(request, instance) ? null
                : "chose instance " + instance + " of model '" + model(instance)
                        + "', which the request does not allow";
    }

    // ---- what a policy reads ----------------------------------------------------------------------------------------

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean opensBins() {
        return fleet == null;
    }

    @Override
    public int dimensions() {
        return used.length;
    }

    @Override
    public double capacity(final int instance, final int dimension) {
        return capacity[dimension][instance];
    }

    @Override
    public double largestCapacity(final int dimension) {
        return largestCapacity[dimension];
    }

    @Override
    public double used(final int instance, final int dimension) {
        return used[dimension][instance];
    }

    @Override
    public boolean fits(final Request request, final int instance) {
        for (int d = 0; d < used.length; d++) {
            final boolean whole = !hasGpus || d != gpuDimension;
            if (whole && used[d][instance] + request.amount(d) > capacity[d][instance] + tolerance) {
                return false;
            }
        }
        return gpusFit(request, instance) && modelFits(request, instance);
    }

    private boolean gpusFit(final Request request, final int instance) {
        if (!hasGpus || request.gpus() == 0) {
            return true;
        }
        final int milli = request.gpuMilli();
        int missing = request.gpus();
        for (final int left : gpuLeft[instance]) {
            missing -= left >= milli ? 1 : 0;
        }
        return missing <= 0;
    }

    private boolean modelFits(final Request request, final int instance) {
        final boolean[] allowed = allows[request.shape()];
        return allowed == null || allowed[fleet == null ? 0 : modelOf[instance]];
    }

    @Override
    public int tasksOn(final int instance) {
        return tasksOn[instance];
    }

    @Override
    public int nextInUse(final int from) {
        return inUse.nextSetBit(from);
    }

    /**
     * Returns the number of instances with a task.
     *
     * @return the number.
     */
    public int inUse() {
        return inUse.cardinality();
    }

    @Override
    public int gpus(final int instance) {
        return gpuDimension < 0 ? 0 : (int) capacity[gpuDimension][instance];
    }

    @Override
    public int gpuMilliLeft(final int instance, final int gpu) {
        return gpuLeft[instance][gpu];
    }

    @Override
    public String model(final int instance) {
        return fleet == null ? "" : fleet.model(instance);
    }

    @Override
    public int zone(final int instance) {
        return fleet == null ? 0 : fleet.zone(instance);
    }

    @Override
    public Candidates candidates(final CandidateOrder order) {
        if (fleet == null || mirror == null && !IndexMirror.canHold(trace, fleet)) {
            return new ScannedCandidates(this, order);
        }
        mirror = mirror == null ? new IndexMirror(this) : mirror;
        return mirror.candidates(order);
    }
}
