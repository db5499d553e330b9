package dev.berth.bench.trace;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fleet of instances of some types, which are drawn at random or counted. The dimensions are {@link Trace#CPU},
 * {@link Trace#MEMORY} and, if the trace has it, {@link Trace#GPU}.
 *
 * <p>The default mixes are of EC2 types, with the vCPUs (1024 CPU units each), MiB and GPUs of the EC2 list in
 * {@code website/content/en/docs/reference/instance-types.md} of github.com/aws/karpenter-provider-aws at commit
 * 1d927085. The shares are this project's own, because no mix of a real fleet is published.
 */
public final class FleetOfTypes implements Fleet {
    private static final List<String> DRAWN_ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    /** A mix with about 3.3 GiB for each vCPU. */
    private static final List<Type> MIX = List.of(
            new Type("c5.4xlarge", 16 * 1024, 32_768, 0, "", 60),
            new Type("m5.4xlarge", 16 * 1024, 65_536, 0, "", 20),
            new Type("r5.4xlarge", 16 * 1024, 131_072, 0, "", 10),
            new Type("m5.8xlarge", 32 * 1024, 131_072, 0, "", 10));

    /** A mix in which half of the instances have one, four or eight GPUs. */
    private static final List<Type> GPU_MIX = List.of(
            new Type("c5.4xlarge", 16 * 1024, 32_768, 0, "", 30),
            new Type("m5.8xlarge", 32 * 1024, 131_072, 0, "", 20),
            new Type("g4dn.4xlarge", 16 * 1024, 65_536, 1, "T4", 20),
            new Type("g5.12xlarge", 48 * 1024, 196_608, 4, "A10G", 20),
            new Type("p4d.24xlarge", 96 * 1024, 1_179_648, 8, "A100", 10));

    private final boolean hasGpus;
    private final Type[] types;
    private final int[] zoneOf;
    private final List<String> zones;
    private final List<String> notes;

    private FleetOfTypes(final boolean hasGpus, final Type[] types, final int[] zoneOf, final List<String> zones) {
        this(hasGpus, types, zoneOf, zones, List.of());
    }

    private FleetOfTypes(
            final boolean hasGpus,
            final Type[] types,
            final int[] zoneOf,
            final List<String> zones,
            final List<String> notes) {
        this.hasGpus = hasGpus;
        this.types = types;
        this.zoneOf = zoneOf;
        this.zones = zones;
        this.notes = notes;
    }

    /** Returns the same fleet with notes for the terminal. */
    FleetOfTypes withNotes(final List<String> sentences) {
        return new FleetOfTypes(hasGpus, types, zoneOf, zones, List.copyOf(sentences));
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    /**
     * An instance type.
     *
     * @param name the name; may be empty.
     * @param cpuUnits CPU units; 1024 are one vCPU.
     * @param memoryMib memory in MiB.
     * @param gpus whole GPUs.
     * @param model the model of the GPUs; may be empty.
     * @param weight the share in a fleet that is drawn, or the number in one that is counted.
     */
    public record Type(String name, int cpuUnits, int memoryMib, int gpus, String model, int weight) {
        /** Checks the values. */
        public Type {
            if (cpuUnits < 0 || memoryMib < 0 || gpus < 0 || weight < 0) {
                throw new IllegalArgumentException("instance type '" + name + "' has " + cpuUnits + " CPU units, "
                        + memoryMib + " MiB, " + gpus + " GPUs and weight " + weight + ", must be 0 or more each");
            }
        }
    }

    /**
     * Draws a fleet of the default mix in three zones.
     *
     * @param hasGpus whether the trace has the dimension {@link Trace#GPU}; half of the instances then have GPUs.
     * @param instances the number of instances.
     * @param seed the seed of the draws.
     * @return the fleet.
     */
    public static FleetOfTypes mix(final boolean hasGpus, final int instances, final long seed) {
        return drawn(hasGpus, hasGpus ? GPU_MIX : MIX, instances, seed);
    }

    /**
     * Draws a fleet in three zones.
     *
     * @param hasGpus whether the trace has the dimension {@link Trace#GPU}.
     * @param types types by weight, the sum of which must be positive.
     * @param instances the number of instances.
     * @param seed the seed of the draws.
     * @return the fleet.
     */
    public static FleetOfTypes drawn(
            final boolean hasGpus, final List<Type> types, final int instances, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int weights = types.stream().mapToInt(Type::weight).reduce(0, Math::addExact);
        final Type[] drawn = new Type[instances];
        final int[] zoneOf = new int[instances];
        for (int i = 0; i < instances; i++) {
            drawn[i] = draw(types, random.nextInt(weights));
            zoneOf[i] = random.nextInt(DRAWN_ZONES.size());
        }
        return new FleetOfTypes(hasGpus, drawn, zoneOf, DRAWN_ZONES);
    }

    private static Type draw(final List<Type> types, final int weight) {
        int at = weight;
        int type = 0;
        while (at >= types.get(type).weight) {
            at -= types.get(type++).weight;
        }
        return types.get(type);
    }

    /**
     * Creates a fleet of as many instances of each type as its weight says.
     *
     * @param hasGpus whether the trace has the dimension {@link Trace#GPU}.
     * @param types the types, in the order of the instances.
     * @param zones the zone of each type.
     * @return the fleet.
     */
    public static FleetOfTypes counted(final boolean hasGpus, final List<Type> types, final List<String> zones) {
        final List<String> names = List.copyOf(new LinkedHashSet<>(zones));
        final int size = types.stream().mapToInt(Type::weight).reduce(0, Math::addExact);
        final Type[] all = new Type[size];
        final int[] zoneOf = new int[size];
        int from = 0;
        for (int i = 0; i < types.size(); i++) {
            final int to = from + types.get(i).weight;
            Arrays.fill(all, from, to, types.get(i));
            Arrays.fill(zoneOf, from, to, names.indexOf(zones.get(i)));
            from = to;
        }
        return new FleetOfTypes(hasGpus, all, zoneOf, names);
    }

    /**
     * Creates a fleet of instances that are alike, which take turns in the zones.
     *
     * @param hasGpus whether the trace has the dimension {@link Trace#GPU}.
     * @param type the type; its weight does not count.
     * @param instances the number of instances.
     * @param zones the number of zones.
     * @return the fleet.
     */
    public static FleetOfTypes alike(
            final boolean hasGpus, final Type type, final int instances, final int zones) {
        final Type[] all = new Type[instances];
        final int[] zoneOf = new int[instances];
        final String[] names = new String[zones];
        Arrays.fill(all, type);
        Arrays.setAll(zoneOf, i -> i % zones);
        Arrays.setAll(names, zone -> "zone-" + (zone + 1));
        return new FleetOfTypes(hasGpus, all, zoneOf, List.of(names));
    }

    @Override
    public int size() {
        return types.length;
    }

    @Override
    public double capacity(final int instance, final int dimension) {
        final Type type = types[instance];
        return switch (dimension) {
            case 0 -> type.cpuUnits;
            case 1 -> type.memoryMib;
            case 2 -> hasGpus ? type.gpus : noDimension(dimension);
            default -> noDimension(dimension);
        };
    }

    private static double noDimension(final int dimension) {
        throw new IndexOutOfBoundsException("dimension is " + dimension + ", the fleet has fewer");
    }

    @Override
    public String model(final int instance) {
        return types[instance].model;
    }

    @Override
    public String type(final int instance) {
        return types[instance].name;
    }

    @Override
    public int zone(final int instance) {
        return zoneOf[instance];
    }

    @Override
    public List<String> zones() {
        return zones;
    }
}
