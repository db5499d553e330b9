package dev.berth.bench.trace.synthetic;

import dev.berth.bench.trace.Fleet;
import java.util.List;

/** The fleet of a synthetic trace. Types and zones are drawn; the three zones are equally likely. */
final class SyntheticFleet implements Fleet {
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    private final List<MachineType> types;
    private final byte[] typeOf;
    private final byte[] zoneOf;

    SyntheticFleet(final List<MachineType> types, final int instances, final long seed) {
        this.types = types;
        typeOf = new byte[instances];
        zoneOf = new byte[instances];
        final Draws draws = new Draws(seed);
        final int weights = types.stream().mapToInt(MachineType::weight).sum();
        for (int i = 0; i < instances; i++) {
            int place = draws.below(weights);
            while (place >= types.get(typeOf[i]).weight()) {
                place -= types.get(typeOf[i]++).weight();
            }
            zoneOf[i] = (byte) draws.below(ZONES.size());
        }
    }

    @Override
    public int size() {
        return typeOf.length;
    }

    @Override
    public double capacity(final int instance, final int dimension) {
        final MachineType type = types.get(typeOf[instance]);
        return dimension == 0 ? type.cpuUnits() : type.memoryMib();
    }

    @Override
    public String model(final int instance) {
        return types.get(typeOf[instance]).name();
    }

    @Override
    public int zone(final int instance) {
        return zoneOf[instance];
    }

    @Override
    public List<String> zones() {
        return ZONES;
    }
}
