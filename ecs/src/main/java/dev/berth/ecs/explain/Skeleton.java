package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of {@code aws ecs ... --generate-cli-skeleton} that its user left unchanged: empty texts, nulls, and items
 * whose deciding member is an empty text. They ask for nothing, and are removed.
 */
final class Skeleton {
    /** The member, by array, without which an item means nothing. */
    private static final List<Map.Entry<String, String>> WHAT_MATTERS = List.of(
            Map.entry("placementConstraints", "expression"),
            Map.entry("placementStrategy", "field"),
            Map.entry("capacityProviderStrategy", "capacityProvider"),
            Map.entry("containerOverrides", "name"));

    /** The types of required resources that no instance registers. */
    private static final Set<String> ACCELERATORS = Set.of("InferenceAccelerator", "NeuronDevice");

    private Skeleton() {}

    /** Returns a copy without the unchanged parts. */
    static ObjectNode cleaned(final String file, final ObjectNode object, final Notes notes) {
        final ObjectNode copy = object.deepCopy();
        clean(file, copy, notes);
        for (final JsonNode container : copy.path("containerDefinitions")) {
            dropMappings(file, container, notes);
            dropAccelerators(file, container, notes);
        }
        for (final JsonNode container : copy.path("overrides").path("containerOverrides")) {
            dropAccelerators(file, container, notes);
        }
        return copy;
    }

    /** Removes mappings of port 0 to port 0, which are those of a skeleton. */
    private static void dropMappings(final String file, final JsonNode container, final Notes notes) {
        final Iterator<JsonNode> mappings = container.path("portMappings").elements();
        while (mappings.hasNext()) {
            final JsonNode mapping = mappings.next();
            if (mapping.path("containerPort").asInt(-1) == 0 && mapping.path("hostPort").asInt(0) == 0) {
                mappings.remove();
                notes.add(file + ": a port mapping of container " + container.path("name").asText()
                        + " passed over: its containerPort is 0");
            }
        }
    }

    /** Removes accelerators, which are no resource of an instance that ECS compares. */
    private static void dropAccelerators(final String file, final JsonNode container, final Notes notes) {
        final Iterator<JsonNode> requirements = container.path("resourceRequirements").elements();
        while (requirements.hasNext()) {
            final JsonNode requirement = requirements.next();
            final String type = requirement.path("type").asText();
            if (!ACCELERATORS.contains(type)) {
                continue;
            }
            requirements.remove();
            if (requirement.has("value")) {
                notes.add(file + ": the " + type + " of container " + container.path("name").asText()
                        + " is not looked at: no instance tells whether it has one");
            }
        }
    }

    private static void clean(final String file, final JsonNode node, final Notes notes) {
        for (final Map.Entry<String, String> entry : WHAT_MATTERS) {
            if (node.path(entry.getKey()).isArray()) {
                final ArrayNode items = (ArrayNode) node.get(entry.getKey());
                dropUntouched(file + ": " + entry.getKey(), entry.getValue(), items, notes);
            }
        }
        final Iterator<JsonNode> items = node.elements();
        while (items.hasNext()) {
            final JsonNode item = items.next();
            if (item.isNull() || isEmptyText(item)) {
                items.remove();
            } else {
                clean(file, item, notes);
            }
        }
    }

    private static void dropUntouched(
            final String where, final String matters, final ArrayNode array, final Notes notes) {
        for (int i = array.size() - 1; i >= 0; i--) {
            final JsonNode item = array.get(i);
            if (!isEmptyText(item.path(matters))) {
                continue;
            }
            final String type = item.path("type").asText();
            if ("distinctInstance".equals(type)) {
                notes.add(where + "[" + i + "].expression is empty; leave it out, as ECS refuses any");
            } else if (!"random".equals(type)) {
                array.remove(i);
                notes.add(where + "[" + i + "] passed over: its " + matters + " is empty");
            }
        }
    }

    private static boolean isEmptyText(final JsonNode node) {
        return node.isTextual() && node.textValue().isEmpty();
    }
}
