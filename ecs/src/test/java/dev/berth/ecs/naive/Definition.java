package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A revision of a task definition.
 *
 * @param id family:revision.
 * @param family its name.
 * @param mode of the network.
 * @param request as registered.
 * @param constraints its own.
 */
record Definition(String id, String family, String mode, JsonNode request, List<Constraint> constraints) {
    private static final Map<Integer, int[]> FARGATE_MEMORY = Map.of(
            512, new int[] {1024, 4096, 1024},
            1024, new int[] {2048, 8192, 1024},
            2048, new int[] {4096, 16384, 1024},
            4096, new int[] {8192, 30720, 1024},
            8192, new int[] {16384, 61440, 4096},
            16384, new int[] {32768, 122880, 8192});

    static Definition read(final JsonNode request, final int revision) {
        final String family = Members.neededName(request, "family");
        require(family.matches("[A-Za-z0-9_-]{1,255}"), "family is " + family);
        final String mode =
                Members.oneOf(request, "networkMode", "bridge", "bridge", "default", "none", "host", "awsvpc");
        checkContainers(Members.list(request, "containerDefinitions"), mode);
        final List<Constraint> constraints = Constraint.list(request);
        require(constraints.stream().noneMatch(Constraint::isDistinct), "distinctInstance in a task definition");
        Constraint.checkCount(constraints);
        final Definition definition =
                new Definition(family + ":" + revision, family, mode, request, List.copyOf(constraints));
        definition.demand(MissingNode.getInstance());
        return definition;
    }

    /** Refuses what ECS refuses when a definition is registered. */
    private static void checkContainers(final List<JsonNode> containers, final String mode) {
        require(containers.size() <= 10, containers.size() + " containers, must be 0..10");
        for (final JsonNode container : containers) {
            final int reservation = Members.integer(container, "memoryReservation", 0, 0, Integer.MAX_VALUE);
            final int hard = Members.integer(container, "memory", 0, 0, Integer.MAX_VALUE);
            require(hard == 0 || reservation <= hard, reservation + " MiB are reserved, at most " + hard);
            for (final JsonNode mapping : Members.list(container, "portMappings")) {
                final int host = Members.integer(mapping, "hostPort", 0, 0, 65_535);
                final int inside = Members.integer(mapping, "containerPort", 0, 1, 65_535);
                final boolean isShared = mode.equals("host") || mode.equals("awsvpc");
                require(!isShared || host == 0 || host == inside, host + " is not the port of the container");
            }
        }
    }

    boolean isAwsvpc() {
        return mode.equals("awsvpc");
    }

    // ---- demand ----------------------------------------------------------------------------------------------------

    /**
     * What a task takes.
     *
     * @param overrides of the call, or nothing.
     */
    Demand demand(final JsonNode overrides) {
        final List<JsonNode> containers = Members.list(request, "containerDefinitions");
        for (final JsonNode override : Members.list(overrides, "containerOverrides")) {
            final String name = Members.neededName(override, "name");
            require(
                    containers.stream().anyMatch(container -> name.equals(container.path("name").textValue())),
                    "override of container " + name + ", which the definition lacks");
        }
        containers.forEach(container -> Members.name(container, "name"));
        long cpu = 0;
        long memory = 0;
        long gpus = 0;
        for (final JsonNode container : containers) {
            gpus(container);
            final JsonNode changed = overridden(container, overrides);
            cpu += Members.integer(changed, "cpu", 0, 0, Integer.MAX_VALUE);
            final int reservation = Members.integer(changed, "memoryReservation", 0, 0, Integer.MAX_VALUE);
            final int hard = Members.integer(changed, "memory", 0, 0, Integer.MAX_VALUE);
            memory += reservation > 0 ? reservation : hard;
            gpus += gpus(changed);
        }
        final Integer taskCpu = taskLevel(overrides, "cpu", "vCPU");
        final Integer taskMemory = taskLevel(overrides, "memory", "GB");
        return new Demand(
                taskCpu != null ? taskCpu : inRange(cpu, "cpu"),
                taskMemory != null ? taskMemory : inRange(memory, "memory"),
                inRange(gpus, "GPU"),
                isAwsvpc() ? 1 : 0,
                ports("tcp"),
                ports("udp"),
                requiredAttributes());
    }

    /** The container with what is overridden in it; of several overrides the last counts. */
    private static JsonNode overridden(final JsonNode container, final JsonNode overrides) {
        final ObjectNode changed = container.deepCopy();
        for (final JsonNode override : Members.list(overrides, "containerOverrides")) {
            for (final String member : List.of("cpu", "memory", "memoryReservation", "resourceRequirements")) {
                final boolean isMeant =
                        override.get("name").textValue().equals(container.path("name").textValue());
                if (isMeant && Members.has(override, member)) {
                    changed.set(member, override.get(member));
                }
            }
        }
        return changed;
    }

    private static int gpus(final JsonNode container) {
        int gpus = 0;
        for (final JsonNode requirement : Members.list(container, "resourceRequirements")) {
            Members.oneOf(requirement, "type", "none", "GPU");
            gpus += Members.digits(Members.neededName(requirement, "value"), 0, 999_999);
        }
        return gpus;
    }

    private Integer taskLevel(final JsonNode overrides, final String member, final String unit) {
        final Integer defined = Members.size(request, member, unit);
        return Members.has(overrides, member) ? Members.size(overrides, member, unit) : defined;
    }

    private static int inRange(final long sum, final String name) {
        require(sum <= Integer.MAX_VALUE, name + " comes to " + sum);
        return (int) sum;
    }

    private SortedSet<Integer> ports(final String protocol) {
        final TreeSet<Integer> ports = new TreeSet<>();
        for (final JsonNode container : Members.list(request, "containerDefinitions")) {
            for (final JsonNode mapping : Members.list(container, "portMappings")) {
                require(!mode.equals("none"), "portMappings with networkMode none");
                final int host = Members.integer(mapping, "hostPort", 0, 0, 65_535);
                final int inside = Members.integer(mapping, "containerPort", 0, 1, 65_535);
                final boolean isOfProtocol =
                        Members.oneOf(mapping, "protocol", "tcp", "tcp", "udp").equals(protocol);
                final int claimed = mode.equals("host") && host == 0 ? inside : host;
                if (isOfProtocol && claimed > 0 && !isAwsvpc()) {
                    ports.add(claimed);
                }
            }
        }
        return ports;
    }

    private SortedSet<String> requiredAttributes() {
        final TreeSet<String> names = new TreeSet<>();
        for (final JsonNode attribute : Members.list(request, "requiresAttributes")) {
            names.add(Members.neededName(attribute, "name"));
        }
        if (isAwsvpc()) {
            names.add("ecs.capability.task-eni");
        }
        return names;
    }

    // ---- Fargate ---------------------------------------------------------------------------------------------------

    /** Refuses what does not run on Fargate. */
    void checkFargate(
            final JsonNode overrides,
            final List<Constraint> ofCall,
            final List<Strategy> strategies,
            final List<String> zones) {
        require(isAwsvpc(), "networkMode is " + mode + ", FARGATE needs awsvpc");
        require(strategies.isEmpty(), "placementStrategy with FARGATE");
        require(constraints.isEmpty() && ofCall.isEmpty(), "placementConstraints with FARGATE");
        require(!zones.isEmpty(), "FARGATE needs subnets");
        final Integer cpu = taskLevel(overrides, "cpu", "vCPU");
        final Integer memory = taskLevel(overrides, "memory", "GB");
        require(
                cpu != null && memory != null && isFargatePair(cpu, memory),
                "cpu " + cpu + " and memory " + memory + " are no pair of FARGATE");
    }

    private static boolean isFargatePair(final int cpu, final int memory) {
        if (cpu == 256) {
            return List.of(512, 1024, 2048).contains(memory);
        }
        final int[] range = FARGATE_MEMORY.get(cpu);
        return range != null && memory >= range[0] && memory <= range[1] && (memory - range[0]) % range[2] == 0;
    }

    /** The constraints of the definition and of a call or a service together. */
    List<Constraint> with(final List<Constraint> others) {
        final List<Constraint> all = new ArrayList<>(constraints);
        all.addAll(others);
        Constraint.checkCount(all);
        return all;
    }
}
