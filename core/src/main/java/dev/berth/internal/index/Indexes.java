package dev.berth.internal.index;

import dev.berth.EngineConfig;
import dev.berth.internal.count.GroupCounts;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SpreadFields;
import dev.berth.internal.state.Work;

/**
 * The indexes of an engine, and which instances are in them.
 *
 * <p>An instance that is {@code ACTIVE}, connected and not parked is in every live index whose partition admits it. It
 * is parked while it has less CPU or memory left than any live plan demands and any walk may ask for. On a packed
 * cluster most instances are parked, and cost nothing.
 */
public final class Indexes {
    public final IndexSlot[] slots;
    public final GroupLevels levels;
    private final Columns columns;
    private final SpreadFields fields;
    private final Work work;
    private final Cells ranges = new Cells();

    /** One more than the highest number of an index that was ever open. */
    private int slotsUsed;

    private int parkCpu = Integer.MAX_VALUE;
    private int parkMemory = Integer.MAX_VALUE;

    public Indexes(
            final Columns columns,
            final Attributes attributes,
            final SpreadFields fields,
            final GroupCounts counts,
            final Work work,
            final EngineConfig config) {
        this.columns = columns;
        this.fields = fields;
        this.work = work;
        final LevelBuckets buckets = new LevelBuckets(fields, counts);
        slots = new IndexSlot[config.maxIndexes()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new IndexSlot(
                    i,
                    config.maxInstances(),
                    config.maxSpreadValues(),
                    config.maxAttributeValues(),
                    columns,
                    new Partition(attributes, fields, buckets),
                    ranges,
                    work);
        }
        levels = new GroupLevels(slots, columns, buckets);
    }

    public static long footprintBytes(final EngineConfig config) {
        return config.maxIndexes()
                * IndexSlot.footprintBytes(
                        config.maxInstances(), config.maxSpreadValues(), config.maxAttributeValues());
    }

    /** Returns the bytes that an index adds once it has been opened in every kind of order. */
    public static long otherOrderBytes(final EngineConfig config) {
        return IndexNodes.footprintOfOtherOrders(
                config.maxInstances(), config.maxSpreadValues(), config.maxAttributeValues());
    }

    /** Removes an instance from the indexes, before a change of anything that decides its entries. */
    public void unindex(final int ordinal) {
        if ((columns.flags[ordinal] & Columns.INDEXED) != 0) {
            final int cpu = columns.freeCpu(ordinal);
            final int memory = columns.freeMemory(ordinal);
            for (int i = 0; i < slotsUsed; i++) {
                final IndexSlot slot = slots[i];
                if (slot.isSimple()) {
                    slot.index.remove(0, ordinal, cpu, memory);
                } else if (slot.holds(ordinal)) {
                    slot.index.remove(slot.bucket(ordinal), ordinal, cpu, memory);
                }
            }
            columns.flags[ordinal] &= ~Columns.INDEXED;
        }
    }

    /** Adds an instance that is in no index to all indexes where it belongs. */
    public void index(final int ordinal) {
        final int cpu = columns.freeCpu(ordinal);
        final int memory = columns.freeMemory(ordinal);
        if (cpu < parkCpu
                || memory < parkMemory
                || (columns.flags[ordinal] & Columns.PLACEABLE) != Columns.PLACEABLE) {
            return;
        }
        columns.flags[ordinal] |= Columns.INDEXED;
        for (int i = 0; i < slotsUsed; i++) {
            final IndexSlot slot = slots[i];
            if (slot.isSimple()) {
                slot.index.insert(0, ordinal, cpu, memory);
            } else if (slot.isOpen()) {
                insert(slot, ordinal, cpu, memory);
            }
        }
    }

    /** Adds to what remains of an instance, and moves its entry in each index. */
    public void addFree(final int ordinal, final int cpu, final int memory) {
        final long free = columns.free[ordinal];
        final int before = Columns.cpu(free);
        final int memoryBefore = Columns.memory(free);
        final int after = before + cpu;
        final int memoryAfter = memoryBefore + memory;
        if ((columns.flags[ordinal] & Columns.INDEXED) == 0 || after < parkCpu || memoryAfter < parkMemory) {
            unindex(ordinal);
            columns.addFree(ordinal, cpu, memory);
            index(ordinal);
            return;
        }
        columns.addFree(ordinal, cpu, memory);
        for (int i = 0; i < slotsUsed; i++) {
            final IndexSlot slot = slots[i];
            if (slot.isSimple()) {
                slot.index.move(0, ordinal, before, memoryBefore, after, memoryAfter);
            } else if (slot.isOpen()) {
                move(slot, ordinal, before, memoryBefore, after, memoryAfter);
            }
        }
    }

    private void move(
            final IndexSlot slot,
            final int ordinal,
            final int cpu,
            final int memory,
            final int newCpu,
            final int newMemory) {
        final boolean held = slot.holds(ordinal);
        if (held && !slot.isMisplaced(ordinal)) {
            slot.index.move(slot.bucket(ordinal), ordinal, cpu, memory, newCpu, newMemory);
            return;
        }
        if (held) {
            slot.index.remove(slot.bucket(ordinal), ordinal, cpu, memory);
        }
        insert(slot, ordinal, newCpu, newMemory);
    }

    private void insert(final IndexSlot slot, final int ordinal, final int cpu, final int memory) {
        final Partition partition = slot.partition;
        if (partition.isVolatile()) {
            if (partition.isByLevel()) {
                levels.buckets.addValueOf(ordinal);
            }
            slot.bucketOf[ordinal] = partition.bucketOf(ordinal);
        }
        if (!slot.holds(ordinal)) {
            return;
        }
        final int bucket = slot.bucket(ordinal);
        if (bucket >= 0 && slot.index.hasRoom(bucket)) {
            slot.index.insert(bucket, ordinal, cpu, memory);
        } else {
            close(slot);
        }
    }

    /**
     * Adds some more instances to the level index of a wide group, while there is one to be built. It is the only index
     * that is built while the engine places.
     */
    public void buildLevels(final int group, final int order, final int field, final Filter filter) {
        final IndexSlot slot = levels.toBuild(group, order, field, filter);
        if (slot == null) {
            return;
        }
        use(slot);
        lendColumns();
        final long blocks = work.blocksVisited;
        final long entries = work.entriesCompared;
        for (int left = levels.step(); left > 0 && slot.isOpen() && !slot.isLive(); left--) {
            final int ordinal = slot.buildNext(columns.limit());
            if ((columns.flags[ordinal] & Columns.INDEXED) != 0) {
                insert(slot, ordinal, columns.freeCpu(ordinal), columns.freeMemory(ordinal));
            }
            if (Work.ENABLED) {
                work.instancesBuilt++;
            }
        }
        if (Work.ENABLED) {
            work.blocksVisited = blocks;
            work.entriesCompared = entries;
        }
    }

    /** Closes an index. Plans that need it are served by a scan. */
    public void close(final IndexSlot slot) {
        if (slot.partition.isByLevel()) {
            levels.abandon();
        } else {
            levels.forgetFilter(slot.partition.filter());
        }
        slot.close();
        lendColumns();
    }

    /** Updates the buckets of an instance whose attributes have been set. */
    public void setBuckets(final int ordinal) {
        for (int i = 0; i < slotsUsed; i++) {
            final IndexSlot slot = slots[i];
            setBucket(slot, ordinal);
        }
    }

    private void setBucket(final IndexSlot slot, final int ordinal) {
        if (slot.column() >= 0) {
            slot.bucketOf[ordinal] = fields.valueAmongAttributes(ordinal, slot.column());
        } else if (slot.isOpen() && !slot.partition.isVolatile() && !slot.partition.isWhole()) {
            slot.bucketOf[ordinal] = slot.partition.bucketOf(ordinal);
        }
    }

    /** Moves an instance to its right bucket in each index, after a change that its entries do not show. */
    public void touch(final int ordinal) {
        if ((columns.flags[ordinal] & Columns.INDEXED) != 0 && isMisplaced(ordinal)) {
            unindex(ordinal);
            index(ordinal);
        }
    }

    private boolean isMisplaced(final int ordinal) {
        for (int i = 0; i < slotsUsed; i++) {
            final IndexSlot slot = slots[i];
            if (slot.isMisplaced(ordinal)) {
                return true;
            }
        }
        return false;
    }

    /** Builds an index of all indexed instances, or of those that a filter admits. */
    public void build(final IndexSlot slot, final int order, final int field, final Filter filter) {
        levels.forgetFilter(slot.partition.filter());
        slot.partition.set(field, filter);
        fill(slot, order);
    }

    /** Builds an index of the indexed instances that have an attribute, with a bucket for each value. */
    public void buildKeyed(final IndexSlot slot, final int order, final int name) {
        levels.forgetFilter(slot.partition.filter());
        slot.partition.setKey(name);
        fill(slot, order);
    }

    /** Keeps the values of a field by ordinal in a closed index. */
    public void keepValues(final IndexSlot slot, final int field) {
        slot.keepValues(field);
        use(slot);
        setBuckets(slot);
    }

    /** Closes the indexes that keep the values of a field, which may get another attribute. */
    public void forgetValues(final int field) {
        for (final IndexSlot slot : slots) {
            if (slot.column() == field) {
                slot.close();
            }
        }
        lendColumns();
    }

    /** Gives the fields the arrays of values by ordinal that indexes keep. */
    private void lendColumns() {
        fields.withdrawColumns();
        for (final IndexSlot slot : slots) {
            if (slot.column() >= 0) {
                fields.lendColumn(slot.column(), slot.bucketOf);
            }
        }
    }

    private void use(final IndexSlot slot) {
        slotsUsed = Math.max(slotsUsed, slot.number + 1);
    }

    private void setBuckets(final IndexSlot slot) {
        lendColumns();
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if (columns.isRegistered(ordinal)) {
                setBucket(slot, ordinal);
            }
        }
    }

    private void fill(final IndexSlot slot, final int order) {
        slot.open(order);
        use(slot);
        setBuckets(slot);
        for (int ordinal = 0; ordinal < columns.limit() && slot.isOpen(); ordinal++) {
            if ((columns.flags[ordinal] & Columns.INDEXED) != 0) {
                insert(slot, ordinal, columns.freeCpu(ordinal), columns.freeMemory(ordinal));
            }
        }
    }

    /** Allocates what every index needs for an order, so that an index can be opened in it while the engine runs. */
    public void allow(final int order) {
        for (final IndexSlot slot : slots) {
            slot.index.allow(order);
        }
    }

    /** Adds the amounts of a plan's demand to the ranges of the order by ordinal. */
    public void noteDemand(final int cpu, final int memory) {
        if (ranges.note(cpu, memory)) {
            for (int i = 0; i < slotsUsed; i++) {
                final IndexSlot slot = slots[i];
                if (slot.isOpen()) {
                    slot.index.renewCells();
                }
            }
        }
    }

    /**
     * Sets the least amounts that live plans demand and walks may ask for. If they are lower than before, parked
     * instances return at once. If they are higher, an instance is parked at its next change.
     */
    public void park(final int cpu, final int memory) {
        final boolean lower = cpu < parkCpu || memory < parkMemory;
        parkCpu = cpu;
        parkMemory = memory;
        for (int ordinal = 0; lower && ordinal < columns.limit(); ordinal++) {
            if ((columns.flags[ordinal] & (Columns.INDEXED | Columns.REGISTERED)) == Columns.REGISTERED) {
                index(ordinal);
            }
        }
    }

    public int parkCpu() {
        return parkCpu;
    }

    public int parkMemory() {
        return parkMemory;
    }
}
