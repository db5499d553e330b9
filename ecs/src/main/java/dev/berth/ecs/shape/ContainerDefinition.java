package dev.berth.ecs.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The demands of one container of a task definition, as given. An override has the same members, without ports. */
public record ContainerDefinition(
        String path,
        String name,
        Long cpu,
        Long memory,
        Long memoryReservation,
        List<PortMapping> portMappings,
        boolean gpusGiven,
        List<ResourceRequirement> resourceRequirements) {

    /** A port mapping, as given. */
    public record PortMapping(String path, Long containerPort, Long hostPort, String protocol) {
        public static PortMapping read(final Members members) {
            return new PortMapping(
                    members.path(""),
                    members.integer("containerPort"),
                    members.integer("hostPort"),
                    members.string("protocol"));
        }

        public boolean isUdp() {
            return "udp".equals(protocol);
        }

        public void check() {
            if (containerPort != null) {
                Values.inRange(path + "containerPort", containerPort, 1, 65_535);
            }
            if (hostPort != null) {
                Values.inRange(path + "hostPort", hostPort, 0, 65_535);
            }
            if (protocol != null && !"tcp".equals(protocol) && !"udp".equals(protocol)) {
                throw ApiException.invalid(
                        path + "protocol is " + Values.quoted(protocol) + ", must be tcp or udp");
            }
        }
    }

    /** A resource requirement, as given. */
    public record ResourceRequirement(String path, String type, String value) {
        public static ResourceRequirement read(final Members members) {
            return new ResourceRequirement(members.path(""), members.string("type"), members.string("value"));
        }

        public long gpus() {
            if (!"GPU".equals(Values.needed(path + "type", type))) {
                throw ApiException.invalid(path + "type is " + Values.quoted(type) + ", must be GPU");
            }
            final long gpus = Values.digits(path + "value", Values.needed(path + "value", value));
            return Values.inRange(path + "value", gpus, 0, Short.MAX_VALUE);
        }
    }

    public static ContainerDefinition read(final Members members) {
        final List<PortMapping> mappings = new ArrayList<>();
        members.objects("portMappings").forEach(item -> mappings.add(PortMapping.read(item)));
        return read(members, mappings);
    }

    public static ContainerDefinition readOverride(final Members members) {
        return read(members, List.of());
    }

    private static ContainerDefinition read(final Members members, final List<PortMapping> mappings) {
        final List<ResourceRequirement> requirements = new ArrayList<>();
        members.objects("resourceRequirements").forEach(item -> requirements.add(ResourceRequirement.read(item)));
        return new ContainerDefinition(
                members.path(""),
                members.string("name"),
                members.integer("cpu"),
                members.integer("memory"),
                members.integer("memoryReservation"),
                List.copyOf(mappings),
                members.has("resourceRequirements"),
                List.copyOf(requirements));
    }

    /** Returns this container with the members that an override gives in place of its own. */
    public ContainerDefinition overriddenBy(final ContainerDefinition override) {
        return new ContainerDefinition(
                path,
                name,
                override.cpu != null ? override.cpu : cpu,
                override.memory != null ? override.memory : memory,
                override.memoryReservation != null ? override.memoryReservation : memoryReservation,
                portMappings,
                gpusGiven || override.gpusGiven,
                override.gpusGiven ? override.resourceRequirements : resourceRequirements);
    }

    /** Refuses values that no container may have. */
    public void check() {
        Values.nonEmpty(path + "name", name);
        checkAmount("cpu", cpu);
        checkAmount("memory", memory);
        checkAmount("memoryReservation", memoryReservation);
        portMappings.forEach(PortMapping::check);
        resourceRequirements.forEach(ResourceRequirement::gpus);
    }

    /** Refuses also what ECS refuses when a definition is registered. */
    void checkRegistered(final NetworkMode mode) {
        check();
        if (memory != null && memory > 0 && memoryReservation != null && memoryReservation > memory) {
            throw ApiException.invalid(path + "memoryReservation is " + memoryReservation + ", must be at most memory, "
                    + memory + "; it is what is set aside, and memory the limit");
        }
        portMappings.forEach(mode::check);
    }

    public long cpuUnits() {
        return cpu == null ? 0 : cpu;
    }

    public long memoryMib() {
        if (memoryReservation != null && memoryReservation > 0) {
            return memoryReservation;
        }
        return memory == null ? 0 : memory;
    }

    public long gpus() {
        return resourceRequirements.stream().mapToLong(ResourceRequirement::gpus).sum();
    }

    /** Returns what counts of the container, ports apart. */
    List<Object> content() {
        final long reserved = memoryReservation == null ? 0 : memoryReservation;
        return Arrays.asList(name, cpuUnits(), memory == null ? 0L : memory, reserved, gpus());
    }

    private void checkAmount(final String member, final Long amount) {
        if (amount != null) {
            Values.inRange(path + member, amount, 0, Integer.MAX_VALUE);
        }
    }
}
