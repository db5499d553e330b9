package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read and does not count is said; and what an instance has is told where a check fails. */
class UnreadTest {
    @TempDir
    private Path folder;

    private Scene scene(final String... attributes) {
        return new Scene(folder).instance(attributes);
    }

    private static String definition(final String members) {
        return "{\"family\": \"a\", " + (members.isEmpty() ? "" : members + ", ")
                + "\"containerDefinitions\": [{\"name\": \"c\", \"memory\": 1}]}";
    }

    private String notesOf(final Scene scene, final String members) throws IOException {
        final Scene explained = scene.file("d.json", definition(members)).explain();
        assertEquals(1, explained.answer().get("placed").intValue(), "it is said, and refuses nothing");
        return explained.notes();
    }

    @Test
    void aPlatformThatInstancesDoNotHave() throws IOException {
        final Scene scene = scene("ecs.cpu-architecture=x86_64", "ecs.os-type=linux", "ecs.os-family=LINUX")
                .instance("ecs.cpu-architecture=arm64", "ecs.os-type=linux").instance("ecs.os-type=linux");
        final String arm = notesOf(scene, "\"runtimePlatform\": {\"cpuArchitecture\": \"ARM64\"}");
        assertTrue(arm.contains("d.json: runtimePlatform.cpuArchitecture is ARM64, and not that of 1 instance with"
                + " x86_64; ECS does not look at it when it places: ask memberOf(attribute:ecs.cpu-architecture =="
                + " arm64)"), arm);
        final String windows =
                notesOf(scene, "\"runtimePlatform\": {\"operatingSystemFamily\": \"WINDOWS_SERVER_2019_CORE\"}");
        assertTrue(windows.contains("operatingSystemFamily is WINDOWS_SERVER_2019_CORE, and not that of 3"
                + " instances with linux; ECS does not look at it when it places: ask "
                + "memberOf(attribute:ecs.os-type == windows)"),
                windows);
        final String linux = notesOf(scene, "\"runtimePlatform\": {\"operatingSystemFamily\": \"LINUX\"}");
        assertFalse(linux.contains("runtimePlatform"), linux);
        for (final String none : new String[] {"", "\"runtimePlatform\": {}", "\"runtimePlatform\": null"}) {
            assertFalse(notesOf(scene, none).contains("runtimePlatform"), none);
        }
        final String other = notesOf(new Scene(folder).instance("ecs.os-type=windows",
                "ecs.os-family=WINDOWS_SERVER_2022_CORE"),
                "\"runtimePlatform\": {\"operatingSystemFamily\": \"WINDOWS_SERVER_2019_CORE\"}");
        assertTrue(other.contains("1 instance with WINDOWS_SERVER_2022_CORE"), other);
        final String same = notesOf(new Scene(folder).instance("ecs.cpu-architecture=x86_64", "ecs.os-type=windows"),
                "\"runtimePlatform\": {\"operatingSystemFamily\": \"WINDOWS_SERVER_2022_FULL\", \"cpuArchitecture\":"
                        + " \"X86_64\"}");
        assertFalse(same.contains("runtimePlatform"), same);
    }

    @Test
    void acceleratorsAreNotLookedAt() throws IOException {
        final String notes = notesOf(scene(), "\"inferenceAccelerators\": [{\"deviceName\": \"d\", \"deviceType\":"
                + " \"e\"}]");
        assertTrue(notes.contains("d.json: inferenceAccelerators are not looked at"), notes);
        final Scene required = scene().file("d.json", """
                {"family": "a", "containerDefinitions": [{"name": "c", "memory": 1, "resourceRequirements":
                 [{"type": "InferenceAccelerator", "value": "d"}, {"type": "GPU", "value": "0"}]}]}""").explain();
        assertTrue(required.notes().contains("the InferenceAccelerator of container c is not looked at"),
                required.notes());
        final Scene neuron = scene().file("d.json", """
                {"family": "a", "containerDefinitions": [{"name": "c", "memory": 1, "resourceRequirements":
                 [{"type": "NeuronDevice", "value": "ALL"}]}]}""").explain();
        assertTrue(neuron.notes().contains("the NeuronDevice of container c is not looked at"), neuron.notes());
        for (final String nothing : new String[] {
            "\"inferenceAccelerators\": []",
            "\"inferenceAccelerators\": [{\"deviceName\": \"\", \"deviceType\": \"\"}]",
            "\"inferenceAccelerators\": null"
        }) {
            assertFalse(notesOf(scene(), nothing).contains("ccelerator"), nothing);
        }
    }

    @Test
    void aMappingOfASkeletonIsPassedOver() throws IOException {
        final String start = "{\"family\": \"a\", \"networkMode\": \"host\", \"containerDefinitions\": [{\"name\":"
                + " \"c\","
                + " \"memory\": 1, \"portMappings\": [";
        final Scene scene = scene().file("d.json", start + "{\"containerPort\": 0, \"hostPort\": 0, \"protocol\":"
                + " \"tcp\"},"
                + " {\"containerPort\": 80}, {\"containerPort\": 0}]}]}").explain();
        assertEquals("[80]", scene.answer().at("/demand/hostPorts").toString());
        assertEquals(2, scene.notes().split("a port mapping of container c passed over: its containerPort is"
                + " 0", -1).length
                - 1);
        scene.file("d.json", start + "{\"containerPort\": 0, \"hostPort\": 80}]}]}").explain();
        assertTrue(scene.refusal().contains("portMappings[0].containerPort is 0, must be 1..65535"), scene.refusal());
    }

    @Test
    void howAServiceIsDeployedIsNotLookedAt() throws IOException {
        final Scene scene = scene().file("d.json", definition("")).file("r.json", """
                {"serviceName": "s", "desiredCount": 1, "deploymentConfiguration": {"maximumPercent": 100},
                 "deploymentController": {"type": "ECS"},
                 "forceNewDeployment": false}""").explain("--request", "r.json");
        assertTrue(scene.notes().contains("r.json: not looked at: deploymentConfiguration, deploymentController; the"
                + " tasks"
                + " are placed beside those that run, none is stopped for them"), scene.notes());
        scene.file("r.json", "{\"service\": \"s\", \"desiredCount\": 1, \"forceNewDeployment\": true}");
        assertTrue(scene.explain("--request", "r.json").notes().contains("not looked at: forceNewDeployment"));
        scene.file("r.json", """
                {"services": [{"serviceName": "s", "serviceArn": "arn", "desiredCount": 3, "runningCount": 2,
                  "deploymentConfiguration": {"maximumPercent": 200}, "deployments": [{"id": "1"}, {"id": "2"}]}]}""");
        final String described = scene.explain("--request", "r.json").notes();
        assertTrue(described.contains("r.json: 2 deployments are under way; tasks of all of them count"), described);
        assertFalse(described.contains("not looked at"), described);
    }

    @Test
    void aConstraintTellsWhatTheInstanceHas() throws IOException {
        final Scene scene = scene("ecs.cpu-architecture=arm64", "ecs.instance-type=g4dn.xlarge");
        for (final String[] pair : new String[][] {
            {"attribute:ecs.cpu-architecture == ARM64", "the instance has arm64, which differs in case alone"},
            {"attribute:ecs.instance-type =~ g4*", "the instance has g4dn.xlarge; did you mean g4.*? A * repeats"
                    + " what is"
                + " before it"},
            {"attribute:ecs.instance-type =~ g4", "the instance has g4dn.xlarge; did you mean g4.*? A pattern must"
                    + " match"
                + " the whole value"},
            {"attribute:ecs.instance-type == t3.large", "the instance has g4dn.xlarge"},
            {"attribute:stack == prod", "the instance has no such attribute"},
            {"runningTasksCount > 0", "the instance has 0"}
        }) {
            scene.file("d.json", definition("\"placementConstraints\": [{\"type\": \"memberOf\", \"expression\": \""
                    + pair[0] + "\"}]")).explain();
            assertEquals(pair[0] + ": " + pair[1], scene.detail());
        }
    }

    @Test
    void aValueThatNoInstanceHasIsNotedWithThoseThatTheyHave() throws IOException {
        final Scene scene = scene("zone=a").instance("zone=b").instance("zone=b").instance("zone");
        final String start = "\"placementConstraints\": [{\"type\": \"memberOf\", \"expression\": \"";
        for (final String expression : new String[] {
            "attribute:zone == x", "attribute:zone in [c, d]", "attribute:zone =~ c.*"
        }) {
            scene.file("d.json", definition(start + expression + "\"}]")).explain();
            assertTrue(scene.notes().contains("no instance has " + expression + "; they have b (2), a (1)\n"),
                    scene.notes());
        }
        for (final String expression : new String[] {
            "attribute:zone == b and agentConnected == false", "attribute:zone != c and runningTasksCount > 0",
            "attribute:zone !in [a, b]", "attribute:zone == c or attribute:zone exists", "attribute:zone > x"
        }) {
            scene.file("d.json", definition(start + expression + "\"}]")).explain();
            assertEquals(expression.contains("== c"), scene.notes().contains("they have"), scene.notes());
        }
        for (int i = 0; i < 9; i++) {
            scene.instance("zone=z" + i);
        }
        scene.file("d.json", definition(start + "attribute:zone == c\"}]")).explain();
        assertTrue(scene.notes().contains("they have b (2), a (1), z0 (1), z1 (1), z2 (1) and 6"
                + " others"), scene.notes());
    }

    @Test
    void aValueOfAnotherInstanceThanTheClosestSuggestsWhatWasMeant() throws IOException {
        final Scene scene = scene("type=m5.large", "cpu=x86_64").instance("type=m5.large", "cpu=x86_64")
                .instance("type=g4dn.xlarge", "cpu=arm64");
        for (final String[] pair : new String[][] {
            {"attribute:cpu == ARM64", "; they have x86_64 (2), arm64 (1); nearest is arm64, which differs in case"
                    + " alone"},
            {"attribute:cpu in [ppc, Arm64]", "; nearest is arm64, which differs in case alone"},
            {"attribute:type =~ g4*", "; nearest is g4dn.xlarge; did you mean g4.*? A * repeats what is before it"},
            {"attribute:type =~ g4dn", "; nearest is g4dn.xlarge; did you mean g4dn.*? A pattern must match the whole"
                    + " value"},
            {"attribute:type == g4*", "; nearest is g4dn.xlarge; did you mean =~ g4.*?"}
        }) {
            scene.file("d.json", definition("\"placementConstraints\": [{\"type\": \"memberOf\", \"expression\": \""
                    + pair[0] + "\"}]")).explain();
            assertTrue(scene.notes().contains("no instance has " + pair[0] + "; they have "), scene.notes());
            assertTrue(scene.notes().contains(pair[1] + "\n"), scene.notes());
        }
        scene.file("d.json", definition("\"placementConstraints\": [{\"type\": \"memberOf\", \"expression\":"
                + " \"attribute:type == p3.large\"}]")).explain();
        assertFalse(scene.notes().contains("nearest"), scene.notes());
    }

    @Test
    void slotsOfAnUnknownTypeRefuseNothing() throws IOException {
        final String task = "{\"family\": \"n\", \"networkMode\": \"awsvpc\", \"containerDefinitions\":"
                + " [{\"name\": \"n\", \"memory\": 1}]}";
        final Scene scene = scene("ecs.capability.task-eni", "ecs.instance-type=x9.large").file("d.json", task);
        assertEquals(10, scene.explain("--count", "10").answer().get("placed").intValue());
        assertTrue(scene.notes().contains("network slots (ENI) are not known of instances of type x9.large (1), and"
                + " taken to"
                + " be enough; give --eni-slots TYPE=N"), scene.notes());
        assertEquals(3, scene.explain("--count", "10", "--eni-slots", "x9.large=3").answer().get("placed").intValue());
        for (final String[] known : new String[][] {{"t3.large", "2"}, {"m4.large", "1"}, {"m7i.4xlarge", "7"},
            {"g4dn.xlarge", "2"}, {"c4.large", "2"}}) {
            final Scene other = scene("ecs.capability.task-eni", "ecs.instance-type=" + known[0]).file("d.json", task);
            assertEquals(known[1], other.explain("--count", "10").answer().get("placed").toString(), known[0]);
        }
    }
}
