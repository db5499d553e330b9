package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.CapabilityAttributes;
import dev.berth.ecs.shape.ContainerDefinition;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.TaskDefinition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A task definition, as {@code aws ecs describe-task-definition} prints it or {@code register-task-definition} takes
 * it.
 *
 * @param file its name, for messages.
 * @param definition what a task asks.
 * @param revision null if the file gives none.
 * @param members the member that needs a capability of the container agent, by the attribute of that capability.
 * @param request the definition as given.
 * @param platform its {@code runtimePlatform}; an object without members if there is none.
 */
record DefinitionFile(
        String file,
        TaskDefinition definition,
        Long revision,
        Map<String, String> members,
        TaskDefinition.Request request,
        JsonNode platform) {

    /** The members that are read. */
    static final Set<String> READ = Set.of(
            "family", "networkMode", "cpu", "memory", "containerDefinitions", "placementConstraints",
            "requiresAttributes");

    /**
     * Reads a definition.
     *
     * @param family to choose where a file holds several; null if it holds one.
     */
    static DefinitionFile read(final Path path, final String family, final Notes notes) {
        final JsonFile json = JsonFile.read(path);
        final ObjectNode inner = DefinitionForms.definition(json, family, notes);
        try {
            final ObjectNode cleaned = Skeleton.cleaned(json.name(), inner, notes);
            final Members members = Members.of(cleaned);
            final TaskDefinition.Request request = TaskDefinition.Request.read(members);
            final TaskDefinition definition = new TaskDefinition(request);
            if (request.containers().isEmpty()) {
                throw ApiException.invalid("containerDefinitions is empty, must be 1 or more containers");
            }
            checkMemory(request);
            checkHostPorts(request, definition);
            noteFargate(json.name(), members, notes);
            Unread.noteAccelerators(json.name(), cleaned, notes);
            return new DefinitionFile(
                    json.name(),
                    definition,
                    members.integer("revision"),
                    CapabilityAttributes.of(members),
                    request,
                    cleaned.path("runtimePlatform"));
        } catch (final IllegalArgumentException | ApiException e) {
            throw InputException.in(json.name(), Suggestion.added(e.getMessage()));
        }
    }

    /**
     * Returns the definition with the attributes that ECS computes, unless the file lists them. If no instance lists
     * what its agent can do, they are noted alone.
     */
    DefinitionFile derived(final Fleet fleet, final Notes notes) {
        if (!request.requiredAttributes().isEmpty() || members.isEmpty()) {
            return this;
        }
        if (!Capabilities.areTold(fleet)) {
            notes.add(file + ": ECS will require of an instance " + String.join(", ", members.keySet())
                    + "; not checked, as no instance in --cluster tells any capability of its agent");
            return this;
        }
        final TaskDefinition derived = new TaskDefinition(request.requiring(members.keySet()));
        return new DefinitionFile(file, derived, revision, members, request, platform);
    }

    /** Returns {@code family:revision}, or the family alone. */
    String label() {
        return definition.family() + (revision == null ? "" : ":" + revision);
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
