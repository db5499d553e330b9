package dev.berth.bench.trace;

import dev.berth.ecs.explain.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fleet as it is named on the command line:
 *
 * <ul>
 *   <li>{@code mix}: a mix of EC2 types in three zones, drawn; with GPUs if the trace has some
 *   <li>{@code own}: the instances that the trace names
 *   <li>{@code alike,vcpus=16,memory-gib=64,gpus=0,zones=3}: instances that are alike
 *   <li>{@code file:PATH,cpu-unit=vcpu,memory-unit=gib}: a table with the columns cpu, memory and, if there are, gpus,
 *       count, zone, type, model
 *   <li>{@code catalogue:PATH,m5.4xlarge=60,c5.4xlarge=40}: types of a catalogue, drawn by these weights
 * </ul>
 */
public final class FleetArgument {
    /** The spellings of fleets, for a help. */
    public static final String HELP = "mix; own; alike,vcpus=N,memory-gib=N,gpus=N,zones=N; file:PATH,cpu-unit=UNIT,"
            + "memory-unit=UNIT; catalogue:PATH,TYPE=WEIGHT,...";

    private static final List<String> KINDS = List.of("mix", "own", "alike", "file", "catalogue");
    private static final List<String> AMOUNTS = List.of(Trace.CPU, Trace.MEMORY);
    private static final List<String> AMOUNTS_AND_GPUS = List.of(Trace.CPU, Trace.MEMORY, Trace.GPU);

    private final Spelling spelling;

    private FleetArgument(final Spelling spelling) {
        this.spelling = spelling;
    }

    /**
     * Takes a text apart.
     *
     * @param text the text.
     * @return the argument.
     * @throws IllegalArgumentException if the kind or an option is unknown; the message says what is allowed.
     */
    public static FleetArgument parse(final String text) {
        final Spelling spelling = Spelling.parse(text);
        if (!KINDS.contains(spelling.name())) {
            throw new IllegalArgumentException("fleet is '" + text + "', must be " + HELP
                    + Suggestion.phrase(spelling.name(), KINDS));
        }
        final boolean wantsPath = Set.of("file", "catalogue").contains(spelling.name());
        if (wantsPath == spelling.path().isEmpty()) {
            throw new IllegalArgumentException("fleet is '" + text + "', must be " + HELP);
        }
        switch (spelling.name()) {
            case "alike" -> spelling.checkOptions(List.of("vcpus", "memory-gib", "gpus", "zones"));
            case "file" -> spelling.checkOptions(List.of("cpu-unit", "memory-unit"));
            case "catalogue" -> {
                if (spelling.options().isEmpty()) {
                    throw new IllegalArgumentException("fleet is '" + text + "', must be " + HELP);
                }
            }
            default -> spelling.checkOptions(List.of());
        }
        return new FleetArgument(spelling);
    }

    /**
     * Returns the fleet that a trace runs on without an argument: the one that it names, or else the default mix.
     *
     * @param trace the trace.
     * @return the argument.
     */
    public static FleetArgument defaultOf(final Trace trace) {
        return parse(trace.fleet().isPresent() ? "own" : "mix");
    }

    /**
     * Answers whether the number of instances is chosen by the user.
     *
     * @return {@code false} if the fleet has a number of its own.
     */
    public boolean hasFreeSize() {
        return Set.of("mix", "alike", "catalogue").contains(spelling.name());
    }

    /**
     * Creates the fleet.
     *
     * @param trace the trace that runs on it.
     * @param instances the number of instances, if it can be chosen.
     * @param seed the seed of a fleet that is drawn.
     * @return the fleet.
     * @throws IllegalArgumentException if the trace has no such fleet, or the value of an option is out of range.
     * @throws IOException if a file cannot be read or is of another format.
     */
    public Fleet fleet(final Trace trace, final int instances, final long seed) throws IOException {
        if (spelling.name().equals("own")) {
            return trace.fleet().orElseThrow(() -> new IllegalArgumentException("fleet is own, but " + trace.name()
                    + " names no instances; give another fleet: " + HELP));
        }
        final boolean hasGpus = trace.dimensions().equals(AMOUNTS_AND_GPUS);
        if (!hasGpus && !trace.dimensions().equals(AMOUNTS)) {
            throw new IllegalArgumentException("fleet is " + spelling + ", but " + trace.name() + " asks for "
                    + String.join(", ", trace.dimensions()) + ", and such a fleet has " + AMOUNTS_AND_GPUS
                    + "; run it in bins that open on demand");
        }
        final Options options = new Options(spelling.options());
        final Path path = Path.of(spelling.path());
        return switch (spelling.name()) {
            case "mix" -> FleetOfTypes.mix(hasGpus, instances, seed);
            case "alike" -> FleetOfTypes.alike(hasGpus, alike(options), instances, options.integer("zones", 1, 1, 100));
            case "file" -> FleetFile.read(path, options, "", hasGpus);
            default -> FleetOfTypes.drawn(hasGpus, catalogue(path, options), instances, seed);
        };
    }

    private static FleetOfTypes.Type alike(final Options options) {
        return new FleetOfTypes.Type(
                "",
                (int) (1024 * options.number("vcpus", 16, 1.0 / 1024, 4096)),
                (int) (1024 * options.number("memory-gib", 64, 1.0 / 1024, 65_536)),
                options.integer("gpus", 0, 0, 64),
                "",
                1);
    }

    private static List<FleetOfTypes.Type> catalogue(final Path path, final Options options) throws IOException {
        final List<FleetOfTypes.Type> types = new ArrayList<>();
        final Set<String> names = new HashSet<>();
        try (Table table = Table.open(path)) {
            final int name = table.column("instance_type");
            final int vcpu = table.column("vcpu");
            final int memory = table.column("memory_mib");
            final int gpus = table.column("gpu_count");
            final int model = table.column("gpu_name");
            while (table.next()) {
                final String type = table.text(name);
                names.add(type);
                if (options.values().containsKey(type)) {
                    types.add(new FleetOfTypes.Type(
                            type,
                            1024 * (int) table.whole(vcpu, 1, 4096),
                            (int) table.whole(memory, 1, Integer.MAX_VALUE),
                            (int) table.whole(gpus, 0, 64),
                            table.text(model),
                            options.integer(type, 1, 1, 1_000_000)));
                }
            }
        }
        for (final Map.Entry<String, String> option : options.values().entrySet()) {
            if (!names.contains(option.getKey())) {
                throw new IllegalArgumentException(path + " has no instance type '" + option.getKey() + "'"
                        + Suggestion.phrase(option.getKey(), names));
            }
        }
        return types;
    }

    @Override
    public String toString() {
        return spelling.toString();
    }
}
