package dev.berth.ecs.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.FailedCheck;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Examples that AWS documents, in its own JSON, mean here what AWS says of them. Each test names its source:
 * <ul>
 * <li>API examples = the examples of the ECS API model, as botocore ships them (examples-1.json, 2014-11-13)
 * <li>API reference = Amazon ECS API reference, the page of that name
 * <li>guide = Amazon ECS developer guide, the page of that name
 * </ul>
 * Expressions of the cluster query language are tested beside its parser.
 */
class AwsExamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ZONE = Chain.ZONE_ATTRIBUTE;

    /** API examples, DescribeContainerInstances: an instance on which one task runs. */
    private static final String DESCRIBED_INSTANCE = """
            {"agentConnected": true,
             "containerInstanceArn":
               "arn:aws:ecs:us-east-1:012345678910:container-instance/f2756532-8f13-4d53-87c9-aed50dc94cd7",
             "ec2InstanceId": "i-807f3249", "pendingTasksCount": 0,
             "registeredResources": [
               {"name": "CPU", "type": "INTEGER", "doubleValue": 0.0, "integerValue": 2048, "longValue": 0},
               {"name": "MEMORY", "type": "INTEGER", "doubleValue": 0.0, "integerValue": 3768, "longValue": 0},
               {"name": "PORTS", "type": "STRINGSET", "doubleValue": 0.0, "integerValue": 0, "longValue": 0,
                "stringSetValue": ["2376", "22", "51678", "2375"]}],
             "remainingResources": [
               {"name": "CPU", "type": "INTEGER", "doubleValue": 0.0, "integerValue": 1948, "longValue": 0},
               {"name": "MEMORY", "type": "INTEGER", "doubleValue": 0.0, "integerValue": 3668, "longValue": 0},
               {"name": "PORTS", "type": "STRINGSET", "doubleValue": 0.0, "integerValue": 0, "longValue": 0,
                "stringSetValue": ["2376", "22", "80", "51678", "2375"]}],
             "runningTasksCount": 1, "status": "ACTIVE"}
            """;

    /** API examples, DescribeTaskDefinition. */
    private static final String HELLO_WORLD = """
            {"containerDefinitions": [
               {"name": "wordpress", "cpu": 10, "environment": [], "essential": true, "image": "wordpress",
                "links": ["mysql"], "memory": 500, "mountPoints": [],
                "portMappings": [{"containerPort": 80, "hostPort": 80}], "volumesFrom": []},
               {"name": "mysql", "cpu": 10, "environment": [{"name": "MYSQL_ROOT_PASSWORD", "value": "password"}],
                "essential": true, "image": "mysql", "memory": 500, "mountPoints": [], "portMappings": [],
                "volumesFrom": []}],
             "family": "hello_world", "revision": 8,
             "taskDefinitionArn": "arn:aws:ecs:us-east-1:aws_account_id:task-definition/hello_world:8", "volumes": []}
            """;

    private final PlacementEngine engine =
            new PlacementEngine(EngineConfig.builder().maxInstances(64).maxTasks(1024).seed(3).build());

    private static Members members(final String json) throws JsonProcessingException {
        return Members.of(JSON.readTree(json));
    }

    private static Instance instance(final String json) throws JsonProcessingException {
        return InstanceRequest.of(members(json)).instance();
    }

    private static TaskDefinition definition(final String json) throws JsonProcessingException {
        return new TaskDefinition(TaskDefinition.Request.read(members(json)));
    }

    private static Demand demand(final String definition) throws JsonProcessingException {
        return definition(definition).demand(Overrides.NONE, List.of());
    }

    private static Chain chain(final String placementStrategy) throws JsonProcessingException {
        return StrategyRequest.chain(
                StrategyRequest.readAll(members("{\"placementStrategy\": " + placementStrategy + "}")),
                Chain.runTaskDefault());
    }

    private static Constraint[] constraints(final String placementConstraints) throws JsonProcessingException {
        return ConstraintRequest.readAll(members("{\"placementConstraints\": " + placementConstraints + "}")).stream()
                .map(ConstraintRequest::constraint)
                .toArray(Constraint[]::new);
    }

    /** Three zones with two instances each, of 2,048 CPU units; those further on have more memory. */
    private void registerThreeZones() {
        for (int i = 0; i < 6; i++) {
            engine.register(Instance.builder("i-" + i).cpuUnits(2048).memoryMib(4_000 + 1_000 * i)
                    .attribute(ZONE, "us-east-1" + "abc".charAt(i % 3))
                    .attribute("ecs.instance-type", i < 3 ? "t2.small" : "m5.large").build());
        }
    }

    private long plan(final Chain chain, final Constraint... constraints) {
        return engine.plan(
                engine.define(Demand.builder().cpuUnits(100).memoryMib(500).build()), chain, constraints);
    }

    /** Places tasks, and says on which ordinals. */
    private List<Integer> place(final long plan, final String group, final int count) {
        final List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final long task = engine.place(plan, engine.group(group));
            assertTrue(task >= 0, () -> Reason.of(task).text());
            ordinals.add(engine.instanceOf(task));
        }
        return ordinals;
    }

    // ---- resources -------------------------------------------------------------------------------------------------

    /** Source: API examples, DescribeContainerInstances; API reference, ContainerInstance. */
    @Test
    void remainingPortsAreThoseInUse() throws JsonProcessingException {
        final Instance described = instance(DESCRIBED_INSTANCE);
        assertEquals(1948, described.remainingCpuUnits());
        assertEquals(3668, described.remainingMemoryMib());
        assertEquals(List.of(22, 80, 2375, 2376, 51678), described.tcpPortsInUse());
        assertEquals("i-807f3249", described.ec2InstanceId());
    }

    /** Source: the same; the task that runs there takes 100 CPU units, 100 MiB and port 80. */
    @Test
    void aTaskLeavesWhatTheExampleShows() throws JsonProcessingException {
        final String empty = DESCRIBED_INSTANCE.replace("remainingResources", "notGiven");
        final int ordinal = engine.register(instance(empty));
        final long plan = engine.plan(
                engine.define(demand("""
                        {"family": "a", "containerDefinitions": [{"name": "a", "cpu": 100, "memory": 100,
                         "portMappings": [{"containerPort": 80, "hostPort": 80}]}]}
                        """)),
                Chain.runTaskDefault());
        assertEquals(List.of(ordinal), place(plan, "family:a", 1));
        final Instance after = engine.describe(ordinal);
        final Instance described = instance(DESCRIBED_INSTANCE);
        assertEquals(described.remainingCpuUnits(), after.remainingCpuUnits());
        assertEquals(described.remainingMemoryMib(), after.remainingMemoryMib());
        assertEquals(described.tcpPortsInUse(), after.tcpPortsInUse());
    }

    /**
     * Source: API examples, DescribeServices: the closest matching instance "is already using a port required by your
     * task"; the definition is that of DescribeTaskDefinition, whose memory is the sum of its containers'.
     */
    @Test
    void aPortInUseRefusesTheTaskOfTheServiceEvent() throws JsonProcessingException {
        final int ordinal = engine.register(instance(DESCRIBED_INSTANCE));
        final Demand demand = demand(HELLO_WORLD);
        assertEquals(Demand.builder().cpuUnits(20).memoryMib(1_000).hostPort(80).build(), demand);
        final long plan = engine.plan(engine.define(demand), Chain.serviceDefault());
        final long group = engine.group("service:ecs-simple-service");
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group));
        assertEquals(ordinal, engine.explain(plan, group).closestOrdinal());
        assertEquals("RESOURCE:PORTS", engine.explain(plan, group).closestReason().text());
    }

    /** Source: guide, "API failures": RESOURCE:* names CPU, memory, ports; agent README, reserved ports of Linux. */
    @Test
    void aReservedPortIsInUse() throws JsonProcessingException {
        final int ordinal = engine.register(instance(DESCRIBED_INSTANCE));
        final long plan = engine.plan(
                engine.define(demand(HELLO_WORLD.replace("\"hostPort\": 80", "\"hostPort\": 22")
                        .replace("500", "5000"))),
                Chain.runTaskDefault());
        final List<FailedCheck> failed = engine.whyNot(plan, engine.group("family:hello_world"), ordinal);
        assertEquals(List.of("RESOURCE:MEMORY", "RESOURCE:PORTS"),
                failed.stream().map(check -> check.reason().text()).toList());
    }

    /**
     * Source: API reference, ContainerDefinition: a memoryReservation is what is subtracted, otherwise memory; a
     * hostPort of 0 or none is dynamic; RegisterTaskDefinition: "1 vCPU", "2 GB".
     */
    @Test
    void whatATaskAsks() throws JsonProcessingException {
        assertEquals(Demand.builder().cpuUnits(10).memoryMib(128 + 300).build(), demand("""
                {"family": "a", "containerDefinitions": [
                  {"name": "a", "cpu": 10, "memory": 300, "memoryReservation": 128,
                   "portMappings": [{"containerPort": 80}, {"containerPort": 81, "hostPort": 0}]},
                  {"name": "b", "memory": 300}]}
                """));
        assertEquals(Demand.builder().cpuUnits(1024).memoryMib(2048).build(), demand("""
                {"family": "a", "cpu": "1 vCPU", "memory": "2 GB",
                 "containerDefinitions": [{"name": "a", "cpu": 10, "memory": 300}]}
                """));
    }

    /** Source: guide, "Working with GPUs": ids in a string set; what remains are those that are free. */
    @Test
    void remainingGpusAreThoseThatAreFree() throws JsonProcessingException {
        final String gpus = "[{\"name\": \"GPU\", \"type\": \"STRINGSET\", \"stringSetValue\": [%s]}]";
        final int ordinal = engine.register(instance("{\"containerInstanceArn\": \"a\", \"registeredResources\": "
                + gpus.formatted("\"GPU-1\", \"GPU-2\"") + ", \"remainingResources\": " + gpus.formatted("\"GPU-2\"")
                + "}"));
        final Demand one = demand("""
                {"family": "a", "containerDefinitions": [{"name": "a",
                 "resourceRequirements": [{"type": "GPU", "value": "1"}]}]}
                """);
        final long plan = engine.plan(engine.define(one), Chain.runTaskDefault());
        assertEquals(List.of(ordinal), place(plan, "family:a", 1));
        assertEquals("RESOURCE:GPU", engine.whyNot(plan, engine.group("family:a"), ordinal).get(0).reason().text());
    }

    /** Source: guide, "Elastic network interface trunking": a c5.large runs two such tasks, ten with a trunk. */
    @Test
    void anAwsvpcTaskTakesASlot() throws JsonProcessingException {
        final String instance = "{\"containerInstanceArn\": \"%s\", \"attributes\":"
                + " [{\"name\": \"ecs.capability.task-eni\"}], \"eniSlots\": %d}";
        engine.register(instance(instance.formatted("c5.large", 2)));
        final Demand demand = demand("""
                {"family": "a", "networkMode": "awsvpc", "containerDefinitions": [{"name": "a",
                 "portMappings": [{"containerPort": 80, "hostPort": 80}]}]}
                """);
        final long plan = engine.plan(engine.define(demand), Chain.runTaskDefault());
        final long group = engine.group("family:a");
        assertEquals(2, engine.headroom(plan, group).count());
        place(plan, "family:a", 2);
        assertEquals("RESOURCE:ENI", engine.explain(plan, group).closestReason().text());
        engine.register(instance(instance.formatted("with a trunk", 10)));
        assertEquals(10, engine.headroom(plan, group).count());
    }

    // ---- strategies ------------------------------------------------------------------------------------------------

    /** Source: guide, "Example task placement strategies", across Availability Zones. */
    @Test
    void spreadsOverZones() throws JsonProcessingException {
        registerThreeZones();
        final long plan = plan(chain("[{\"field\": \"attribute:ecs.availability-zone\", \"type\": \"spread\"}]"));
        for (int round = 0; round < 4; round++) {
            final Set<Integer> zones = new HashSet<>();
            place(plan, "family:a", 3).forEach(ordinal -> zones.add(ordinal % 3));
            assertEquals(3, zones.size());
        }
    }

    /**
     * Source: guide, "Task placement strategies" and "Task groups": only tasks of the same service or group count; zone
     * A with one task and B and C with none gives B or C.
     */
    @Test
    void tasksOfTheSameGroupAloneCount() throws JsonProcessingException {
        registerThreeZones();
        final long plan = plan(chain("[{\"field\": \"attribute:ecs.availability-zone\", \"type\": \"spread\"}]"));
        assertEquals(List.of(0), place(plan, "service:one", 1));
        assertEquals(List.of(0, 1, 2), place(plan, "service:two", 3));
        assertEquals(List.of(1), place(plan, "service:one", 1));
    }

    /** Source: guide, "Example task placement strategies", across all instances; host has the same effect. */
    @Test
    void spreadsOverInstances() throws JsonProcessingException {
        registerThreeZones();
        for (final String field : new String[] {"instanceId", "host"}) {
            final long plan = plan(chain("[{\"field\": \"" + field + "\", \"type\": \"spread\"}]"));
            for (int round = 0; round < 2; round++) {
                assertEquals(6, new HashSet<>(place(plan, "family:" + field, 6)).size());
            }
        }
    }

    /**
     * Source: guide, the same page, by memory; API reference, PlacementStrategy: the instance with the least remaining
     * memory that is enough.
     */
    @Test
    void binpacksByMemory() throws JsonProcessingException {
        registerThreeZones();
        final long plan = plan(chain("[{\"field\": \"memory\", \"type\": \"binpack\"}]"));
        final List<Integer> ordinals = place(plan, "family:a", 18);
        assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0), ordinals.subList(0, 8));
        assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), ordinals.subList(8, 18));
    }

    /** Source: the same page, at random; guide, "Running a standalone task": so does RunTask without a strategy. */
    @Test
    void placesAtRandom() throws JsonProcessingException {
        registerThreeZones();
        assertEquals(Chain.runTaskDefault(), chain("[{\"type\": \"random\"}]"));
        assertEquals(Chain.runTaskDefault(), chain("[]"));
        assertEquals(6, new HashSet<>(place(plan(chain("[{\"type\": \"random\"}]")), "family:a", 40)).size());
    }

    /** Source: the same page, across zones and then instances: what a service does without a strategy. */
    @Test
    void spreadsOverZonesThenInstances() throws JsonProcessingException {
        registerThreeZones();
        final Chain chain = chain("[{\"field\": \"attribute:ecs.availability-zone\", \"type\": \"spread\"},"
                + " {\"field\": \"instanceId\", \"type\": \"spread\"}]");
        assertEquals(Chain.serviceDefault(), chain);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 0), place(plan(chain), "service:a", 7));
    }

    /** Source: the same page, across zones, then by memory within each. */
    @Test
    void spreadsOverZonesThenBinpacksByMemory() throws JsonProcessingException {
        registerThreeZones();
        final Chain chain = chain("[{\"field\": \"attribute:ecs.availability-zone\", \"type\": \"spread\"},"
                + " {\"field\": \"memory\", \"type\": \"binpack\"}]");
        assertEquals(List.of(0, 1, 2, 0, 1, 2), place(plan(chain), "service:a", 6));
    }

    /** Source: the same page, across instances, then by memory. */
    @Test
    void spreadsOverInstancesThenBinpacksByMemory() throws JsonProcessingException {
        registerThreeZones();
        final Chain chain = chain("[{\"field\": \"instanceId\", \"type\": \"spread\"},"
                + " {\"field\": \"memory\", \"type\": \"binpack\"}]");
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 0), place(plan(chain), "service:a", 7));
    }

    /** Source: seen in the output of DescribeServices, which writes the fields of binpack in capitals. */
    @Test
    void binpackTakesItsFieldsInCapitals() throws JsonProcessingException {
        assertEquals(
                Chain.parse("binpack(memory),binpack(cpu)"),
                chain("[{\"type\": \"binpack\", \"field\": \"MEMORY\"}, {\"type\": \"binpack\", \"field\": \"CPU\"}]"));
    }

    // ---- constraints -----------------------------------------------------------------------------------------------

    /** Source: guide, "Example task placement constraints", T2 instances. */
    @Test
    void memberOfByInstanceType() throws JsonProcessingException {
        registerThreeZones();
        final long plan = plan(chain("[{\"type\": \"spread\", \"field\": \"instanceId\"}]"), constraints(
                "[{\"expression\": \"attribute:ecs.instance-type =~ t2.*\", \"type\": \"memberOf\"}]"));
        assertEquals(List.of(0, 1, 2, 0), place(plan, "family:a", 4));
    }

    /** Source: the same page: on instances with tasks of the group databases, respecting the strategies. */
    @Test
    void memberOfByTaskGroup() throws JsonProcessingException {
        registerThreeZones();
        final long besides = plan(chain("[{\"type\": \"binpack\", \"field\": \"memory\"}]"), constraints(
                "[{\"expression\": \"task:group == databases\", \"type\": \"memberOf\"}]"));
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(besides, engine.group("family:a")));
        final long database = plan(Chain.runTaskDefault());
        for (final int ordinal : new int[] {4, 2}) {
            assertTrue(engine.placeOn(database, engine.group("databases"), ordinal) >= 0);
        }
        assertEquals(List.of(2, 2), place(besides, "family:a", 2));
    }

    /** Source: the same page: each task of the group on an instance of its own; another group does not matter. */
    @Test
    void distinctInstance() throws JsonProcessingException {
        registerThreeZones();
        final long plan = plan(Chain.runTaskDefault(), constraints("[{\"type\": \"distinctInstance\"}]"));
        assertEquals(6, new HashSet<>(place(plan, "family:a", 6)).size());
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, engine.group("family:a")));
        assertEquals("DistinctInstance placement constraint unsatisfied.",
                engine.explain(plan, engine.group("family:a")).closestReason().text());
        assertEquals(6, new HashSet<>(place(plan, "family:b", 6)).size());
    }

    /**
     * Source: API reference, PlacementConstraint (no expression with distinctInstance),
     * TaskDefinitionPlacementConstraint (memberOf alone), RunTask (at most 10 constraints, 5 strategies, 10 tasks).
     */
    @Test
    void whatTheApiRefuses() throws JsonProcessingException {
        for (final String expression : new String[] {"", "runningTasksCount == 1"}) {
            assertThrows(ApiException.class, () -> constraints(
                    "[{\"type\": \"distinctInstance\", \"expression\": \"" + expression + "\"}]"));
        }
        assertThrows(ApiException.class, () -> definition("{\"family\": \"a\", \"placementConstraints\":"
                + " [{\"type\": \"distinctInstance\"}]}"));
        final TaskDefinition definition = definition(HELLO_WORLD);
        final List<ConstraintRequest> eleven = ConstraintRequest.readAll(members("{\"placementConstraints\": ["
                + "{\"type\": \"distinctInstance\"}" + ", {\"type\": \"distinctInstance\"}".repeat(10) + "]}"));
        assertThrows(ApiException.class, () -> ConstraintRequest.all(definition, eleven));
        assertEquals(10, ConstraintRequest.all(definition, eleven.subList(1, 11)).size());
        assertThrows(ApiException.class,
                () -> chain("[{\"type\": \"random\"}" + ", {\"type\": \"random\"}".repeat(5) + "]"));
        assertThrows(ApiException.class, () -> TaskRequest.read(members("{\"count\": 11}")).checkedCount());
        assertEquals(10, TaskRequest.read(members("{\"count\": 10}")).checkedCount());
    }
}
