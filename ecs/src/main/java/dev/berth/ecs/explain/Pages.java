package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of what AWS lists in pages: from several files, several documents in a file, bare arrays, or single items.
 *
 * @param file the name of the file, for messages.
 * @param object whose member {@code name} is the array of the items.
 */
record Pages(String file, ObjectNode object) {
    /**
     * Reads pages.
     *
     * @param option of the command line, for messages.
     * @param name of the member that holds the items.
     * @param wanted what each document must be.
     */
    static List<Pages> read(
            final List<Path> paths, final String option, final String name, final Shape wanted, final Notes notes) {
        final List<Pages> pages = new ArrayList<>();
        for (final Path path : paths) {
            final JsonFile file = JsonFile.read(path);
            for (final JsonNode document : file.documents()) {
                if (!document.isArray() || !document.isEmpty()) {
                    Shape.check(file.name(), option, Shape.of(document), wanted);
                }
                pages.add(new Pages(file.name(), wrapped(document, name)));
                noteFailures(file.name(), document.path("failures"), notes);
            }
        }
        return pages;
    }

    private static ObjectNode wrapped(final JsonNode document, final String name) {
        if (document.has(name)) {
            return (ObjectNode) document;
        }
        final ArrayNode items =
                document.isArray() ? (ArrayNode) document : JsonNodeFactory.instance.arrayNode().add(document);
        return JsonNodeFactory.instance.objectNode().set(name, items);
    }

    private static void noteFailures(final String file, final JsonNode failures, final Notes notes) {
        if (!failures.isEmpty()) {
            notes.add(file + ": AWS could not describe " + failures.size() + " of what was asked for ("
                    + failures.path(0).path("arn").asText() + ": " + failures.path(0).path("reason").asText() + ")");
        }
    }
}
