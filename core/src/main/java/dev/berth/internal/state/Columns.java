package dev.berth.internal.state;

import dev.berth.Instance;
import java.util.Arrays;
import org.agrona.collections.Object2IntHashMap;

/**
 * Instances as columns by ordinal: the truth about what is registered and what remains. Everything else can be rebuilt
 * from here, the attributes and the task table.
 */
public final class Columns {
    public static final int ACTIVE = 1;
    public static final int CONNECTED = 2;
    public static final int REGISTERED = 4;
    public static final int INDEXED = 8;
    public static final int PLACEABLE = ACTIVE | CONNECTED | REGISTERED;
    static final int BYTES_PER_INSTANCE = 38;

    /** Levels of GPUs and slots that are counted apart; the last one stands for all from it upwards. */
    static final int LEVELS = 64;

    /** The remaining memory (high 32 bits) and CPU (low) by ordinal; one long costs one cache miss. */
    public final long[] free;

    public final int[] registeredCpu;
    public final int[] registeredMemory;
    public final short[] freeGpu;
    public final short[] freeEni;
    public final short[] registeredGpu;
    public final short[] registeredEni;
    public final byte[] flags;
    public final byte[] portCount;
    public final int[] firstTask;
    public final int[] taskCount;
    public final LongCounts ports;

    /** How many instances have so many GPUs, or slots, free. */
    public final int[] gpuLevels = new int[LEVELS];

    public final int[] eniLevels = new int[LEVELS];

    /** The id of an instance, or an {@link Identity} if more than that is known. */
    private final Object[] identities;
    private final Object2IntHashMap<String> ordinalById;
    private final long[] used;

    /** How often an instance was registered at an ordinal and is gone; kept while the ordinal is free. */
    private final int[] generation;

    private int lowestFreeWord;
    private int retired;
    private int size;
    private int limit;

    public Columns(final int maxInstances, final int maxPorts) {
        free = new long[maxInstances];
        registeredCpu = new int[maxInstances];
        registeredMemory = new int[maxInstances];
        freeGpu = new short[maxInstances];
        freeEni = new short[maxInstances];
        registeredGpu = new short[maxInstances];
        registeredEni = new short[maxInstances];
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
                + 8L * LEVELS;
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

    /** Adds to what remains of CPU and memory; the sums must be ints. */
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

    public boolean isFull() {
        return size + retired == flags.length;
    }

    public boolean isRegistered(final int ordinal) {
        return ordinal >= 0 && ordinal < limit && (flags[ordinal] & REGISTERED) != 0;
    }

    public void checkRegistered(final int ordinal) {
        if (!isRegistered(ordinal)) {
            throw new IllegalArgumentException("ordinal is " + ordinal + ", must be that of a registered instance");
        }
    }

    /** Whether an instance is registered and has a flag. */
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
        registeredGpu[ordinal] = (short) instance.gpus();
        registeredEni[ordinal] = (short) instance.eniSlots();
        free[ordinal] = pack(instance.remainingCpuUnits(), instance.remainingMemoryMib());
        freeGpu[ordinal] = (short) instance.remainingGpus();
        freeEni[ordinal] = (short) instance.remainingEniSlots();
        gpuLevels[level(freeGpu[ordinal])]++;
        eniLevels[level(freeEni[ordinal])]++;
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
        gpuLevels[level(freeGpu[ordinal])]--;
        eniLevels[level(freeEni[ordinal])]--;
        ordinalById.removeKey(id(ordinal));
        identities[ordinal] = null;
        flags[ordinal] = 0;
        size--;
    }

    private void vacate(final int ordinal) {
        used[ordinal >> 6] &= ~(1L << ordinal);
        lowestFreeWord = Math.min(lowestFreeWord, ordinal >> 6);
    }

    /** Undoes {@link #add}: the handle of the ordinal may come again, and the limit is what it was. */
    public void takeBack(final int ordinal, final int limitBefore) {
        clear(ordinal);
        vacate(ordinal);
        limit = limitBefore;
    }

    /** Returns the handle of the instance that is registered at an ordinal. */
    public long handle(final int ordinal) {
        return HandleFormat.handle(HandleFormat.INSTANCE, generation[ordinal], ordinal);
    }

    /** Answers whether a number is the handle of an instance that is registered. */
    public boolean isLive(final long handle) {
        final int ordinal = HandleFormat.slot(handle);
        return isRegistered(ordinal) && handle(ordinal) == handle;
    }

    /** Sets the generation of an ordinal for tests of the last one, after which the ordinal is retired. */
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

    /** How many ports would be in use on an instance with some more, of which some may be in use already. */
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

    /** Takes a port; true if it was free. */
    public boolean takePort(final int ordinal, final int portKey) {
        if (ports.increment(PortKey.at(ordinal, portKey)) == 1) {
            portCount[ordinal]++;
            return true;
        }
        return false;
    }

    /** Gives a port back; true if it is free now. */
    public boolean releasePort(final int ordinal, final int portKey) {
        if (ports.decrement(PortKey.at(ordinal, portKey)) == 0) {
            portCount[ordinal]--;
            return true;
        }
        return false;
    }

    public void addGpu(final int ordinal, final int delta) {
        gpuLevels[level(freeGpu[ordinal])]--;
        freeGpu[ordinal] += (short) delta;
        gpuLevels[level(freeGpu[ordinal])]++;
    }

    public void addEni(final int ordinal, final int delta) {
        eniLevels[level(freeEni[ordinal])]--;
        freeEni[ordinal] += (short) delta;
        eniLevels[level(freeEni[ordinal])]++;
    }

    static int level(final int free) {
        return Math.min(Math.max(free, 0), LEVELS - 1);
    }

    /** Whether some registered instance may have so much free: false is certain. */
    public static boolean mayHave(final int[] levels, final int asked) {
        for (int level = level(asked); level < LEVELS; level++) {
            if (levels[level] > 0) {
                return true;
            }
        }
        return asked <= 0;
    }
}
