package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.ContainerDefinition;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.TaskDefinition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A task definition, as {@code aws ecs describe-task-definition} tells it or {@code register-task-definition} takes it.
 *
 * @param file its name, for messages.
 * @param definition what a task asks.
 * @param revision null if it is not told.
 */
record DefinitionFile(String file, TaskDefinition definition, Long revision) {
    /** The members that are read. */
    static final Set<String> READ = Set.of(
            "family", "networkMode", "cpu", "memory", "containerDefinitions", "placementConstraints",
            "requiresAttributes");

    static DefinitionFile read(final Path path, final Notes notes) {
        final JsonFile json = JsonFile.read(path);
        final JsonNode document = json.only();
        final JsonNode inner = document.path("taskDefinition").isObject() ? document.get("taskDefinition") : document;
        Suggestion.checkSpelling(json.name(), inner, READ);
        Shape.check(json.name(), "--task-definition", Shape.of(document), Shape.DEFINITION);
        try {
            final Members members = Members.of(Skeleton.cleaned(json.name(), (ObjectNode) inner, notes));
            final TaskDefinition.Request request = TaskDefinition.Request.read(members);
            checkFamily(request.family());
            final TaskDefinition definition = new TaskDefinition(request);
            if (request.containers().isEmpty()) {
                throw ApiException.invalid("containerDefinitions is empty, must be 1 or more containers");
            }
            checkMemory(request);
            checkHostPorts(request, definition);
            noteFargate(json.name(), members, notes);
            return new DefinitionFile(json.name(), definition, members.integer("revision"));
        } catch (final IllegalArgumentException | ApiException e) {
            throw InputException.in(json.name(), Suggestion.added(e.getMessage()));
        }
    }

    /** {@code family:revision}, or the family alone. */
    String label() {
        return definition.family() + (revision == null ? "" : ":" + revision);
    }

    private static void checkFamily(final String family) {
        if (family == null) {
            throw ApiException.invalid("family is missing; name the task definition, such as \"family\": \"web\"");
        }
    }

    private static void checkMemory(final TaskDefinition.Request request) {
        for (final ContainerDefinition container : request.containers()) {
            final boolean hasMemory = container.memory() != null || container.memoryReservation() != null;
            if (request.memory() == null && !hasMemory) {
                throw ApiException.invalid(container.path() + "memory is missing, must be MiB; give the container"
                        + " memory or memoryReservation, or the task definition memory, as ECS demands");
            }
        }
    }

    private static void checkHostPorts(final TaskDefinition.Request request, final TaskDefinition definition) {
        final Map<String, String> holders = new HashMap<>();
        for (final ContainerDefinition container : request.containers()) {
            for (final ContainerDefinition.PortMapping mapping : container.portMappings()) {
                final long port = definition.networkMode().hostPort(mapping);
                final String name = port + (mapping.isUdp() ? "/udp" : "/tcp");
                final String holder = port == 0 ? null : holders.put(name, mapping.path());
                if (holder != null) {
                    throw ApiException.invalid(mapping.path() + "hostPort is " + name + ", which "
                            + holder.substring(0, holder.length() - 1)
                            + " takes already; give one of them another port, or 0 for one that is free");
                }
            }
        }
    }

    private static void noteFargate(final String file, final Members members, final Notes notes) {
        final List<String> launchTypes = members.strings("requiresCompatibilities");
        if (!launchTypes.isEmpty() && !launchTypes.contains("EC2")) {
            notes.add(file + ": requiresCompatibilities is " + launchTypes
                    + ", not EC2; the answer is that for EC2 instances");
        }
    }
}
