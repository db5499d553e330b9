package dev.berth.bench.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The instances of a cluster as columns by ordinal: type, zone and rack. Immutable by convention: readers share the
 * arrays.
 */
public final class Fleet {
    /** The number of availability zones. */
    public static final int ZONES = 3;

    /** The number of instances for each value of the rack attribute. */
    public static final int INSTANCES_PER_RACK = 40;

    /** The name of the attribute of racks. */
    public static final String RACK_ATTRIBUTE = "rack";

    /** The kinds of fleets, by their instance types. */
    public enum Kind {
        /** Six EC2 types, small ones more often: about 3.1 MiB for each CPU unit. */
        EC2(
                new InstanceType[] {
                    InstanceType.M5_LARGE, InstanceType.M5_XLARGE, InstanceType.M5_2XLARGE,
                    InstanceType.C5_4XLARGE, InstanceType.R5_LARGE, InstanceType.G4DN_XLARGE
                },
                new int[] {35, 25, 15, 10, 10, 5}),
        /** Half of the instances rich in CPU and poor in memory, half the reverse. */
        TWO_SIDED(new InstanceType[] {InstanceType.CPU_RICH, InstanceType.MEMORY_RICH}, new int[] {50, 50}),
        /** One type whose memory is no round number in any unit. */
        UNEVEN(new InstanceType[] {InstanceType.UNEVEN}, new int[] {100}),
        /** One type whose memory is a power of two. */
        POWER_OF_2(new InstanceType[] {InstanceType.POWER_OF_2}, new int[] {100}),
        /** Five EC2 types without GPUs, and two of a hundred instances with four or eight. */
        SOME_GPUS(
                new InstanceType[] {
                    InstanceType.M5_LARGE, InstanceType.M5_XLARGE, InstanceType.M5_2XLARGE, InstanceType.C5_4XLARGE,
                    InstanceType.R5_LARGE, InstanceType.G4DN_12XLARGE, InstanceType.G4DN_METAL
                },
                new int[] {35, 25, 15, 13, 10, 1, 1});

        private final InstanceType[] types;
        private final int[] percent;

        Kind(final InstanceType[] types, final int[] percent) {
            this.types = types;
            this.percent = percent;
        }

        private InstanceType draw(final SplittableRandom random) {
            int at = random.nextInt(100);
            int type = 0;
            while (at >= percent[type]) {
                at -= percent[type++];
            }
            return types[type];
        }
    }

    private final int[] cpuUnits;
    private final int[] memoryMib;
    private final int[] gpus;
    private final int[] eniSlots;
    private final int[] zones;
    private final int[] racks;
    private final long totalCpuUnits;
    private final long totalMemoryMib;
    private final long totalGpus;
    private final long totalEniSlots;

    /**
     * Draws a fleet.
     *
     * @param kind of its types.
     * @param instances number of instances, 1 or more.
     * @param seed of the draws.
     */
    public Fleet(final Kind kind, final int instances, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        cpuUnits = new int[instances];
        memoryMib = new int[instances];
        gpus = new int[instances];
        eniSlots = new int[instances];
        zones = new int[instances];
        racks = new int[instances];
        final int rackCount = Math.max(1, instances / INSTANCES_PER_RACK);
        long cpu = 0;
        long memory = 0;
        for (int i = 0; i < instances; i++) {
            final InstanceType type = kind.draw(random);
            cpuUnits[i] = type.cpuUnits();
            memoryMib[i] = type.memoryMib();
            gpus[i] = type.gpus();
            eniSlots[i] = type.eniSlots();
            zones[i] = random.nextInt(ZONES);
            racks[i] = random.nextInt(rackCount);
            cpu += type.cpuUnits();
            memory += type.memoryMib();
        }
        totalCpuUnits = cpu;
        totalMemoryMib = memory;
        totalGpus = Arrays.stream(gpus).asLongStream().sum();
        totalEniSlots = Arrays.stream(eniSlots).asLongStream().sum();
    }

    /**
     * Returns the number of instances.
     *
     * @return 1 or more.
     */
    public int size() {
        return cpuUnits.length;
    }

    /**
     * Returns the number of values that the rack attribute can have.
     *
     * @return 1 or more.
     */
    public int rackCount() {
        return Math.max(1, size() / INSTANCES_PER_RACK);
    }

    /**
     * Returns the registered CPU units by ordinal.
     *
     * @return the column itself.
     */
    public int[] cpuUnits() {
        return cpuUnits;
    }

    /**
     * Returns the registered MiB by ordinal.
     *
     * @return the column itself.
     */
    public int[] memoryMib() {
        return memoryMib;
    }

    /**
     * Returns the registered GPUs by ordinal.
     *
     * @return the column itself.
     */
    public int[] gpus() {
        return gpus;
    }

    /**
     * Returns the registered task network slots by ordinal.
     *
     * @return the column itself.
     */
    public int[] eniSlots() {
        return eniSlots;
    }

    /**
     * Returns the zone by ordinal, 0..{@value #ZONES} − 1.
     *
     * @return the column itself.
     */
    public int[] zones() {
        return zones;
    }

    /**
     * Returns the rack by ordinal, 0..rackCount − 1.
     *
     * @return the column itself.
     */
    public int[] racks() {
        return racks;
    }

    /**
     * Returns the registered CPU units of all instances.
     *
     * @return the sum.
     */
    public long totalCpuUnits() {
        return totalCpuUnits;
    }

    /**
     * Returns the registered MiB of all instances.
     *
     * @return the sum.
     */
    public long totalMemoryMib() {
        return totalMemoryMib;
    }

    /**
     * Returns the registered GPUs of all instances.
     *
     * @return the sum.
     */
    public long totalGpus() {
        return totalGpus;
    }

    /**
     * Returns the registered task network slots of all instances.
     *
     * @return the sum.
     */
    public long totalEniSlots() {
        return totalEniSlots;
    }
}
