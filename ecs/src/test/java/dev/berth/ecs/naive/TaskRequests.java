package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.workload.Dice;
import java.util.List;

/** Random requests about task definitions and tasks. */
final class TaskRequests {
    private static final List<String> MODES = List.of("bridge", "bridge", "default", "host", "none", "awsvpc");

    private final Vocabulary words;
    private final Dice dice;
    private int references;

    TaskRequests(final Vocabulary words) {
        this.words = words;
        dice = words.dice;
    }

    // ---- definitions -----------------------------------------------------------------------------------------------

    ObjectNode define() {
        final String family = words.family();
        final ObjectNode request =
                words.request("RegisterTaskDefinition").put("family", family);
        if (family.equals("far")) {
            return addFargate(request);
        }
        final String mode = family.equals("net") ? "awsvpc" : words.isCalm ? "bridge" : dice.pick(MODES);
        if (!mode.equals("bridge") || dice.chance(50)) {
            request.put("networkMode", mode);
        }
        if (dice.chance(40)) {
            request.put("cpu", dice.pick(List.of("128", "0.25 vCPU", "256", ".125VCPU", "0", "1vCPU")));
        } else if (dice.chance(20)) {
            request.put("cpu", dice.pick(List.of(0, 100, 256)));
        }
        if (dice.chance(40)) {
            request.put("memory", dice.pick(List.of("256", ".5 GB", "1gb", "0.25   Gb", "2 GB")));
        }
        final ArrayNode containers = request.putArray("containerDefinitions");
        for (int i = dice.between(1, 3); i > 0; i--) {
            addContainer(containers.addObject().put("name", "c" + i), mode, family);
        }
        if (dice.chance(words.isCalm ? 5 : 25)) {
            words.addConstraints(request, 2, false);
        }
        if (dice.chance(8)) {
            request.putArray("requiresAttributes").addObject().put("name", "stack").put("value", "ignored");
        }
        return request;
    }

    private ObjectNode addFargate(final ObjectNode request) {
        request.put("networkMode", dice.chance(95) ? "awsvpc" : "bridge");
        final List<String> pair = dice.pick(List.of(
                List.of("256", "512"),
                List.of("256", "1024"),
                List.of("2048", "16 GB"),
                List.of("1024", "2048"),
                List.of("0.25 vCPU", "2 GB"),
                List.of("512", "3072"),
                List.of("1 vCPU", "8 GB"),
                List.of("8192", "20480"),
                List.of("16384", "122880"),
                List.of("256", "1536"),
                List.of("4096", "8193")));
        request.put("cpu", pair.get(0)).put("memory", pair.get(1));
        request.putArray("containerDefinitions").addObject().put("name", "c1").put("cpu", 10);
        return request;
    }

    private void addContainer(final ObjectNode container, final String mode, final String family) {
        if (dice.chance(80)) {
            container.put("cpu", dice.pick(List.of(0, 64, 128, 128, 256, 256, 500)));
        }
        if (dice.chance(70)) {
            container.put("memory", dice.pick(List.of(64, 128, 256, 512, 700)));
        }
        if (dice.chance(40)) {
            container.put("memoryReservation", dice.pick(List.of(0, 32, 128, 200)));
        }
        if (dice.chance(family.equals("gpu") ? 90 : 3)) {
            addGpus(container, 1, 2);
        }
        if (!mode.equals("none") && dice.chance(35)) {
            final ArrayNode mappings = container.putArray("portMappings");
            for (int i = family.equals("wide") ? 45 : dice.between(0, 2); i > 0; i--) {
                addMapping(mappings.addObject(), family.equals("wide") ? 40_000 + i : 0);
            }
        }
    }

    private void addGpus(final ObjectNode container, final int least, final int most) {
        container
                .putArray("resourceRequirements")
                .addObject()
                .put("type", "GPU")
                .put("value", String.valueOf(dice.between(least, most)));
    }

    private void addMapping(final ObjectNode mapping, final int port) {
        if (dice.chance(70)) {
            mapping.put("containerPort", dice.pick(List.of(80, 443, 53, 8080, 81)));
        }
        if (port > 0) {
            mapping.put("hostPort", port);
        } else if (dice.chance(75)) {
            mapping.put("hostPort", dice.pick(List.of(0, 80, 443, 53, 8080, 22)));
        }
        if (dice.chance(30)) {
            mapping.put("protocol", dice.chance(70) ? "udp" : "tcp");
        }
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    ObjectNode run() {
        final ObjectNode request = words.request("RunTask").put("taskDefinition", words.definition());
        if (dice.chance(50)) {
            request.put("count", dice.chance(70) ? dice.between(1, 3) : dice.between(1, 10));
        }
        if (dice.chance(30)) {
            request.put("group", dice.pick(Vocabulary.OWN_GROUPS));
        }
        final boolean isFargate =
                request.get("taskDefinition").textValue().startsWith("far") ? dice.chance(70) : dice.chance(1);
        if (isFargate) {
            if (dice.chance(60)) {
                request.put("launchType", "FARGATE");
            } else {
                words.addProviders(request, true);
            }
            words.addSubnets(request);
            return addReference(request);
        }
        if (dice.chance(5)) {
            request.put("launchType", "EC2");
        }
        if (dice.chance(20)) {
            words.addProviders(request, false);
        }
        if (dice.chance(85)) {
            words.addStrategies(request, false);
        }
        if (dice.chance(30)) {
            words.addConstraints(request, 2, true);
        }
        if (dice.chance(20)) {
            words.addSubnets(request);
        }
        addOverrides(request);
        return addReference(request);
    }

    private ObjectNode addReference(final ObjectNode request) {
        if (dice.chance(15)) {
            references += dice.chance(90) ? 1 : 0;
            request.put("referenceId", dice.chance(95) ? "ref-" + references : "service");
        }
        return request;
    }

    private void addOverrides(final ObjectNode request) {
        if (!dice.chance(18)) {
            return;
        }
        final ObjectNode overrides = request.putObject("overrides");
        if (dice.chance(30)) {
            overrides.put("cpu", dice.pick(List.of("64", ".5vcpu", "0.5 vCPU", "0")));
        }
        if (dice.chance(30)) {
            overrides.put("memory", dice.pick(List.of("100", "0.5 GB", ".5gb")));
        }
        if (dice.chance(70)) {
            final ObjectNode container =
                    overrides.putArray("containerOverrides").addObject().put("name", dice.chance(95) ? "c1" : "c9");
            if (dice.chance(50)) {
                container.put("cpu", dice.pick(List.of(0, 10, 300, 1000)));
            }
            if (dice.chance(40)) {
                container.put("memory", dice.pick(List.of(0, 10, 300)));
            }
            if (dice.chance(30)) {
                container.put("memoryReservation", dice.pick(List.of(0, 99)));
            }
            if (dice.chance(20)) {
                addGpus(container, 0, 3);
            }
        }
    }

    ObjectNode start() {
        final ObjectNode request = words.request("StartTask").put("taskDefinition", words.definition());
        final ArrayNode instances = request.putArray("containerInstances");
        for (int i = dice.between(1, 4); i > 0; i--) {
            instances.add(words.arn());
        }
        if (dice.chance(30)) {
            request.put("group", dice.pick(Vocabulary.OWN_GROUPS));
        }
        if (dice.chance(3)) {
            request.putArray("capacityProviderStrategy");
        }
        addOverrides(request);
        return addReference(request);
    }

    ObjectNode load() {
        final ObjectNode request = words.request("LoadTask")
                .put("task", "loaded-" + dice.between(1, 200))
                .put("taskDefinition", words.definition())
                .put("containerInstance", words.arn());
        if (dice.chance(40)) {
            request.put("group", dice.pick(Vocabulary.GROUPS));
        }
        if (dice.chance(60)) {
            request.put("counted", dice.chance(30));
        }
        return request;
    }

    ObjectNode load(final Instance instance, final String id) {
        return words.request("LoadTask")
                .put("task", id)
                .put("taskDefinition", words.definition())
                .put("containerInstance", instance.arn)
                .put("counted", false);
    }

    ObjectNode protect() {
        final ObjectNode request =
                words.request("UpdateTaskProtection").put("protectionEnabled", dice.chance(60));
        request.set(
                "tasks",
                Answers.strings(dice.chance(70) ? List.of(words.task()) : List.of(words.task(), words.task())));
        return request;
    }

    ObjectNode stop() {
        return stop(words.task());
    }

    ObjectNode stop(final String id) {
        return words.request("StopTask").put("task", id);
    }
}
