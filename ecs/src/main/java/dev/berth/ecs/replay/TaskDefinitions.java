package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.CapabilityAttributes;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.TaskDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The task definitions by family and revision, and the operation that registers one. */
final class TaskDefinitions {
    private static final int MAX_REVISION_DIGITS = 9;

    private final Map<String, List<TaskDefinition>> families = new HashMap<>();

    /**
     * Carries out {@code RegisterTaskDefinition}.
     *
     * @param derivesAttributes whether a definition without required attributes gets those that ECS computes.
     */
    Answer register(final Members members, final boolean derivesAttributes) {
        final TaskDefinition.Request given = TaskDefinition.Request.read(members);
        final boolean isDerived = derivesAttributes && given.requiredAttributes().isEmpty();
        final TaskDefinition definition = new TaskDefinition(
                isDerived ? given.requiring(CapabilityAttributes.of(members).keySet()) : given);
        final List<TaskDefinition> revisions = families.computeIfAbsent(definition.family(), f -> new ArrayList<>());
        revisions.add(definition);
        final int revision = revisions.size();
        return json -> {
            json.writeObjectFieldStart("taskDefinition");
            write(json, definition, revision);
            json.writeEndObject();
        };
    }

    /**
     * Returns a definition.
     *
     * @param given {@code family} for the latest revision, {@code family:revision}, or an ARN that ends in either.
     * @return the definition.
     * @throws ApiException if there is none.
     */
    TaskDefinition find(final String given) {
        final String name = Names.definition(given);
        final int colon = name.indexOf(':');
        final List<TaskDefinition> revisions = families.get(colon < 0 ? name : name.substring(0, colon));
        if (revisions == null) {
            throw ApiException.noSuchDefinition(name);
        }
        final int revision = colon < 0 ? revisions.size() : revision(name.substring(colon + 1));
        if (revision < 1 || revision > revisions.size()) {
            throw ApiException.noSuchDefinition(name);
        }
        return revisions.get(revision - 1);
    }

    /** Returns the revisions of each family, with the families in any order. */
    Collection<List<TaskDefinition>> families() {
        return families.values();
    }

    private static int revision(final String text) {
        if (text.isEmpty() || text.length() > MAX_REVISION_DIGITS || text.charAt(0) == '0') {
            return 0;
        }
        return text.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(text) : 0;
    }

    private static void write(final JsonGenerator json, final TaskDefinition definition, final int revision)
            throws IOException {
        json.writeStringField("taskDefinitionArn", definition.family() + ":" + revision);
        json.writeStringField("family", definition.family());
        json.writeNumberField("revision", revision);
        json.writeStringField("networkMode", definition.networkMode().text());
    }
}
