package dev.berth.bench.workload;

import dev.berth.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cases of the suites by name. */
public final class BenchmarkCases {
    private static final String MEMORY = "binpack(memory)";
    private static final String CPU = "binpack(cpu)";
    private static final String ZONE = "spread(attribute:ecs.availability-zone)";
    private static final String HOST = "spread(instanceId)";
    private static final String CPU_MEMORY = CPU + "," + MEMORY;
    private static final String ZONE_MEMORY = ZONE + "," + MEMORY;
    private static final String RACK = "spread(attribute:" + Fleet.RACK_ATTRIBUTE + ")";

    private static final List<BenchmarkCase> UNCONSTRAINED = List.of(
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
            row("az-binpack", "spread over zones, then packed", ZONE_MEMORY).groups(1).build(),
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
            fresh("fresh-fleet", "equal instances, few in use, settled by a second strategy", CPU_MEMORY).build(),
            row("infeasible-memory", "more memory than any instance registers", MEMORY)
                    .mix(RequestMix.Kind.CONTINUOUS)
                    .refused(RequestMix.Kind.TOO_MUCH_MEMORY)
                    .build(),
            row("infeasible-gpu", "more GPUs than any instance registers", MEMORY)
                    .mix(RequestMix.Kind.CONTINUOUS)
                    .refused(RequestMix.Kind.TOO_MANY_GPUS)
                    .build());

    private static final List<BenchmarkCase> CONSTRAINED = List.of(
            row("member-50", "memberOf that admits 50 %", ZONE_MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.MEMBERS, 50_000)
                    .build(),
            row("member-10", "memberOf that admits 10 %", ZONE_MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.MEMBERS, 10_000)
                    .build(),
            row("member-1", "memberOf that admits 1 %", ZONE_MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.MEMBERS, 1_000)
                    .build(),
            row("member-01", "memberOf that admits 0.1 %", ZONE_MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.MEMBERS, 100)
                    .build(),
            row("member-one", "memberOf that admits one instance", ZONE_MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.MEMBERS, Constrained.ONE)
                    .build(),
            row("two-members-distinct", "memberOf 50 %, memberOf 20 % and distinctInstance", ZONE_MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.TWO_MEMBERS_DISTINCT, 50_000)
                    .members(50, false)
                    .build(),
            row("port-50", "a host port that is in use on 50 %", MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.PORT, 50_000)
                    .members(100, false)
                    .build(),
            row("port-99", "a host port that is in use on 99 %", MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.PORT, 1_000)
                    .members(100, false)
                    .build(),
            row("port-one-left", "a host port that is in use on all but one", MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.PORT, Constrained.ONE)
                    .members(100, false)
                    .build(),
            row("distinct-10k", "distinctInstance, of a group on a tenth of the instances", MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.DISTINCT, Constrained.ALL)
                    .members(100, false)
                    .build(),
            row("gpu-2", "one or two GPUs, of which 2 % have some", MEMORY)
                    .fleet(Fleet.Kind.SOME_GPUS)
                    .mix(RequestMix.Kind.GPU)
                    .constrained(Constrained.Kind.GPUS, 2_000)
                    .members(200, false)
                    .build(),
            row("eni", "awsvpc tasks, slots are what runs out", ZONE_MEMORY)
                    .mix(RequestMix.Kind.AWSVPC)
                    .constrained(Constrained.Kind.SLOTS, Constrained.ALL)
                    .build(),
            row("plans-1000", "memberOf one of 1,000 cells in turn", ZONE_MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.CELLS, Constrained.ALL)
                    .build(),
            row("task-group", "memberOf task:group, of a group on 1 %", MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.BESIDE_GROUP, 1_000)
                    .build(),
            row("running-tasks", "memberOf runningTasksCount < " + Constrained.FEW_TASKS, MEMORY)
                    .constrained(Constrained.Kind.FEW_TASKS, Constrained.ALL)
                    .build(),
            row("attribute-churn", "member-10 while each tenth operation changes who is a member", ZONE_MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.CHANGING_MEMBERS, 10_000)
                    .target(85)
                    .build(),
            row("infeasible-member", "memberOf that admits 1 %, which are full", MEMORY)
                    .mix(RequestMix.Kind.SMALL)
                    .constrained(Constrained.Kind.FULL_MEMBERS, 1_000)
                    .members(100, false)
                    .refused(RequestMix.Kind.SMALL)
                    .build());

    private static final List<BenchmarkCase> FOR_PEERS =
            List.of(row("quantised-cpu", "the quantised row, packed by CPU", CPU).target(85).build());

    private static final List<BenchmarkCase> FRESH = List.of(
            fresh("fresh-fleet-pow2", "fresh-fleet with memory that is a power of two", CPU_MEMORY)
                    .fleet(Fleet.Kind.POWER_OF_2)
                    .build(),
            fresh("fresh-fleet-zones", "fresh-fleet, spread over zones first", ZONE + "," + CPU_MEMORY)
                    .groups(1)
                    .build(),
            fresh("fresh-fleet-hosts", "fresh-fleet, spread over instances first", HOST + "," + CPU_MEMORY)
                    .groups(1)
                    .build());

    private static final List<BenchmarkCase> ALL = Stream.of(UNCONSTRAINED, CONSTRAINED, FOR_PEERS, FRESH)
            .flatMap(List::stream)
            .toList();

    private BenchmarkCases() {}

    /**
     * Returns all cases.
     *
     * @return the cases, in the order of the tables.
     */
    public static List<BenchmarkCase> all() {
        return ALL;
    }

    /**
     * Returns the cases in which requests ask for CPU and memory alone, except those that are refused.
     *
     * @return the cases, in the order of the table.
     */
    public static List<BenchmarkCase> unconstrained() {
        return UNCONSTRAINED;
    }

    /**
     * Returns the cases with constraints, ports, GPUs or slots.
     *
     * @return the cases, in the order of the table.
     */
    public static List<BenchmarkCase> constrained() {
        return CONSTRAINED;
    }

    /**
     * Returns the cases in which other libraries can be measured: two that differ in the resource that they pack by.
     *
     * @return the case that packs by memory, then the one by CPU.
     */
    public static List<BenchmarkCase> forPeers() {
        return List.of(named("quantised"), FOR_PEERS.get(0));
    }

    /**
     * Returns the names of all cases.
     *
     * @return the names, in the order of the tables.
     */
    public static List<String> names() {
        return ALL.stream().map(BenchmarkCase::name).toList();
    }

    /**
     * Returns the case with a name.
     *
     * @param name of the case.
     * @return the case.
     * @throws IllegalArgumentException if there is none.
     */
    public static BenchmarkCase named(final String name) {
        return ALL.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("case is '" + name + "', must be one of "
                        + names().stream().collect(Collectors.joining(", "))));
    }

    /**
     * Returns a case with a fleet of one type, nearly all of it without a task; each task takes an instance of its own.
     */
    private static Builder fresh(final String name, final String about, final String chain) {
        return row(name, about, chain).fleet(Fleet.Kind.UNEVEN).mix(RequestMix.Kind.LARGE).target(3);
    }

    private static Builder row(final String name, final String about, final String... chains) {
        return new Builder(name, about, Arrays.stream(chains).map(Chain::parse).toList());
    }

    /** The builder of a case, which names what differs from the quantised one. */
    private static final class Builder {
        private final String name;
        private final String about;
        private final List<Chain> chains;
        private Fleet.Kind fleet = Fleet.Kind.EC2;
        private RequestMix.Kind mix = RequestMix.Kind.QUANTISED;
        private RequestMix.Kind refused;
        private Constrained constrained;
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

        Builder constrained(final Constrained.Kind kind, final int perHundredThousand) {
            constrained = new Constrained(kind, perHundredThousand);
            return this;
        }

        BenchmarkCase build() {
            return new BenchmarkCase(
                    name,
                    about,
                    fleet,
                    mix,
                    List.copyOf(chains),
                    groupsPerThousand,
                    membersPerThousand,
                    membersFirst,
                    targetPercent,
                    refused,
                    constrained);
        }
    }
}
