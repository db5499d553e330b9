package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The JSON forms of what is answered. */
final class Answers {
    private final State state;

    Answers(final State state) {
        this.state = state;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode strings(final Collection<String> strings) {
        final ArrayNode array = JsonNodeFactory.instance.arrayNode();
        strings.forEach(array::add);
        return array;
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    ObjectNode instance(final Instance instance) {
        final ObjectNode answer = object().put("containerInstanceArn", instance.arn);
        if (instance.ec2InstanceId != null) {
            answer.put("ec2InstanceId", instance.ec2InstanceId);
        }
        if (instance.capacityProvider != null) {
            answer.put("capacityProviderName", instance.capacityProvider);
        }
        if (instance.agentVersion != null) {
            answer.putObject("versionInfo").put("agentVersion", instance.agentVersion);
        }
        if (instance.registeredAt != null) {
            answer.set("registeredAt", instance.registeredAt);
        }
        answer.put("status", instance.isDraining ? "DRAINING" : "ACTIVE")
                .put("agentConnected", instance.isConnected)
                .put("runningTasksCount", state.tasksOn(instance).size());
        answer.set("registeredResources", registered(instance));
        answer.set("remainingResources", remaining(instance));
        answer.put("eniSlots", instance.eniSlots).put("remainingEniSlots", instance.eniLeft);
        final ArrayNode attributes = answer.putArray("attributes");
        instance.attributes.forEach((name, value) -> attributes.add(attribute(name, value)));
        return answer;
    }

    static ObjectNode attribute(final String name, final String value) {
        final ObjectNode attribute = object().put("name", name);
        return value == null ? attribute : attribute.put("value", value);
    }

    private static ArrayNode registered(final Instance instance) {
        final Instance.Amounts amounts = instance.registered;
        return resources(amounts.cpu(), amounts.memory(), amounts.tcp(), amounts.udp(), amounts.gpus());
    }

    private ArrayNode remaining(final Instance instance) {
        return resources(
                instance.cpuLeft,
                instance.memoryLeft,
                state.tcpInUse(instance),
                state.udpInUse(instance),
                instance.registered.gpus() == null ? null : instance.freeGpus);
    }

    private static ArrayNode resources(
            final long cpu,
            final long memory,
            final TreeSet<Integer> tcp,
            final TreeSet<Integer> udp,
            final List<String> gpus) {
        final ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        resources.addObject().put("name", "CPU").put("type", "INTEGER").put("integerValue", cpu);
        resources.addObject().put("name", "MEMORY").put("type", "INTEGER").put("integerValue", memory);
        addSet("PORTS", tcp.stream().map(String::valueOf).toList(), resources);
        addSet("PORTS_UDP", udp.stream().map(String::valueOf).toList(), resources);
        if (gpus != null) {
            addSet("GPU", gpus, resources);
        }
        return resources;
    }

    private static void addSet(final String name, final List<String> values, final ArrayNode resources) {
        resources.addObject().put("name", name).put("type", "STRINGSET").set("stringSetValue", strings(values));
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /** As RunTask's {@code tasks} and a tick's {@code started}. */
    static ObjectNode started(final Task task) {
        return stopped(task).put("group", task.group);
    }

    /** As StopTask's {@code task} and a tick's {@code stopped}. */
    static ObjectNode stopped(final Task task) {
        final ObjectNode answer = object().put("taskArn", task.id);
        return task.isFargate()
                ? answer.put("availabilityZone", task.zone)
                : answer.put("containerInstanceArn", task.instance.arn);
    }
}
