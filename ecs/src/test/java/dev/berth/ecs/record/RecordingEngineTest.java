package dev.berth.ecs.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.ecs.replay.Failures;
import dev.berth.ecs.replay.Replay;
import dev.berth.oracle.SecondThread;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What was recorded, replayed, gets the answers that the program got. */
class RecordingEngineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INSTANCES = 12;

    private final StringWriter written = new StringWriter();
    private final RecordingEngine engine = new RecordingEngine(new PlacementEngine(config()), written);

    private static EngineConfig config() {
        return EngineConfig.builder()
                .maxInstances(64)
                .maxTasks(4_096)
                .maxGroups(64)
                .build();
    }

    private static List<JsonNode> replayed(final String scenario) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Replay(config(), Failures.Form.counts, false)
                .run(new ByteArrayInputStream(scenario.getBytes(StandardCharsets.UTF_8)), out);
        final List<JsonNode> answers = new ArrayList<>();
        for (final String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    @Test
    void aSecondThreadIsRefusedAndNothingIsWritten() {
        engine.register(Instance.builder("i-0").cpuUnits(100).build());
        final String before = written.toString();
        assertEquals(List.of(), SecondThread.mistakes(engine, Set.of("engine")));
        assertEquals(before, written.toString());
    }

    @Test
    void whatTheEngineRefusesIsNotWritten() {
        final int ordinal = engine.register(Instance.builder("i-0").cpuUnits(100).build());
        final String before = written.toString();
        final Instance unknown =
                Instance.builder("i-1").cpuUnits(100).resource("disk", 1).build();
        assertThrows(IllegalArgumentException.class, () -> engine.register(unknown));
        assertThrows(IllegalArgumentException.class, () -> engine.deregister(7));
        assertThrows(IllegalArgumentException.class, () -> engine.deregisterForced(7));
        assertThrows(IllegalArgumentException.class, () -> engine.setAttribute(7, "a", "b"));
        assertThrows(IllegalArgumentException.class, () -> engine.removeAttribute(7, "a"));
        assertEquals(before, written.toString());
        engine.deregister(ordinal);
        assertTrue(written.toString().length() > before.length());
    }

    /** Compares each answer of a placement with the comment after its request; answers how many there were. */
    private static int assertSame(final String scenario) throws IOException {
        final List<JsonNode> answers = replayed(scenario);
        int at = 0;
        int compared = 0;
        boolean asked = false;
        for (final String line : scenario.lines().toList()) {
            if (!line.startsWith("#")) {
                assertFalse(answers.get(at).has("error"), () -> line + " was refused");
                at++;
                asked = true;
            } else if (line.startsWith("# not recorded: ")) {
                asked = false;
            } else if (asked && line.startsWith("# answered: ")) {
                final JsonNode task = answers.get(at - 1).get("tasks").path(0);
                final String instance = task.path("containerInstanceArn").asText(null);
                if (instance == null) {
                    assertFalse(line.startsWith("# answered: i-"), line);
                } else {
                    assertEquals(line, "# answered: " + instance);
                }
                compared++;
            }
        }
        assertEquals(at, answers.size());
        return compared;
    }

    private Instance instance(final SplittableRandom random, final int number) {
        final Instance.Builder builder = Instance.builder("i-" + number)
                .cpuUnits(2_048)
                .memoryMib(1_024 * (2 + random.nextInt(3)))
                .gpus(random.nextInt(3))
                .eniSlots(3)
                .agentVersion("1." + random.nextInt(90) + ".0")
                .ec2InstanceId("i-ec2-" + number)
                .registeredAt(Instant.ofEpochSecond(1_700_000_000L + number))
                .capacityProvider(number % 3 == 0 ? null : "p" + number % 3)
                .attribute("ecs.capability.task-eni", null)
                .attribute("ecs.availability-zone", "z" + random.nextInt(3));
        if (random.nextBoolean()) {
            builder.tcpPortInUse(22).attribute("stack", "prod");
        }
        return builder.build();
    }

    private List<Long> plans() {
        final List<Demand> demands = List.of(
                Demand.builder().cpuUnits(256).memoryMib(512).hostPort(8_080).build(),
                Demand.builder().cpuUnits(100).memoryMib(300).gpus(1).hostUdpPort(53).build(),
                Demand.builder().memoryMib(128).eniSlots(1).requiredAttribute("ecs.capability.task-eni")
                        .zone("z1").zone("z2").build(),
                Demand.builder().cpuUnits(64).requiredAttribute("stack").build());
        final List<Long> plans = new ArrayList<>();
        for (final Demand demand : demands) {
            final long handle = engine.define(demand);
            plans.add(engine.plan(handle, Chain.parse("binpack(memory)")));
            plans.add(engine.plan(handle, Chain.serviceDefault(), Constraint.distinctInstance()));
            plans.add(engine.plan(handle, Chain.parse("binpack(cpu)"), "p1"));
            plans.add(engine.plan(
                    handle, Chain.of(), Constraint.memberOf("attribute:stack == prod or task:group == a")));
            plans.add(engine.plan(
                    handle, Chain.parse("spread(instanceId)"), Constraint.memberOf(view -> view.ordinal() % 2 == 0)));
        }
        return plans;
    }

    @Test
    void replayGivesTheAnswersThatWereGiven() throws IOException {
        final SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(instance(random, i));
        }
        final List<Long> plans = plans();
        final long[] groups = {engine.group("a"), engine.group("b"), engine.group("service:c")};
        final long stack = engine.attribute("stack", "prod");
        final List<Long> tasks = new ArrayList<>();
        for (int step = 0; step < 1_500; step++) {
            final int ordinal = random.nextInt(INSTANCES);
            final long plan = plans.get(random.nextInt(plans.size()));
            final long group = groups[random.nextInt(groups.length)];
            switch (random.nextInt(20)) {
                case 0 -> engine.drain(ordinal);
                case 1, 2 -> engine.reactivate(ordinal);
                case 3 -> engine.setAgentConnected(ordinal, random.nextInt(3) > 0);
                case 4 -> engine.setAttribute(ordinal, stack);
                case 5 -> engine.removeAttribute(ordinal, "stack");
                case 6 -> engine.setAttribute(ordinal, "ecs.availability-zone", "z" + random.nextInt(4));
                case 7 -> {
                    engine.deregisterForced(ordinal);
                    engine.register(instance(random, INSTANCES + step));
                }
                case 8, 9 -> tasks.add(engine.placeOn(plan, group, ordinal));
                case 10, 11, 12, 13, 14 -> {
                    if (!tasks.isEmpty()) {
                        engine.release(tasks.remove(random.nextInt(tasks.size())));
                    }
                }
                default -> tasks.add(engine.place(plan, group));
            }
            tasks.removeIf(task -> engine.engine().instanceOf(task) < 0);
        }
        final String scenario = written.toString();
        assertTrue(assertSame(scenario) > 300, "placements compared");
        assertTrue(scenario.contains("not recorded: place, of a predicate") && scenario.contains("\"LoadTask\""));
        assertTrue(scenario.contains("\"capacityProviderName\":\"p1\"")
                && scenario.contains("\"capacityProviderStrategy\":[{\"capacityProvider\":\"p1\"}]"));
    }

    /** The comparison of this test notices an answer that is not the one that was given. */
    @Test
    void anotherAnswerIsNoticed() throws IOException {
        engine.register(Instance.builder("i-1").memoryMib(10).build());
        final long demand = engine.define(Demand.builder().memoryMib(5).build());
        engine.place(engine.plan(demand, Chain.parse("binpack(memory)")), engine.group("g"));
        final String scenario = written.toString();
        assertEquals(1, assertSame(scenario));
        final String altered = scenario.replace("# answered: i-1", "# answered: i-2");
        assertThrows(AssertionError.class, () -> assertSame(altered));
    }

    @Test
    void whatTheFormatCannotSayIsTold() throws IOException {
        engine.register(Instance.builder("i-1").memoryMib(10).eniSlots(5).build());
        final long demand = engine.define(Demand.builder().memoryMib(5).eniSlots(2).build());
        assertTrue(engine.place(engine.plan(demand, Chain.of()), engine.group("g")) >= 0);
        assertTrue(written.toString().contains("# not recorded: a demand of network slots other than one"));
        final PlacementEngine used = engine.engine();
        assertThrows(IllegalArgumentException.class, () -> new RecordingEngine(used, written));
    }

    @Test
    void whatReplayDoesNotHaveIsRefusedByName() {
        final PlacementEngine named = new PlacementEngine(
                EngineConfig.builder().maxInstances(1).resources("disk-gib", "licences").build());
        final Exception resources =
                assertThrows(IllegalArgumentException.class, () -> new RecordingEngine(named, written));
        assertEquals(
                "resources are [disk-gib, licences], must be none; replay has no named resources",
                resources.getMessage());
        final long demand = engine.define(Demand.builder().build());
        engine.plan(demand, Chain.of(), Constraint.atMost(1));
        final Exception limit = assertThrows(
                IllegalArgumentException.class, () -> engine.plan(demand, Chain.of(), Constraint.atMost(3)));
        assertEquals(
                "constraint is atMost(3), must be distinctInstance or memberOf; replay has no other",
                limit.getMessage());
    }
}
