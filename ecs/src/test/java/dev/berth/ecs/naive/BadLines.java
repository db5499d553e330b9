package dev.berth.ecs.naive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;

/** Makes a request wrong in one way, or in two; now and then it stays right. */
final class BadLines {
    private static final List<String> ODD_CPU = List.of(
            "0.3 vCPU", "1 GB", "-1", "1.5", "x", "99999999999", "1.vCPU", ".vCPU", "1 vCPU ", " 1vCPU", "1..5vCPU",
            "1\tvCPU", "1 v CPU", ".5", "+1vCPU", "1,5 vCPU");
    private static final List<String> ODD_MEMORY =
            List.of("0.0001 GB", "1 vCPU", "1e3", "3 GB", "1. GB", "512MB", "1GiB", "1g", ".GB", "3GB");
    private static final List<String> ODD_FAMILIES =
            List.of("a.b", "a:b", "a b", "a/b", "é", "A-b_9", "x".repeat(255), "x".repeat(256));

    private static final List<String> NO_REQUESTS = List.of(
            "not json", "[]", "\"text\"", "7", "null", "{}", "{", "{\"op\":null}", "{\"op\":7}", "{\"op\":\"\"}");

    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Vocabulary words;
    private final Dice dice;

    BadLines(final Vocabulary words) {
        this.words = words;
        dice = words.dice;
    }

    String spoiled(final ObjectNode request) {
        if (dice.chance(25)) {
            return spoiledText(text(request));
        }
        for (int faults = dice.chance(70) ? 1 : 2; faults > 0; faults--) {
            spoil(request);
        }
        return text(request);
    }

    /** The line, in ASCII, so that any string can be written to a file. */
    static String text(final ObjectNode request) {
        try {
            return ASCII.writeValueAsString(request);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String spoiledText(final String text) {
        return switch (dice.below(6)) {
            case 0 -> text.substring(0, dice.between(1, text.length() - 1));
            case 1 -> text.replaceFirst("\\{", "{\"twice\":1,\"twice\":1,");
            case 2 -> text.substring(0, text.length() - 1)
                    + ",\"x\":"
                    + dice.pick(List.of("NaN}", "-Infinity}", "01}"));
            case 3 -> text + dice.pick(List.of(" {}", "}", " x", ","));
            case 4 -> text.replaceFirst("\\{", "{\"deep\":{\"a\":[{\"b\":1,\"b\":2}]},");
            default -> dice.pick(NO_REQUESTS);
        };
    }

    private void spoil(final ObjectNode request) {
        switch (dice.below(12)) {
            case 0 -> request.put("op", dice.pick(List.of("Nope", "runTask", "tick", "RunTask ")));
            case 1 -> request.remove(dice.pick(names(request)));
            case 2 -> request.putNull(dice.pick(names(request)));
            case 3 -> request.put("unknownMember", dice.between(0, 9));
            case 4 -> request.put("taskDefinition", dice.pick(List.of("none", "web:0", "web:", "web:x")));
            case 5 -> tooMany(request.putArray("placementConstraints"), "memberOf", "expression", dice.between(8, 11));
            case 6 -> tooMany(request.putArray("placementStrategy"), "spread", "field", dice.between(5, 6));
            case 7 -> odd(request);
            case 8 -> request.putArray("placementConstraints")
                    .addObject()
                    .put("type", "memberOf")
                    .put("expression", words.badQuery());
            case 9 -> request.put("filter", words.badQuery());
            default -> mistyped(request);
        }
    }

    private static List<String> names(final ObjectNode object) {
        final List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? List.of("none") : names;
    }

    private static void tooMany(final ArrayNode array, final String type, final String member, final int count) {
        for (int i = 0; i < count; i++) {
            array.addObject().put("type", type).put(member, member.equals("field") ? "host" : "attribute:stack exists");
        }
    }

    /** A value of the right type that is not allowed, or that is odd and allowed. */
    private void odd(final ObjectNode request) {
        switch (dice.below(30)) {
            case 0 -> {
                request.put("count", dice.pick(List.of(0, 11, -1)));
                if (dice.chance(50)) {
                    request.put("taskDefinition", "none");
                }
            }
            case 1 -> request.put("count", 99_999_999_999L);
            case 2 -> request.put("desiredCount", -1);
            case 3 -> request.put("launchType", dice.pick(List.of("ec2", "EXTERNAL", "FARGATE")));
            case 4 -> request.put("schedulingStrategy", dice.pick(List.of("DAEMON", "daemon")));
            case 5 -> request.put("status", dice.pick(List.of("INACTIVE", "active")));
            case 6 -> request.put("networkMode", dice.pick(List.of("Bridge", "none", "vpc", "default", "host")));
            case 7 -> request.put("group", dice.pick(List.of("service:s1", "service:", "service")));
            case 8 -> request.put("referenceId", dice.pick(List.of("task", "a/b", "service", "tasks")));
            case 9 -> request.put("availabilityZoneRebalancing", "enabled");
            case 10 -> request.put("cpu", dice.pick(ODD_CPU));
            case 11 -> request.put("memory", dice.pick(ODD_MEMORY));
            case 12 -> request.put("task", dice.pick(List.of("task/7", "service/s1/1", "task", "nobody")));
            case 13 -> request.put("service", dice.pick(List.of("nobody", "s1")));
            case 14 -> request.put("serviceName", dice.pick(List.of("s1", "new")));
            case 15 -> request.put("containerInstance", "nowhere");
            case 16 -> request.putArray("placementConstraints")
                    .addObject()
                    .put("type", "distinctInstance")
                    .put("expression", "");
            case 17 -> request.putArray("placementStrategy")
                    .addObject()
                    .put("type", dice.pick(List.of("spread", "binpack", "Random", "random")))
                    .put("field", dice.pick(List.of("attribute:", "gpu", "instanceid", "cpu")));
            case 18 -> request.putArray("attributes").addObject().put("name", dice.pick(List.of("a", "")))
                    .put("targetId", "nowhere");
            case 19 -> request.putObject("networkConfiguration")
                    .putObject("awsvpcConfiguration")
                    .putArray("subnets")
                    .add("subnet-unknown");
            case 20 -> request.putArray("tasks").add("task/1").add("nobody");
            case 21, 22, 23 -> oddInstance(request);
            case 24 -> request.put("family", dice.pick(ODD_FAMILIES));
            case 25, 26 -> oddContainers(request);
            case 27, 28 -> oddProviders(request);
            default -> empty(request);
        }
    }

    /** Providers, mostly with something in them that is refused. */
    private void oddProviders(final ObjectNode request) {
        words.addProviders(request, dice.chance(30));
        final ArrayNode items = (ArrayNode) request.get("capacityProviderStrategy");
        final ObjectNode last = (ObjectNode) items.get(items.size() - 1);
        switch (dice.below(9)) {
            case 0 -> items.addObject().put("capacityProvider", dice.pick(List.of("FARGATE", "provider-1", "")));
            case 1 -> request.put("launchType", dice.pick(List.of("EC2", "FARGATE")));
            case 2 -> last.put("base", dice.pick(List.of(-1, 100_000, 100_001)));
            case 3 -> last.put("weight", dice.pick(List.of(-1, 1000, 1001)));
            case 4 -> last.remove("capacityProvider");
            case 5 -> items.forEach(item -> ((ObjectNode) item).put("weight", 0));
            case 6 -> items.forEach(item -> ((ObjectNode) item).put("base", 1));
            case 7 -> {
                for (int i = dice.between(2, 5); i > 0; i--) {
                    items.addObject().put("capacityProvider", "more-" + i);
                }
            }
            default -> request.put("schedulingStrategy", "DAEMON");
        }
    }

    /** Puts the request of an instance in the place of what was asked, with something odd in it. */
    private void oddInstance(final ObjectNode request) {
        request.removeAll();
        final ObjectNode instance = request.put("op", "RegisterContainerInstance")
                .putObject("containerInstance")
                .put("containerInstanceArn", "i-" + dice.between(1, 60));
        final ArrayNode registered = instance.putArray("registeredResources");
        registered.addObject().put("name", "CPU").put("integerValue", dice.pick(List.of(-1, 0, 2048)));
        registered.addObject().put("name", "MEMORY").put("integerValue", 2048);
        switch (dice.below(8)) {
            case 0 -> set(registered, "PORTS", dice.pick(List.of("0", "65536", "x", "", "65535")));
            case 1 -> set(instance.putArray("remainingResources"), "GPU", "gpu-1");
            case 2 -> instance.putArray("remainingResources")
                    .addObject()
                    .put("name", "CPU")
                    .put("integerValue", dice.pick(List.of(2049, -2049, 0)));
            case 3 -> instance.put("eniSlots", 1).put("remainingEniSlots", dice.pick(List.of(2, 1, -2)));
            case 4 -> instance.put("registeredAt", dice.pick(List.of("yesterday", "2018-02-30", "", "2018-02-13")));
            case 5 -> registered.addObject().put("name", "CPU").put("integerValue", 512);
            case 6 -> instance.putArray("attributes").add(Answers.attribute("stack", "a")).add(
                    Answers.attribute("stack", dice.chance(50) ? null : "b"));
            default -> instance.putArray("attributes").add(Answers.attribute("", "a"));
        }
    }

    private static void set(final ArrayNode resources, final String name, final String value) {
        resources.addObject().put("name", name).set("stringSetValue", Answers.strings(List.of(value)));
    }

    /** Puts a definition in the place of what was asked, with something in its containers that may be refused. */
    private void oddContainers(final ObjectNode request) {
        request.removeAll();
        request.put("op", "RegisterTaskDefinition").put("family", words.family());
        if (dice.chance(80)) {
            request.put("networkMode", dice.pick(List.of("host", "awsvpc", "bridge", "default", "none")));
        }
        final ArrayNode containers = request.putArray("containerDefinitions");
        for (int i = dice.chance(70) ? 1 : dice.between(9, 11); i > 0; i--) {
            final ObjectNode container = containers.addObject().put("name", "c" + i);
            if (dice.chance(40)) {
                container.put("memory", dice.pick(List.of(0, 100, 101)));
                container.put("memoryReservation", dice.pick(List.of(0, 100, 101)));
            }
            if (dice.chance(50)) {
                final ObjectNode mapping = container.putArray("portMappings").addObject();
                mapping.put("hostPort", dice.pick(List.of(0, 80, 8080)));
                if (dice.chance(80)) {
                    mapping.put("containerPort", dice.pick(List.of(0, 80, 80, 8080)));
                }
            }
        }
    }

    private void empty(final ObjectNode request) {
        final List<String> strings = names(request).stream()
                .filter(name -> request.path(name).isTextual() && !name.equals("taskDefinition"))
                .toList();
        request.put(dice.pick(strings.isEmpty() ? List.of("group") : strings), "");
    }

    /** Another type for some member, at any depth. */
    private void mistyped(final ObjectNode request) {
        JsonNode at = request;
        while (true) {
            final String name = at.isObject() ? dice.pick(names((ObjectNode) at)) : "";
            final JsonNode child = at.isObject() ? at.path(name) : at.path(dice.below(Math.max(1, at.size())));
            if (child.isContainerNode() && !child.isEmpty() && dice.chance(75)) {
                at = child;
            } else if (at instanceof ObjectNode object) {
                object.set(name, another(child));
                return;
            } else {
                ((ArrayNode) at).add(another(child));
                return;
            }
        }
    }

    private JsonNode another(final JsonNode node) {
        final ArrayNode others = Answers.strings(List.of());
        others.add(1.0).add(true).addObject().put("x", 1);
        if (node.isTextual()) {
            others.add(8);
        } else if (node.isNumber()) {
            others.add(node.asText() + "s");
        } else {
            others.add(TextNode.valueOf("text"));
        }
        return others.get(dice.below(others.size()));
    }
}
