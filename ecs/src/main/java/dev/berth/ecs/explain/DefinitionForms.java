package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The forms of a task definition: as {@code describe-task-definition} prints it, as {@code register-task-definition}
 * takes it, an array of container definitions, a Dockerrun file of version 2, or a CloudFormation template.
 */
final class DefinitionForms {
    private static final String CONTAINERS = "containerDefinitions";
    private static final String DOCKERRUN = "AWSEBDockerrunVersion";
    private static final String FAMILY = "family";
    private static final JsonNode NO_PARAMETERS = JsonNodeFactory.instance.objectNode();

    private DefinitionForms() {}

    /**
     * Finds the definition in a document, in the words of the API.
     *
     * @param family to choose; null if there is one definition. Also becomes the name of a definition without one.
     * @throws InputException if there is no definition, none of the family, or several.
     */
    static ObjectNode definition(final JsonFile file, final String family, final Notes notes) {
        final JsonNode document = file.only();
        final Map<String, Supplier<ObjectNode>> found = found(file.name(), document, notes);
        if (found.isEmpty()) {
            if (document.isObject()) {
                Suggestion.checkSpelling(file.name(), document, DefinitionFile.READ);
            }
            Shape.check(file.name(), "--task-definition", Shape.of(document), Shape.DEFINITION);
        }
        final ObjectNode definition = found.isEmpty() ? (ObjectNode) document : chosen(file.name(), found, family);
        Suggestion.checkSpelling(file.name(), definition, DefinitionFile.READ);
        if (!definition.hasNonNull(FAMILY) || definition.get(FAMILY).asText().isEmpty()) {
            final String name = family == null ? nameOf(file.name()) : family;
            definition.put(FAMILY, name);
            if (family == null) {
                notes.add(file.name() + ": no family is named; it is taken to be '" + name
                        + "', --family gives another");
            }
        } else if (family != null && !family.equals(definition.get(FAMILY).textValue())) {
            throw new InputException("--family is '" + family + "', must be '" + definition.get(FAMILY).asText()
                    + "', the only one in " + file.name());
        }
        return definition;
    }

    /** Returns the definitions by family or name; empty if the document has none of these forms. */
    private static Map<String, Supplier<ObjectNode>> found(
            final String file, final JsonNode document, final Notes notes) {
        final Map<String, Supplier<ObjectNode>> found = new LinkedHashMap<>();
        if (document.isArray()) {
            addItems(file, document, found);
        } else if (CloudFormation.isTemplate(document)) {
            found.putAll(CloudFormation.definitions(file, document, notes));
        } else if (document.path("ContainerDefinitions").isArray()) {
            found.put("", () -> CloudFormation.definition(file, "", document, NO_PARAMETERS, notes));
        } else if (document.path("Properties").path("ContainerDefinitions").isArray()) {
            found.put("", () -> CloudFormation.definition(
                    file, "Properties.", document.get("Properties"), NO_PARAMETERS, notes));
        } else if (document.has(DOCKERRUN)) {
            checkDockerrun(file, document);
            found.put("", () -> (ObjectNode) document);
        } else if (document.path("taskDefinition").isObject()) {
            found.put("", () -> (ObjectNode) document.get("taskDefinition"));
        } else if (document.path(CONTAINERS).isArray()) {
            found.put("", () -> (ObjectNode) document);
        }
        return found;
    }

    private static void addItems(
            final String file, final JsonNode array, final Map<String, Supplier<ObjectNode>> found) {
        final Shape shape = Shape.of(array);
        if (shape == Shape.CONTAINERS) {
            found.put("", () -> JsonNodeFactory.instance.objectNode().set(CONTAINERS, array));
        } else if (shape == Shape.DEFINITION) {
            for (final JsonNode item : array) {
                final JsonNode inner = item.path("taskDefinition").isObject() ? item.get("taskDefinition") : item;
                if (!inner.isObject()) {
                    throw InputException.in(file, "has an item that is no task definition");
                }
                found.put(inner.path(FAMILY).asText(), () -> (ObjectNode) inner);
            }
        }
    }

    private static void checkDockerrun(final String file, final JsonNode document) {
        if (!"2".equals(document.get(DOCKERRUN).asText())) {
            throw InputException.in(file, "is a Dockerrun file of version " + document.get(DOCKERRUN).asText()
                    + ", which has no container definitions, must be of version 2; take the task definition that it"
                    + " became with 'aws ecs describe-task-definition'");
        }
    }

    private static ObjectNode chosen(
            final String file, final Map<String, Supplier<ObjectNode>> found, final String family) {
        if (found.size() == 1) {
            return found.values().iterator().next().get();
        }
        final Supplier<ObjectNode> meant = found.get(family);
        if (meant == null) {
            throw InputException.in(file, "holds " + found.size() + " task definitions: "
                    + String.join(", ", found.keySet()) + "; choose one with --family"
                    + (family == null ? "" : Suggestion.phrase(family, found.keySet())));
        }
        return meant.get();
    }

    /** Returns the name of a file as a family: without folder and extension, and with other characters replaced. */
    private static String nameOf(final String file) {
        final String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        final int dot = name.indexOf('.', 1);
        final String family = (dot < 0 ? name : name.substring(0, dot)).replaceAll("[^A-Za-z0-9_-]+", "-");
        return family.isEmpty() || "-".equals(family) ? "task" : family;
    }
}
