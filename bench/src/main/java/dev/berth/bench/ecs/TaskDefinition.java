package dev.berth.bench.ecs;

import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One revision of a task definition: what a task asks, before overrides. Immutable. */
public final class TaskDefinition {
    private final String family;
    private final NetworkMode networkMode;
    private final String cpu;
    private final String memory;
    private final List<ContainerDefinition> containers;
    private final List<Constraint> constraints;
    private final List<String> requiredAttributes;

    public TaskDefinition(final Request request) {
        family = Values.nonEmpty("family", Values.needed("family", request.family));
        if (family.indexOf(':') >= 0) {
            throw ApiException.invalid("family is " + Values.quoted(family) + ", must have no ':'");
        }
        networkMode = NetworkMode.of(request.networkMode);
        cpu = request.cpu;
        memory = request.memory;
        containers = request.containers;
        containers.forEach(ContainerDefinition::check);
        ConstraintRequest.checkCount(request.constraints.size(), 0);
        constraints = constraints(request.constraints);
        requiredAttributes = request.requiredAttributes;
        for (final String name : requiredAttributes) {
            Values.nonEmpty("requiresAttributes name", Values.needed("requiresAttributes name", name));
        }
        final Demand own = demand(Overrides.NONE, List.of());
        assert own.cpuUnits() >= 0;
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
    }

    public String family() {
        return family;
    }

    public NetworkMode networkMode() {
        return networkMode;
    }

    public List<Constraint> constraints() {
        return constraints;
    }

    /**
     * What one task asks.
     *
     * @param overrides replace the values of the definition before they are summed.
     * @param zones of the subnets of the call; count for {@code awsvpc} alone.
     * @return the demand.
     */
    public Demand demand(final Overrides overrides, final Collection<String> zones) {
        final List<ContainerDefinition> effective = overridden(overrides.containers());
        final String taskCpu = overrides.cpu() != null ? overrides.cpu() : cpu;
        final String taskMemory = overrides.memory() != null ? overrides.memory() : memory;
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

    private List<ContainerDefinition> overridden(final List<ContainerDefinition> overrides) {
        final List<ContainerDefinition> effective = new ArrayList<>(containers);
        for (final ContainerDefinition override : overrides) {
            override.check();
            final String name = Values.needed(override.path() + "name", override.name());
            boolean found = false;
            for (int i = 0; i < effective.size(); i++) {
                if (name.equals(effective.get(i).name())) {
                    effective.set(i, effective.get(i).overriddenBy(override));
                    found = true;
                }
            }
            if (!found) {
                throw ApiException.invalid(override.path() + "name is " + Values.quoted(name)
                        + ", must be a container of the task definition: "
                        + effective.stream().map(ContainerDefinition::name).toList());
            }
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
