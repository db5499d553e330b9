package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same content in another form gives the same answer. */
class ExplainFormsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] QUESTION = {
        "--cluster", "cluster.json", "--tasks", "tasks.json", "--task-definition", "web.json",
        "--request", "create-service.json", "--format", "json"
    };

    @TempDir
    private Path folder;

    private String answer;

    @BeforeEach
    void copyFiles() throws IOException {
        Run.copyExample(folder);
        answer = Run.of(folder, QUESTION).out();
        assertTrue(answer.contains("\"placed\": 12"), answer);
    }

    private void checkSame() {
        final Run run = Run.of(folder, QUESTION);
        assertEquals("", run.err());
        assertEquals(answer, run.out());
    }

    private JsonNode read(final String name) throws IOException {
        return JSON.readTree(Files.readString(folder.resolve(name)));
    }

    private void write(final String name, final JsonNode node) throws IOException {
        Files.writeString(folder.resolve(name), node.toString());
    }

    private JsonNode ask(final String definition, final String request, final String... more) throws IOException {
        Files.writeString(folder.resolve("r.json"), request);
        final String[] line = new String[10 + more.length];
        System.arraycopy(QUESTION, 0, line, 0, 10);
        System.arraycopy(more, 0, line, 10, more.length);
        line[5] = definition;
        line[7] = "r.json";
        final Run run = Run.of(folder, line);
        assertEquals("", run.err());
        return JSON.readTree(run.out());
    }

    @Test
    void anyUnicodeEncodingWithAByteOrderMark() throws IOException {
        for (final Charset charset : new Charset[] {
            StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
        }) {
            for (final String name : Run.EXAMPLE) {
                Files.write(folder.resolve(name), ("\uFEFF" + Run.resource(name)).getBytes(charset));
            }
            checkSame();
        }
    }

    @Test
    void namesThatNoInstanceHasAreNoted() throws IOException {
        final JsonNode misspelt = ask("web.json", """
                {"placementStrategy": [{"type": "spread", "field": "attribute:ecs.availabilty-zone"}],
                 "placementConstraints": [{"type": "memberOf",
                  "expression": "not (attribute:ecs.os-typ == linux) or attribute:ecs.instance-type exists"}]}""",
                "--eni-slots", "m9.large=3");
        final String notes = misspelt.get("notes").toString();
        for (final String wanted : new String[] {
            "no instance has the attribute 'ecs.availabilty-zone'; did you mean 'ecs.availability-zone'?",
            "no instance has the attribute 'ecs.os-typ'; did you mean 'ecs.os-type'?",
            "--eni-slots: no instance is of type m9.large, they are of "
        }) {
            assertTrue(notes.contains(wanted), notes);
        }
        final JsonNode well = JSON.readTree(answer);
        assertFalse(well.get("notes").toString().contains("no instance"), answer);
    }

    @Test
    void subnetsThatEcsDemandsOrRefusesAreNoted() throws IOException {
        final String bridged = "networkConfiguration passed over, which ECS refuses with a networkMode other than";
        final String lacking = "networkConfiguration has no subnets, which ECS demands with networkMode awsvpc";
        final String with = "{\"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-a\"]}}}";
        final String slots = "--subnet-zone";
        final String zone = "subnet-a=us-east-1a";
        assertTrue(ask("web.json", with, slots, zone).get("notes").toString().contains(bridged));
        assertTrue(ask("train.json", "{\"count\": 1}").get("notes").toString().contains(lacking));
        for (final String notes : new String[] {
            ask("web.json", "{\"count\": 1}").get("notes").toString(),
            ask("train.json", with, slots, zone).get("notes").toString()
        }) {
            assertFalse(notes.contains("networkConfiguration"), notes);
        }
    }

    @Test
    void tasksThatAreCountedButNotDescribedAreThere() throws IOException {
        Files.writeString(folder.resolve("c.json"), """
                [{"containerInstanceArn": "busy", "runningTasksCount": 3, "pendingTasksCount": 1,
                  "registeredResources": [{"name": "MEMORY", "integerValue": 9000},
                                          {"name": "CPU", "integerValue": 9000}]},
                 {"containerInstanceArn": "idle", "registeredResources": [{"name": "MEMORY", "integerValue": 9000},
                                                                          {"name": "CPU", "integerValue": 9000}]}]""");
        Files.writeString(folder.resolve("d.json"), """
                {"family": "d", "containerDefinitions": [{"name": "c", "memory": 1}]}""");
        for (final String[] pair : new String[][] {
            {"runningTasksCount == 4", "busy"}, {"runningTasksCount < 4", "idle"}, {"task:group exists", "busy"}
        }) {
            Files.writeString(folder.resolve("r.json"), "{\"placementConstraints\": [{\"type\": \"memberOf\","
                    + " \"expression\": \"" + pair[0] + "\"}]}");
            final Run run = Run.of(folder, "--cluster", "c.json", "--task-definition", "d.json",
                    "--request", "r.json", "--format", "json");
            assertEquals(0, run.status(), run.err());
            assertEquals(pair[1], JSON.readTree(run.out()).at("/tasks/0/containerInstanceArn").textValue(), pair[0]);
        }
    }

    @Test
    void bareArraysAndPagesInSeveralFiles() throws IOException {
        final JsonNode instances = read("cluster.json").get("containerInstances");
        write("cluster.json", instances);
        checkSame();
        final StringBuilder pages = new StringBuilder();
        instances.forEach(instance -> pages.append("{\"containerInstances\": [").append(instance).append("]}\r\n"));
        Files.writeString(folder.resolve("cluster.json"), pages);
        checkSame();
        Files.writeString(folder.resolve("none.json"), "{\"containerInstances\": [], \"failures\": []}[]");
        assertEquals(answer, Run.of(folder, "--cluster", "none.json", "--cluster", "cluster.json", "--tasks",
                "tasks.json", "--task-definition", "web.json", "--request", "create-service.json", "--format", "json")
                .out());
    }

    @Test
    void aDefinitionAsRegisteredOrAsDescribed() throws IOException {
        write("web.json", read("web.json").get("taskDefinition"));
        checkSame();
    }

    @Test
    void amountsInAnySpelling() throws IOException {
        for (final String[] spelling : new String[][] {
            {"\".25 vcpu\"", "256"}, {"\"1vCPU\"", "1024"}, {"\"0.5VCPU\"", "512"}, {"\"256\"", "256"}, {"512", "512"}
        }) {
            Files.writeString(folder.resolve("n.json"), "{\"family\": \"n\", \"networkMode\": \"default\", \"cpu\": "
                    + spelling[0] + ", \"containerDefinitions\": [{\"name\": \"n\", \"memory\": 1}]}");
            assertEquals(spelling[1], ask("n.json", "{}").at("/demand/cpu").toString(), spelling[0]);
            final JsonNode overridden = ask("web.json", "{\"overrides\": {\"cpu\": "
                    + (spelling[0].startsWith("\"") ? spelling[0] : "\"" + spelling[0] + "\"") + "}}");
            assertEquals(spelling[1], overridden.at("/demand/cpu").toString(), spelling[0]);
        }
        for (final String[] spelling : new String[][] {
            {".5 gb", "512"}, {"1GB", "1024"}, {"0.5   GB", "512"}, {"2 Gb", "2048"}, {"300", "300"}
        }) {
            final JsonNode overridden = ask("web.json", "{\"overrides\": {\"memory\": \"" + spelling[0] + "\"}}");
            assertEquals(spelling[1], overridden.at("/demand/memory").toString(), spelling[0]);
        }
    }

    @Test
    void aServiceAsDescribedAsksForWhatIsMissing() throws IOException {
        final ObjectNode service = (ObjectNode) read("create-service.json");
        service.put("desiredCount", 14).put("runningCount", 9).put("pendingCount", 2);
        service.put("serviceArn", "arn:aws:ecs:us-east-1:111122223333:service/prod/web");
        ((ObjectNode) service.get("placementStrategy").get(1)).put("field", "MEMORY");
        final JsonNode described = ask("web.json", "{\"services\": [" + service + "], \"failures\": []}");
        assertEquals(3, described.get("count").intValue());
        assertEquals("service:web", described.get("group").textValue());
        assertEquals(JSON.readTree(answer).get("tasks").get(0), described.get("tasks").get(0));
        service.put("runningCount", 12);
        final JsonNode complete = ask("web.json", "{\"service\": " + service + "}");
        assertEquals(1, complete.get("count").intValue());
        assertTrue(complete.get("notes").toString().contains("14 of 14 tasks; one more is asked for"),
                complete.toString());
    }

    @Test
    void theDefaultsAreThoseOfTheCall() throws IOException {
        final JsonNode ofService = ask("web.json", "{\"serviceName\": \"x\", \"desiredCount\": 2}");
        assertEquals("[{\"type\":\"spread\",\"field\":\"attribute:ecs.availability-zone\"},"
                + "{\"type\":\"spread\",\"field\":\"instanceId\"}]", ofService.get("placementStrategy").toString());
        assertEquals(2, ofService.get("placed").intValue());
        final JsonNode ofTask = ask("web.json", "{}");
        assertEquals("[{\"type\":\"random\"}]", ofTask.get("placementStrategy").toString());
        assertEquals("family:web", ofTask.get("group").textValue());
        assertEquals(1, ofTask.get("placed").intValue());
    }

    @Test
    void theSkeletonOfTheCommandLine() throws IOException {
        final JsonNode skeleton = ask("web.json", """
                {"capacityProviderStrategy": [{"capacityProvider": "", "weight": 0, "base": 0}], "cluster": "",
                 "count": 0, "enableECSManagedTags": true, "group": "", "launchType": "EC2",
                 "networkConfiguration": {"awsvpcConfiguration":
                   {"subnets": [""], "securityGroups": [""], "assignPublicIp": "DISABLED"}},
                 "overrides": {"containerOverrides": [{"name": "", "command": [""], "cpu": 0, "memory": 0,
                   "memoryReservation": 0, "resourceRequirements": [{"value": "", "type": "InferenceAccelerator"}]}],
                   "cpu": "", "executionRoleArn": "", "memory": "", "taskRoleArn": ""},
                 "placementConstraints": [{"type": "memberOf", "expression": ""}],
                 "placementStrategy": [{"type": "binpack", "field": ""}], "platformVersion": "", "referenceId": "",
                 "startedBy": "", "tags": [{"key": "", "value": ""}], "taskDefinition": ""}
                """);
        assertEquals(1, skeleton.get("placed").intValue());
        assertEquals("[{\"type\":\"random\"}]", skeleton.get("placementStrategy").toString());
        assertEquals("family:web", skeleton.get("group").textValue());
        assertEquals("r.json: placementConstraints[0] passed over: its expression is empty",
                skeleton.get("notes").get(0).textValue());
    }

    @Test
    void subnetsLieWhereTheirInstancesAre() throws IOException {
        final String subnet = "subnet-0bf2a2e5bfb4d6a9c";
        final String request = "{\"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"%s\"]}}}";
        final JsonNode elsewhere = ask("train.json", request.formatted(subnet), "--subnet-zone", subnet + "=nowhere");
        assertEquals(45, elsewhere.get("failures").get(1).get("count").intValue());
        assertEquals("LOCATION", elsewhere.get("failures").get(1).get("reason").textValue());
        final String known = read("cluster.json").at("/containerInstances/20/attributes/12/value").textValue();
        final JsonNode there = ask("train.json", request.formatted(known));
        assertEquals("us-east-1a", there.get("tasks").get(0).get("availabilityZone").textValue());
    }

    @Test
    void slotsAreThoseOfTheTypeLessTheTasksThere() throws IOException {
        final String definition = "{\"family\": \"n\", \"networkMode\": \"awsvpc\", \"containerDefinitions\":"
                + " [{\"name\": \"n\", \"memory\": 1}]}";
        Files.writeString(folder.resolve("n.json"), definition);
        final JsonNode byType = ask("n.json", "{}");
        // 40 for a c5.2xlarge with a trunk, 3 for the others; 34 tasks hold an interface.
        long slots = 0;
        for (final JsonNode instance : read("cluster.json").get("containerInstances")) {
            final boolean takesTasks = "ACTIVE".equals(instance.get("status").textValue())
                    && instance.get("agentConnected").booleanValue();
            if (takesTasks) {
                slots += instance.toString().contains("c5.2xlarge") ? 40 : 3;
            }
        }
        final long held = heldWhereTasksGo();
        assertEquals(slots - held - 1, byType.get("headroom").get("count").longValue());
        final JsonNode none = ask("n.json", "{}", "--eni-slots", "0");
        assertEquals("[{\"reason\":\"AGENT\",\"count\":1},{\"reason\":\"RESOURCE:ENI\",\"count\":45}]",
                none.get("failures").toString());
    }

    private long heldWhereTasksGo() throws IOException {
        final String instances = read("cluster.json").get("containerInstances").toString();
        assertTrue(instances.contains("DRAINING"));
        long held = 0;
        final String tasks = Files.readString(folder.resolve("tasks.json"));
        for (final String line : tasks.lines().filter(text -> text.contains("ElasticNetworkInterface")).toList()) {
            final String arn = JSON.readTree(line.replaceAll(",$", "")).get("containerInstanceArn").textValue();
            for (final JsonNode instance : read("cluster.json").get("containerInstances")) {
                final boolean isThere = arn.equals(instance.get("containerInstanceArn").textValue());
                final boolean takesTasks = "ACTIVE".equals(instance.get("status").textValue())
                        && instance.get("agentConnected").booleanValue();
                held += isThere && takesTasks ? 1 : 0;
            }
        }
        assertTrue(held > 0);
        return held;
    }

    @Test
    void noGpuAnywhereIsSaid() throws IOException {
        final String without = Run.resource("cluster.json").replace("\"GPU\"", "\"NEURON_CORES\"");
        Files.writeString(folder.resolve("cluster.json"), without);
        final JsonNode refused = ask("train.json", "{}");
        assertEquals(0, refused.get("placed").intValue());
        assertTrue(refused.get("notes").toString().contains("no instance has registered any"), refused.toString());
    }

    @Test
    void noInstanceIsARefusal() throws IOException {
        Files.writeString(folder.resolve("cluster.json"), "{\"containerInstances\": [], \"failures\":"
                + " [{\"arn\": \"arn:aws:ecs:us-east-1:1:container-instance/a\", \"reason\": \"MISSING\"}]}");
        final Run run = Run.of(folder, "--cluster", "cluster.json", "--task-definition", "web.json");
        assertEquals(1, run.status());
        assertTrue(run.out().contains("No instance is ACTIVE.\n"), run.out());
        assertTrue(run.out().contains("AWS could not describe 1 of what was asked for"), run.out());
        assertEquals("[{\"reason\":\"NO_CONTAINER_INSTANCE\",\"count\":0}]",
                ask("web.json", "{}").get("failures").toString());
    }
}
