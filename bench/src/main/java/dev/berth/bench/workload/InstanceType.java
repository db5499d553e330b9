package dev.berth.bench.workload;

/**
 * A type of instance in a fleet.
 *
 * <p>CPU and memory of the EC2 types are what Karpenter computes as allocatable (AL2023), from
 * {@code website/content/en/docs/reference/instance-types.md} of github.com/aws/karpenter-provider-aws at commit
 * 1d927085, with thousandths of a core converted to CPU units (1024 = 1 vCPU). Task network slots are the limits with
 * {@code awsvpcTrunking} of the Amazon ECS developer guide, "container instance ENI".
 *
 * @param name of the type.
 * @param cpuUnits registered CPU units.
 * @param memoryMib registered MiB.
 * @param gpus registered GPUs.
 * @param eniSlots registered task network slots.
 */
public record InstanceType(String name, int cpuUnits, int memoryMib, int gpus, int eniSlots) {
    /** 1,930 thousandths of a core, 6,903 MiB. */
    public static final InstanceType M5_LARGE = new InstanceType("m5.large", 1_976, 6_903, 0, 10);

    /** 3,920 thousandths of a core, 14,162 MiB. */
    public static final InstanceType M5_XLARGE = new InstanceType("m5.xlarge", 4_014, 14_162, 0, 20);

    /** 7,910 thousandths of a core, 29,317 MiB. */
    public static final InstanceType M5_2XLARGE = new InstanceType("m5.2xlarge", 8_099, 29_317, 0, 40);

    /** 15,890 thousandths of a core, 27,381 MiB. */
    public static final InstanceType C5_4XLARGE = new InstanceType("c5.4xlarge", 16_271, 27_381, 0, 60);

    /** 1,930 thousandths of a core, 14,481 MiB. */
    public static final InstanceType R5_LARGE = new InstanceType("r5.large", 1_976, 14_481, 0, 10);

    /** 3,920 thousandths of a core, 14,481 MiB, one GPU. */
    public static final InstanceType G4DN_XLARGE = new InstanceType("g4dn.xlarge", 4_014, 14_481, 1, 20);

    /** 47,810 thousandths of a core, 178,933 MiB, four GPUs; slots left out, as nothing there asks for one. */
    public static final InstanceType G4DN_12XLARGE = new InstanceType("g4dn.12xlarge", 48_957, 178_933, 4, 0);

    /** 95,690 thousandths of a core, 355,262 MiB, eight GPUs; slots left out, as nothing there asks for one. */
    public static final InstanceType G4DN_METAL = new InstanceType("g4dn.metal", 97_986, 355_262, 8, 0);

    /** Invented for the adversarial fleet: as much CPU as a c5.4xlarge, as little memory as an m5.large. */
    public static final InstanceType CPU_RICH = new InstanceType("cpu-rich", 16_271, 6_903, 0, 60);

    /** Invented for fresh fleets: 8 cores, and memory with 15 significant bits, as registered memory often has. */
    public static final InstanceType UNEVEN = new InstanceType("uneven", 8_192, 30_007, 0, 20);

    /** Invented for fresh fleets: 8 cores, and memory that is a power of two. */
    public static final InstanceType POWER_OF_2 = new InstanceType("power-of-2", 8_192, 32_768, 0, 20);

    /** Invented for the adversarial fleet: as little CPU as an m5.large, as much memory as an r5.xlarge. */
    public static final InstanceType MEMORY_RICH = new InstanceType("memory-rich", 1_976, 29_317, 0, 10);
}
