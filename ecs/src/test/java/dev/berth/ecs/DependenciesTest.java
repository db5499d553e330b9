package dev.berth.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ecs.record.RecordingEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What this module brings with it, and what a dry run loads. The class path of the tests holds all that the module has
 * at run time.
 */
class DependenciesTest {
    @TempDir
    private Path folder;

    @Test
    void nothingThatMeasuresOrDrawsIsThere() {
        final ClassLoader loader = RecordingEngine.class.getClassLoader();
        for (final String name : List.of("org.openjdk.jmh.annotations.Benchmark", "org.openjdk.jol.info.GraphLayout",
                "org.HdrHistogram.Histogram", "dev.berth.bench.Berth")) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(name, false, loader), name);
        }
        assertNull(loader.getResource("META-INF/maven/org.webjars.npm/echarts/pom.properties"));
    }

    /** The time of a dry run is that of the classes it loads; Jackson's mapper would be three hundred of them. */
    @Test
    void aDryRunLoadsFewClasses() throws IOException, InterruptedException {
        for (final String name : List.of("cluster.json", "web.json")) {
            try (InputStream in = DependenciesTest.class.getResourceAsStream("/explain/" + name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
        final Path classes = folder.resolve("classes");
        final Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BerthEcs.class.getName(),
                "explain",
                "--cluster",
                "cluster.json",
                "--task-definition",
                "web.json")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        final String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), answer);
        final List<String> loaded = Files.readAllLines(classes);
        assertTrue(loaded.stream().anyMatch(line -> line.contains("com.fasterxml.jackson.core.JsonParser ")), "no log");
        for (final String tooMuch : List.of("com.fasterxml.jackson.databind.ObjectMapper ", "ReplayCommand ")) {
            assertFalse(loaded.stream().anyMatch(line -> line.contains(tooMuch)), tooMuch);
        }
    }
}
