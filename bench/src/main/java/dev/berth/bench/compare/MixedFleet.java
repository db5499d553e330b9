package dev.berth.bench.compare;

import dev.berth.bench.trace.Fleet;
import java.util.List;
import java.util.SplittableRandom;

/** The fleet of traces that name no machines: four EC2 types in three zones, drawn at random with one seed. */
final class MixedFleet implements Fleet {
    private static final int[] VCPUS = {16, 16, 16, 32};
    private static final int[] MEMORY_MIB = {32_768, 65_536, 131_072, 131_072};
    private static final int[] PERCENT = {60, 20, 10, 10};
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");
    private static final long SEED = 1;

    private final byte[] types;
    private final byte[] zones;

    MixedFleet(final int instances) {
        final SplittableRandom random = new SplittableRandom(SEED);
        types = new byte[instances];
        zones = new byte[instances];
        for (int i = 0; i < instances; i++) {
            int at = random.nextInt(100);
            while (at >= PERCENT[types[i]]) {
                at -= PERCENT[types[i]++];
            }
            zones[i] = (byte) random.nextInt(ZONES.size());
        }
    }

    @Override
    public int size() {
        return types.length;
    }

    @Override
    public double capacity(final int instance, final int dimension) {
        return dimension == 0 ? 1024.0 * VCPUS[types[instance]] : MEMORY_MIB[types[instance]];
    }

    @Override
    public int zone(final int instance) {
        return zones[instance];
    }

    @Override
    public List<String> zones() {
        return ZONES;
    }
}
