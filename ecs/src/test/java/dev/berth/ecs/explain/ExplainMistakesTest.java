package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.ecs.BerthEcs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each common mistake gives exit status 2, nothing on standard output, and one line that leads on. */
class ExplainMistakesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyFiles() throws IOException {
        Run.copyExample(folder);
    }

    private void refused(final String message, final String... arguments) {
        final Run run = Run.of(folder, arguments);
        assertEquals("berth explain: " + message + System.lineSeparator(), run.err());
        assertEquals("", run.out());
        assertEquals(2, run.status());
    }

    private void refusedCluster(final String text, final String message) throws IOException {
        Files.writeString(folder.resolve("c.json"), text);
        refused("c.json" + message, "--cluster", "c.json", "--task-definition", "web.json");
    }

    private void refusedDefinition(final String text, final String message) throws IOException {
        Files.writeString(folder.resolve("d.json"), text);
        refused("d.json: " + message, "--cluster", "cluster.json", "--task-definition", "d.json");
    }

    private void refusedRequest(final String text, final String message) throws IOException {
        Files.writeString(folder.resolve("r.json"), text);
        refused("r.json" + message, "--cluster", "cluster.json", "--task-definition", "web.json",
                "--request", "r.json");
    }

    @Test
    void theWrongFile() throws IOException {
        final String takesInstances = "; --cluster takes the output of 'aws ecs describe-container-instances'";
        refusedCluster(Files.readString(folder.resolve("tasks.json")),
                " is the output of 'aws ecs describe-tasks'" + takesInstances);
        final String onlyArns = " is the output of 'aws ecs list-container-instances', which has no more than ARNs;"
                + " pass those on with 'aws ecs describe-container-instances --container-instances ARN...'"
                + takesInstances;
        refusedCluster("{\"containerInstanceArns\": []}", onlyArns);
        refusedCluster("[\"arn:aws:ecs:us-east-1:111122223333:container-instance/prod/0a\"]", onlyArns);
        refusedCluster("{\"clusters\": []}", " is the output of 'aws ecs describe-clusters', which has no instances;"
                + " take 'aws ecs describe-container-instances'" + takesInstances);
        refusedCluster("{\"attributes\": [{\"name\": \"stack\", \"targetId\": \"arn\"}]}",
                " is the output of 'aws ecs list-attributes', which has no resources; take"
                        + " 'aws ecs describe-container-instances', which tells attributes too" + takesInstances);
        refusedRequest("{\"taskDefinition\": \"web\", \"containerInstances\": [\"arn\"]}",
                " is the request of StartTask, which names its instances; take that of RunTask, and ask for the"
                        + " instances with --instance; --request takes the request of RunTask or CreateService,"
                        + " or the output of 'aws ecs describe-services'");
        Files.writeString(folder.resolve("d.json"), "{\"name\": \"a\", \"image\": \"b\", \"memory\": 1}");
        refused("d.json is one container definition, which is no task definition; put it in [ ]; --task-definition"
                        + " takes a task definition, such as 'aws ecs describe-task-definition' tells",
                "--cluster", "cluster.json", "--task-definition", "d.json");
        refusedCluster("{\"a\": 1}", " is none of the shapes that ECS has" + takesInstances);
        refused("web.json is a task definition; --tasks takes the output of 'aws ecs describe-tasks'",
                "--cluster", "cluster.json", "--task-definition", "web.json", "--tasks", "web.json");
        refused("web.json is a task definition; --request takes the request of RunTask or CreateService,"
                        + " or the output of 'aws ecs describe-services'",
                "--cluster", "cluster.json", "--task-definition", "web.json", "--request", "web.json");
        refused("tasks.json holds 2 JSON documents, must be 1",
                "--cluster", "cluster.json", "--task-definition", "tasks.json");
    }

    @Test
    void noFile() {
        refused("nowhere.json: no such file; check the name, it is looked for in " + Path.of("").toAbsolutePath(),
                "--cluster", "nowhere.json", "--task-definition", "web.json");
        refused(folder + ": cannot be read: a folder",
                "--cluster", folder.toString(), "--task-definition", "web.json");
    }

    @Test
    void anEmptyFile() throws IOException {
        for (final String empty : List.of("", " \n", "\uFEFF")) {
            refusedCluster(empty, " is empty, must be JSON; look whether the command that wrote it failed");
        }
    }

    @Test
    void jsonThatIsCutOffOrIsNone() throws IOException {
        refusedCluster("{\n  \"containerInstances\": [",
                ": the JSON ends too early, at line 2, column 26; the file is cut off, write it again");
        refusedCluster("An error occurred", " is not JSON at line 1, column 4: Unrecognized token 'An': was expecting"
                + " (JSON String, Number, Array, Object or token 'null', 'true' or 'false'); give what the AWS CLI"
                + " writes with --output json");
    }

    @Test
    void aCompressedFile() throws IOException {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(folder.resolve("cluster.json")));
        }
        Files.write(folder.resolve("c.json"), packed.toByteArray());
        refused("c.json is compressed with gzip, must be JSON; unpack it with gunzip",
                "--cluster", "c.json", "--task-definition", "web.json");
    }

    @Test
    void anAnswerThatCannotBeWritten() {
        final StringWriter err = new StringWriter();
        final CommandLine berth = BerthEcs.commandLine();
        berth.setErr(new PrintWriter(err));
        berth.setOut(new PrintWriter(new OutputStream() {
            @Override
            public void write(final int b) throws IOException {
                throw new IOException("No space left on device");
            }
        }));
        assertEquals(2, berth.execute("explain", "--cluster", folder.resolve("cluster.json").toString(),
                "--task-definition", folder.resolve("web.json").toString()));
        assertEquals("berth explain: the answer could not be written; is the disk full, or the pipe closed?",
                err.toString().strip());
    }

    @Test
    void standardInputForTwoFiles() {
        refused("standard input (-) is given for several files, must be for one",
                "--cluster", "-", "--task-definition", "-");
    }

    @Test
    void aCountOfTasksThatCannotBe() throws IOException {
        refusedCluster("[{\"containerInstanceArn\": \"i\", \"runningTasksCount\": 10001}]",
                ": containerInstances[0].runningTasksCount is 10001, must be 0..10000");
    }

    @Test
    void aFamilyMisspelt() throws IOException {
        refusedDefinition("{\"familly\": \"a\", \"containerDefinitions\": []}",
                "'familly' is no member that ECS knows; did you mean 'family'?");
    }

    @Test
    void aStrategyMisspelt() throws IOException {
        refusedRequest("{\"placementStrategy\": [{\"type\": \"random\"}, {\"type\": \"binpak\", \"field\": \"cpu\"}]}",
                ": placementStrategy[1].type is 'binpak', must be binpack, spread or random; did you mean 'binpack'?");
        refusedRequest("{\"placementStrategy\": [{\"type\": \"spread\", \"field\": \"instanceID\"}]}",
                ": placementStrategy[0].field is 'instanceID', must be instanceId, host or attribute:NAME with type"
                        + " spread; did you mean 'instanceId'?");
        refusedRequest("{\"placementStrategy\": [{\"type\": \"spread\", \"field\": \"availability-zone\"}]}",
                ": placementStrategy[0].field is 'availability-zone', must be instanceId, host or attribute:NAME with"
                        + " type spread; did you mean 'attribute:ecs.availability-zone'?");
        refusedRequest("{\"placementStrategy\": [{\"type\": \"spread\"}]}",
                ": placementStrategy[0].field is missing, must be instanceId, host or attribute:NAME with type spread");
        refusedRequest("{\"placementStrategies\": []}",
                ": 'placementStrategies' is no member that ECS knows; did you mean 'placementStrategy'?");
    }

    @Test
    void binpackOnMem() throws IOException {
        refusedRequest("{\"placementStrategy\": [{\"type\": \"binpack\", \"field\": \"mem\"}]}",
                ": placementStrategy[0].field is 'mem', must be cpu or memory with type binpack; did you mean"
                        + " 'memory'?");
    }

    @Test
    void anUnknownConstraint() throws IOException {
        refusedRequest("{\"placementConstraints\": [{\"type\": \"memberof\", \"expression\": \"task:group == a\"}]}",
                ": placementConstraints[0].type is 'memberof', must be distinctInstance or memberOf; did you mean"
                        + " 'memberOf'?");
    }

    @Test
    void aBadExpression() throws IOException {
        refusedRequest("{\"placementConstraints\": [{\"type\": \"memberOf\", \"expression\": \"attribute:a = b\"}]}",
                ": placementConstraints[0].expression is 'attribute:a = b', at position 12: found '=', expected == or"
                        + " =~");
    }

    @Test
    void hostPortsThatClash() throws IOException {
        refusedDefinition("""
                {"family": "a", "containerDefinitions": [
                  {"name": "a", "memory": 64, "portMappings": [{"containerPort": 80, "hostPort": 80}]},
                  {"name": "b", "memory": 64, "portMappings": [
                    {"containerPort": 80, "hostPort": 80, "protocol": "udp"}, {"containerPort": 81, "hostPort": 80}]}]}
                """,
                "containerDefinitions[1].portMappings[1].hostPort is 80/tcp, which"
                        + " containerDefinitions[0].portMappings[0] takes already; give one of them another port, or 0"
                        + " for one that is free");
    }

    @Test
    void noMemory() throws IOException {
        refusedDefinition("{\"family\": \"a\", \"containerDefinitions\": [{\"name\": \"a\", \"cpu\": 64}]}",
                "containerDefinitions[0].memory is missing, must be MiB; give the container memory or"
                        + " memoryReservation, or the task definition memory, as ECS demands");
        refusedDefinition("{\"family\": \"a\"}", "containerDefinitions is empty, must be 1 or more containers");
    }

    @Test
    void anotherFamily() throws IOException {
        refusedRequest("{\"taskDefinition\": \"arn:aws:ecs:us-east-1:111122223333:task-definition/api:3\"}",
                ": taskDefinition is 'api:3', must be 'web:12'; give --task-definition the file of the"
                        + " same definition, not web.json");
        Files.writeString(folder.resolve("q_web.json"), Files.readString(folder.resolve("web.json")));
        Files.writeString(folder.resolve("r.json"), "{\"taskDefinition\": \"web.jsn\"}");
        refused("r.json: taskDefinition is 'web.jsn', must be 'web:12'; give --task-definition the file of the same"
                        + " definition, not q_web.json",
                "--cluster", "cluster.json", "--task-definition", "q_web.json", "--request", "r.json");
    }

    @Test
    void anOverrideOfNoContainer() throws IOException {
        refusedRequest("{\"overrides\": {\"containerOverrides\": [{\"name\": \"wbe\", \"cpu\": 1}]}}",
                ": overrides.containerOverrides[0].name is 'wbe', must be a container of the task definition:"
                        + " [web, metrics]");
    }

    @Test
    void whatIsNotPlacedOnInstances() throws IOException {
        refusedRequest("{\"launchType\": \"FARGATE\"}",
                ": launchType is 'FARGATE', must be EC2; a task on Fargate needs no instance");
        refusedRequest("{\"schedulingStrategy\": \"DAEMON\", \"taskDefinition\": \"web\"}",
                ": serviceName is missing, must be given with schedulingStrategy 'DAEMON'");
        refusedRequest("{\"serviceName\": \"a\", \"schedulingStrategy\": \"DAEMON\", \"desiredCount\": 3}",
                ": desiredCount is 3, must be absent with schedulingStrategy 'DAEMON', which asks for one task on each"
                        + " instance");
        refusedRequest("{\"serviceName\": \"a\", \"schedulingStrategy\": \"DEAMON\"}",
                ": schedulingStrategy is 'DEAMON', must be REPLICA or DAEMON; did you mean 'DAEMON'?");
        refusedRequest("{\"serviceName\": \"a\", \"capacityProviderStrategy\": [{\"capacityProvider\":"
                + " \"FARGATE_SPOT\"}]}", ": capacityProviderStrategy is of 'FARGATE_SPOT', must be of providers of"
                + " instances; a task on Fargate needs no instance");
        refusedRequest("{\"services\": []}", ": services is empty, must be 1 service; look whether its name is right");
    }

    @Test
    void aSubnetWhoseZoneIsNotKnown() throws IOException {
        Files.writeString(folder.resolve("r.json"),
                "{\"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-1\"]}}}");
        refused("r.json: networkConfiguration.awsvpcConfiguration.subnets has 'subnet-1', in which no instance is; tell"
                        + " its zone with --subnet-zone subnet-1=ZONE",
                "--cluster", "cluster.json", "--task-definition", "train.json", "--request", "r.json");
    }

    @Test
    void instancesThatCannotBe() throws IOException {
        final String instance = "{\"containerInstanceArn\": \"a\", \"registeredResources\":"
                + " [{\"name\": \"CPU\", \"type\": \"INTEGER\", \"integerValue\": %s}], \"status\": \"%s\"}";
        refusedCluster("[" + instance.formatted("\"1\"", "ACTIVE") + "]",
                ": containerInstances[0].registeredResources[0].integerValue is '1', must be an integer");
        refusedCluster("[" + instance.formatted("1", "ACTIV") + "]",
                ": containerInstances[0].status is 'ACTIV', must be ACTIVE or DRAINING; did you mean 'ACTIVE'?");
        final String sound = instance.formatted("1", "ACTIVE");
        refusedCluster("[" + sound + "," + sound + "]",
                ": containerInstances[1].containerInstanceArn is 'a', which was there before; give each page once");
        refusedCluster("[1]", " is none of the shapes that ECS has; --cluster takes the output of"
                + " 'aws ecs describe-container-instances'");
        refusedCluster("[" + sound + ", 1]", ": containerInstances[1] is '1', must be an object");
    }

    @Test
    void whatEcsDoesNotRegister() throws IOException {
        final String container = "{\"name\": \"c\", \"memory\": 64%s}";
        final String eleven = String.join(", ", Collections.nCopies(11, container.formatted("")));
        refusedDefinition("{\"family\": \"a\", \"containerDefinitions\": [" + eleven + "]}",
                "containerDefinitions are 11, must be 0..10; ECS takes no more in one task definition");
        refusedDefinition("{\"family\": \"a\", \"containerDefinitions\": ["
                        + container.formatted(", \"memoryReservation\": 65") + "]}",
                "containerDefinitions[0].memoryReservation is 65, must be at most memory, 64; it is what is set"
                        + " aside, and"
                        + " memory the limit");
        for (final String mode : List.of("host", "awsvpc")) {
            refusedDefinition("{\"family\": \"a\", \"networkMode\": \"" + mode + "\", \"containerDefinitions\": ["
                            + container.formatted(", \"portMappings\": [{\"containerPort\": 80, \"hostPort\":"
                            + " 81}]") + "]}",
                    "containerDefinitions[0].portMappings[0].hostPort is 81, must be the containerPort, 80, with"
                            + " networkMode " + mode + "; leave hostPort out");
        }
        refusedDefinition("{\"family\": \"web.api\", \"containerDefinitions\": [" + container.formatted("") + "]}",
                "family is 'web.api', must be 1..255 of A-Z a-z 0-9 _ -");
        refusedDefinition("{\"family\": \"a\", \"cpu\": \"1 cpu\", \"containerDefinitions\": ["
                        + container.formatted("") + "]}",
                "cpu is '1 cpu', must be 0..2147483647 CPU units, or vCPUs such as '0.5 vCPU' that come to whole"
                        + " units");
    }

    @Test
    void badOptions() {
        final List<String> line = new ArrayList<>(
                List.of("--cluster", "cluster.json", "--task-definition", "web.json", "--count", "0"));
        refused("--count is 0, must be 1..100000", line.toArray(new String[0]));
        line.set(4, "--eni-slots");
        line.set(5, "m5.large");
        refused("--eni-slots is 'm5.large', must be N or TYPE=N with N in 0..32767, such as 10 or m5.large=10",
                line.toArray(new String[0]));
        line.set(4, "--instance");
        refused("--instance is 'm5.large', must be an instance in --cluster: the ARN, its last part, or the EC2 id",
                line.toArray(new String[0]));
    }
}
