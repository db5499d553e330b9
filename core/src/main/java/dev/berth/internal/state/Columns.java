package dev.berth.internal.state;

import dev.berth.Instance;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.collections.Object2IntHashMap;

/**
 * The instances as columns by ordinal: which are registered and how much of each resource remains. Everything else can
 * be rebuilt from these columns, the attributes and the task table.
 */
public final class Columns {
    public static final int ACTIVE = 1;
    public static final int CONNECTED = 2;
    public static final int REGISTERED = 4;
    public static final int INDEXED = 8;
    public static final int PLACEABLE = ACTIVE | CONNECTED | REGISTERED;

    /** The number of the GPUs among the further amounts. */
    public static final int GPU = 0;

    /** The number of the ENI slots among the further amounts. */
    public static final int ENI = 1;

    /** The number of the first named resource among the further amounts; the other resources follow. */
    static final int NAMED = 2;

    /** The bytes of an instance in all columns except those of the further amounts. */
    static final int BYTES_PER_INSTANCE = 30;

    // In a snapshot, the flags of an ordinal take the bits below its generation. The lowest three are ACTIVE, CONNECTED
    // and REGISTERED.
    private static final int KNOWN = 8;
    private static final int RETIRED = 16;
    private static final int FLAG_BITS = 5;
    private static final int FLAG_MASK = (1 << FLAG_BITS) - 1;

    /**
     * The remaining memory in MiB (high 32 bits) and CPU in units (low 32 bits) by ordinal. One long costs one cache
     * miss.
     */
    public final long[] free;

    public final int[] registeredCpu;
    public final int[] registeredMemory;

    /** The columns of the further amounts by number. */
    public final AmountColumn[] amounts;

    public final byte[] flags;
    public final byte[] portCount;
    public final int[] firstTask;
    public final int[] taskCount;
    public final LongCounts ports;

    /** The id of each instance as a string, or an {@link Identity} if more than the id is known. */
    private final Object[] identities;
    private final Object2IntHashMap<String> ordinalById;
    private final List<String> resources;
    private final long[] used;

    /** The number of instances that were registered at an ordinal and have left. It stays while the ordinal is free. */
    private final int[] generation;

    private int lowestFreeWord;
    private int retired;
    private int size;
    private int limit;

    public Columns(final int maxInstances, final int maxPorts, final List<String> resources) {
        free = new long[maxInstances];
        registeredCpu = new int[maxInstances];
        registeredMemory = new int[maxInstances];
        this.resources = resources;
        amounts = new AmountColumn[NAMED + resources.size()];
        amounts[GPU] = AmountColumn.ofShorts("gpus", maxInstances);
        amounts[ENI] = AmountColumn.ofShorts("eniSlots", maxInstances);
        for (int i = 0; i < resources.size(); i++) {
            amounts[NAMED + i] = AmountColumn.ofInts(resources.get(i), maxInstances);
        }
        flags = new byte[maxInstances];
        portCount = new byte[maxInstances];
        firstTask = new int[maxInstances];
        Arrays.fill(firstTask, TaskTable.NONE);
        taskCount = new int[maxInstances];
        ports = new LongCounts(maxPorts);
        identities = new Object[maxInstances];
        ordinalById = new Object2IntHashMap<>(Attributes.mapCapacity(maxInstances), 0.6f, -1, true);
        used = new long[maxInstances + 63 >> 6];
        generation = new int[maxInstances];
    }

    public static long footprintBytes(final int maxInstances) {
        return (BYTES_PER_INSTANCE + Footprint.REFERENCE) * maxInstances
                + Attributes.mapCapacity(maxInstances) * (Footprint.REFERENCE + 4)
                + (maxInstances + 63 >> 6) * 8L
                + 2 * AmountColumn.footprintBytes(maxInstances, Short.BYTES);
    }

    /** Returns the bytes of the columns of some named resources. */
    public static long footprintOfResources(final int maxInstances, final int count) {
        return count * AmountColumn.footprintBytes(maxInstances, Integer.BYTES);
    }

    /** Returns the number of the further amount that is a named resource. Throws if there is no such resource. */
    public int numberOf(final String resource) {
        final int at = resource == null ? -1 : resources.indexOf(resource);
        if (at < 0) {
            throw new IllegalArgumentException("resource is '" + resource + "', must be one that EngineConfig.resources"
                    + " names, which are " + (resources.isEmpty() ? "none" : resources));
        }
        return NAMED + at;
    }

    /** Returns the name of the resource that is a further amount; null for GPUs and ENI slots. */
    public String resource(final int number) {
        return number < NAMED ? null : resources.get(number - NAMED);
    }

    /**
     * Answers whether the counts by remainder of a further amount agree with the registered instances. Runs in O(N).
     */
    public boolean isAmountValid(final int number) {
        return amounts[number].isValid(IntStream.range(0, limit).filter(this::isRegistered));
    }

    /** Answers whether every name is that of a named resource. */
    boolean areResources(final Map<String, Integer> named) {
        return resources.containsAll(named.keySet());
    }

    /** Throws if a name is not that of a named resource. */
    public void checkResources(final Map<String, Integer> named) {
        named.keySet().forEach(this::numberOf);
    }

    private static long pack(final int cpu, final int memory) {
        return (long) memory << Integer.SIZE | cpu & 0xFFFFFFFFL;
    }

    public static int cpu(final long free) {
        return (int) free;
    }

    public static int memory(final long free) {
        return (int) (free >> Integer.SIZE);
    }

    public int freeCpu(final int ordinal) {
        return cpu(free[ordinal]);
    }

    public int freeMemory(final int ordinal) {
        return memory(free[ordinal]);
    }

    /** Adds to the remaining CPU and memory; each sum must fit in an int. */
    public void addFree(final int ordinal, final int cpu, final int memory) {
        final long before = free[ordinal];
        free[ordinal] = pack(cpu(before) + cpu, memory(before) + memory);
    }

    public int size() {
        return size;
    }

    public int limit() {
        return limit;
    }

    /** Returns how many ordinals are in use or retired. */
    public int used() {
        return size + retired;
    }

    public boolean isFull() {
        return used() == flags.length;
    }

    public boolean isRegistered(final int ordinal) {
        return ordinal >= 0 && ordinal < limit && (flags[ordinal] & REGISTERED) != 0;
    }

    public void checkRegistered(final int ordinal) {
        if (!isRegistered(ordinal)) {
            throw new IllegalArgumentException("ordinal is " + ordinal + ", must be that of a registered instance");
        }
    }

    /** Answers whether an instance is registered and has a flag. */
    public boolean has(final int ordinal, final int flag) {
        return isRegistered(ordinal) && (flags[ordinal] & flag) != 0;
    }

    public String id(final int ordinal) {
        final Object identity = identities[ordinal];
        return identity instanceof String id ? id : ((Identity) identity).id;
    }

    public Identity identity(final int ordinal) {
        final Object identity = identities[ordinal];
        return identity instanceof Identity known ? known : Identity.UNKNOWN;
    }

    public int ordinalOf(final String id) {
        return ordinalById.getValue(id);
    }

    public int lowestFree() {
        int word = lowestFreeWord;
        while (used[word] == -1L) {
            word++;
        }
        lowestFreeWord = word;
        return (word << 6) + Long.numberOfTrailingZeros(~used[word]);
    }

    public void add(final int ordinal, final Instance instance) {
        used[ordinal >> 6] |= 1L << ordinal;
        size++;
        limit = Math.max(limit, ordinal + 1);
        identities[ordinal] = Identity.isKnown(instance) ? new Identity(instance) : instance.id();
        ordinalById.put(instance.id(), ordinal);
        registeredCpu[ordinal] = instance.cpuUnits();
        registeredMemory[ordinal] = instance.memoryMib();
        free[ordinal] = pack(instance.remainingCpuUnits(), instance.remainingMemoryMib());
        amounts[GPU].add(ordinal, instance.gpus(), instance.remainingGpus());
        amounts[ENI].add(ordinal, instance.eniSlots(), instance.remainingEniSlots());
        for (int i = NAMED; i < amounts.length; i++) {
            final String name = resource(i);
            amounts[i].add(ordinal, instance.resource(name), instance.remainingResource(name));
        }
        taskCount[ordinal] = 0;
        firstTask[ordinal] = TaskTable.NONE;
        flags[ordinal] = (byte) (REGISTERED | ACTIVE | (instance.agentConnected() ? CONNECTED : 0));
        for (final int port : instance.tcpPortsInUse()) {
            takePort(ordinal, PortKey.of(false, port));
        }
        for (final int port : instance.udpPortsInUse()) {
            takePort(ordinal, PortKey.of(true, port));
        }
    }

    public void remove(final int ordinal) {
        clear(ordinal);
        if (generation[ordinal] == HandleFormat.LAST_GENERATION) {
            retired++;
            return;
        }
        generation[ordinal]++;
        vacate(ordinal);
    }

    private void clear(final int ordinal) {
        removePorts(ordinal);
        for (final AmountColumn amount : amounts) {
            amount.remove(ordinal);
        }
        ordinalById.removeKey(id(ordinal));
        identities[ordinal] = null;
        flags[ordinal] = 0;
        size--;
    }

    private void vacate(final int ordinal) {
        used[ordinal >> 6] &= ~(1L << ordinal);
        lowestFreeWord = Math.min(lowestFreeWord, ordinal >> 6);
    }

    /** Undoes {@link #add}. The handle of the ordinal may be issued again, and the limit is restored. */
    public void takeBack(final int ordinal, final int limitBefore) {
        clear(ordinal);
        vacate(ordinal);
        limit = limitBefore;
    }

    /** Returns the handle of the instance that is registered at an ordinal. */
    public long handle(final int ordinal) {
        return HandleFormat.handle(HandleFormat.INSTANCE, generation[ordinal], ordinal);
    }

    /** Answers whether a number is the handle of a registered instance. */
    public boolean isLive(final long handle) {
        final int ordinal = HandleFormat.slot(handle);
        return isRegistered(ordinal) && handle(ordinal) == handle;
    }

    /** Sets the generation of an ordinal, so that tests can reach the last one, after which the ordinal is retired. */
    void presetGeneration(final int ordinal, final int value) {
        generation[ordinal] = value;
    }

    private void removePorts(final int ordinal) {
        for (int position = 0; portCount[ordinal] > 0; position = (position + 1) % ports.capacity()) {
            final long key = ports.keyAt(position);
            while (ports.keyAt(position) == key && PortKey.ordinal(key) == ordinal) {
                releasePort(ordinal, PortKey.key(key));
            }
        }
    }

    /** Returns how many ports of an instance would be in use with some more; some of these may be in use already. */
    public int portCountWith(final int ordinal, final int[] portKeys) {
        int count = portCount[ordinal];
        for (final int portKey : portKeys) {
            count += ports.get(PortKey.at(ordinal, portKey)) == 0 ? 1 : 0;
        }
        return count;
    }

    public boolean isPortFree(final int ordinal, final int portKey) {
        return ports.get(PortKey.at(ordinal, portKey)) == 0;
    }

    /** Takes a port, and answers whether it was free before. */
    public boolean takePort(final int ordinal, final int portKey) {
        if (ports.increment(PortKey.at(ordinal, portKey)) == 1) {
            portCount[ordinal]++;
            return true;
        }
        return false;
    }

    /** Releases one use of a port, and answers whether the port is free now. */
    public boolean releasePort(final int ordinal, final int portKey) {
        if (ports.decrement(PortKey.at(ordinal, portKey)) == 0) {
            portCount[ordinal]--;
            return true;
        }
        return false;
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /**
     * Writes each ordinal that was ever registered, with the attributes of its instance. Tasks and ports are written
     * elsewhere.
     */
    public void write(final SnapshotWriter out, final Attributes attributes) throws IOException {
        out.number(limit);
        for (int ordinal = 0; ordinal < limit; ordinal++) {
            final boolean isKnown = identities[ordinal] instanceof Identity;
            final boolean isRetired = !isRegistered(ordinal) && (used[ordinal >> 6] >>> ordinal & 1) != 0;
            final int known = (isKnown ? KNOWN : 0) | (isRetired ? RETIRED : 0);
            out.number((long) generation[ordinal] << FLAG_BITS | flags[ordinal] & PLACEABLE | known);
            if (isRegistered(ordinal)) {
                out.text(id(ordinal));
                if (isKnown) {
                    identity(ordinal).write(out);
                }
                out.number(registeredCpu[ordinal]);
                out.number(registeredMemory[ordinal]);
                out.signed(freeCpu(ordinal));
                out.signed(freeMemory(ordinal));
                for (final AmountColumn amount : amounts) {
                    out.number(amount.registered(ordinal));
                    out.signed(amount.free(ordinal));
                }
                attributes.writeOf(out, ordinal);
            }
        }
    }

    /** Writes the names of the resources in their order. */
    public void writeResources(final SnapshotWriter out) throws IOException {
        out.number(resources.size());
        for (final String name : resources) {
            out.text(name);
        }
    }

    /**
     * Reads the instances of a snapshot into empty columns. The snapshot has amounts of the first
     * {@code savedResources} resources; the amounts of the others become 0.
     */
    public void read(final SnapshotReader in, final Attributes attributes, final int savedResources)
            throws IOException {
        limit = in.number("number of ordinals", 0, flags.length);
        for (int ordinal = 0; ordinal < limit; ordinal++) {
            final long read = in.number();
            final int state = (int) read & FLAG_MASK;
            in.require(read >>> FLAG_BITS <= HandleFormat.LAST_GENERATION, "generation of an ordinal is too high");
            generation[ordinal] = (int) (read >>> FLAG_BITS);
            if ((state & REGISTERED) != 0) {
                in.require((state & RETIRED) == 0, "an ordinal is registered and retired");
                flags[ordinal] = (byte) (state & PLACEABLE);
                readInstance(in, ordinal, (state & KNOWN) != 0, savedResources);
                attributes.readOf(in, ordinal);
            } else if (state == RETIRED) {
                in.require(generation[ordinal] == HandleFormat.LAST_GENERATION, "an ordinal was retired early");
                used[ordinal >> 6] |= 1L << ordinal;
                retired++;
            } else {
                in.require(state == 0, "flags of an ordinal that is free must be none");
            }
        }
    }

    private void readInstance(
            final SnapshotReader in, final int ordinal, final boolean isKnown, final int savedResources)
            throws IOException {
        final String id = in.name("id of an instance");
        in.require(ordinalById.put(id, ordinal) < 0, "two instances have the same id");
        identities[ordinal] = isKnown ? Identity.read(in, id) : id;
        registeredCpu[ordinal] = in.number("cpuUnits", 0, Integer.MAX_VALUE);
        registeredMemory[ordinal] = in.number("memoryMib", 0, Integer.MAX_VALUE);
        final int cpu = in.signed("remaining cpuUnits", Integer.MIN_VALUE, Integer.MAX_VALUE);
        free[ordinal] = pack(cpu, in.signed("remaining memoryMib", Integer.MIN_VALUE, Integer.MAX_VALUE));
        for (int i = 0; i < amounts.length; i++) {
            final AmountColumn amount = amounts[i];
            final boolean isSaved = i < NAMED + savedResources;
            final int registered = isSaved ? in.number(amount.name, 0, amount.most()) : 0;
            amount.add(ordinal, registered, isSaved ? in.signed(amount.name, amount.least(), amount.most()) : 0);
        }
        used[ordinal >> 6] |= 1L << ordinal;
        size++;
    }
}
