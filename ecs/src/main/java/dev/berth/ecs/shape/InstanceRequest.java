package dev.berth.ecs.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code containerInstance} of {@code RegisterContainerInstance}, as given. */
public record InstanceRequest(
        String id,
        String ec2InstanceId,
        String status,
        Boolean agentConnected,
        String agentVersion,
        JsonNode registeredAt,
        String capacityProviderName,
        Map<String, String> attributes,
        Map<String, Resource> registered,
        Map<String, Resource> remaining,
        Long eniSlots,
        Long remainingEniSlots) {

    public static final String CPU = "CPU";
    public static final String MEMORY = "MEMORY";
    public static final String PORTS = "PORTS";
    public static final String PORTS_UDP = "PORTS_UDP";
    public static final String GPU = "GPU";

    /** A resource of an instance, as given. */
    public record Resource(String path, Long integerValue, List<String> setValue) {
        public int integer(final long min, final long max) {
            return Values.inRange(
                    path + "integerValue", Values.needed(path + "integerValue", integerValue), min, max);
        }

        public List<Integer> ports() {
            final List<Integer> ports = new ArrayList<>();
            for (final String port : setValue) {
                final long number = Values.digits(path + "stringSetValue", port);
                ports.add(Values.inRange(path + "stringSetValue", number, 1, 65_535));
            }
            return ports.stream().distinct().sorted().toList();
        }

        public List<String> ids() {
            for (final String id : setValue) {
                Values.nonEmpty(path + "stringSetValue", id);
            }
            return setValue.stream().distinct().toList();
        }
    }

    public static InstanceRequest read(final Members line) {
        return of(Values.needed("containerInstance", line.object("containerInstance")));
    }

    /** Returns the instance whose own members are given. */
    public static InstanceRequest of(final Members members) {
        final Members version = members.object("versionInfo");
        return new InstanceRequest(
                members.string("containerInstanceArn"),
                members.string("ec2InstanceId"),
                members.string("status"),
                members.bool("agentConnected"),
                version == null ? null : version.string("agentVersion"),
                members.stringOrNumber("registeredAt"),
                members.string("capacityProviderName"),
                readAttributes(members),
                readResources(members, "registeredResources"),
                readResources(members, "remainingResources"),
                members.integer("eniSlots"),
                members.integer("remainingEniSlots"));
    }

    /** Returns what the engine keeps of the instance. */
    public Instance instance() {
        Values.nonEmpty("containerInstanceArn", Values.needed("containerInstanceArn", id));
        Values.nonEmpty("ec2InstanceId", ec2InstanceId);
        Values.nonEmpty("capacityProviderName", capacityProviderName);
        InstanceStatus.of(status);
        registered.keySet().forEach(name -> Values.nonEmpty("registeredResources name", name));
        remaining.keySet().forEach(name -> Values.nonEmpty("remainingResources name", name));
        final Instance.Builder builder = Instance.builder(id);
        builder.agentConnected(agentConnected == null || agentConnected)
                .agentVersion(agentVersion)
                .ec2InstanceId(ec2InstanceId)
                .registeredAt(Instants.of("registeredAt", registeredAt))
                .capacityProvider(capacityProviderName);
        attributes.forEach((name, value) ->
                builder.attribute(Values.nonEmpty("attributes name", Values.needed("attributes name", name)), value));
        addCpuAndMemory(builder);
        addGpusAndSlots(builder);
        portsInUse(PORTS).forEach(builder::tcpPortInUse);
        portsInUse(PORTS_UDP).forEach(builder::udpPortInUse);
        final int registeredPorts = registeredPorts(PORTS).size() + registeredPorts(PORTS_UDP).size();
        Values.inRange("registered ports", registeredPorts, 0, Instance.MAX_PORTS);
        return builder.build();
    }

    /** Returns this instance with other slots. */
    public InstanceRequest withEniSlots(final long slots, final long remainingSlots) {
        return new InstanceRequest(
                id, ec2InstanceId, status, agentConnected, agentVersion, registeredAt, capacityProviderName, attributes,
                registered, remaining, slots, remainingSlots);
    }

    public boolean isDraining() {
        return InstanceStatus.of(status) == InstanceStatus.DRAINING;
    }

    public boolean hasGpus() {
        return registered.containsKey(GPU);
    }

    public List<String> registeredGpus() {
        return hasGpus() ? registered.get(GPU).ids() : List.of();
    }

    public List<String> remainingGpus() {
        return remaining.containsKey(GPU) ? remaining.get(GPU).ids() : registeredGpus();
    }

    public List<Integer> registeredPorts(final String kind) {
        return registered.containsKey(kind) ? registered.get(kind).ports() : List.of();
    }

    /** Returns the ports in use at registration. */
    public List<Integer> portsInUse(final String kind) {
        return remaining.containsKey(kind) ? remaining.get(kind).ports() : registeredPorts(kind);
    }

    private void addCpuAndMemory(final Instance.Builder builder) {
        if (registered.containsKey(CPU)) {
            builder.cpuUnits(registered.get(CPU).integer(0, Integer.MAX_VALUE));
        }
        if (remaining.containsKey(CPU)) {
            builder.remainingCpuUnits(remaining.get(CPU).integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (registered.containsKey(MEMORY)) {
            builder.memoryMib(registered.get(MEMORY).integer(0, Integer.MAX_VALUE));
        }
        if (remaining.containsKey(MEMORY)) {
            builder.remainingMemoryMib(remaining.get(MEMORY).integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
    }

    private void addGpusAndSlots(final Instance.Builder builder) {
        final List<String> remainingIds = remainingGpus();
        final List<String> registeredIds = registeredGpus();
        builder.gpus(registeredIds.size());
        final Set<String> known = new HashSet<>(registeredIds);
        for (final String gpu : remainingIds) {
            if (!known.contains(gpu)) {
                throw ApiException.invalid(
                        "remaining GPU is " + Values.quoted(gpu) + ", must be one of the registered ids");
            }
        }
        builder.remainingGpus(remainingIds.size());
        if (eniSlots != null) {
            builder.eniSlots(Values.inRange("eniSlots", eniSlots, 0, Short.MAX_VALUE));
        }
        if (remainingEniSlots != null) {
            builder.remainingEniSlots(
                    Values.inRange("remainingEniSlots", remainingEniSlots, Short.MIN_VALUE, Short.MAX_VALUE));
        }
    }

    private static Map<String, String> readAttributes(final Members members) {
        final Map<String, String> attributes = new LinkedHashMap<>();
        for (final Members item : members.objects("attributes")) {
            attributes.put(item.string("name"), item.string("value"));
        }
        return attributes;
    }

    private static Map<String, Resource> readResources(final Members members, final String name) {
        final Map<String, Resource> resources = new LinkedHashMap<>();
        for (final Members item : members.objects(name)) {
            resources.put(item.string("name"), new Resource(
                    item.path(""), item.integer("integerValue"), item.strings("stringSetValue")));
        }
        if (resources.containsKey(null)) {
            throw ApiException.invalid(members.path(name) + " has an item whose name is missing");
        }
        return resources;
    }
}
