package dev.berth.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.replay.NaiveCluster.Asks;
import dev.berth.bench.replay.NaiveCluster.NaiveInstance;
import dev.berth.bench.replay.NaiveCluster.NaiveStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Scenarios drawn at random, each answer compared with that of the {@link NaiveCluster}. */
class ReplayLockstepTest {
    private static final int SCENARIOS = 60;
    private static final int LINES = 250;
    private static final NaiveStrategy[] STRATEGIES = {
        new NaiveStrategy("binpack", "cpu"),
        new NaiveStrategy("binpack", "memory"),
        new NaiveStrategy("spread", "instanceId"),
        new NaiveStrategy("spread", "host"),
        new NaiveStrategy("spread", "attribute:zone"),
        new NaiveStrategy("spread", "attribute:rack"),
        new NaiveStrategy("random", null)
    };

    private final List<String> lines = new ArrayList<>();
    private final List<Expectation> expected = new ArrayList<>();
    private int placed;
    private int refused;

    /** What an answer is compared with; it may look at the answer where a pick was free. */
    private interface Expectation {
        JsonNode answer(JsonNode actual);
    }

    @Test
    void agreesOnEachAnswer() throws IOException {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            lines.clear();
            expected.clear();
            final Scenario scenario = new Scenario(new SplittableRandom(seed));
            scenario.write();
            final List<JsonNode> answers = Lines.answers(String.join("\n", lines));
            assertEquals(lines.size(), answers.size());
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(
                        expected.get(i).answer(answers.get(i)),
                        answers.get(i),
                        "seed " + seed + ", line " + (i + 1) + ": " + lines.get(i));
            }
        }
        assertTrue(placed > 2_000 && refused > 500, "placed " + placed + ", refused " + refused);
    }

    /** One scenario: lines are drawn without a look at the answers, expectations are worked out with one. */
    private final class Scenario {
        private final SplittableRandom random;
        private final NaiveCluster cluster = new NaiveCluster();
        private final Map<String, Asks> definitions = new TreeMap<>();
        private int instances;
        private long asked;

        Scenario(final SplittableRandom random) {
            this.random = random;
        }

        void write() {
            final int first = random.nextInt(12);
            for (int i = 0; i < first; i++) {
                registerInstance();
            }
            define();
            for (int i = 0; i < LINES; i++) {
                final int draw = random.nextInt(100);
                if (draw < 5) {
                    registerInstance();
                } else if (draw < 12) {
                    define();
                } else if (draw < 60) {
                    runTask();
                } else if (draw < 90) {
                    stopTask();
                } else {
                    line("DescribeContainerInstances", request -> { }, actual -> cluster.describe());
                }
            }
        }

        private void registerInstance() {
            final String id = "i-" + instances++;
            final List<String> gpus = new ArrayList<>();
            for (int i = random.nextInt(6) - 3; i > 0; i--) {
                gpus.add("gpu-" + random.nextInt(1000) + "-" + i);
            }
            final NaiveInstance instance = new NaiveInstance(
                    id, random.nextInt(10) > 0, random.nextInt(10) > 0, 256L * random.nextInt(9),
                    512L * random.nextInt(9), random.nextInt(4), gpus);
            for (final String name : new String[] {"zone", "rack", "ssd", NaiveCluster.TASK_ENI}) {
                if (random.nextInt(4) > 0) {
                    instance.attributes.put(name, random.nextInt(5) == 0 ? null : String.valueOf(random.nextInt(3)));
                }
            }
            line("RegisterContainerInstance", request -> write(request.putObject("containerInstance"), instance),
                    actual -> {
                        cluster.instances.add(instance);
                        return Lines.JSON.createObjectNode().put("containerInstanceArn", id);
                    });
        }

        private void write(final ObjectNode node, final NaiveInstance instance) {
            node.put("containerInstanceArn", instance.id).put("status", instance.active ? "ACTIVE" : "DRAINING");
            node.put("agentConnected", instance.connected).put("eniSlots", instance.slots);
            final ArrayNode resources = node.putArray("registeredResources");
            resources.addObject().put("name", "CPU").put("integerValue", instance.cpu);
            resources.addObject().put("name", "MEMORY").put("integerValue", instance.memory);
            if (!instance.gpus.isEmpty()) {
                final ArrayNode ids = resources.addObject().put("name", "GPU").putArray("stringSetValue");
                instance.gpus.forEach(ids::add);
            }
            final ArrayNode attributes = node.putArray("attributes");
            instance.attributes.forEach((name, value) -> attributes.addObject().put("name", name).put("value", value));
        }

        private void define() {
            final String family = "f" + definitions.size();
            final Asks asks = new Asks(
                    128L * random.nextInt(5), 256L * random.nextInt(5), Math.max(0, random.nextInt(8) - 5),
                    Math.max(0, random.nextInt(6) - 3), random.nextInt(6) == 0, random.nextInt(6) == 0 ? "ssd" : null);
            final Asks effective = asks.awsvpc()
                    ? new Asks(asks.cpu(), asks.memory(), asks.gpus(), 0, true, asks.required())
                    : asks;
            definitions.put(family, effective);
            final String mode = asks.awsvpc() ? "awsvpc" : "bridge";
            line("RegisterTaskDefinition", request -> {
                request.put("family", family).put("networkMode", mode).put("memory", String.valueOf(asks.memory()));
                final ObjectNode container = request.putArray("containerDefinitions").addObject();
                container.put("name", "c").put("cpu", asks.cpu());
                container.putArray("portMappings").addObject().put("containerPort", 80).put("hostPort", asks.port());
                container.putArray("resourceRequirements").addObject()
                        .put("type", "GPU").put("value", String.valueOf(asks.gpus()));
                if (asks.required() != null) {
                    request.putArray("requiresAttributes").addObject().put("name", asks.required());
                }
            }, actual -> {
                final ObjectNode answer = Lines.JSON.createObjectNode();
                answer.putObject("taskDefinition").put("taskDefinitionArn", family + ":1").put("family", family)
                        .put("revision", 1).put("networkMode", mode);
                return answer;
            });
        }

        private void runTask() {
            final String family = "f" + random.nextInt(definitions.size());
            final Asks asks = definitions.get(family);
            final int count = 1 + random.nextInt(10) / (1 + random.nextInt(4));
            final String group = random.nextInt(3) == 0 ? null : "g" + random.nextInt(4);
            final String groupName = group == null ? "family:" + family : group;
            final boolean distinct = random.nextInt(5) == 0;
            final List<NaiveStrategy> chain = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                chain.add(STRATEGIES[random.nextInt(STRATEGIES.length)]);
            }
            final List<NaiveStrategy> effective = chain.isEmpty() ? List.of(STRATEGIES[6]) : chain;
            final long from = asked;
            asked += count;
            line("RunTask", request -> {
                request.put("taskDefinition", family).put("count", count).put("group", group);
                final ArrayNode strategies = request.putArray("placementStrategy");
                chain.forEach(item -> strategies.addObject().put("type", item.type()).put("field", item.field()));
                if (distinct) {
                    request.putArray("placementConstraints").addObject().put("type", "distinctInstance");
                }
            }, actual -> run(actual, asks, groupName, distinct, effective, from, count));
        }

        private JsonNode run(
                final JsonNode actual,
                final Asks asks,
                final String group,
                final boolean distinct,
                final List<NaiveStrategy> chain,
                final long from,
                final int count) {
            final ObjectNode answer = Lines.JSON.createObjectNode();
            final ArrayNode tasks = answer.putArray("tasks");
            answer.putArray("failures");
            for (int k = 1; k <= count; k++) {
                final List<NaiveInstance> candidates = cluster.candidates(asks, group, distinct, chain);
                if (candidates.isEmpty()) {
                    refused++;
                    if (answer.get("failures").isEmpty()) {
                        cluster.refuse(answer, asks, group, distinct);
                    }
                    continue;
                }
                placed++;
                final String picked = actual.at("/tasks/" + tasks.size() + "/containerInstanceArn").asText();
                final NaiveInstance on = candidates.stream()
                        .filter(instance -> instance.id.equals(picked)).findFirst().orElse(candidates.get(0));
                cluster.place("task/" + (from + k), asks, group, on);
                tasks.addObject().put("taskArn", "task/" + (from + k)).put("containerInstanceArn", on.id)
                        .put("group", group);
            }
            return answer;
        }

        private void stopTask() {
            final long number = 1 + random.nextLong(asked + 1);
            final String id = "task/" + number;
            line("StopTask", request -> request.put("task", id), actual -> {
                final ObjectNode answer = Lines.JSON.createObjectNode();
                if (!cluster.tasks.containsKey(id)) {
                    answer.set("error", actual.get("error"));
                    return answer;
                }
                answer.putObject("task").put("taskArn", id).put("containerInstanceArn", cluster.stop(id));
                return answer;
            });
        }

        private void line(
                final String op,
                final Consumer<ObjectNode> members,
                final Expectation expectation) {
            final ObjectNode request = Lines.JSON.createObjectNode().put("op", op);
            members.accept(request);
            lines.add(request.toString());
            expected.add(expectation);
        }
    }
}
