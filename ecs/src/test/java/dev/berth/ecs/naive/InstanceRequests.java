package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.workload.Dice;
import dev.berth.workload.QueryShapes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Random requests about instances. */
final class InstanceRequests {
    private static final List<String> TIMES = List.of(
            "2018-02-13",
            "2018-06-18T22:28",
            "2018-06-18T22:28:28",
            "2018-06-18T22:28:28Z",
            "2018-06-18T22:28:28.5Z",
            "2018-06-18T20:58:28.500-01:30",
            "2018-02-13T02:00+02:00");

    private static final int ENI = Vocabulary.ATTRIBUTES.indexOf("ecs.capability.task-eni");

    private final Vocabulary words;
    private final Dice dice;
    /** How much larger instances are than usual. */
    private final int room;


    InstanceRequests(final Vocabulary words) {
        this.words = words;
        dice = words.dice;
        room = words.isCalm ? 6 : dice.pick(List.of(1, 1, 2, 4, 8));
    }

    // ---- registration ----------------------------------------------------------------------------------------------

    ObjectNode register() {
        final ObjectNode request = words.request("RegisterContainerInstance");
        final ObjectNode instance = request.putObject("containerInstance");
        instance.put("containerInstanceArn", "i-" + dice.between(1, 60));
        addOrigin(instance);
        if (dice.chance(10)) {
            instance.put("status", dice.chance(60) ? "DRAINING" : "ACTIVE");
        }
        if (dice.chance(words.isCalm ? 1 : 12)) {
            instance.put("agentConnected", dice.chance(70));
        }
        addAttributes(instance);
        addResources(instance);
        return request;
    }

    private void addOrigin(final ObjectNode instance) {
        if (dice.chance(60)) {
            instance.put("ec2InstanceId", dice.pick(List.of("i-abcd1234", "i-wxyx7890", "and")));
        }
        final String version = QueryShapes.agentVersion(dice);
        if (version != null) {
            instance.putObject("versionInfo").put("agentVersion", version).put("agentHash", 7);
        }
        if (dice.chance(60)) {
            instance.put("capacityProviderName", "provider-" + dice.between(1, 2));
        }
        switch (dice.below(4)) {
            case 0 -> instance.put("registeredAt", dice.pick(TIMES));
            case 1 -> instance.put("registeredAt", 1_529_360_900 + dice.below(20));
            case 2 -> instance.put("registeredAt", new BigDecimal("1529360908.5"));
            default -> {
                // none
            }
        }
    }

    private void addAttributes(final ObjectNode instance) {
        final ArrayNode attributes = instance.putArray("attributes");
        for (int i = 0; i < Vocabulary.ATTRIBUTES.size(); i++) {
            if (dice.chance(i == 0 ? words.isCalm ? 100 : 88 : i == ENI ? 75 : 60)) {
                final ObjectNode attribute = attributes.addObject().put("name", Vocabulary.ATTRIBUTES.get(i));
                addValue(attribute, i);
            }
        }
    }

    private void addValue(final ObjectNode attribute, final int i) {
        final List<String> values = Vocabulary.VALUES.get(i);
        if (!values.isEmpty() && dice.chance(words.isCalm ? 99 : 90)) {
            attribute.put("value", dice.pick(values));
        } else if (dice.chance(30)) {
            attribute.putNull("value");
        }
    }

    private void addResources(final ObjectNode instance) {
        final int cpu = room * dice.pick(List.of(1024, 2048, 2048, 4096, 1000));
        final int memory = room * dice.pick(List.of(1024, 2048, 4096, 4096, 3000));
        final ArrayNode registered = instance.putArray("registeredResources");
        addInteger("CPU", cpu, registered);
        addInteger("MEMORY", memory, registered);
        final List<String> ports = dice.chance(50) ? List.of("22", "2376") : List.of();
        if (!ports.isEmpty() || dice.chance(50)) {
            addSet("PORTS", ports, registered);
        }
        final List<String> gpus = new ArrayList<>();
        for (int i = dice.chance(45) ? dice.between(1, 4) : 0; i > 0; i--) {
            gpus.add("gpu-" + i);
        }
        if (!gpus.isEmpty()) {
            addSet("GPU", gpus, registered);
        }
        final int slots = dice.chance(70) ? dice.between(1, 4) : 0;
        if (slots > 0) {
            instance.put("eniSlots", slots);
        }
        if (dice.chance(words.isCalm ? 3 : 30)) {
            addRemaining(instance, cpu, memory, ports, gpus);
        }
        if (dice.chance(10)) {
            instance.put("remainingEniSlots", slots - dice.between(0, 3));
        }
    }

    private void addRemaining(
            final ObjectNode instance,
            final int cpu,
            final int memory,
            final List<String> ports,
            final List<String> gpus) {
        final ArrayNode remaining = instance.putArray("remainingResources");
        if (dice.chance(70)) {
            addInteger("CPU", cpu - dice.pick(List.of(0, 128, 256, 512, 1500)), remaining);
        }
        if (dice.chance(70)) {
            addInteger("MEMORY", memory - dice.pick(List.of(0, 256, 512, 1024, 2500)), remaining);
        }
        if (dice.chance(60)) {
            final List<String> used = new ArrayList<>(ports);
            used.addAll(dice.pick(List.of(List.of(), List.of("80"), List.of("8080", "443"), manyPorts())));
            addSet("PORTS", used, remaining);
        }
        if (dice.chance(30)) {
            addSet("PORTS_UDP", dice.pick(List.of(List.of("53"), List.of())), remaining);
        }
        if (!gpus.isEmpty() && dice.chance(70)) {
            addSet("GPU", gpus.subList(dice.below(gpus.size() + 1), gpus.size()), remaining);
        }
    }

    /** So many that the limit of 100 is near. */
    private List<String> manyPorts() {
        final List<String> ports = new ArrayList<>();
        for (int port = 30_000; port < 30_000 + dice.between(96, 101); port++) {
            ports.add(String.valueOf(port));
        }
        return ports;
    }

    private static void addInteger(final String name, final int amount, final ArrayNode resources) {
        resources.addObject().put("name", name).put("type", "INTEGER").put("integerValue", amount);
    }

    private static void addSet(final String name, final List<String> values, final ArrayNode resources) {
        resources.addObject().put("name", name).put("type", "STRINGSET").set("stringSetValue", Answers.strings(values));
    }

    // ---- the others ------------------------------------------------------------------------------------------------

    ObjectNode deregister() {
        return words.request("DeregisterContainerInstance")
                .put("containerInstance", words.arn())
                .put("force", dice.chance(60));
    }

    ObjectNode describe() {
        final ObjectNode request = words.request("DescribeContainerInstances");
        if (dice.chance(50)) {
            request.set("containerInstances", Answers.strings(List.of(words.arn(), words.arn(), "nowhere")));
        }
        return request;
    }

    ObjectNode list() {
        final ObjectNode request = words.request("ListContainerInstances");
        if (dice.chance(90)) {
            request.put("filter", words.query());
        }
        if (dice.chance(30)) {
            request.put("status", dice.chance(50) ? "DRAINING" : "ACTIVE");
        }
        return request;
    }

    ObjectNode putAttributes() {
        final ObjectNode request = words.request("PutAttributes");
        final ArrayNode attributes = request.putArray("attributes");
        for (int more = dice.between(1, 3); more > 0; more--) {
            final int i = dice.below(Vocabulary.ATTRIBUTES.size());
            final ObjectNode attribute = attributes.addObject().put("name", Vocabulary.ATTRIBUTES.get(i));
            addValue(attribute, i);
            attribute.put("targetId", words.arn());
        }
        return request;
    }

    ObjectNode deleteAttributes() {
        final ObjectNode request = words.request("DeleteAttributes");
        final ArrayNode attributes = request.putArray("attributes");
        for (int more = dice.between(1, 2); more > 0; more--) {
            attributes.addObject().put("name", dice.pick(Vocabulary.ATTRIBUTES)).put("targetId", words.arn());
        }
        return request;
    }

    ObjectNode putAttribute(final Instance instance, final String name) {
        final ObjectNode request = words.request("PutAttributes");
        request.putArray("attributes").addObject().put("name", name).put("targetId", instance.arn);
        return request;
    }

    ObjectNode deleteAttribute(final Instance instance, final String name) {
        return putAttribute(instance, name).put("op", "DeleteAttributes");
    }

    ObjectNode updateState() {
        final ObjectNode request =
                words.request("UpdateContainerInstancesState").put("status", dice.chance(40) ? "DRAINING" : "ACTIVE");
        final List<String> arns = dice.chance(60) ? List.of(words.arn()) : List.of(words.arn(), words.arn());
        request.set("containerInstances", Answers.strings(arns));
        return request;
    }

    ObjectNode updateState(final List<Instance> instances, final boolean isDraining) {
        final ObjectNode request =
                words.request("UpdateContainerInstancesState").put("status", isDraining ? "DRAINING" : "ACTIVE");
        final List<String> arns = instances.stream().map(instance -> instance.arn).toList();
        request.set("containerInstances", Answers.strings(arns));
        return request;
    }

    ObjectNode updateAgent() {
        return words.request("UpdateContainerAgentState")
                .put("containerInstance", words.arn())
                .put("agentConnected", dice.chance(80));
    }

    ObjectNode updateAgent(final Instance instance, final boolean isConnected) {
        return words.request("UpdateContainerAgentState")
                .put("containerInstance", instance.arn)
                .put("agentConnected", isConnected);
    }
}
