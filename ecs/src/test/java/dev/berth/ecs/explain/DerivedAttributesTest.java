package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.ecs.shape.CapabilityAttributes;
import dev.berth.ecs.shape.Members;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attributes that ECS computes for a definition, and what is said where an instance lacks one. */
class DerivedAttributesTest {
    private static final String OLD = "com.amazonaws.ecs.capability.";
    private static final String SECRETS = """
            {"family": "a", "containerDefinitions": [{"name": "c", "memory": 1,
             "secrets": [{"name": "A", "valueFrom": "/a"}]}]}""";
    private static final String SSM = "ecs.capability.secrets.ssm.environment-variables";

    @TempDir
    private Path folder;

    private static Set<String> of(final String definition) throws IOException {
        return CapabilityAttributes.of(Members.of(Scene.json(definition.replace('\'', '"')))).keySet();
    }

    private static Set<String> ofContainer(final String members, final String more) throws IOException {
        return of("{'containerDefinitions': [{'name': 'c', " + members + "}]" + more + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "'logConfiguration': {'logDriver': 'awslogs'};com.amazonaws.ecs.capability.logging-driver.awslogs",
        "'logConfiguration': {'logDriver': 'splunk'};com.amazonaws.ecs.capability.logging-driver.splunk",
        "'logConfiguration': {'logDriver': 'json-file'};com.amazonaws.ecs.capability.logging-driver.json-file",
        "'logConfiguration': {'logDriver': 'awsfirelens'};com.amazonaws.ecs.capability.logging-driver.awsfirelens",
        "'secrets': [{'valueFrom': 'name'}];ecs.capability.secrets.ssm.environment-variables",
        "'secrets': [{'valueFrom': 'arn:aws:ssm:us-east-1:1:parameter/a'}];"
                + "ecs.capability.secrets.ssm.environment-variables",
        "'secrets': [{'valueFrom': 'arn:aws:secretsmanager:us-east-1:1:secret:a'}];"
                + "ecs.capability.secrets.asm.environment-variables",
        "'secrets': [{'valueFrom': 'arn:aws-cn:secretsmanager:cn-north-1:1:secret:a:k::'}];"
                + "ecs.capability.secrets.asm.environment-variables",
        "'repositoryCredentials': {'credentialsParameter': 'a'};"
                + "ecs.capability.private-registry-authentication.secretsmanager",
        "'image': '123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1';com.amazonaws.ecs.capability.ecr-auth",
        "'image':"
                + " '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/a/b@sha256:0';"
                + "com.amazonaws.ecs.capability.ecr-auth",
        "'image': '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a';com.amazonaws.ecs.capability.ecr-auth",
        "'privileged': true;com.amazonaws.ecs.capability.privileged-container",
        "'healthCheck': {'command': ['CMD', 'true']};ecs.capability.container-health-check",
        "'dependsOn': [{'containerName': 'd', 'condition': 'START'}];ecs.capability.container-ordering",
        "'environmentFiles': [{'type': 's3', 'value': 'arn:aws:s3:::b/e.env'}];ecs.capability.env-files.s3",
        "'firelensConfiguration': {'type': 'fluentbit'};ecs.capability.firelens.fluentbit",
        "'firelensConfiguration': {'type': 'fluentd'};ecs.capability.firelens.fluentd",
    })
    void eachMemberOfAContainerAsksItsOwn(final String member, final String attribute) throws IOException {
        assertEquals(Set.of(attribute), ofContainer(member, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "'taskRoleArn': 'arn';com.amazonaws.ecs.capability.task-iam-role",
        "'taskRoleArn': 'arn', 'networkMode': 'host';com.amazonaws.ecs.capability.task-iam-role-network-host",
        "'pidMode': 'host';ecs.capability.pid-ipc-namespace-sharing",
        "'ipcMode': 'task';ecs.capability.pid-ipc-namespace-sharing",
        "'proxyConfiguration': {'type': 'APPMESH', 'containerName': 'envoy'};ecs.capability.aws-appmesh",
        "'volumes': [{'efsVolumeConfiguration': {'fileSystemId': 'fs-1'}}];ecs.capability.efs",
        "'volumes': [{'fsxWindowsFileServerVolumeConfiguration': {'fileSystemId': 'fs-1'}}];"
                + "ecs.capability.fsxWindowsFileServer",
        "'volumes': [{'dockerVolumeConfiguration': {'driver': 'local'}}];ecs.capability.docker-plugin.local",
        "'volumes': [{'dockerVolumeConfiguration': {'driver': 'rexray/ebs'}}];ecs.capability.docker-plugin.rexray/ebs",
    })
    void soDoesEachMemberOfATask(final String member, final String attribute) throws IOException {
        assertEquals(Set.of(attribute), of("{" + member + ", 'containerDefinitions': [{'name': 'c'}]}"));
    }

    @Test
    void someAskTogether() throws IOException {
        final String role = ", 'executionRoleArn': 'arn'";
        assertEquals(Set.of(OLD + "logging-driver.awslogs", "ecs.capability.execution-role-awslogs"),
                ofContainer("'logConfiguration': {'logDriver': 'awslogs'}", role));
        assertEquals(Set.of(OLD + "ecr-auth", "ecs.capability.execution-role-ecr-pull"),
                ofContainer("'image': '1.dkr.ecr.us-east-1.amazonaws.com/a'", role));
        assertEquals(Set.of(OLD + "logging-driver.splunk", "ecs.capability.secrets.asm.bootstrap.log-driver"),
                ofContainer("'logConfiguration': {'logDriver': 'splunk', 'secretOptions': [{'name': 't',"
                        + " 'valueFrom': 'arn:aws:secretsmanager:us-east-1:1:secret:t'}]}", role));
        assertEquals(Set.of("ecs.capability.efs", "ecs.capability.efsAuth"),
                of("{'volumes': [{'efsVolumeConfiguration': {'fileSystemId': 'fs-1', 'authorizationConfig':"
                        + " {'iam': 'ENABLED'}}}]}"));
        assertEquals(Set.of("ecs.capability.firelens.fluentbit", "ecs.capability.firelens.options.config.s3"),
                ofContainer("'firelensConfiguration': {'type': 'fluentbit', 'options': {'config-file-type':"
                        + " 's3'}}", ""));
    }

    /** What {@code describe-task-definition} told of definitions with these members, versions of Docker left out. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "EXECUTION, TASK, 'containerDefinitions': [{ECR, AWSLOGS, HEALTH, SSM}];"
                + "…logging-driver.awslogs .execution-role-awslogs …ecr-auth …task-iam-role .container-health-check"
                + " .execution-role-ecr-pull .secrets.ssm.environment-variables",
        "EXECUTION, TASK, 'containerDefinitions': [{'image': 'a/b:latest', AWSLOGS, SSM, 'privileged': true,"
                + " 'repositoryCredentials': {'credentialsParameter': 'a/docker-hub'}}];"
                + "…logging-driver.awslogs .execution-role-awslogs …privileged-container …task-iam-role"
                + " .private-registry-authentication.secretsmanager .secrets.ssm.environment-variables",
        "'executionRoleArn': null, 'containerDefinitions': [{'image': 'a/b', AWSLOGS, 'privileged': null}],"
                + " 'volumes': [{'name': 'data', 'dockerVolumeConfiguration': {'scope': 'shared', 'driver': 'local'}}];"
                + "…logging-driver.awslogs .docker-plugin.local",
        "EXECUTION, 'taskRoleArn': null, 'containerDefinitions': [{ECR, AWSLOGS, 'secrets': null}], 'volumes': ["
                + "{'name': 'h', 'efsVolumeConfiguration': {'fileSystemId': 'fs-1', 'transitEncryption': 'ENABLED',"
                + " 'authorizationConfig': {'iam': 'DISABLED', 'accessPointId': 'fsap-1'}}}];"
                + "…logging-driver.awslogs .execution-role-awslogs .efsAuth …ecr-auth .efs .execution-role-ecr-pull",
        "'containerDefinitions': [{ECR, 'logConfiguration': {'logDriver': 'awsfirelens'}}, {'image': 'f',"
                + " 'firelensConfiguration': {'type': 'fluentbit'}}];"
                + "…ecr-auth .firelens.fluentbit …logging-driver.awsfirelens",
        "EXECUTION, TASK, 'containerDefinitions': [{ECR, AWSLOGS, HEALTH, SSM, 'dependsOn': [{'containerName': 'b',"
                + " 'condition': 'START'}]}], 'volumes': [{'name': 'sockets', 'host': {}}];"
                + ".execution-role-awslogs …ecr-auth …task-iam-role .container-health-check .execution-role-ecr-pull"
                + " .secrets.ssm.environment-variables …logging-driver.awslogs .container-ordering",
        "EXECUTION, TASK, 'containerDefinitions': [{ECR, AWSLOGS, 'environmentFiles': [{'type': 's3', 'value': 'a'}]}];"
                + "…logging-driver.awslogs .execution-role-awslogs …ecr-auth .env-files.s3 …task-iam-role"
                + " .execution-role-ecr-pull",
        "'containerDefinitions': [{ECR, 'logConfiguration': {'logDriver': 'splunk'}}];"
                + "…ecr-auth …logging-driver.splunk",
        "'cpu': '512', 'memory': '2048', TASK, EXECUTION, 'containerDefinitions': [{'image': 'docker.io/a/b:1', SSM}],"
                + " 'volumes': [{'name': 'Host', 'host': {'sourcePath': '/'}}];"
                + "…task-iam-role .secrets.ssm.environment-variables",
    })
    void definitionsAreAsTheyAreDescribed(final String members, final String attributes) throws IOException {
        final String definition = members
                .replace("EXECUTION", "'executionRoleArn': 'arn:aws:iam::1:role/e'")
                .replace("TASK", "'taskRoleArn': 'arn:aws:iam::1:role/t'")
                .replace("ECR", "'image': '123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1'")
                .replace("AWSLOGS", "'logConfiguration': {'logDriver': 'awslogs', 'secretOptions': null}")
                .replace("HEALTH", "'healthCheck': {'command': ['CMD-SHELL', 'true'], 'interval': 10}")
                .replace("SSM", "'secrets': [{'name': 'T', 'valueFrom': '/a/b'}]");
        final Set<String> described = new TreeSet<>();
        for (final String attribute : attributes.split(" ")) {
            described.add(attribute.startsWith("…") ? OLD + attribute.substring(1) : "ecs.capability" + attribute);
        }
        assertEquals(described, new TreeSet<>(of("{" + definition + "}")));
    }

    @Test
    void whatIsNotGivenAsksNothing() throws IOException {
        assertEquals(Set.of(), ofContainer("'image': 'nginx', 'cpu': 1, 'privileged': false, 'secrets': [],"
                + " 'logConfiguration': null, 'healthCheck': {'command': []}, 'dependsOn': [{}], 'environmentFiles':"
                + " []",
                ", 'executionRoleArn': 'arn', 'taskRoleArn': null, 'pidMode': '', 'volumes': [{'name': 'v', 'host':"
                        + " {}},"
                        + " {'efsVolumeConfiguration': {}}, {'dockerVolumeConfiguration': {'scope': 'task'}}]"));
        for (final String image : new String[] {
            "public.ecr.aws/docker/library/nginx", "docker.io/a/123.dkr.ecr.us-east-1.amazonaws.com", "a", ""
        }) {
            assertEquals(Set.of(), ofContainer("'image': '" + image + "'", ""), image);
        }
        assertEquals(Set.of(), ofContainer("'logConfiguration': 7, 'secrets': 'a', 'dependsOn': {'a': 1}",
                ", 'volumes': 'x', 'taskRoleArn': 7"));
    }

    @Test
    void anInstanceThatLacksOneIsRefusedAndTheMemberNamed() throws IOException {
        final Scene scene = new Scene(folder).instance("ecs.capability.task-eni").file("d.json", SECRETS).explain();
        assertEquals("[{\"reason\":\"ATTRIBUTE\",\"count\":1}]", scene.answer().get("failures").toString());
        assertEquals("lacks " + SSM + " (for containerDefinitions[0].secrets)", scene.detail());
        assertTrue(scene.notes().contains("no instance has " + SSM + " (for containerDefinitions[0].secrets), which the"
                + " task needs; update the container agents of the instances, or take that out of the"
                + " task"), scene.notes());
        scene.instance(SSM).explain();
        assertEquals("i-1", scene.answer().at("/tasks/0/containerInstanceArn").textValue());
        assertFalse(scene.notes().contains(SSM), scene.notes());
    }

    @Test
    void whereNoInstanceTellsAnyTheyAreNotedAlone() throws IOException {
        final Scene scene = new Scene(folder).instance("ecs.os-type=linux").file("d.json", SECRETS).explain();
        assertEquals(1, scene.answer().get("placed").intValue());
        assertTrue(scene.notes().contains("d.json: ECS will require of an instance " + SSM + "; not checked, as no"
                + " instance in --cluster tells any capability of its agent"), scene.notes());
    }

    @Test
    void theyCanBeSwitchedOff() throws IOException {
        final Scene scene = new Scene(folder).instance("ecs.capability.task-eni").file("d.json", SECRETS)
                .explain("--no-derive-attributes");
        assertEquals(1, scene.answer().get("placed").intValue());
        assertFalse(scene.notes().contains("ssm"), scene.notes());
        assertEquals(0, scene.explain("--derive-attributes").answer().get("placed").intValue());
    }

    @Test
    void aDefinitionThatTellsItsOwnHasNoOthers() throws IOException {
        final Scene scene = new Scene(folder).instance("ecs.capability.task-eni").file("d.json", SECRETS.replace(
                "\"family\"",
                "\"requiresAttributes\": [{\"name\": \"ecs.capability.task-eni\"}], \"family\"")).explain();
        assertEquals(1, scene.answer().get("placed").intValue());
        scene.file("d.json", SECRETS.replace(
                "\"family\"", "\"requiresAttributes\": [{\"name\": \"" + SSM + "\"}], \"family\"")).explain();
        assertEquals("lacks " + SSM + " (for containerDefinitions[0].secrets)", scene.detail());
    }

    @Test
    void theAdviceIsThatOfTheAttribute() throws IOException {
        final Scene scene = new Scene(folder).instance("ecs.capability.efs").file("d.json", """
                {"family": "a", "taskRoleArn": "arn", "networkMode": "awsvpc",
                 "requiresAttributes": [{"name": "rack"}, {"name": "com.amazonaws.ecs.capability.task-iam-role"},
                   {"name": "com.amazonaws.ecs.capability.logging-driver.gelf"},
                   {"name": "ecs.capability.docker-plugin.local"}, {"name": "ecs.capability.efss"}],
                 "containerDefinitions": [{"name": "c", "memory": 1}]}""").explain();
        for (final String wanted : new String[] {
            "no instance has rack, which the task needs; add it to the instances with 'aws ecs put-attributes'",
            "task-iam-role (for taskRoleArn), which the task needs; update the container agents of the instances, or"
                    + " set there ECS_ENABLE_TASK_IAM_ROLE=true",
            "logging-driver.gelf, which the task needs; name the driver in ECS_AVAILABLE_LOGGING_DRIVERS",
            "docker-plugin.local, which the task needs; install that volume driver",
            "ecs.capability.efss; did you mean 'ecs.capability.efs'?, which the task needs; update the container"
                    + " agents",
            "ecs.capability.task-eni, which the task needs; update the container agents of the instances, or set there"
                    + " ECS_ENABLE_TASK_ENI=true"
        }) {
            assertTrue(scene.notes().contains(wanted), wanted + "\n" + scene.notes());
        }
    }

    @Test
    void theSchemeOfACommandLineSkeletonAsksLittle() throws IOException {
        final JsonNode skeleton = Scene.json("""
                {"family": "", "taskRoleArn": "", "executionRoleArn": "", "containerDefinitions": [{"name": "",
                  "image": "",
                  "repositoryCredentials": {"credentialsParameter": ""}, "dependsOn": [{"containerName": "",
                  "condition": "COMPLETE"}], "secrets": [{"name": "", "valueFrom": ""}], "environmentFiles":
                  [{"value": "", "type": "s3"}], "healthCheck": {"command": [], "interval": 0}}],
                 "volumes": [{"name": "", "efsVolumeConfiguration": {"fileSystemId": "", "transitEncryption": "ENABLED",
                   "authorizationConfig": {"accessPointId": "", "iam": "ENABLED"}}}],
                 "proxyConfiguration": {"type": "APPMESH", "containerName": ""}}""");
        assertEquals(Set.of(), CapabilityAttributes.of(Members.of(skeleton)).keySet());
    }
}
