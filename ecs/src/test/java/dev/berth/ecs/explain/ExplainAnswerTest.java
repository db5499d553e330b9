package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Explanation;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer is that of an engine which this test brings to the same state by itself. */
class ExplainAnswerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private PlacementEngine engine;

    @BeforeEach
    void build() throws IOException {
        Run.copyExample(folder);
        engine = new PlacementEngine(EngineConfig.builder().maxInstances(64).maxTasks(4096).maxPorts(8192)
                .maxAttributes(2048).seed(42).build());
        for (final JsonNode item : JSON.readTree(Run.resource("cluster.json")).get("containerInstances")) {
            if (!"INACTIVE".equals(item.get("status").textValue())) {
                final int ordinal = engine.register(instance(item));
                if ("DRAINING".equals(item.get("status").textValue())) {
                    engine.drain(ordinal);
                }
            }
        }
        final long nothing = engine.define(Demand.builder().build());
        final List<String> lines =
                Run.resource("tasks.json").lines().filter(text -> text.startsWith("        {")).toList();
        for (final String line : lines) {
            final JsonNode task = JSON.readTree(line.replaceAll(",$", ""));
            if (task.has("containerInstanceArn") && "RUNNING".equals(task.get("desiredStatus").textValue())) {
                final int ordinal = engine.ordinalOf(task.get("containerInstanceArn").textValue());
                final long group = engine.group(task.get("group").textValue());
                assertTrue(engine.adopt(nothing, group, ordinal, true) >= 0);
            }
        }
        assertEquals(70, engine.taskCount());
    }

    private static Instance instance(final JsonNode item) {
        final Instance.Builder builder = Instance.builder(item.get("containerInstanceArn").textValue())
                .agentConnected(item.get("agentConnected").booleanValue());
        final JsonNode registered = item.get("registeredResources");
        final JsonNode remaining = item.get("remainingResources");
        builder.cpuUnits(registered.get(0).get("integerValue").intValue())
                .remainingCpuUnits(remaining.get(0).get("integerValue").intValue())
                .memoryMib(registered.get(1).get("integerValue").intValue())
                .remainingMemoryMib(remaining.get(1).get("integerValue").intValue());
        remaining.get(2).get("stringSetValue").forEach(port -> builder.tcpPortInUse(port.asInt()));
        if (registered.size() > 4) {
            builder.gpus(registered.get(4).get("stringSetValue").size())
                    .remainingGpus(remaining.get(4).get("stringSetValue").size());
        }
        item.get("attributes").forEach(attribute -> builder.attribute(
                attribute.get("name").textValue(), attribute.path("value").textValue()));
        return builder.build();
    }

    @Test
    void ofAService() throws IOException {
        final JsonNode answer = answer("web.json", "--request", "create-service.json", "--count", "40");
        final long plan = engine.plan(
                engine.define(Demand.builder().cpuUnits(640).memoryMib(1152).hostPort(8080).build()),
                Chain.parse("spread(attribute:ecs.availability-zone),binpack(memory)"),
                Constraint.memberOf("attribute:ecs.instance-type =~ m5.*"), Constraint.distinctInstance());
        check(answer, plan, engine.group("service:web"));
        assertEquals(22, answer.get("placed").intValue());
    }

    @Test
    void ofARandomTask() throws IOException {
        final JsonNode answer = answer("web.json", "--count", "50", "--seed", "42");
        final long plan = engine.plan(
                engine.define(Demand.builder().cpuUnits(640).memoryMib(1152).hostPort(8080).build()),
                Chain.runTaskDefault(), Constraint.memberOf("attribute:ecs.instance-type =~ m5.*"));
        check(answer, plan, engine.group("family:web"));
    }

    private JsonNode answer(final String definition, final String... more) throws IOException {
        final String[] line = new String[8 + more.length];
        System.arraycopy(new String[] {"--cluster", "cluster.json", "--tasks", "tasks.json", "--task-definition",
            definition, "--format", "json"}, 0, line, 0, 8);
        System.arraycopy(more, 0, line, 8, more.length);
        final Run run = Run.of(folder, line);
        assertEquals("", run.err());
        return JSON.readTree(run.out());
    }

    private void check(final JsonNode answer, final long plan, final long group) {
        assertEquals(engine.explain(plan, group).eligible(), answer.at("/instances/eligibleBefore").intValue());
        for (final JsonNode task : answer.get("tasks")) {
            final long handle = engine.place(plan, group);
            assertTrue(handle >= 0, answer.toString());
            final int ordinal = engine.instanceOf(handle);
            assertEquals(engine.instanceId(ordinal), task.get("containerInstanceArn").textValue());
            assertEquals(engine.remainingCpuUnits(ordinal), task.get("remainingCpu").intValue());
            assertEquals(engine.remainingMemoryMib(ordinal), task.get("remainingMemory").intValue());
        }
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group));
        final Explanation refusal = engine.explain(plan, group);
        int instances = 0;
        for (final JsonNode failure : answer.get("failures")) {
            final int count = failure.get("count").intValue();
            for (int check = 0; check < Reason.CHECKS; check++) {
                final Reason reason = Reason.values()[check];
                if (reason.text().equals(failure.get("reason").textValue())) {
                    assertEquals(refusal.count(reason), count, reason.text());
                }
            }
            instances += count;
        }
        assertEquals(refusal.considered(), instances);
        assertEquals(engine.instanceId(refusal.closestOrdinal()),
                answer.at("/closest/containerInstanceArn").textValue());
        assertEquals(refusal.closestFailures().size(), answer.at("/closest/checks").size());
        assertEquals(0, answer.at("/headroom/count").intValue());
    }
}
