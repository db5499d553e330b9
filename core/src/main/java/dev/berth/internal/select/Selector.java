package dev.berth.internal.select;

import dev.berth.Exclusion;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.count.GroupCounts;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.index.IndexOrder;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.plan.IndexClaims;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.SplitMix;
import dev.berth.internal.state.SpreadFields;
import dev.berth.internal.state.Work;

/**
 * Chooses the instance of a task: by an index where the plan has one, by a scan where not, by a draw if its chain is
 * {@code random} alone.
 *
 * <p>With spreads the candidates are asked level by level: first the attribute values with the fewest tasks of the
 * group, among their instances those with the fewest, among these the first of the index's order. The first level that
 * has a candidate has the answer.
 */
public final class Selector {
    public static final int NOTHING = -1;

    private static final int NOT_SOON = -2;


    /** The most values of an attribute that are gone through one by one. */
    private static final int FEW_VALUES = 32;

    /** The most members of a level that are looked at one by one rather than in the index. */
    private static final int FEW_MEMBERS = 16;

    /** Members of a filter that are always gone through rather than looked for in an index. */
    public static final int LISTED_MEMBERS = 32;

    /** Entries that a walk for one of many values passes over before it is given up. */
    private static final int WALK_LIMIT = 128;

    private final Cluster cluster;
    private final Columns columns;
    private final GroupCounts counts;
    private final Scan scan;
    private final Walk walk;
    private final Draw draw;
    private final Overlays overlays;
    private final int[] values;
    private int valueTotal;
    private int groupAsked;
    private Exclusion exclusionAsked;

    public Selector(
            final Cluster cluster,
            final Eligibility eligibility,
            final Overlays overlays,
            final SplitMix random,
            final int maxValues) {
        this.cluster = cluster;
        columns = cluster.columns;
        counts = cluster.counts;
        scan = new Scan(cluster, eligibility, random);
        walk = new Walk(cluster, eligibility, overlays);
        draw = new Draw(cluster, eligibility, random);
        this.overlays = overlays;
        values = new int[maxValues];
    }

    public static long footprintBytes(final int maxValues, final int maxInstances) {
        return 4L * maxValues + Draw.footprintBytes(maxInstances);
    }

    /** The ordinal that a plan ranks first, or {@link #NOTHING}. */
    public int select(final Plan plan, final int group, final Exclusion exclusion) {
        final DemandRecord demand = plan.demand;
        if (demand.gpu > 0 && !Columns.mayHave(columns.gpuLevels, demand.gpu)
                || demand.eni > 0 && !Columns.mayHave(columns.eniLevels, demand.eni)) {
            return NOTHING;
        }
        final IndexSlot slot = plan.index();
        final Filter fewest = plan.asksMore ? plan.more.fewest() : null;
        if (fewest != null && fewest.size() == 0) {
            return NOTHING;
        }
        if (plan.random) {
            final boolean byMembers = fewest != null && isFew(fewest.size(), columns.size());
            return draw.select(plan, group, exclusion, slot, byMembers ? fewest : null, fewest);
        }
        if (fewest != null && hasKey(plan, fewest)) {
            return leastOfKey(plan, group, exclusion);
        }
        if (slot == null || fewest != null && goesThrough(plan, fewest.size(), exclusion)) {
            return scan.select(plan, group, exclusion, fewest);
        }
        if (plan.spreadsInstances && counts.isWide(group)) {
            cluster.indexes.buildLevels(group, plan.order, plan.spreadField);
        }
        groupAsked = group;
        exclusionAsked = exclusion;
        walk.ask(plan, group, exclusion);
        walk.in(slot);
        final int found = selectIndexed(plan, slot);
        return walk.gaveUp() ? scan.select(plan, group, exclusion, fewest) : found;
    }

    /** Whether to look in the bucket of the value that the plan's query asks for. */
    public static boolean hasKey(final Plan plan, final Filter fewest) {
        return fewest.size() > LISTED_MEMBERS
                && plan.isKeyed()
                && !plan.isRestricted()
                && plan.keyed.index.size(keyOf(plan)) <= IndexClaims.KEYED_INSTANCES;
    }

    private static int keyOf(final Plan plan) {
        return plan.keyed.bucketOf[plan.more.queryFilter.any()];
    }

    /** Whether to go through the members of a filter: a handful, or some where no overlay is to be had for them. */
    private boolean goesThrough(final Plan plan, final int members, final Exclusion exclusion) {
        return members <= LISTED_MEMBERS
                || isFew(members, columns.size())
                        && (exclusion != null || !plan.more.mayLearn || overlays.isCrowded());
    }

    /** Whether it costs less to go through so many members than to walk an index until one of them comes by. */
    public static boolean isFew(final int members, final int instances) {
        return members <= LISTED_MEMBERS || 4L * members * members <= instances;
    }

    private int selectIndexed(final Plan plan, final IndexSlot slot) {
        if (plan.spreadField != SpreadFields.NONE) {
            return spreadOverValues(plan, slot);
        }
        values[0] = 0;
        valueTotal = 1;
        return leastOfValues(plan, slot);
    }

    // ---- one bucket ------------------------------------------------------------------------------------------------

    /**
     * The instance that a plan ranks first among those with a value of an attribute: one pass in the order of the
     * index, which ends at the first whose counts cannot be undercut.
     */
    private int leastOfKey(final Plan plan, final int group, final Exclusion exclusion) {
        groupAsked = group;
        walk.ask(plan, group, exclusion);
        walk.in(plan.keyed);
        final long floor = leastCounts(plan);
        int best = NOTHING;
        long bestCounts = Long.MAX_VALUE;
        for (int ordinal = walk.firstFit(keyOf(plan), plan.keyIsAll); ordinal != NOTHING; ordinal = walk.nextFit()) {
            final long count = countsOf(plan, ordinal);
            if (best == NOTHING || count < bestCounts || count == bestCounts && precedes(plan, ordinal, best)) {
                best = ordinal;
                bestCounts = count;
                if (count <= floor) {
                    return best;
                }
            }
        }
        return best;
    }

    /** What the spreads of a plan compare of an instance, in their order. */
    private long countsOf(final Plan plan, final int ordinal) {
        final int field = plan.spreadField;
        final long under = field == SpreadFields.NONE ? 0 : countUnder(field, cluster.fields.valueOf(ordinal, field));
        return under << Integer.SIZE | (plan.spreadsInstances ? counts.onInstance(groupAsked, ordinal) : 0);
    }

    /** What these cannot be below. */
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

    /** Collects the values that hold instances and whose count is the least above a level; answers that count. */
    private int collectNextLevel(final Plan plan, final IndexSlot slot, final int name, final int above) {
        int least = Integer.MAX_VALUE;
        valueTotal = 0;
        final int head = counts.head(groupAsked, plan.spreadField);
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
        return counts.get(groupAsked, field, value);
    }

    private int spreadOverMany(final Plan plan, final IndexSlot slot, final int name) {
        final int field = plan.spreadField;
        long level = counts.lowestLevel(groupAsked, field);
        if (hasUntouched(slot, field, name)) {
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
     * The best instance under the values with a count. Where they are many, one of them soon comes by in the order of
     * the whole cluster; where they are few, or none came by, each is asked.
     *
     * @param level of the values, or none if some of them have no entry.
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
            if (found != NOT_SOON) {
                return found;
            }
        }
        if (level == GroupCounts.NONE) {
            collectUntouched(slot, name);
        } else {
            collectLevel(slot, level);
        }
        return valueTotal == 0 ? NOTHING : leastOfValues(plan, slot);
    }

    /** Whether some value that instances have, or their lack of one, may have no entry in the group's counts. */
    private boolean hasUntouched(final IndexSlot slot, final int field, final int name) {
        final int missing = cluster.fields.missing(field);
        final boolean holdsMissing = counts.holds(groupAsked, field, missing);
        final int touched = counts.population(groupAsked, field) - (holdsMissing ? 1 : 0);
        return touched < cluster.attributes.populatedValues(name) || !holdsMissing && slot.index.size(missing) > 0;
    }

    private int walkUnderLevel(final Plan plan, final IndexSlot slot, final int count) {
        walk.in(plan.whole);
        walk.askValueLevel(slot, count);
        walk.limit(WALK_LIMIT);
        final int found = walk.first(0);
        final boolean soon = found != NOTHING || !walk.gaveUp();
        walk.ask(plan, groupAsked, exclusionAsked);
        walk.in(slot);
        return soon ? found : NOT_SOON;
    }

    private void collectUntouched(final IndexSlot slot, final int name) {
        valueTotal = 0;
        final Attributes attributes = cluster.attributes;
        for (int value = attributes.firstValue(name); value != Attributes.NONE; value = attributes.nextValue(value)) {
            if (slot.index.size(value) > 0 && countUnder(slot.field, value) == 0) {
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

    /** The best instance under the collected values, or {@link #NOTHING}. */
    private int leastOfValues(final Plan plan, final IndexSlot slot) {
        if (!plan.spreadsInstances) {
            return leastAtLevel(plan, slot, Walk.ANY);
        }
        if (counts.isWide(groupAsked)) {
            final IndexSlot byLevel = cluster.indexes.levels.of(groupAsked, plan.order, plan.spreadField);
            if (byLevel != null) {
                return leastByLevel(plan, slot, byLevel);
            }
        }
        int found = leastAtLevel(plan, slot, 0);
        if (found != NOTHING || walk.gaveUp()) {
            return found;
        }
        long level = counts.lowestLevel(groupAsked, SpreadFields.INSTANCE);
        if (level == GroupCounts.NONE || leastAtLevel(plan, slot, Walk.ANY) == NOTHING) {
            return NOTHING;
        }
        for (; level != GroupCounts.NONE; level = counts.nextLevel(level)) {
            found = counts.populationOfLevel(level) <= FEW_MEMBERS
                    ? leastMember(plan, slot, level)
                    : leastAtLevel(plan, slot, counts.countOfLevel(level));
            if (found != NOTHING || walk.gaveUp()) {
                return found;
            }
        }
        return NOTHING;
    }

    /** The same by the index of a wide group: the first bucket, by level, that holds a candidate. */
    private int leastByLevel(final Plan plan, final IndexSlot slot, final IndexSlot byLevel) {
        walk.in(byLevel);
        walk.askLevel(Walk.ANY);
        int found = leastOfBuckets(plan, 0);
        long level = counts.lowestLevel(groupAsked, SpreadFields.INSTANCE);
        for (; found == NOTHING && !walk.gaveUp() && level != GroupCounts.NONE; level = counts.nextLevel(level)) {
            found = leastOfBuckets(plan, counts.countOfLevel(level));
        }
        walk.in(slot);
        return found;
    }

    private int leastOfBuckets(final Plan plan, final int level) {
        int best = NOTHING;
        for (int i = 0; i < valueTotal; i++) {
            final int bucket = cluster.indexes.levels.bucketOf(values[i], level);
            final int found = bucket < 0 ? NOTHING : walk.first(bucket);
            if (found != NOTHING && (best == NOTHING || precedes(plan, found, best))) {
                best = found;
            }
        }
        return best;
    }

    private int leastAtLevel(final Plan plan, final IndexSlot slot, final int level) {
        walk.askLevel(level);
        int best = NOTHING;
        for (int i = 0; i < valueTotal; i++) {
            final int found = walk.first(values[i]);
            if (found != NOTHING && (best == NOTHING || precedes(plan, found, best))) {
                best = found;
            }
        }
        return best;
    }

    private int leastMember(final Plan plan, final IndexSlot slot, final long level) {
        walk.askLevel(Walk.ANY);
        int best = NOTHING;
        for (long at = counts.firstOfLevel(level); at != GroupCounts.NONE; at = counts.nextOfLevel(at)) {
            final int ordinal = counts.keyOf(at);
            if ((columns.flags[ordinal] & Columns.INDEXED) != 0
                    && isCollected(slot, ordinal)
                    && walk.fits(ordinal)
                    && walk.admits(ordinal)
                    && (best == NOTHING || precedes(plan, ordinal, best))) {
                best = ordinal;
            }
        }
        return best;
    }

    private boolean isCollected(final IndexSlot slot, final int ordinal) {
        if (slot.field == IndexSlot.UNPARTITIONED) {
            return true;
        }
        for (int i = 0; i < valueTotal; i++) {
            if (values[i] == slot.bucketOf[ordinal]) {
                return true;
            }
        }
        return false;
    }

    /** Whether an instance comes before another in the order of a plan's index. */
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
