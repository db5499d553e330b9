package dev.berth.ecs.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.Strategy;
import dev.berth.ecs.shape.InstanceRequest;
import dev.berth.ecs.shape.NetworkMode;
import dev.berth.ecs.shape.StrategyRequest;
import dev.berth.service.CapacityProviders;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The values that the engine is given, in the shapes of the ECS API. */
final class Shapes {
    /** A spread over an attribute that no instance has: all instances tie, so that the lowest ordinal is chosen. */
    private static final Strategy NONE = Strategy.spread("attribute:berth.no-such-attribute");

    private Shapes() {}

    // ---- instances -------------------------------------------------------------------------------------------------

    static void instance(final ObjectNode node, final Instance instance) {
        node.put("containerInstanceArn", instance.id()).put("agentConnected", instance.agentConnected());
        if (instance.ec2InstanceId() != null) {
            node.put("ec2InstanceId", instance.ec2InstanceId());
        }
        if (instance.agentVersion() != null) {
            node.putObject("versionInfo").put("agentVersion", instance.agentVersion());
        }
        if (instance.registeredAt() != null) {
            node.put("registeredAt", instance.registeredAt().toString());
        }
        if (instance.capacityProvider() != null) {
            node.put("capacityProviderName", instance.capacityProvider());
        }
        final ArrayNode registered = node.putArray("registeredResources");
        amount(registered, InstanceRequest.CPU, instance.cpuUnits());
        amount(registered, InstanceRequest.MEMORY, instance.memoryMib());
        set(registered, InstanceRequest.GPU, gpus(instance.gpus()));
        final ArrayNode remaining = node.putArray("remainingResources");
        amount(remaining, InstanceRequest.CPU, instance.remainingCpuUnits());
        amount(remaining, InstanceRequest.MEMORY, instance.remainingMemoryMib());
        set(remaining, InstanceRequest.GPU, gpus(instance.remainingGpus()));
        set(remaining, InstanceRequest.PORTS, instance.tcpPortsInUse());
        set(remaining, InstanceRequest.PORTS_UDP, instance.udpPortsInUse());
        node.put("eniSlots", instance.eniSlots()).put("remainingEniSlots", instance.remainingEniSlots());
        final ArrayNode attributes = node.putArray("attributes");
        instance.attributes().forEach((name, value) -> attributes.addObject().put("name", name).put("value", value));
    }

    /** Returns why replay could not register an instance; null if it could. */
    static String unspeakable(final Instance instance) {
        return instance.remainingGpus() < 0 ? "an instance with fewer than 0 GPUs left" : null;
    }

    private static List<String> gpus(final int count) {
        return IntStream.range(0, count).mapToObj(i -> "gpu-" + i).toList();
    }

    private static void amount(final ArrayNode resources, final String name, final int amount) {
        resources.addObject().put("name", name).put("type", "INTEGER").put("integerValue", amount);
    }

    private static void set(final ArrayNode resources, final String name, final Collection<?> items) {
        final ArrayNode values =
                resources.addObject().put("name", name).put("type", "STRINGSET").putArray("stringSetValue");
        items.forEach(item -> values.add(item.toString()));
    }

    // ---- demands ---------------------------------------------------------------------------------------------------

    /** Returns why no task definition asks the same as a demand; null if one does. */
    static String unspeakable(final Demand demand) {
        final boolean isAwsvpc = demand.eniSlots() == 1 && demand.requiredAttributes().contains(NetworkMode.TASK_ENI);
        if (demand.eniSlots() > 0 && !isAwsvpc) {
            return "network slots other than one with " + NetworkMode.TASK_ENI;
        }
        if (isAwsvpc && !(demand.tcpPorts().isEmpty() && demand.udpPorts().isEmpty())) {
            return "host ports beside a network slot";
        }
        return !isAwsvpc && !demand.zones().isEmpty() ? "zones without a network slot" : null;
    }

    static void definition(final ObjectNode node, final String family, final Demand demand) {
        final boolean isAwsvpc = demand.eniSlots() > 0;
        node.put("family", family)
                .put("networkMode", isAwsvpc ? "awsvpc" : "bridge")
                .put("cpu", demand.cpuUnits())
                .put("memory", demand.memoryMib());
        final ObjectNode container = node.putArray("containerDefinitions").addObject().put("name", "all");
        if (demand.gpus() > 0) {
            container.putArray("resourceRequirements")
                    .addObject()
                    .put("type", "GPU")
                    .put("value", Integer.toString(demand.gpus()));
        }
        final ArrayNode ports = container.putArray("portMappings");
        demand.tcpPorts().forEach(port -> ports.addObject().put("hostPort", port).put("protocol", "tcp"));
        demand.udpPorts().forEach(port -> ports.addObject().put("hostPort", port).put("protocol", "udp"));
        final ArrayNode required = node.putArray("requiresAttributes");
        demand.requiredAttributes().stream()
                .filter(name -> !isAwsvpc || !name.equals(NetworkMode.TASK_ENI))
                .forEach(name -> required.addObject().put("name", name));
    }

    static void zones(final ObjectNode node, final Demand demand) {
        if (!demand.zones().isEmpty()) {
            final ArrayNode subnets = node.putObject("networkConfiguration")
                    .putObject("awsvpcConfiguration")
                    .putArray("subnets");
            final ObjectNode zones = node.putObject("subnetZones");
            for (final String zone : demand.zones()) {
                subnets.add("subnet-" + zone);
                zones.put("subnet-" + zone, zone);
            }
        }
    }

    // ---- plans -----------------------------------------------------------------------------------------------------

    /** Returns why no request asks the same as a constraint; null if one does. */
    static String unspeakable(final Constraint constraint) {
        return constraint.isDistinctInstance() || constraint.query() != null ? null : "a predicate";
    }

    /** Returns why no request can name the instances of a provider; null if one can. */
    static String unspeakableProvider(final String provider) {
        return CapacityProviders.FARGATE.equals(provider) || CapacityProviders.FARGATE_SPOT.equals(provider)
                ? "a capacity provider with the name of Fargate's"
                : null;
    }

    static void provider(final ObjectNode node, final String provider) {
        if (provider != null) {
            node.putArray("capacityProviderStrategy").addObject().put("capacityProvider", provider);
        }
    }

    static void constraints(final ObjectNode node, final List<Constraint> constraints) {
        final ArrayNode items = node.putArray("placementConstraints");
        for (final Constraint constraint : constraints) {
            if (constraint.isDistinctInstance()) {
                items.addObject().put("type", "distinctInstance");
            } else {
                items.addObject().put("type", "memberOf").put("expression", constraint.query().toString());
            }
        }
    }

    static void chain(final ObjectNode node, final Chain chain) {
        final ArrayNode items = node.putArray("placementStrategy");
        final List<Strategy> strategies = chain.strategies().isEmpty() ? List.of(NONE) : chain.strategies();
        StrategyRequest.asGiven(strategies).forEach(strategy -> {
            final ObjectNode item = items.addObject();
            strategy.forEach(item::put);
        });
    }
}
