package dev.berth.ecs.shape;

import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A revision of a task definition: what a task asks, before overrides. Immutable. */
public final class TaskDefinition {
    private static final int MOST_CONTAINERS = 10;
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final String family;
    private final NetworkMode networkMode;
    private final String cpu;
    private final String memory;
    private final List<ContainerDefinition> containers;
    private final List<Constraint> constraints;
    private final List<String> requiredAttributes;
    private final String defaultGroup;
    private final Demand own;

    public TaskDefinition(final Request request) {
        family = Values.nonEmpty("family", Values.needed("family", request.family));
        if (!FAMILY.matcher(family).matches()) {
            throw ApiException.invalid("family is " + Values.quoted(family) + ", must be 1..255 of A-Z a-z 0-9 _ -");
        }
        networkMode = NetworkMode.of(request.networkMode);
        cpu = request.cpu;
        memory = request.memory;
        containers = request.containers;
        if (containers.size() > MOST_CONTAINERS) {
            throw ApiException.invalid("containerDefinitions are " + containers.size() + ", must be 0.."
                    + MOST_CONTAINERS + "; ECS takes no more in one task definition");
        }
        containers.forEach(container -> container.checkRegistered(networkMode));
        ConstraintRequest.checkCount(request.constraints.size(), 0);
        constraints = constraints(request.constraints);
        requiredAttributes = request.requiredAttributes;
        for (final String name : requiredAttributes) {
            Values.nonEmpty("requiresAttributes name", Values.needed("requiresAttributes name", name));
        }
        defaultGroup = "family:" + family;
        own = summed(Overrides.NONE, List.of());
    }

    /** A task definition, as given. */
    public record Request(
            String family,
            String networkMode,
            String cpu,
            String memory,
            List<ContainerDefinition> containers,
            List<ConstraintRequest> constraints,
            List<String> requiredAttributes) {

        public static Request read(final Members members) {
            final List<ContainerDefinition> containers = new ArrayList<>();
            members.objects("containerDefinitions").forEach(item -> containers.add(ContainerDefinition.read(item)));
            final List<String> required = new ArrayList<>();
            members.objects("requiresAttributes").forEach(item -> required.add(item.string("name")));
            return new Request(
                    members.string("family"),
                    members.string("networkMode"),
                    members.stringOrInteger("cpu"),
                    members.stringOrInteger("memory"),
                    List.copyOf(containers),
                    ConstraintRequest.readAll(members),
                    required);
        }

        /** Returns the same definition with other required attributes. */
        public Request requiring(final Collection<String> attributes) {
            return new Request(
                    family, networkMode, cpu, memory, containers, constraints, List.copyOf(attributes));
        }
    }

    public String family() {
        return family;
    }

    public NetworkMode networkMode() {
        return networkMode;
    }

    /** Returns the group of its tasks where none is named. */
    public String defaultGroup() {
        return defaultGroup;
    }

    public List<Constraint> constraints() {
        return constraints;
    }

    /**
     * Returns the demand of one task.
     *
     * @param overrides replace values of the definition before they are summed.
     * @param zones of the subnets of the call; they count for {@code awsvpc} alone.
     * @return the demand.
     */
    public Demand demand(final Overrides overrides, final Collection<String> zones) {
        return overrides.isNone() && zones.isEmpty() ? own : summed(overrides, zones);
    }

    /**
     * Returns the demand of one task on Fargate.
     *
     * @param overrides replace values of the definition.
     * @return the demand.
     */
    public Demand fargateDemand(final Overrides overrides) {
        if (networkMode != NetworkMode.AWSVPC) {
            throw ApiException.invalid(
                    "networkMode is " + networkMode.text() + ", must be awsvpc with launchType FARGATE");
        }
        Values.needed("cpu of a task on FARGATE", effective(overrides.cpu(), cpu));
        Values.needed("memory of a task on FARGATE", effective(overrides.memory(), memory));
        if (!constraints.isEmpty()) {
            throw ApiException.invalid("placementConstraints of the task definition are " + constraints.size()
                    + ", must be none with launchType FARGATE");
        }
        return demand(overrides, List.of());
    }

    /** Returns all that two definitions must have in common to be equal. */
    public List<Object> content() {
        return Arrays.asList(
                family,
                networkMode.text(),
                cpu == null ? null : Values.cpuUnits("cpu", cpu),
                memory == null ? null : Values.memoryMib("memory", memory),
                containers.stream().map(ContainerDefinition::content).toList(),
                own.tcpPorts(),
                own.udpPorts(),
                constraints.stream().map(constraint -> constraint.query().toString()).toList(),
                own.requiredAttributes());
    }

    private Demand summed(final Overrides overrides, final Collection<String> zones) {
        final List<ContainerDefinition> effective = overridden(overrides.containers());
        final String taskCpu = effective(overrides.cpu(), cpu);
        final String taskMemory = effective(overrides.memory(), memory);
        final Demand.Builder demand = Demand.builder();
        demand.cpuUnits(taskCpu != null
                ? Values.cpuUnits("cpu", taskCpu)
                : sum("cpu", effective.stream().mapToLong(ContainerDefinition::cpuUnits).sum(), Integer.MAX_VALUE));
        demand.memoryMib(taskMemory != null
                ? Values.memoryMib("memory", taskMemory)
                : sum("memory", effective.stream().mapToLong(ContainerDefinition::memoryMib).sum(), Integer.MAX_VALUE));
        demand.gpus(sum("GPU", effective.stream().mapToLong(ContainerDefinition::gpus).sum(), Short.MAX_VALUE));
        networkMode.claimSlot(demand);
        effective.forEach(container ->
                container.portMappings().forEach(mapping -> networkMode.claimPort(demand, mapping)));
        requiredAttributes.forEach(demand::requiredAttribute);
        if (networkMode == NetworkMode.AWSVPC) {
            zones.forEach(demand::zone);
        }
        return demand.build();
    }

    private static String effective(final String override, final String own) {
        return override != null ? override : own;
    }

    private List<ContainerDefinition> overridden(final List<ContainerDefinition> overrides) {
        if (overrides.isEmpty()) {
            return containers;
        }
        final List<ContainerDefinition> effective = new ArrayList<>(containers);
        final Map<String, List<Integer>> positions = new HashMap<>();
        for (int i = 0; i < containers.size(); i++) {
            positions.computeIfAbsent(containers.get(i).name(), name -> new ArrayList<>()).add(i);
        }
        for (final ContainerDefinition override : overrides) {
            override.check();
            final String name = Values.needed(override.path() + "name", override.name());
            if (!positions.containsKey(name)) {
                throw ApiException.invalid(override.path() + "name is " + Values.quoted(name)
                        + ", must be a container of the task definition: "
                        + effective.stream().map(ContainerDefinition::name).toList());
            }
            positions.get(name).forEach(i -> effective.set(i, effective.get(i).overriddenBy(override)));
        }
        return effective;
    }

    private static int sum(final String resource, final long sum, final int max) {
        return Values.inRange("the sum of the containers' " + resource, sum, 0, max);
    }

    private static List<Constraint> constraints(final List<ConstraintRequest> requests) {
        final List<Constraint> constraints = new ArrayList<>();
        for (final ConstraintRequest request : requests) {
            final Constraint constraint = request.constraint();
            if (constraint.isDistinctInstance()) {
                throw ApiException.invalid(request.path()
                        + "type distinctInstance is not allowed in a task definition; give it to RunTask");
            }
            constraints.add(constraint);
        }
        return List.copyOf(constraints);
    }
}
