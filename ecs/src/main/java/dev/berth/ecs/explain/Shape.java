package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;

/** The kind of a JSON document, recognised by its members. */
enum Shape {
    INSTANCES("the output of 'aws ecs describe-container-instances'"),
    INSTANCE_ARNS("the output of 'aws ecs list-container-instances', which has no more than ARNs; pass those on with"
            + " 'aws ecs describe-container-instances --container-instances ARN...'"),
    TASKS("the output of 'aws ecs describe-tasks'"),
    TASK_ARNS("the output of 'aws ecs list-tasks', which has no more than ARNs; pass those on with"
            + " 'aws ecs describe-tasks --tasks ARN...'"),
    DEFINITION("a task definition"),
    DEFINITION_ARNS("a list of task definitions, which has no more than ARNs; pass one on with"
            + " 'aws ecs describe-task-definition --task-definition ARN'"),
    SERVICES("the output of 'aws ecs describe-services'"),
    SERVICE_ARNS("the output of 'aws ecs list-services', which has no more than ARNs; pass one on with"
            + " 'aws ecs describe-services --services ARN'"),
    CLUSTERS("the output of 'aws ecs describe-clusters', which has no instances; take"
            + " 'aws ecs describe-container-instances'"),
    REQUEST("the request of RunTask or CreateService"),
    CONTAINERS("an array of container definitions"),
    CONTAINER("one container definition, which is no task definition; put it in [ ]"),
    START("the request of StartTask, which names its instances; take that of RunTask, and ask for the instances with"
            + " --instance"),
    ATTRIBUTES("the output of 'aws ecs list-attributes', which has no resources; take"
            + " 'aws ecs describe-container-instances', which tells attributes too"),
    DOCKERRUN("a Dockerrun file"),
    CLOUDFORMATION("a CloudFormation template"),
    COMPOSE("a Compose file; take the task definition that it became with 'aws ecs describe-task-definition'"),
    KUBERNETES("a manifest of Kubernetes"),
    TERRAFORM("a state or plan of Terraform; take what it deployed with 'aws ecs describe-task-definition'"),
    DOCKER("the output of 'docker inspect'"),
    PROVIDERS("the output of 'aws ecs describe-capacity-providers'"),
    EVENT("an event of EventBridge; take what it is about with 'aws ecs describe-...'"),
    OTHER("none of the shapes that ECS has");

    private static final String[] OF_REQUESTS = {
        "taskDefinition", "serviceName", "service", "placementStrategy", "placementConstraints", "count",
        "desiredCount", "overrides", "networkConfiguration", "launchType", "group"
    };

    private final String text;

    Shape(final String text) {
        this.text = text;
    }

    /** Returns the kind in words. */
    String text() {
        return text;
    }

    static Shape of(final JsonNode node) {
        return node.isArray() ? ofItem(node.path(0)) : node.isObject() ? ofObject(node) : OTHER;
    }

    /** Refuses a document of another kind. */
    static void check(final String file, final String option, final Shape found, final Shape wanted) {
        if (found != wanted) {
            throw InputException.in(file, "is " + found.text + "; " + option + " takes " + wanted.text
                    + (wanted == REQUEST ? ", or " + SERVICES.text : "")
                    + (wanted == DEFINITION ? ", such as 'aws ecs describe-task-definition' tells" : ""));
        }
    }

    private static Shape ofObject(final JsonNode node) {
        if (node.path("taskDefinition").isTextual() && node.path("containerInstances").isArray()) {
            return START;
        }
        if (node.has("containerInstanceArns") || node.path("containerInstances").path(0).isTextual()) {
            return INSTANCE_ARNS;
        }
        if (node.has("containerInstances")) {
            return INSTANCES;
        }
        if (node.has("taskArns")) {
            return TASK_ARNS;
        }
        if (node.has("tasks")) {
            return TASKS;
        }
        if (node.has("taskDefinitionArns") || node.has("families")) {
            return DEFINITION_ARNS;
        }
        if (node.has("serviceArns")) {
            return SERVICE_ARNS;
        }
        if (node.path("services").isArray() || node.path("service").isObject()) {
            return SERVICES;
        }
        return node.has("clusters") ? CLUSTERS : ofForeign(node);
    }

    /** Returns the kind of a document that ECS does not have, but that is often given in its place. */
    private static Shape ofForeign(final JsonNode node) {
        if (CloudFormation.isTemplate(node)) {
            return CLOUDFORMATION;
        }
        if (node.has("AWSEBDockerrunVersion")) {
            return DOCKERRUN;
        }
        if (node.path("services").isObject()) {
            return COMPOSE;
        }
        if (node.has("apiVersion") && node.has("kind")) {
            return KUBERNETES;
        }
        if (node.has("terraform_version") || node.has("planned_values")) {
            return TERRAFORM;
        }
        if (node.has("capacityProviders")) {
            return PROVIDERS;
        }
        if (node.path("attributes").path(0).has("targetId") && !node.has("containerInstanceArn")) {
            return ATTRIBUTES;
        }
        final Shape shape = node.has("detail-type") && node.has("detail") ? EVENT : ofItem(node);
        return shape == CONTAINERS ? CONTAINER : shape;
    }

    private static Shape ofItem(final JsonNode node) {
        if (node.isTextual()) {
            return ofArn(node.textValue());
        }
        if (node.has("containerDefinitions") || node.has("family") || node.path("taskDefinition").isObject()) {
            return DEFINITION;
        }
        if (node.has("taskArn")) {
            return TASKS;
        }
        if (node.has("containerInstanceArn")) {
            return INSTANCES;
        }
        if (node.has("Config") && node.has("HostConfig")) {
            return DOCKER;
        }
        if (node.has("image") && (node.has("name") || node.has("memory") || node.has("memoryReservation"))) {
            return CONTAINERS;
        }
        for (final String member : OF_REQUESTS) {
            if (node.has(member)) {
                return REQUEST;
            }
        }
        return OTHER;
    }

    private static Shape ofArn(final String arn) {
        if (arn.contains(":container-instance/")) {
            return INSTANCE_ARNS;
        }
        return arn.contains(":task/") ? TASK_ARNS : arn.contains(":service/") ? SERVICE_ARNS : OTHER;
    }
}
