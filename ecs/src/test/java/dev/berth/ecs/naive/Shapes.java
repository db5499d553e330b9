package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Shape.BOOLEAN;
import static dev.berth.ecs.naive.Shape.INTEGER;
import static dev.berth.ecs.naive.Shape.SIZE;
import static dev.berth.ecs.naive.Shape.STRING;
import static dev.berth.ecs.naive.Shape.TIME;
import static dev.berth.ecs.naive.Shape.list;
import static dev.berth.ecs.naive.Shape.map;
import static dev.berth.ecs.naive.Shape.object;

import java.util.Map;

/** The members that each operation reads, and their types. */
final class Shapes {
    private static final Shape STRINGS = list(STRING);
    private static final Shape ATTRIBUTES = list(object("name", STRING, "value", STRING));
    private static final Shape TARGETS = object(
            "attributes", list(object("name", STRING, "value", STRING, "targetId", STRING)));
    private static final Shape RESOURCES =
            list(object("name", STRING, "integerValue", INTEGER, "stringSetValue", STRINGS));
    private static final Shape CONSTRAINTS = list(object("type", STRING, "expression", STRING));
    private static final Shape STRATEGIES = list(object("type", STRING, "field", STRING));
    private static final Shape PROVIDERS =
            list(object("capacityProvider", STRING, "base", INTEGER, "weight", INTEGER));
    private static final Shape REQUIREMENTS = list(object("type", STRING, "value", STRING));
    private static final Shape NETWORK = object("awsvpcConfiguration", object("subnets", STRINGS));
    private static final Shape CONTAINER = object(
            "name", STRING,
            "cpu", INTEGER,
            "memory", INTEGER,
            "memoryReservation", INTEGER,
            "portMappings", list(object("containerPort", INTEGER, "hostPort", INTEGER, "protocol", STRING)),
            "resourceRequirements", REQUIREMENTS);
    private static final Shape CONTAINER_OVERRIDE = object(
            "name", STRING,
            "cpu", INTEGER,
            "memory", INTEGER,
            "memoryReservation", INTEGER,
            "resourceRequirements", REQUIREMENTS);
    private static final Shape OVERRIDES =
            object("cpu", SIZE, "memory", SIZE, "containerOverrides", list(CONTAINER_OVERRIDE));
    private static final Shape INSTANCE = object(
            "containerInstanceArn", STRING,
            "ec2InstanceId", STRING,
            "status", STRING,
            "agentConnected", BOOLEAN,
            "versionInfo", object("agentVersion", STRING),
            "registeredAt", TIME,
            "capacityProviderName", STRING,
            "attributes", ATTRIBUTES,
            "registeredResources", RESOURCES,
            "remainingResources", RESOURCES,
            "eniSlots", INTEGER,
            "remainingEniSlots", INTEGER);

    static final Map<String, Shape> BY_OPERATION = Map.ofEntries(
            Map.entry("RegisterContainerInstance", object("containerInstance", INSTANCE)),
            Map.entry("DescribeContainerInstances", object("containerInstances", STRINGS)),
            Map.entry("ListContainerInstances", object("filter", STRING, "status", STRING)),
            Map.entry("PutAttributes", TARGETS),
            Map.entry("DeleteAttributes", TARGETS),
            Map.entry("UpdateContainerInstancesState", object("containerInstances", STRINGS, "status", STRING)),
            Map.entry("UpdateContainerAgentState", object("containerInstance", STRING, "agentConnected", BOOLEAN)),
            Map.entry("DeregisterContainerInstance", object("containerInstance", STRING, "force", BOOLEAN)),
            Map.entry(
                    "RegisterTaskDefinition",
                    object(
                            "family", STRING,
                            "networkMode", STRING,
                            "cpu", SIZE,
                            "memory", SIZE,
                            "containerDefinitions", list(CONTAINER),
                            "placementConstraints", CONSTRAINTS,
                            "requiresAttributes", list(object("name", STRING)))),
            Map.entry(
                    "RunTask",
                    object(
                            "taskDefinition", STRING,
                            "count", INTEGER,
                            "launchType", STRING,
                            "capacityProviderStrategy", PROVIDERS,
                            "group", STRING,
                            "placementConstraints", CONSTRAINTS,
                            "placementStrategy", STRATEGIES,
                            "overrides", OVERRIDES,
                            "networkConfiguration", NETWORK,
                            "subnetZones", map(STRING),
                            "referenceId", STRING)),
            Map.entry(
                    "StartTask",
                    object(
                            "taskDefinition", STRING,
                            "containerInstances", STRINGS,
                            "capacityProviderStrategy", PROVIDERS,
                            "group", STRING,
                            "overrides", OVERRIDES,
                            "referenceId", STRING)),
            Map.entry(
                    "LoadTask",
                    object(
                            "task", STRING,
                            "taskDefinition", STRING,
                            "containerInstance", STRING,
                            "group", STRING,
                            "counted", BOOLEAN)),
            Map.entry("UpdateTaskProtection", object("tasks", STRINGS, "protectionEnabled", BOOLEAN)),
            Map.entry("StopTask", object("task", STRING)),
            Map.entry(
                    "CreateService",
                    object(
                            "serviceName", STRING,
                            "taskDefinition", STRING,
                            "desiredCount", INTEGER,
                            "schedulingStrategy", STRING,
                            "launchType", STRING,
                            "capacityProviderStrategy", PROVIDERS,
                            "networkConfiguration", NETWORK,
                            "subnetZones", map(STRING),
                            "placementConstraints", CONSTRAINTS,
                            "placementStrategy", STRATEGIES,
                            "availabilityZoneRebalancing", STRING)),
            Map.entry(
                    "UpdateService",
                    object(
                            "service", STRING,
                            "taskDefinition", STRING,
                            "capacityProviderStrategy", PROVIDERS,
                            "desiredCount", INTEGER,
                            "networkConfiguration", NETWORK,
                            "subnetZones", map(STRING),
                            "placementConstraints", CONSTRAINTS,
                            "placementStrategy", STRATEGIES,
                            "availabilityZoneRebalancing", STRING)),
            Map.entry("DeleteService", object("service", STRING)),
            Map.entry("Tick", object()),
            Map.entry("Checkpoint", object()));

    private Shapes() {}
}
