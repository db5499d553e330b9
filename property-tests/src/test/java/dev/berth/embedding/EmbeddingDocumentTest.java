package dev.berth.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import dev.berth.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/embedding.md} shows the program that is compiled and tested, and names each limit. */
class EmbeddingDocumentTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static String document() throws IOException {
        return Files.readString(BASE.resolve("../docs/embedding.md"));
    }

    private static String sources() throws IOException {
        final StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(BASE.resolve("src/test/java/dev/berth/embedding"))) {
            for (final Path file : files.sorted().toList()) {
                sources.append(Files.readString(file));
            }
        }
        return sources.toString();
    }

    /** The blocks of a document that are nowhere in the sources. */
    private static List<String> strange(final String document, final String sources) {
        final List<String> strange = new ArrayList<>();
        final Matcher blocks = BLOCK.matcher(document);
        while (blocks.find()) {
            if (!sources.contains(blocks.group(1))) {
                strange.add(blocks.group(1));
            }
        }
        return strange;
    }

    @Test
    void theCodeIsThatOfTheProgram() throws IOException {
        assertTrue(BLOCK.matcher(document()).results().count() >= 10);
        assertEquals(List.of(), strange(document(), sources()));
        assertEquals(1, strange("```java\n    nowhere();\n```", "").size());
    }

    @Test
    void eachLimitIsNamed() throws IOException {
        final String document = document();
        for (final Usage.Limit limit : new PlacementEngine(
                        EngineConfig.builder().maxInstances(1).maxTasks(1).build())
                .usage()
                .limits()) {
            if (limit.name().startsWith("max")) {
                assertTrue(document.contains("`" + limit.name() + "`"), limit.name());
            }
        }
        final EngineConfig defaults = EngineConfig.builder().build();
        for (final int value : new int[] {defaults.maxInstances(), defaults.maxTasks(), defaults.maxGroups()}) {
            assertTrue(document.contains(String.format("%,d", value)), value + "");
        }
    }
}
