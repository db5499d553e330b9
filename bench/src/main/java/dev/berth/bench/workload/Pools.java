package dev.berth.bench.workload;

import dev.berth.Constraint;
import dev.berth.query.Comparison;
import dev.berth.query.Operator;
import dev.berth.query.Query;
import dev.berth.query.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.eclipse.collections.api.map.primitive.MutableIntIntMap;
import org.eclipse.collections.impl.factory.primitive.IntIntMaps;

/**
 * The sets of instances that the constraints of a case admit, drawn for a fleet. They are given in two forms: to the
 * engine as attributes, ports and constraints, and to the baselines as their meaning, a bitmap for each pool and a
 * bound on tasks.
 *
 * <p>Immutable by convention: readers share the arrays.
 */
public final class Pools {
    private static final String POOL = "pool";
    private static final String SECOND_POOL = "second-pool";
    private static final String CELL = "cell";
    private static final String YES = "yes";
    private static final String NO = "no";
    private static final int HOST_PORT = 8_080;
    private static final int SECOND_POOL_PERCENT = 20;
    private static final int CHANGES = 1 << 16;

    private final Constrained constrained;
    private final Fleet fleet;
    private final int[] drawn;
    private final long[] first;
    private final long[] second;
    private final int[] cells;
    private final long[][] admitted;
    private final int[] taskLimits;
    private final int[] changes;

    Pools(final BenchmarkCase row, final Fleet fleet, final long seed) {
        this.constrained = row.constrained();
        this.fleet = fleet;
        final int size = fleet.size();
        final SplittableRandom random = new SplittableRandom(seed);
        final int[] order = shuffled(random);
        drawn = constrained == null ? new int[0] : draw(order, row.members(size));
        first = bits(drawn);
        second = new long[words()];
        cells = new int[isOf(Constrained.Kind.CELLS) ? size : 0];
        if (isOf(Constrained.Kind.TWO_MEMBERS_DISTINCT)) {
            drawSecond(random);
        }
        dealCells(order);
        admitted = admit();
        taskLimits = limitTasks();
        changes = isOf(Constrained.Kind.CHANGING_MEMBERS) ? drawChanges(order, random) : new int[0];
    }

    private boolean isOf(final Constrained.Kind kind) {
        return constrained != null && constrained.kind() == kind;
    }

    private int[] shuffled(final SplittableRandom random) {
        final int[] order = new int[fleet.size()];
        for (int i = 0; i < order.length; i++) {
            final int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    /** Draws the instances that the case is about; a single one is of the largest type, so that its tasks have room. */
    private int[] draw(final int[] order, final int members) {
        final int count = constrained.count(order.length);
        if (isOf(Constrained.Kind.GPUS)) {
            return Arrays.stream(order).filter(i -> fleet.gpus()[i] > 0).toArray();
        }
        if (isOf(Constrained.Kind.PORT)) {
            return Arrays.copyOf(order, Math.min(order.length, count + members));
        }
        if (count > 1) {
            return Arrays.copyOf(order, count);
        }
        final int largest = Arrays.stream(fleet.memoryMib()).max().orElseThrow();
        return Arrays.stream(order).filter(i -> fleet.memoryMib()[i] == largest).limit(1).toArray();
    }

    private void drawSecond(final SplittableRandom random) {
        for (int ordinal = 0; ordinal < fleet.size(); ordinal++) {
            if (random.nextInt(100) < SECOND_POOL_PERCENT) {
                second[ordinal >> 6] |= 1L << ordinal;
            }
        }
    }

    /** Deals the instances of each type out to cells, so that cells have equal capacity. */
    private void dealCells(final int[] order) {
        final int count = count();
        final MutableIntIntMap dealt = IntIntMaps.mutable.empty();
        for (int i = 0; i < cells.length; i++) {
            final int type = fleet.memoryMib()[order[i]];
            cells[order[i]] = (dealt.addToValue(type, 1) - 1) % count;
        }
    }

    private long[][] admit() {
        final long[][] bits = new long[count()][];
        for (int pool = 0; pool < bits.length; pool++) {
            final int at = pool;
            bits[pool] = switch (constrained.kind()) {
                case CELLS -> bits(ordinal -> cells[ordinal] == at);
                case TWO_MEMBERS_DISTINCT -> bits(ordinal -> isIn(first, ordinal) && isIn(second, ordinal));
                default -> first;
            };
        }
        return bits;
    }

    private int[] limitTasks() {
        if (isOf(Constrained.Kind.SLOTS)) {
            return fleet.eniSlots();
        }
        final boolean few = isOf(Constrained.Kind.FEW_TASKS);
        if (!few && (constrained == null || !constrained.isExclusive())) {
            return new int[0];
        }
        final int[] limits = new int[fleet.size()];
        Arrays.fill(limits, few ? Constrained.FEW_TASKS : 1);
        return limits;
    }

    /** Draws changes in which, by turns, one instance in the pool and one outside it change places. */
    private int[] drawChanges(final int[] order, final SplittableRandom random) {
        final int[] now = order.clone();
        final int[] drawnChanges = new int[CHANGES];
        for (int i = 0; i < CHANGES; i += 2) {
            final int leaves = random.nextInt(drawn.length);
            final int enters = drawn.length + random.nextInt(now.length - drawn.length);
            final int left = now[leaves];
            now[leaves] = now[enters];
            now[enters] = left;
            drawnChanges[i] = ~left;
            drawnChanges[i + 1] = now[leaves];
        }
        return drawnChanges;
    }

    private int words() {
        return fleet.size() + 63 >> 6;
    }

    private long[] bits(final int[] ordinals) {
        final long[] bits = new long[words()];
        for (final int ordinal : ordinals) {
            bits[ordinal >> 6] |= 1L << ordinal;
        }
        return bits;
    }

    private long[] bits(final IntPredicate test) {
        final long[] bits = new long[words()];
        for (int ordinal = 0; ordinal < fleet.size(); ordinal++) {
            if (test.test(ordinal)) {
                bits[ordinal >> 6] |= 1L << ordinal;
            }
        }
        return bits;
    }

    private static boolean isIn(final long[] bits, final int ordinal) {
        return (bits[ordinal >> 6] >>> ordinal & 1) != 0;
    }

    // ---- for both --------------------------------------------------------------------------------------------------

    /**
     * Returns how many pools there are.
     *
     * @return 0 if the case has no constraint.
     */
    public int count() {
        return constrained == null ? 0 : constrained.pools(fleet.size());
    }

    /**
     * Returns the instances that the case is about.
     *
     * @return ordinals in the order in which they were drawn.
     */
    int[] drawn() {
        if (!isOf(Constrained.Kind.TWO_MEMBERS_DISTINCT)) {
            return drawn;
        }
        return Arrays.stream(drawn).filter(ordinal -> isIn(second, ordinal)).toArray();
    }

    /**
     * Returns the changes of the pool while tasks churn, to be read forwards and then, inverted, backwards.
     *
     * @return for each the ordinal of an instance that enters the pool, or the complement of one that leaves it; empty
     *     where the pool stays as it is.
     */
    public int[] changes() {
        return changes;
    }

    // ---- for the engine --------------------------------------------------------------------------------------------

    /**
     * Returns the constraints that admit a pool.
     *
     * @param pool 0..count − 1, or {@link Policy#ANYWHERE}.
     * @return none where the request itself says it.
     */
    public List<Constraint> constraints(final int pool) {
        final List<Constraint> constraints = new ArrayList<>();
        if (pool == Policy.ANYWHERE) {
            return constraints;
        }
        switch (constrained.kind()) {
            case MEMBERS, CHANGING_MEMBERS, FULL_MEMBERS ->
                constraints.add(memberOf(Subject.ATTRIBUTE, POOL, Operator.EQUAL, YES));
            case TWO_MEMBERS_DISTINCT -> {
                constraints.add(memberOf(Subject.ATTRIBUTE, POOL, Operator.EQUAL, YES));
                constraints.add(memberOf(Subject.ATTRIBUTE, SECOND_POOL, Operator.EQUAL, YES));
            }
            case CELLS ->
                constraints.add(memberOf(Subject.ATTRIBUTE, CELL, Operator.EQUAL, Integer.toString(pool)));
            case BESIDE_GROUP -> constraints.add(memberOf(
                    Subject.TASK_GROUP, null, Operator.EQUAL, Workload.groupName(Workload.ANCHOR_GROUP)));
            case FEW_TASKS -> constraints.add(memberOf(
                    Subject.RUNNING_TASKS_COUNT, null, Operator.LESS, Integer.toString(Constrained.FEW_TASKS)));
            default -> {}
        }
        if (constrained.isDistinct()) {
            constraints.add(Constraint.distinctInstance());
        }
        return constraints;
    }

    private static Constraint memberOf(
            final Subject subject, final String attribute, final Operator operator, final String literal) {
        return Constraint.memberOf(Query.of(new Comparison(subject, attribute, operator, List.of(literal))));
    }

    /**
     * Returns the attributes that constraints read.
     *
     * @param ordinal of the instance.
     * @return values by name.
     */
    public Map<String, String> attributes(final int ordinal) {
        final Map<String, String> attributes = new LinkedHashMap<>();
        if (constrained == null) {
            return attributes;
        }
        switch (constrained.kind()) {
            case MEMBERS, CHANGING_MEMBERS, FULL_MEMBERS -> attributes.put(POOL, word(isIn(first, ordinal)));
            case TWO_MEMBERS_DISTINCT -> {
                attributes.put(POOL, word(isIn(first, ordinal)));
                attributes.put(SECOND_POOL, word(isIn(second, ordinal)));
            }
            case CELLS -> attributes.put(CELL, Integer.toString(cells[ordinal]));
            default -> {}
        }
        return attributes;
    }

    private static String word(final boolean member) {
        return member ? YES : NO;
    }

    /**
     * Returns the name of the attribute of the instances in the pool that changes.
     *
     * @return its name.
     */
    public String changingName() {
        return POOL;
    }

    /**
     * Returns a value of the attribute that changes.
     *
     * @param member whether for an instance in the pool.
     * @return the value.
     */
    public String changingValue(final boolean member) {
        return word(member);
    }

    /**
     * Returns the host port that the requests that churn ask for.
     *
     * @return a port, 0 for none.
     */
    public int port() {
        return isOf(Constrained.Kind.PORT) ? HOST_PORT : 0;
    }

    /**
     * Answers whether that port is in use on an instance without a task.
     *
     * @param ordinal of the instance.
     * @return true if it is.
     */
    public boolean isPortInUse(final int ordinal) {
        return port() != 0 && !isIn(first, ordinal);
    }

    // ---- for the baselines -----------------------------------------------------------------------------------------

    /**
     * Returns the instances of a pool at the start, whatever tasks run.
     *
     * @param pool 0..count − 1.
     * @return a bit for each ordinal.
     */
    public long[] admitted(final int pool) {
        return admitted[pool];
    }

    /**
     * Returns how many tasks that churn an instance of the pool may have at most.
     *
     * @return limits by ordinal; empty if there are none.
     */
    public int[] taskLimits() {
        return taskLimits;
    }
}
