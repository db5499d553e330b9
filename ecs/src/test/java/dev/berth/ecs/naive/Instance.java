package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A container instance: what was registered, and what is left of it. */
final class Instance {
    static final int MOST_PORTS = 100;

    final int ordinal;
    final String arn;
    final String ec2InstanceId;
    final String capacityProvider;
    final String agentVersion;
    final JsonNode registeredAt;
    final Instant registeredInstant;
    final Amounts registered;
    final int eniSlots;
    /** The ports that the registration names and no counted task has taken over. */
    final TreeSet<Integer> heldTcp;

    final TreeSet<Integer> heldUdp;
    final List<String> freeGpus;
    final TreeMap<String, String> attributes = new TreeMap<>();
    boolean isDraining;
    boolean isConnected;
    long cpuLeft;
    long memoryLeft;
    long eniLeft;

    /** What is listed under registeredResources, or under remainingResources. */
    record Amounts(int cpu, int memory, TreeSet<Integer> tcp, TreeSet<Integer> udp, List<String> gpus) {}

    Instance(final int ordinal, final JsonNode shape) {
        this.ordinal = ordinal;
        arn = Members.neededName(shape, "containerInstanceArn");
        ec2InstanceId = Members.name(shape, "ec2InstanceId");
        capacityProvider = Members.name(shape, "capacityProviderName");
        final JsonNode version = shape.path("versionInfo").path("agentVersion");
        agentVersion = version.textValue();
        registeredAt = Members.has(shape, "registeredAt") ? shape.get("registeredAt") : null;
        registeredInstant = registeredAt == null ? null : Instants.read(registeredAt);
        isDraining = Members.oneOf(shape, "status", "ACTIVE", "ACTIVE", "DRAINING").equals("DRAINING");
        isConnected = Members.flag(shape, "agentConnected", true);
        for (final JsonNode attribute : Members.list(shape, "attributes")) {
            attributes.put(
                    Members.neededName(attribute, "name"), attribute.path("value").textValue());
        }
        registered = amounts(
                shape, "registeredResources", 0, new Amounts(0, 0, new TreeSet<>(), new TreeSet<>(), null));
        final Amounts remaining = amounts(shape, "remainingResources", Integer.MIN_VALUE, registered);
        cpuLeft = remaining.cpu;
        memoryLeft = remaining.memory;
        heldTcp = new TreeSet<>(remaining.tcp);
        heldUdp = new TreeSet<>(remaining.udp);
        freeGpus = new ArrayList<>(registered.gpus == null ? List.of() : registered.gpus);
        eniSlots = Members.integer(shape, "eniSlots", 0, 0, Integer.MAX_VALUE);
        eniLeft = Members.integer(shape, "remainingEniSlots", eniSlots, Integer.MIN_VALUE, eniSlots);
        require(cpuLeft <= registered.cpu, "CPU: more remains than is registered");
        require(memoryLeft <= registered.memory, "MEMORY: more remains than is registered");
        require(heldTcp.size() + heldUdp.size() <= MOST_PORTS, "more than 100 ports");
        final List<String> remainingGpus = remaining.gpus == null ? List.of() : remaining.gpus;
        require(freeGpus.containsAll(remainingGpus), "GPU: an id that is not registered");
        freeGpus.retainAll(remainingGpus);
    }

    private static Amounts amounts(
            final JsonNode shape, final String member, final int least, final Amounts otherwise) {
        final Map<String, JsonNode> last = new HashMap<>();
        for (final JsonNode resource : Members.list(shape, member)) {
            last.put(Members.neededName(resource, "name"), resource);
        }
        return new Amounts(
                last.containsKey("CPU") ? amount(last.get("CPU"), least) : otherwise.cpu,
                last.containsKey("MEMORY") ? amount(last.get("MEMORY"), least) : otherwise.memory,
                last.containsKey("PORTS") ? ports(last.get("PORTS")) : otherwise.tcp,
                last.containsKey("PORTS_UDP") ? ports(last.get("PORTS_UDP")) : otherwise.udp,
                last.containsKey("GPU") ? gpus(last.get("GPU")) : otherwise.gpus);
    }

    private static List<String> gpus(final JsonNode resource) {
        return Members.names(resource, "stringSetValue").stream().distinct().toList();
    }

    private static int amount(final JsonNode resource, final int least) {
        require(Members.has(resource, "integerValue"), "integerValue is missing");
        return Members.integer(resource, "integerValue", 0, least, Integer.MAX_VALUE);
    }

    private static TreeSet<Integer> ports(final JsonNode resource) {
        final TreeSet<Integer> ports = new TreeSet<>();
        for (final JsonNode port : Members.list(resource, "stringSetValue")) {
            ports.add(Members.digits(port.textValue(), 1, 65_535));
        }
        return ports;
    }

    String zone() {
        return attributes.get(Strategy.ZONE);
    }
}
