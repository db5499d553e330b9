package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The task definitions in a CloudFormation template, in the words of the API. What decides the placement must be
 * literal, or name a parameter that has a default; of anything else the presence alone counts.
 */
final class CloudFormation {
    private static final String TYPE = "AWS::ECS::TaskDefinition";
    private static final int LONGEST_NUMBER = 18;

    /** The properties of a task or a container without which there is no answer. */
    private static final Set<String> DECIDING = Set.of(
            "NetworkMode", "Cpu", "Memory", "MemoryReservation", "PlacementConstraints", "PortMappings",
            "ResourceRequirements", "ContainerDefinitions");

    private static final Set<String> NUMBERS =
            Set.of("Cpu", "Memory", "MemoryReservation", "ContainerPort", "HostPort");

    private final String file;
    private final JsonNode parameters;
    private final Notes notes;

    private CloudFormation(final String file, final JsonNode parameters, final Notes notes) {
        this.file = file;
        this.parameters = parameters;
        this.notes = notes;
    }

    static boolean isTemplate(final JsonNode document) {
        return document.has("AWSTemplateFormatVersion") || document.path("Resources").isObject();
    }

    /** Returns the definitions of a template, by family, or by logical name where the family is missing or computed. */
    static Map<String, Supplier<ObjectNode>> definitions(
            final String file, final JsonNode template, final Notes notes) {
        final Map<String, Supplier<ObjectNode>> definitions = new LinkedHashMap<>();
        template.path("Resources").properties().forEach(resource -> {
            final JsonNode properties = resource.getValue().path("Properties");
            if (TYPE.equals(resource.getValue().path("Type").textValue())) {
                final String path = "Resources." + resource.getKey() + ".Properties.";
                final JsonNode family = properties.path("Family");
                final String name = family.isTextual() ? family.textValue() : resource.getKey();
                definitions.put(name, () -> definition(file, path, properties, template.path("Parameters"), notes)
                        .put("family", name));
            }
        });
        if (definitions.isEmpty()) {
            throw InputException.in(file, "is a CloudFormation template without an " + TYPE + "; take the template that"
                    + " has it, or 'aws ecs describe-task-definition'");
        }
        return definitions;
    }

    /** Returns the definition that some properties describe. */
    static ObjectNode definition(
            final String file,
            final String path,
            final JsonNode properties,
            final JsonNode parameters,
            final Notes notes) {
        final CloudFormation reader = new CloudFormation(file, parameters, notes);
        return (ObjectNode) reader.converted(properties, path, false);
    }

    private JsonNode converted(final JsonNode node, final String path, final boolean isDeciding) {
        if (isFunction(node)) {
            return valueOf(node, path, isDeciding);
        }
        if (node.isArray()) {
            final ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (final JsonNode item : node) {
                final String inner = path.substring(0, path.length() - 1) + "[" + array.size() + "].";
                final JsonNode value = converted(item, inner, isDeciding);
                if (value != null) {
                    array.add(value);
                }
            }
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        final ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> {
            final String name = member.getKey();
            final JsonNode value = converted(member.getValue(), path + name + ".", decides(path, name, isDeciding));
            if (value != null) {
                object.set(lowered(name), NUMBERS.contains(name) ? number(value) : value);
            }
        });
        return object;
    }

    /**
     * Answers whether a property decides. Of a container some members decide; the list of containers decides as a
     * whole.
     */
    private static boolean decides(final String path, final String name, final boolean isDeciding) {
        final boolean isMemberOfContainer = path.matches(".*ContainerDefinitions\\[\\d+]\\.");
        return isMemberOfContainer ? DECIDING.contains(name) : isDeciding || DECIDING.contains(name);
    }

    private static boolean isFunction(final JsonNode node) {
        return node.isObject() && node.size() == 1
                && (node.has("Ref") || node.fieldNames().next().startsWith("Fn::"));
    }

    /**
     * Returns the value of a CloudFormation function, as far as the template tells it; null for {@code AWS::NoValue}.
     */
    private JsonNode valueOf(final JsonNode function, final String path, final boolean isDeciding) {
        final String name = function.path("Ref").asText();
        if ("AWS::NoValue".equals(name)) {
            return null;
        }
        final JsonNode byDefault = parameters.path(name).path("Default");
        final String where = path.substring(0, path.length() - 1);
        if (byDefault.isValueNode()) {
            if (isDeciding) {
                notes.add(file + ": " + where + " is the parameter " + name + ", taken at its default "
                        + byDefault.asText());
            }
            return byDefault;
        }
        if (isDeciding) {
            throw InputException.in(file, where + " is " + function + ", must be literal or a parameter with a default;"
                    + " take the task definition as it was deployed, 'aws ecs describe-task-definition'");
        }
        return function.path("Fn::Sub").isTextual()
                ? function.get("Fn::Sub")
                : TextNode.valueOf(function.fieldNames().next() + " " + name);
    }

    private static JsonNode number(final JsonNode value) {
        final String text = value.isTextual() ? value.textValue() : "";
        final boolean isNumber = text.length() <= LONGEST_NUMBER && text.matches("[0-9]+");
        return isNumber ? LongNode.valueOf(Long.parseLong(text)) : value;
    }

    /**
     * Returns the name of a member as the API has it: {@code EFSVolumeConfiguration} becomes
     * {@code efsVolumeConfiguration}.
     */
    private static String lowered(final String name) {
        if (name.startsWith("FSx")) {
            return "fsx" + name.substring(3);
        }
        if ("FilesystemId".equals(name)) {
            return "fileSystemId";
        }
        int capitals = 0;
        while (capitals < name.length() && Character.isUpperCase(name.charAt(capitals))) {
            capitals++;
        }
        final int lower = capitals > 1 && capitals < name.length() ? capitals - 1 : capitals;
        return name.substring(0, lower).toLowerCase(Locale.ROOT) + name.substring(lower);
    }
}
