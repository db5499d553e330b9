package dev.berth.bench.trace;

import dev.berth.Chain;
import dev.berth.Instance;
import java.util.SplittableRandom;

/**
 * The instances on which a trace is replayed: four EC2 types in three zones, drawn at random.
 *
 * <p>vCPUs (1024 CPU units each) and MiB of the types are those of the EC2 list in
 * {@code website/content/en/docs/reference/instance-types.md} of github.com/aws/karpenter-provider-aws at commit
 * 1d927085. The mix is this project's own, with about 3.3 GiB for each vCPU, because no mix of a real fleet is
 * published.
 */
final class TraceFleet {
    /** The names of the zones. */
    static final String[] ZONES = {"us-east-1a", "us-east-1b", "us-east-1c"};

    private static final Type[] TYPES = {
        new Type("c5.4xlarge", 16, 32_768, 60),
        new Type("m5.4xlarge", 16, 65_536, 20),
        new Type("r5.4xlarge", 16, 131_072, 10),
        new Type("m5.8xlarge", 32, 131_072, 10)
    };
    private static final int PERCENT = 100;

    private final Type[] types;
    private final int[] zones;
    private final long cpuUnits;
    private final long memoryMib;

    TraceFleet(final int instances, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        types = new Type[instances];
        zones = new int[instances];
        long cpu = 0;
        long memory = 0;
        for (int i = 0; i < instances; i++) {
            types[i] = draw(random.nextInt(PERCENT));
            zones[i] = random.nextInt(ZONES.length);
            cpu += types[i].cpuUnits();
            memory += types[i].memoryMib;
        }
        cpuUnits = cpu;
        memoryMib = memory;
    }

    private record Type(String name, int vcpus, int memoryMib, int percent) {
        int cpuUnits() {
            return 1024 * vcpus;
        }
    }

    int size() {
        return types.length;
    }

    /** Returns the zone of an instance, as an index of {@link #ZONES}. */
    int zone(final int ordinal) {
        return zones[ordinal];
    }

    long cpuUnits() {
        return cpuUnits;
    }

    long memoryMib() {
        return memoryMib;
    }

    /** Returns the instance to register at an ordinal. */
    Instance instance(final int ordinal) {
        return Instance.builder("i-" + ordinal)
                .cpuUnits(types[ordinal].cpuUnits())
                .memoryMib(types[ordinal].memoryMib)
                .attribute(Chain.ZONE_ATTRIBUTE, ZONES[zones[ordinal]])
                .attribute("ecs.instance-type", types[ordinal].name)
                .build();
    }

    private static Type draw(final int percent) {
        int at = percent;
        int type = 0;
        while (at >= TYPES[type].percent) {
            at -= TYPES[type++].percent;
        }
        return TYPES[type];
    }
}
