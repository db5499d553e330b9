package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files in which a task definition comes, and what is said of files that are none. */
class DefinitionFormsTest {
    private static final String CONTAINERS = """
            [{"name": "a", "image": "nginx", "cpu": 100, "memory": 200, "portMappings": [{"containerPort": 80,
              "hostPort": 8080}]}, {"name": "b", "image": "x", "memoryReservation": 50}]""";

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void build() {
        scene = new Scene(folder).instance("ecs.instance-type=m5.large");
    }

    private JsonNode answer(final String name, final String text, final String... more) throws IOException {
        final String[] line = new String[2 + more.length];
        line[0] = "--task-definition";
        line[1] = name;
        System.arraycopy(more, 0, line, 2, more.length);
        return scene.file(name, text).explain(line).answer();
    }

    private void check(final JsonNode answer, final String family) {
        assertEquals(family, answer.get("taskDefinition").textValue());
        assertEquals("{\"cpu\":100,\"memory\":250,\"gpus\":0,\"eniSlots\":0,\"hostPorts\":[8080],\"hostUdpPorts\":[]}",
                answer.get("demand").toString());
    }

    @Test
    void anArrayOfContainersHasTheNameOfItsFile() throws IOException {
        check(answer("my-app.json", CONTAINERS), "my-app");
        assertTrue(scene.notes().contains("my-app.json: no family is named; it is taken to be"
                + " 'my-app'"), scene.notes());
        check(answer("my.app v2.json", CONTAINERS), "my");
        check(answer("web app.json", CONTAINERS), "web-app");
        check(answer("web.json", CONTAINERS, "--family", "other"), "other");
        check(answer("task.json", "{\"containerDefinitions\": " + CONTAINERS + "}"), "task");
        check(answer("task.json", "{\"family\": \"\", \"containerDefinitions\": " + CONTAINERS + "}"), "task");
    }

    @Test
    void aDockerrunFileOfVersion2() throws IOException {
        for (final String version : new String[] {"2", "\"2\""}) {
            check(answer("Dockerrun.aws.json", "{\"AWSEBDockerrunVersion\": " + version
                    + ", \"volumes\": [], \"containerDefinitions\": " + CONTAINERS + "}"), "Dockerrun");
        }
        scene.file("d.json", "{\"AWSEBDockerrunVersion\": \"1\", \"Image\": {\"Name\": \"x\"}}").explain();
        assertEquals("berth explain: d.json is a Dockerrun file of version 1, which has no container definitions,"
                + " must be"
                + " of version 2; take the task definition that it became with 'aws ecs describe-task-definition'",
                scene.refusal());
    }

    @Test
    void severalDefinitionsOfWhichOneIsChosen() throws IOException {
        final String both = "[{\"taskDefinition\": {\"family\": \"a\", \"containerDefinitions\": " + CONTAINERS
                + "}}, {\"family\": \"b\", \"containerDefinitions\": " + CONTAINERS + "}]";
        check(answer("d.json", both, "--family", "b"), "b");
        check(answer("d.json", both, "--family", "a"), "a");
        assertEquals("berth explain: d.json holds 2 task definitions: a, b; choose one with --family",
                scene.explain().refusal());
        assertEquals("berth explain: d.json holds 2 task definitions: a, b; choose one with --family",
                scene.explain("--family", "x").refusal());
        scene.file("d.json", "{\"family\": \"a\", \"containerDefinitions\":"
                + " " + CONTAINERS + "}").explain("--family", "b");
        assertEquals("berth explain: --family is 'b', must be 'a', the only one in d.json", scene.refusal());
    }

    // ---- CloudFormation --------------------------------------------------------------------------------------------

    private static String template(final String... resources) {
        return "{\"Parameters\": {\"Mem\": {\"Type\": \"Number\", \"Default\": 200}, \"None\": {\"Type\": \"String\"}},"
                + " \"Resources\": {\"Cluster\": {\"Type\": \"AWS::ECS::Cluster\"}, " + String.join(", ", resources)
                + "}}";
    }

    private static String resource(final String name, final String properties) {
        return "\"" + name + "\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": {" + properties + "}}";
    }

    private static String containers(final String memory) {
        return "\"ContainerDefinitions\": [{\"Name\": \"a\", \"Image\": {\"Fn::Sub\": \"${A}.x/y\"}, \"Cpu\": \"100\","
                + " \"Memory\": " + memory + ", \"Environment\": [{\"Name\": \"N\", \"Value\": {\"Ref\": \"None\"}}],"
                + " \"PortMappings\": [{\"ContainerPort\": \"80\", \"HostPort\": 8080}]},"
                + " {\"Name\": \"b\", \"Image\": \"x\", \"MemoryReservation\": 50, \"User\": {\"Ref\":"
                + " \"AWS::NoValue\"}}]";
    }

    @Test
    void theOnlyDefinitionOfATemplate() throws IOException {
        check(answer("t.template.json", template(resource("Web", "\"Family\": \"web\", " + containers("200")))), "web");
        check(answer("t.json", template(resource("Web", containers("\"200\"")))), "Web");
        check(answer("t.json", template(resource("Web", "\"Family\": {\"Fn::Sub\": \"x-${E}\"}, "
                + containers("{\"Ref\": \"Mem\"}")))), "Web");
        assertTrue(scene.notes().contains("t.json: Resources.Web.Properties.ContainerDefinitions[0].Memory is the"
                + " parameter Mem, taken at its default 200"), scene.notes());
        check(answer("t.json", "{" + containers("200") + ", \"Family\": \"p\"}"), "p");
        check(answer("t.json", "{\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": {" + containers("200")
                + ", \"Family\": \"p\"}}"), "p");
    }

    @Test
    void oneOfSeveralInATemplate() throws IOException {
        final String several = template(resource("Web", "\"Family\": \"web\", " + containers("200")),
                resource("Job", containers("{\"Ref\": \"None\"}")));
        check(answer("t.json", several, "--family", "web"), "web");
        scene.explain("--task-definition", "t.json");
        assertEquals("berth explain: t.json holds 2 task definitions: web, Job; choose one with --family",
                scene.refusal());
        scene.explain("--task-definition", "t.json", "--family", "Job");
        assertEquals("berth explain: t.json: Resources.Job.Properties.ContainerDefinitions[0].Memory is"
                + " {\"Ref\":\"None\"}, must be literal or a parameter with a default; take the task definition as it"
                + " was deployed, 'aws ecs describe-task-definition'", scene.refusal());
    }

    @Test
    void aTemplateAsksWhatItsDefinitionDoes() throws IOException {
        scene.instance("ecs.instance-type=c5.large", "ecs.capability.efs", "ecs.capability.efsAuth",
                "com.amazonaws.ecs.capability.task-iam-role", "ecs.capability.task-eni");
        final JsonNode answer = answer("t.json", template(resource("Web", """
                "Family": "web", "NetworkMode": "awsvpc", "Cpu": "256", "Memory": {"Ref": "Mem"},
                "TaskRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
                "Volumes": [{"Name": "v", "EFSVolumeConfiguration": {"FilesystemId": {"Ref": "Fs"},
                  "AuthorizationConfig": {"IAM": "ENABLED"}}}],
                "PlacementConstraints": [{"Type": "memberOf", "Expression": "attribute:ecs.instance-type =~ c5.*"}],
                "ContainerDefinitions": [{"Name": "a", "Image": "x", "ResourceRequirements": []}]""")));
        assertEquals("i-1", answer.at("/tasks/0/containerInstanceArn").textValue());
        assertEquals("{\"cpu\":256,\"memory\":200,\"gpus\":0,\"eniSlots\":1,\"hostPorts\":[],\"hostUdpPorts\":[]}",
                answer.get("demand").toString());
        assertEquals("attribute:ecs.instance-type =~ c5.*",
                answer.at("/placementConstraints/0/expression").textValue());
    }

    // ---- other files -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', value = {
        "version: '3'\\nservices:\\n  web:\\n    image: nginx\\n§is a Compose file, must be JSON of ECS; take the task",
        "# x\\n---\\nAWSTemplateFormatVersion: '2010-09-09'\\n§is a CloudFormation template in YAML, must be JSON;"
                + " take",
        "Resources:\\n  T:\\n    Type: AWS::ECS::TaskDefinition\\n§is a CloudFormation template in YAML, must be JSON;",
        "taskDefinition:\\n  family: web\\n§is YAML, must be JSON; the AWS CLI writes it with --output json, such as",
        "- name: a\\n  image: x\\n§is YAML, must be JSON; the AWS CLI writes it with --output json, such as",
        "apiVersion: v1\\nkind: Pod\\n§is a manifest of Kubernetes, must be JSON of ECS, such as 'aws ecs describe-",
        "resource \"aws_ecs_task_definition\" \"x\" {\\n}\\n§is Terraform's language, must be JSON; take what it"
                + " deployed",
        "locals {\\n}\\n§is Terraform's language, must be JSON; take what it deployed, 'aws ecs"
                + " describe-task-definition",
        "[{\"name\": \"a\", \"memory\": ${memory}}]§is a template with the placeholder ${memory}, must be JSON;",
        "{\"family\": \"${f}\", \"containerDefinitions\": {{ c }}}§is a template with the placeholder {{ c }}, must",
        "{\"family\": \"a\", \"cpu\": <cpu>}§is a template with the placeholder <cpu>, must be",
        "-------------\\n|  Describe |\\n§is a table of the AWS CLI, must be JSON; run the command again with --output",
        "TASKDEFINITION\\t256\\tweb\\n§is text of the AWS CLI, must be JSON; run the command again with --output json",
        "{\"services\": {\"web\": {\"image\": \"x\"}}}§is a Compose file; take the task definition that it became with",
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}§is a manifest of Kubernetes; --task-definition takes a task"
                + " definition,",
        "{\"version\": 4, \"terraform_version\": \"1.5\"}§is a state or plan of Terraform; take what it deployed with",
        "[{\"Id\": \"1\", \"Config\": {}, \"HostConfig\": {}}]§is the output of 'docker inspect'; --task-definition"
                + " takes",
        "{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}§is a CloudFormation template without an AWS::ECS::",
        "{\"capacityProviders\": []}§is the output of 'aws ecs describe-capacity-providers'; --task-definition takes a",
        "{\"taskDefinitionArns\": []}§is a list of task definitions, which has no more than ARNs; pass one on with"
                + " 'aws",
        "{\"a\": 1}§is none of the shapes that ECS has; --task-definition takes a task definition, such as 'aws ecs",
        "[]§is none of the shapes that ECS has; --task-definition takes a task definition, such as 'aws ecs describe-",
        "[1]§is none of the shapes that ECS has; --task-definition takes a task definition, such as 'aws ecs describe-",
        "7§is none of the shapes that ECS has; --task-definition takes a task definition, such as 'aws ecs describe-",
    })
    void anythingElseIsNamedInOneLine(final String text, final String said) throws IOException {
        scene.file("d.json", text.replace("\\n", "\n").replace("\\t", "\t")).explain();
        final String refusal = scene.refusal();
        assertTrue(refusal.startsWith("berth explain: d.json " + said), refusal);
        assertTrue(refusal.contains("aws ") || refusal.contains("--output json"), refusal);
    }

    @Test
    void aPlaceholderElsewhereIsNoCause() throws IOException {
        scene.file("d.json", "{\"family\": \"a, <b> ${c} {{ d }}\",\n \"cpu\": nothing, \"memory\": 1}").explain();
        assertTrue(scene.refusal().contains("d.json is not JSON at line 2, column 1"), scene.refusal());
    }

    @Test
    void manyPortsAreOneLineOfTheHeader() throws IOException {
        final StringBuilder mappings = new StringBuilder("{\"containerPort\": 53, \"hostPort\": 53, \"protocol\":"
                + " \"udp\"}");
        for (int port = 8_000; port < 8_399; port++) {
            mappings.append(", {\"containerPort\": ").append(port).append(", \"hostPort\": ").append(port).append('}');
        }
        scene.file("d.json", "{\"family\": \"p\", \"containerDefinitions\": [{\"name\": \"c\", \"memory\": 1,"
                + " \"portMappings\": [" + mappings + "]}]}").explain();
        assertEquals(399, scene.answer().at("/demand/hostPorts").size());
        final Run table = Run.of(folder, "--cluster", "cluster.json", "--task-definition", "d.json");
        assertEquals("Task:        p, group family:p: 0 CPU units, 1 MiB, host port 8000/tcp, host port 8001/tcp,"
                + " host port"
                + " 8002/tcp, 397 more host ports", table.out().lines().findFirst().orElse(""));
    }
}
