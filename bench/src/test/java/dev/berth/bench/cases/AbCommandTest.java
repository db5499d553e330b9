package dev.berth.bench.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.PlacementEngine;
import dev.berth.bench.Berth;
import dev.berth.bench.ab.BuildLoader;
import dev.berth.bench.ab.Side;
import dev.berth.bench.workload.BenchmarkCases;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command measures two copies of one core: their answers are the same, their times alike, their classes apart. */
@Tag("slow")
class AbCommandTest {
    private static final Predicate<String> EVERYTHING = name -> true;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int ab(final String... args) {
        final CommandLine line = Berth.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        final String[] all = new String[args.length + 1];
        all[0] = "ab";
        System.arraycopy(args, 0, all, 1, args.length);
        return line.execute(all);
    }

    /** The core that these tests run with: a folder of classes, or a jar once it is packaged. */
    private static Path core() throws URISyntaxException {
        return Path.of(PlacementEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private Path copy(final String name, final Predicate<String> which) throws IOException, URISyntaxException {
        final Path jar = folder.resolve(name);
        final Path core = core();
        if (Files.isDirectory(core)) {
            write(core, jar, which);
        } else {
            try (FileSystem files = FileSystems.newFileSystem(core)) {
                write(files.getPath("/"), jar, which);
            }
        }
        return jar;
    }

    private static void write(final Path root, final Path jar, final Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.walk(root);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (final Path path : files.filter(Files::isRegularFile).toList()) {
                final String name = root.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(".class") && which.test(name)) {
                    out.putNextEntry(new JarEntry(name));
                    out.write(Files.readAllBytes(path));
                    out.closeEntry();
                }
            }
        }
    }

    private int measure(final Path base, final Path head, final Path json, final String... more) {
        final String[] options = {
            "--base", base.toString(), "--head", head.toString(), "--case", "quantised,random-90",
            "--instances", "300", "--slice-millis", "2", "--warm-up-millis", "50", "--checked", "100",
            "--out", json.toString()
        };
        return ab(Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new));
    }

    @Test
    void twoCopiesOfOneCoreAreAlike() throws IOException, URISyntaxException {
        final Path base = copy("base.jar", EVERYTHING);
        final Path head = copy("head.jar", EVERYTHING);
        final Path json = folder.resolve("ab.json");
        assertEquals(0, measure(base, head, json, "--rounds", "2"), out.toString() + err);
        assertTrue(out.toString().contains("| geometric mean"), out.toString());
        final JsonNode root = new ObjectMapper().readTree(json.toFile());
        assertEquals(2, root.path("rows").size());
        for (final JsonNode row : root.path("rows")) {
            assertSensible(row);
            assertEquals(row.path("base").path("checksum"), row.path("head").path("checksum"), out.toString());
            assertEquals("SAME", row.path("answers").asText());
            assertEquals(2 * 12, row.path("base").path("nanos").size());
            assertEquals(2 * 12, row.path("head").path("nanos").size());
            assertTrue(row.path("head").path("medianNanos").asDouble() > 0);
        }
        assertSensible(root.path("geometricMean"));
        assertEquals("base.jar", root.path("base").path("name").asText());
        assertEquals(64, root.path("head").path("sha256").asText().length());
        assertTrue(!Files.readString(json).contains(folder.toString()), "the file names no folder");
    }

    private static void assertSensible(final JsonNode ratio) {
        final double value = ratio.path("ratio").asDouble();
        assertTrue(value > 0.1 && value < 10, "ratio " + value);
        assertTrue(ratio.path("lower").asDouble() <= value, ratio.toString());
        assertTrue(ratio.path("upper").asDouble() >= value, ratio.toString());
    }

    @Test
    void nothingIsSharedButTheInterface() throws Exception {
        final Path jar = copy("base.jar", EVERYTHING);
        try (BuildLoader one = BuildLoader.of(jar);
                BuildLoader other = BuildLoader.of(core())) {
            assertNotSame(one.side(SuiteSide.class).getClass(), other.side(SuiteSide.class).getClass());
            for (final Class<?> type : new Class<?>[] {PlacementEngine.class, BenchmarkCases.class, SuiteSide.class}) {
                final Class<?> loaded = one.loadClass(type.getName());
                assertNotSame(type, loaded);
                assertNotEquals(loaded, other.loadClass(type.getName()));
            }
            assertEquals(
                    jar.toUri().toURL(),
                    one.loadClass(PlacementEngine.class.getName())
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation());
            assertEquals(Side.class, one.loadClass(Side.class.getName()));
        }
    }

    /** A class that a core lacks does not come from the core of the class path. */
    @Test
    void coresAreNotMixed() throws IOException, URISyntaxException {
        final Path lame = copy("lame.jar", name -> !name.endsWith("dev/berth/Chain.class"));
        try (BuildLoader loader = BuildLoader.of(lame)) {
            final Exception missing =
                    assertThrows(ClassNotFoundException.class, () -> loader.loadClass("dev.berth.Chain"));
            assertTrue(missing.getMessage().contains("lame.jar, and the harness needs it"), missing.getMessage());
        }
        assertEquals(2, measure(copy("base.jar", EVERYTHING), lame, folder.resolve("x.json")));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("lame.jar, and the harness needs it"), err.toString());
    }

    @Test
    void wrongUsageIsToldInOneLine() throws URISyntaxException {
        final String core = core().toString();
        assertEquals(2, ab("--base", core, "--head", folder.resolve("none.jar").toString()));
        assertEquals(2, ab("--base", core, "--head", core, "--case", "fastest"));
        assertEquals(2, ab("--base", core, "--head", core, "--slices", "11"));
        assertEquals(2, ab("--base", core, "--head", core, "--instances", "0"));
        assertEquals(2, ab("--base", core, "--head", core, "--percentile", "101"));
        assertEquals(2, ab("--base", core, "--head", core, "--percentile", "0"));
        assertEquals(2, ab("--base", core, "--head", core, "--out", "none/ab.json"));
        assertEquals(2, ab("--base", core));
        assertTrue(err.toString().contains("none.jar', must be a jar, or a folder of classes"), err.toString());
        assertTrue(err.toString().contains("case is 'fastest', must be one of quantised, "), err.toString());
        assertTrue(err.toString().contains("--percentile is 101.0, must be above 0, at most 100"), err.toString());
        assertTrue(err.toString().contains("--percentile is 0.0, must be above 0, at most 100"), err.toString());
        assertTrue(err.toString().contains("--out is none/ab.json, and there is no folder "), err.toString());
        assertTrue(err.toString().contains("--slices is 11, must be 12..10000"), err.toString());
    }
}
