package dev.berth.ecs.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The attributes that ECS computes for a task definition when it is registered, from the members that need something of
 * the container agent. A request has none of them; {@code describe-task-definition} shows them as
 * {@code requiresAttributes}.
 *
 * <p>Those on which public sources agree are computed; {@code docs/ecs.md} has the table with its sources. Versions of
 * Docker's remote API are left out: sources differ on them, and every agent since 2017 has the versions that they name.
 */
public final class CapabilityAttributes {
    private static final String PREFIX = "ecs.capability.";
    private static final String OLD_PREFIX = "com.amazonaws.ecs.capability.";
    private static final Pattern ECR_IMAGE =
            Pattern.compile("[^/]*\\.dkr[.-]ecr(?:-fips)?\\.[^/]*(?:amazonaws\\.com|on\\.aws)[^/]*/.*");

    private final JsonNode definition;
    private final boolean hasExecutionRole;
    private final Map<String, String> members = new LinkedHashMap<>();

    private CapabilityAttributes(final JsonNode definition) {
        this.definition = definition;
        hasExecutionRole = isGiven(definition.path("executionRoleArn"));
    }

    /**
     * Computes the attributes. A member whose type differs from the API's counts as absent.
     *
     * @param definition as it is registered.
     * @return the member that needs each attribute, by attribute, in the order of the members; no member twice.
     */
    public static Map<String, String> of(final Members definition) {
        final CapabilityAttributes attributes = new CapabilityAttributes(definition.node());
        attributes.addOfTask();
        final JsonNode containers = attributes.definition.path("containerDefinitions");
        for (int i = 0; i < containers.size(); i++) {
            attributes.addOfContainer(containers.get(i), "containerDefinitions[" + i + "].");
        }
        final JsonNode volumes = attributes.definition.path("volumes");
        for (int i = 0; i < volumes.size(); i++) {
            attributes.addOfVolume(volumes.get(i), "volumes[" + i + "].");
        }
        return attributes.members;
    }

    /** Answers whether an attribute says what a container agent can do. */
    public static boolean isCapability(final String name) {
        return name.startsWith(PREFIX) || name.startsWith(OLD_PREFIX);
    }

    private void addOfTask() {
        if (isGiven(definition.path("taskRoleArn"))) {
            final boolean isHost = "host".equals(definition.path("networkMode").textValue());
            add(OLD_PREFIX + (isHost ? "task-iam-role-network-host" : "task-iam-role"), "taskRoleArn");
        }
        for (final String mode : new String[] {"pidMode", "ipcMode"}) {
            if (isGiven(definition.path(mode))) {
                add(PREFIX + "pid-ipc-namespace-sharing", mode);
            }
        }
        final JsonNode proxy = definition.path("proxyConfiguration");
        if ("APPMESH".equals(proxy.path("type").textValue()) && isGiven(proxy.path("containerName"))) {
            add(PREFIX + "aws-appmesh", "proxyConfiguration");
        }
    }

    private void addOfContainer(final JsonNode container, final String path) {
        addOfImage(container, path);
        addOfLogs(container.path("logConfiguration"), path + "logConfiguration.");
        addOfSecrets(container.path("secrets"), "environment-variables", path + "secrets");
        addOfFirelens(container.path("firelensConfiguration"), path + "firelensConfiguration");
        for (final JsonNode file : container.path("environmentFiles")) {
            if ("s3".equals(file.path("type").textValue()) && isGiven(file.path("value"))) {
                add(PREFIX + "env-files.s3", path + "environmentFiles");
            }
        }
        if (!container.path("healthCheck").path("command").isEmpty()) {
            add(PREFIX + "container-health-check", path + "healthCheck");
        }
        for (final JsonNode other : container.path("dependsOn")) {
            if (isGiven(other.path("containerName"))) {
                add(PREFIX + "container-ordering", path + "dependsOn");
            }
        }
        if (container.path("privileged").asBoolean()) {
            add(OLD_PREFIX + "privileged-container", path + "privileged");
        }
    }

    private void addOfImage(final JsonNode container, final String path) {
        if (ECR_IMAGE.matcher(container.path("image").asText()).matches()) {
            add(OLD_PREFIX + "ecr-auth", path + "image");
            if (hasExecutionRole) {
                add(PREFIX + "execution-role-ecr-pull", path + "image");
            }
        }
        if (isGiven(container.path("repositoryCredentials").path("credentialsParameter"))) {
            add(PREFIX + "private-registry-authentication.secretsmanager", path + "repositoryCredentials");
        }
    }

    private void addOfLogs(final JsonNode logs, final String path) {
        if (!isGiven(logs.path("logDriver"))) {
            return;
        }
        final String driver = logs.path("logDriver").asText();
        add(OLD_PREFIX + "logging-driver." + driver, path + "logDriver");
        if ("awslogs".equals(driver) && hasExecutionRole) {
            add(PREFIX + "execution-role-awslogs", path + "logDriver");
        }
        addOfSecrets(logs.path("secretOptions"), "bootstrap.log-driver", path + "secretOptions");
    }

    /**
     * Adds the attributes of secrets. Names of Parameter Store are bare or ARNs of {@code ssm}; those of Secrets
     * Manager are ARNs.
     */
    private void addOfSecrets(final JsonNode secrets, final String use, final String path) {
        for (final JsonNode secret : secrets) {
            if (isGiven(secret.path("valueFrom"))) {
                final boolean isManaged = secret.path("valueFrom").asText().contains(":secretsmanager:");
                add(PREFIX + "secrets." + (isManaged ? "asm." : "ssm.") + use, path);
            }
        }
    }

    private void addOfFirelens(final JsonNode firelens, final String path) {
        if (isGiven(firelens.path("type"))) {
            add(PREFIX + "firelens." + firelens.path("type").asText(), path);
        }
        if (isGiven(firelens.path("options").path("config-file-type"))) {
            add(PREFIX + "firelens.options.config." + firelens.path("options").path("config-file-type").asText(), path);
        }
    }

    private void addOfVolume(final JsonNode volume, final String path) {
        final JsonNode efs = volume.path("efsVolumeConfiguration");
        if (isGiven(efs.path("fileSystemId"))) {
            add(PREFIX + "efs", path + "efsVolumeConfiguration");
            if (!efs.path("authorizationConfig").isEmpty()) {
                add(PREFIX + "efsAuth", path + "efsVolumeConfiguration.authorizationConfig");
            }
        }
        if (isGiven(volume.path("fsxWindowsFileServerVolumeConfiguration").path("fileSystemId"))) {
            add(PREFIX + "fsxWindowsFileServer", path + "fsxWindowsFileServerVolumeConfiguration");
        }
        final JsonNode driver = volume.path("dockerVolumeConfiguration").path("driver");
        if (isGiven(driver)) {
            add(PREFIX + "docker-plugin." + driver.asText(), path + "dockerVolumeConfiguration.driver");
        }
    }

    private void add(final String attribute, final String member) {
        members.putIfAbsent(attribute, member);
    }

    private static boolean isGiven(final JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty();
    }
}
