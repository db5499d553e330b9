package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was probably meant. */
class SuggestionTest {
    /** Members of requests and of what is described, which explain does not read. */
    private static final String NOT_READ_OF_REQUESTS = "availabilityZoneRebalancing clientToken cluster clusterArn"
            + " createdAt createdBy deploymentConfiguration deploymentController deployments enableECSManagedTags"
            + " enableExecuteCommand events forceNewDeployment healthCheckGracePeriodSeconds loadBalancers pendingCount"
            + " platformFamily platformVersion propagateTags referenceId role roleArn runningCount serviceArn"
            + " serviceConnectConfiguration serviceRegistries startedBy status subnetZones tags taskSets"
            + " volumeConfigurations vpcLatticeConfigurations";
    private static final String NOT_READ_OF_DEFINITIONS = "compatibilities deregisteredAt enableFaultInjection"
            + " ephemeralStorage executionRoleArn inferenceAccelerators ipcMode pidMode proxyConfiguration registeredAt"
            + " registeredBy requiresCompatibilities revision runtimePlatform status tags taskDefinitionArn taskRoleArn"
            + " volumes";

    private static void check(final String name, final Set<String> read) {
        final ObjectNode object = JsonNodeFactory.instance.objectNode().put(name, 1);
        Suggestion.checkSpelling("a.json", object, read);
    }

    @Test
    void noMemberOfTheApiIsTakenForAMisspelling() {
        for (final String name : NOT_READ_OF_REQUESTS.split(" ")) {
            assertDoesNotThrow(() -> check(name, RequestFile.READ), name);
        }
        for (final String name : NOT_READ_OF_DEFINITIONS.split(" ")) {
            assertDoesNotThrow(() -> check(name, DefinitionFile.READ), name);
        }
    }

    @Test
    void misspeltMembersAre() {
        for (final String name : List.of("placementConstraint", "placementStrategies", "TaskDefinition", "overide")) {
            assertThrows(InputException.class, () -> check(name, RequestFile.READ), name);
        }
        for (final String name : List.of("Memory", "familly", "containerDefinition", "netwokMode")) {
            assertThrows(InputException.class, () -> check(name, DefinitionFile.READ), name);
        }
    }

    @Test
    void namesOfAttributesAreComparedAsAWhole() {
        final List<String> there = List.of("ecs.availability-zone", "ecs.capability.efs", "ecs.capability.efsAuth",
                "ecs.capability.task-eni", "ecs.cpu-architecture", "ecs.instance-type", "ecs.os-family", "ecs.os-type",
                "stack");
        for (final String[] pair : new String[][] {
            {"ecs.availabilty-zone", "ecs.availability-zone"}, {"ecs.instance_type", "ecs.instance-type"},
            {"ecs.Instance-Type", "ecs.instance-type"}, {"instance-type", "ecs.instance-type"},
            {"availability-zone", "ecs.availability-zone"}, {"ecs.os-typ", "ecs.os-type"}, {"stak", "stack"},
            {"Stack", "stack"}, {"ecs.cpu-architecure", "ecs.cpu-architecture"},
            {"ecs.capability.taskeni", "ecs.capability.task-eni"}, {"ecs.capability.efsauth", "ecs.capability.efsAuth"}
        }) {
            assertEquals("; did you mean '" + pair[1] + "'?", Suggestion.name(pair[0], there));
        }
        for (final String name : List.of("ecs.capability.gpu", "ecs.capability.eni",
                "ecs.capability.firelens.fluentbit", "ecs.gpu", "gpu", "ecs.cpu",
                "stage", "rack", "ecs", "zone.ecs", "ecs.capability.task", "s", "stack")) {
            assertEquals("", Suggestion.name(name, there), name);
        }
    }

    @Test
    void aMessageIsGivenTheWordThatIsNear() {
        assertEquals("a is 'tcpp', must be tcp or udp; did you mean 'tcp'?",
                Suggestion.added("a is 'tcpp', must be tcp or udp"));
        assertEquals("a is 'webb:7', must be 'web:7' as in w.json; give another; did you mean 'web:7'?",
                Suggestion.added("a is 'webb:7', must be 'web:7' as in w.json; give another"));
        for (final String as : List.of("a is 'sctp!', must be tcp or udp", "a is 5, must be 1..3", "a is missing",
                "cpu is '1 vcpus', must be CPU units, or vCPUs such as '0.5 vCPU'",
                "memory is '512MB', must be MiB, or GB such as '0.5 GB'", "memory is '.5.GB', must be GB",
                "memory is '1GBs', must be MiB, or GB", "cpu is '1.vcpu', must be vCPUs such as '0.5 vCPU'")) {
            assertEquals(as, Suggestion.added(as));
        }
    }
}
