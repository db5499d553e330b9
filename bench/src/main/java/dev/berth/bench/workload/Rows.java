package dev.berth.bench.workload;

import dev.berth.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of the suite by name. */
public final class Rows {
    private static final String MEMORY = "binpack(memory)";
    private static final String CPU = "binpack(cpu)";
    private static final String ZONE = "spread(attribute:ecs.availability-zone)";
    private static final String HOST = "spread(instanceId)";
    private static final String RACK = "spread(attribute:" + Fleet.RACK_ATTRIBUTE + ")";

    private static final List<Row> ALL = List.of(
            row("quantised", "24 request shapes on 6 instance types", MEMORY).build(),
            row("continuous", "near-continuous requests", MEMORY).mix(RequestMix.Kind.CONTINUOUS).build(),
            row("cpu-bound", "near-continuous requests, CPU is what runs out", MEMORY)
                    .mix(RequestMix.Kind.CPU_BOUND)
                    .target(84)
                    .build(),
            row("adversarial", "half the instances CPU-rich and memory-poor, half the reverse", MEMORY)
                    .mix(RequestMix.Kind.CONTINUOUS)
                    .fleet(Fleet.Kind.TWO_SIDED)
                    .target(38)
                    .build(),
            row("binpack-cpu", "near-continuous requests, packed by CPU", CPU)
                    .mix(RequestMix.Kind.CONTINUOUS)
                    .build(),
            row("cpu-memory-alternating", "packed by memory and by CPU in turn", MEMORY, CPU)
                    .mix(RequestMix.Kind.CONTINUOUS)
                    .build(),
            row("equal-keys", "many equal keys, settled by a second strategy", MEMORY + "," + CPU).build(),
            row("az-binpack", "spread over zones, then packed", ZONE + "," + MEMORY).groups(1).build(),
            row("service-default", "many services, each spread over zones, then instances", ZONE + "," + HOST)
                    .mix(RequestMix.Kind.SMALL)
                    .groups(500)
                    .build(),
            row("group-10k", "a group on a tenth of the instances churns over a background", HOST + "," + MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .members(100, false)
                    .build(),
            row("covering-group", "a group with two tasks on each instance churns", HOST + "," + MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .members(2_000, true)
                    .build(),
            row("racks", "spread over racks of 40 instances, then packed", RACK + "," + MEMORY)
                    .groups(1)
                    .build(),
            row("random-90", "drawn uniformly, 90 % in use", "random").mix(RequestMix.Kind.SMALL).build(),
            row("random-97", "drawn uniformly, 97 % in use", "random")
                    .mix(RequestMix.Kind.LIGHT)
                    .target(97)
                    .build(),
            row("infeasible-memory", "more memory than any instance registers", MEMORY)
                    .mix(RequestMix.Kind.CONTINUOUS)
                    .refused(RequestMix.Kind.TOO_MUCH_MEMORY)
                    .build(),
            row("infeasible-gpu", "more GPUs than any instance registers", MEMORY)
                    .mix(RequestMix.Kind.CONTINUOUS)
                    .refused(RequestMix.Kind.TOO_MANY_GPUS)
                    .build());

    private Rows() {}

    /**
     * All rows.
     *
     * @return in the order of the table.
     */
    public static List<Row> all() {
        return ALL;
    }

    /**
     * The names of all rows.
     *
     * @return in the order of the table.
     */
    public static List<String> names() {
        return ALL.stream().map(Row::name).toList();
    }

    /**
     * The row with a name.
     *
     * @param name of the row.
     * @return the row.
     * @throws IllegalArgumentException if there is none.
     */
    public static Row named(final String name) {
        return ALL.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("row is '" + name + "', must be one of "
                        + names().stream().collect(Collectors.joining(", "))));
    }

    private static Builder row(final String name, final String about, final String... chains) {
        return new Builder(name, about, Arrays.stream(chains).map(Chain::parse).toList());
    }

    /** A row of which only what differs from the quantised one is said. */
    private static final class Builder {
        private final String name;
        private final String about;
        private final List<Chain> chains;
        private Fleet.Kind fleet = Fleet.Kind.EC2;
        private RequestMix.Kind mix = RequestMix.Kind.QUANTISED;
        private RequestMix.Kind refused;
        private int groupsPerThousand;
        private int membersPerThousand;
        private boolean membersFirst;
        private int targetPercent = 90;

        Builder(final String name, final String about, final List<Chain> chains) {
            this.name = name;
            this.about = about;
            this.chains = new ArrayList<>(chains);
        }

        Builder fleet(final Fleet.Kind value) {
            fleet = value;
            return this;
        }

        Builder mix(final RequestMix.Kind value) {
            mix = value;
            return this;
        }

        Builder groups(final int perThousand) {
            groupsPerThousand = perThousand;
            return this;
        }

        Builder members(final int perThousand, final boolean first) {
            membersPerThousand = perThousand;
            membersFirst = first;
            return this;
        }

        Builder target(final int percent) {
            targetPercent = percent;
            return this;
        }

        Builder refused(final RequestMix.Kind value) {
            refused = value;
            return this;
        }

        Row build() {
            return new Row(
                    name,
                    about,
                    fleet,
                    mix,
                    List.copyOf(chains),
                    groupsPerThousand,
                    membersPerThousand,
                    membersFirst,
                    targetPercent,
                    refused);
        }
    }
}
