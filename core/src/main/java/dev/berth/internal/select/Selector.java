package dev.berth.internal.select;

import dev.berth.Exclusion;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.count.GroupCounts;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.index.IndexOrder;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SplitMix;
import dev.berth.internal.state.SpreadFields;
import dev.berth.internal.state.Work;

/**
 * The choice of the instance for a task, by the {@link Route} of its plan.
 *
 * <p>A search in an index visits the candidates level by level. It begins with the attribute values that have the
 * fewest tasks of the group. Among the instances with these values it takes those with the fewest tasks, and among
 * those the first in the order of the index. The first level that has a candidate gives the answer.
 */
public final class Selector {
    public static final int NOTHING = -1;

    /** The largest number of values of an attribute that a search visits one by one. */
    private static final int FEW_VALUES = 32;

    /**
     * The largest number of values of one level that are searched one by one, without a walk over the whole cluster
     * first.
     */
    private static final int FEW_MEMBERS = 16;

    /** The number of instances that a walk may pass over in search of one of many values before it gives up. */
    public static final int WALK_LIMIT = 128;

    private static final int MOST_PATIENCE = 64;

    private final Cluster cluster;
    private final Columns columns;
    private final GroupCounts counts;
    private final Request request = new Request();
    private final Scan scan;
    private final Walk walk;
    private final Draw draw;
    private final int[] values;
    private int valueTotal;

    /** The level index of the requested group; null if the group has none. */
    private IndexSlot byLevel;

    public Selector(
            final Cluster cluster, final Eligibility eligibility, final SplitMix random, final int maxValues) {
        this.cluster = cluster;
        columns = cluster.columns;
        counts = cluster.counts;
        scan = new Scan(cluster, eligibility, request, random);
        walk = new Walk(cluster, eligibility, request);
        draw = new Draw(cluster, eligibility, request, random);
        values = new int[maxValues];
    }

    public static long footprintBytes(final int maxValues, final int maxInstances) {
        return 4L * maxValues + Draw.footprintBytes(maxInstances);
    }

    /**
     * Returns how many instances a placement of a wide group passes over before it builds the level index of the group.
     */
    public static int patience(final GroupCounts counts) {
        return Math.min(MOST_PATIENCE, counts.wideFrom());
    }

    /** Returns how many instances the searches of one placement may pass over in a cluster of so many instances. */
    public static int budget(final int instances) {
        return Request.budget(instances);
    }

    /** Returns the ordinal that a plan ranks first, or {@link #NOTHING} if the plan is refused. */
    public int select(final Plan plan, final int group, final Exclusion exclusion) {
        request.set(plan, group, exclusion);
        final Route route = Route.of(plan, request.fewest, columns);
        if (plan.random) {
            return route == Route.REFUSED ? NOTHING : draw.select(route);
        }
        switch (route) {
            case REFUSED:
                return NOTHING;
            case KEY:
                return leastOfKey(plan);
            case INDEX:
                return search(plan, plan.index());
            default:
                return scan.select();
        }
    }

    private int search(final Plan plan, final IndexSlot slot) {
        final boolean isWide = plan.asksLevels && counts.isWide(request.group);
        final Filter among = slot.partition.filter();
        byLevel = isWide ? cluster.indexes.levels.of(request.group, plan.order, plan.spreadField, among) : null;
        walk.begin();
        walk.in(slot.index);
        final int found = plan.spreadField == SpreadFields.NONE ? leastOfAll(plan, slot) : spreadOverValues(plan, slot);
        if (isWide && byLevel == null && walk.passed() > patience(counts)) {
            cluster.indexes.buildLevels(request.group, plan.order, plan.spreadField, among);
        }
        return walk.gaveUp() ? scan.select() : found;
    }

    private int leastOfAll(final Plan plan, final IndexSlot slot) {
        values[0] = 0;
        valueTotal = 1;
        return leastOfValues(plan, slot);
    }

    // ---- the search in a keyed index -------------------------------------------------------------------------------

    /**
     * Returns the instance that a plan ranks first among the instances with the attribute value that its query asks
     * for. The search follows the order of the keyed index and ends at the first instance whose counts equal the lower
     * bound {@link #leastCounts}.
     */
    private int leastOfKey(final Plan plan) {
        walk.begin();
        walk.in(plan.keyed.index);
        final long floor = leastCounts(plan);
        int best = NOTHING;
        long bestCounts = Long.MAX_VALUE;
        for (int ordinal = walk.firstFit(Route.keyOf(plan)); ordinal != NOTHING; ordinal = walk.nextFit()) {
            final long count = countsOf(plan, ordinal);
            if (count < bestCounts) {
                best = ordinal;
                bestCounts = count;
                if (count <= floor) {
                    return best;
                }
            }
        }
        return best;
    }

    /**
     * Returns the counts that the spreads of a plan compare: the count of the attribute value in the upper 32 bits, the
     * count of the instance in the lower 32.
     */
    private long countsOf(final Plan plan, final int ordinal) {
        final int field = plan.spreadField;
        final long under = field == SpreadFields.NONE ? 0 : countUnder(field, cluster.fields.valueOf(ordinal, field));
        return under << Integer.SIZE | (plan.spreadsInstances ? counts.onInstance(request.group, ordinal) : 0);
    }

    /** Returns a lower bound of {@link #countsOf} for all instances. */
    private long leastCounts(final Plan plan) {
        final int field = plan.spreadField;
        final int name = field == SpreadFields.NONE ? Attributes.NONE : cluster.fields.name(field);
        if (field == SpreadFields.NONE || cluster.attributes.valueCount(name) > FEW_VALUES) {
            return 0;
        }
        final Attributes attributes = cluster.attributes;
        int least = Integer.MAX_VALUE;
        int having = 0;
        for (int value = attributes.firstValue(name); value != Attributes.NONE; value = attributes.nextValue(value)) {
            if (attributes.instancesOf(value) > 0) {
                having += attributes.instancesOf(value);
                least = Math.min(least, countUnder(field, value));
            }
        }
        if (having < columns.size()) {
            least = Math.min(least, countUnder(field, cluster.fields.missing(field)));
        }
        return (long) least << Integer.SIZE;
    }

    // ---- spread over attribute values ------------------------------------------------------------------------------

    private int spreadOverValues(final Plan plan, final IndexSlot slot) {
        final int name = cluster.fields.name(plan.spreadField);
        if (cluster.attributes.valueCount(name) <= FEW_VALUES) {
            return spreadOverFew(plan, slot, name);
        }
        return spreadOverMany(plan, slot, name);
    }

    private int spreadOverFew(final Plan plan, final IndexSlot slot, final int name) {
        int level = -1;
        while (true) {
            level = collectNextLevel(plan, slot, name, level);
            if (valueTotal == 0) {
                return NOTHING;
            }
            final int found = leastOfValues(plan, slot);
            if (found != NOTHING || walk.gaveUp()) {
                return found;
            }
        }
    }

    /**
     * Collects the values that have instances in the index and whose count is the lowest above a level. Returns that
     * count.
     */
    private int collectNextLevel(final Plan plan, final IndexSlot slot, final int name, final int above) {
        int least = Integer.MAX_VALUE;
        valueTotal = 0;
        final int head = counts.head(request.group, plan.spreadField);
        final Attributes attributes = cluster.attributes;
        for (int value = attributes.firstValue(name); value != Attributes.NONE; value = attributes.nextValue(value)) {
            if (slot.index.size(value) > 0) {
                if (Work.ENABLED) {
                    cluster.work.columnsRead++;
                }
                final int count = counts.countAtHead(head, value);
                if (count > above && count <= least) {
                    valueTotal = count < least ? 0 : valueTotal;
                    least = count;
                    values[valueTotal++] = value;
                }
            }
        }
        return least;
    }

    private int countUnder(final int field, final int value) {
        if (Work.ENABLED) {
            cluster.work.columnsRead++;
        }
        return counts.get(request.group, field, value);
    }

    private int spreadOverMany(final Plan plan, final IndexSlot slot, final int name) {
        final int field = plan.spreadField;
        long level = counts.lowestLevel(request.group, field);
        if (mayHaveValuesWithoutCount(slot, field, name)) {
            final int found = leastUnderLevel(plan, slot, 0, name, GroupCounts.NONE);
            if (found != NOTHING || walk.gaveUp()) {
                return found;
            }
            if (level != GroupCounts.NONE && counts.countOfLevel(level) == 0) {
                level = counts.nextLevel(level);
            }
        }
        for (; level != GroupCounts.NONE; level = counts.nextLevel(level)) {
            final int found = leastUnderLevel(plan, slot, counts.countOfLevel(level), name, level);
            if (found != NOTHING || walk.gaveUp()) {
                return found;
            }
        }
        return NOTHING;
    }

    /**
     * Returns the best instance among the values with a given count. If the values are many, an instance with one of
     * them usually appears early in the order of the whole cluster, so that order is searched first. If the values are
     * few, or the first search gave up, each value is searched by itself.
     *
     * @param level the level of the values; {@link GroupCounts#NONE} if some of the values have no count
     */
    private int leastUnderLevel(
            final Plan plan, final IndexSlot slot, final int count, final int name, final long level) {
        final boolean many = level == GroupCounts.NONE || counts.populationOfLevel(level) > FEW_MEMBERS;
        if (many
                && !plan.spreadsInstances
                && slot == plan.partitioned
                && plan.whole != null
                && plan.whole.serves(plan.order, SpreadFields.NONE, null)) {
            final int found = walkUnderLevel(plan, slot, count);
            if (found != Walk.NOT_SOON) {
                return found;
            }
        }
        if (level == GroupCounts.NONE) {
            collectWithoutTasks(slot, plan.spreadField, name);
        } else {
            collectLevel(slot, level);
        }
        return valueTotal == 0 ? NOTHING : leastOfValues(plan, slot);
    }

    /** Answers whether some value of the attribute, or its absence, may have instances but no count for the group. */
    private boolean mayHaveValuesWithoutCount(final IndexSlot slot, final int field, final int name) {
        final int missing = cluster.fields.missing(field);
        final boolean holdsMissing = counts.holds(request.group, field, missing);
        final int counted = counts.population(request.group, field) - (holdsMissing ? 1 : 0);
        return counted < cluster.attributes.populatedValues(name) || !holdsMissing && slot.index.size(missing) > 0;
    }

    private int walkUnderLevel(final Plan plan, final IndexSlot slot, final int count) {
        walk.in(plan.whole.index);
        final int found = walk.firstUnder(slot, count, WALK_LIMIT);
        walk.in(slot.index);
        return found;
    }

    private void collectWithoutTasks(final IndexSlot slot, final int field, final int name) {
        valueTotal = 0;
        final Attributes attributes = cluster.attributes;
        for (int value = attributes.firstValue(name); value != Attributes.NONE; value = attributes.nextValue(value)) {
            if (slot.index.size(value) > 0 && countUnder(field, value) == 0) {
                values[valueTotal++] = value;
            }
        }
    }

    private void collectLevel(final IndexSlot slot, final long level) {
        valueTotal = 0;
        for (long at = counts.firstOfLevel(level); at != GroupCounts.NONE; at = counts.nextOfLevel(at)) {
            final int value = counts.keyOf(at);
            if (slot.index.size(value) > 0) {
                values[valueTotal++] = value;
            }
        }
    }

    // ---- spread over instances, then the order of the index --------------------------------------------------------

    /** Returns the best instance among the collected values, or {@link #NOTHING}. */
    private int leastOfValues(final Plan plan, final IndexSlot slot) {
        if (byLevel != null) {
            return leastByLevel(plan, slot);
        }
        if (!plan.spreadsInstances) {
            return leastOfBuckets(plan);
        }
        final boolean coversAll = counts.population(request.group, SpreadFields.INSTANCE) == columns.size();
        walk.admitWithoutTasks(!coversAll);
        final int found = leastOfBuckets(plan);
        walk.admitWithoutTasks(false);
        if (coversAll) {
            return found == NOTHING || walk.gaveUp() ? NOTHING : leastOfMembers(plan, slot);
        }
        final boolean isLast = plan.more.mostTasks == 1 || walk.passed() == 0;
        return found != NOTHING || walk.gaveUp() || isLast ? found : leastOfMembers(plan, slot);
    }

    private int leastOfBuckets(final Plan plan) {
        int best = NOTHING;
        for (int i = 0; i < valueTotal; i++) {
            best = first(plan, walk.first(values[i]), best);
        }
        return best;
    }

    /** Returns the better of two instances, either of which may be {@link #NOTHING}. */
    private int first(final Plan plan, final int found, final int best) {
        return found != NOTHING && (best == NOTHING || precedes(plan, found, best)) ? found : best;
    }

    /**
     * Returns the best instance that runs tasks of the group. Visits these instances one by one, by ascending number of
     * tasks.
     */
    private int leastOfMembers(final Plan plan, final IndexSlot slot) {
        int best = NOTHING;
        long level = counts.lowestLevel(request.group, SpreadFields.INSTANCE);
        for (; best == NOTHING && isBelowLimit(plan, level); level = counts.nextLevel(level)) {
            for (long at = counts.firstOfLevel(level); at != GroupCounts.NONE; at = counts.nextOfLevel(at)) {
                final int ordinal = counts.keyOf(at);
                if (isCollected(slot, ordinal) && walk.takes(ordinal)) {
                    best = first(plan, ordinal, best);
                }
                if (walk.gaveUp()) {
                    return NOTHING;
                }
            }
        }
        return best;
    }

    /** Answers whether there is a level and its instances may take one more task of the group. */
    private boolean isBelowLimit(final Plan plan, final long level) {
        return level != GroupCounts.NONE && counts.countOfLevel(level) < plan.more.mostTasks;
    }

    /** Answers whether an instance is indexed and has one of the collected values. */
    private boolean isCollected(final IndexSlot slot, final int ordinal) {
        if ((columns.flags[ordinal] & Columns.INDEXED) == 0) {
            return false;
        }
        if (slot.partition.isOne()) {
            return true;
        }
        for (int i = 0; i < valueTotal; i++) {
            if (values[i] == slot.bucketOf[ordinal]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the best instance by the level index. A plan that spreads over instances gets the best instance of the
     * lowest level that has a candidate. Any other plan has a limit of tasks of the group, and gets the best instance
     * of all levels below the limit.
     */
    private int leastByLevel(final Plan plan, final IndexSlot slot) {
        walk.in(byLevel.index);
        int found = leastOfLevel(plan, 0, NOTHING);
        if (plan.more.mostTasks > 1) {
            long level = counts.lowestLevel(request.group, SpreadFields.INSTANCE);
            while (isBelowLimit(plan, level) && !walk.gaveUp() && !(plan.spreadsInstances && found != NOTHING)) {
                found = leastOfLevel(plan, counts.countOfLevel(level), found);
                level = counts.nextLevel(level);
            }
        }
        walk.in(slot.index);
        return found;
    }

    /**
     * Returns the better of a given instance and the best instance of a level, either of which may be {@link #NOTHING}.
     */
    private int leastOfLevel(final Plan plan, final int level, final int other) {
        int best = other;
        for (int i = 0; i < valueTotal; i++) {
            final int bucket = cluster.indexes.levels.buckets.bucketOf(values[i], level);
            best = first(plan, bucket < 0 ? NOTHING : walk.first(bucket), best);
        }
        return best;
    }

    /** Answers whether an instance comes before another in the order of a plan's index. */
    private boolean precedes(final Plan plan, final int ordinal, final int other) {
        int order = 0;
        switch (plan.order) {
            case IndexOrder.MEMORY:
                order = Integer.compare(columns.freeMemory(ordinal), columns.freeMemory(other));
                break;
            case IndexOrder.CPU:
                order = Integer.compare(columns.freeCpu(ordinal), columns.freeCpu(other));
                break;
            case IndexOrder.MEMORY_CPU:
                order = Integer.compare(columns.freeMemory(ordinal), columns.freeMemory(other));
                order = order != 0 ? order : Integer.compare(columns.freeCpu(ordinal), columns.freeCpu(other));
                break;
            case IndexOrder.CPU_MEMORY:
                order = Integer.compare(columns.freeCpu(ordinal), columns.freeCpu(other));
                order = order != 0 ? order : Integer.compare(columns.freeMemory(ordinal), columns.freeMemory(other));
                break;
            default:
        }
        return order != 0 ? order < 0 : ordinal < other;
    }
}
