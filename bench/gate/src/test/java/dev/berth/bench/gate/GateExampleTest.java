package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of somebody else's repository, {@code bench/example}: it compiles against this build, its workload is
 * found as a service and does what the gate expects of one, and it is as short as it is said to be.
 */
class GateExampleTest {
    private static final Path EXAMPLE = Path.of("../example");
    private static final int OPERATIONS = 20_000;
    private static final int MOST_LINES = 59;

    @TempDir
    private Path classes;

    private URLClassLoader loader;

    @BeforeEach
    void compile() throws IOException {
        final ByteArrayOutputStream messages = new ByteArrayOutputStream();
        final List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-Xlint:all,-classfile",
                "-Werror",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-d",
                classes.toString()));
        files(".java").forEach(file -> arguments.add(file.toString()));
        final int status = ToolProvider.getSystemJavaCompiler()
                .run(null, messages, messages, arguments.toArray(new String[0]));
        assertEquals(0, status, messages.toString());
        final URL resources = EXAMPLE.resolve("src/main/resources").toUri().toURL();
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL(), resources});
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    private static List<Path> files(final String ending) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
            return files.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending)).toList();
        }
    }

    private GateCase example() {
        return ServiceLoader.load(GateCase.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(gateCase -> gateCase.getClass().getName().startsWith("example."))
                .findFirst()
                .orElseThrow();
    }

    private static long run(final GateCase gateCase) {
        long hash = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            hash = 31 * hash + gateCase.operation();
        }
        return hash;
    }

    @Test
    void operationsFollowFromTheSeedAndEndInOrder() {
        final GateCase one = example();
        final GateCase other = example();
        assertTrue(one.name().matches("[a-z0-9-]+"), one.name());
        one.setUp(1);
        other.setUp(1);
        final long first = run(one);
        assertEquals(first, run(other));
        assertNotEquals(first, run(one));
        one.tearDown();
        other.tearDown();
    }

    /** Returns the least that three runs allocate: the JVM itself allocates where it replaces code by better. */
    private static long allocated(final Runnable run) {
        run.run();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 3; window++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            run.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void nothingIsAllocated() {
        final GateCase gateCase = example();
        gateCase.setUp(1);
        assertEquals(0, allocated(() -> run(gateCase)));
        final Object[] kept = new Object[1];
        assertTrue(allocated(() -> kept[0] = new Object[] {run(gateCase)}) > 0, "a planted object is seen");
    }

    @Test
    void everyOperationPlaces() {
        final GateCase gateCase = example();
        gateCase.setUp(1);
        for (int i = 0; i < OPERATIONS; i++) {
            assertTrue(gateCase.operation() >= 0, "operation " + i + " was refused");
        }
    }

    @Test
    void workloadAndGateTakeUnderSixtyLines() throws IOException {
        int lines = Files.readAllLines(EXAMPLE.resolve("pom.xml")).size();
        for (final Path file : files("")) {
            lines += Files.readAllLines(file).size();
        }
        assertTrue(lines <= MOST_LINES, "lines are " + lines + ", must be at most " + MOST_LINES);
    }

    @Test
    void dependsOnTheVersionThatIsBuiltHere() throws IOException {
        final String parent = Files.readString(Path.of("../../pom.xml"));
        final String version = parent.substring(parent.indexOf("<version>"), parent.indexOf("</version>"));
        assertTrue(Files.readString(EXAMPLE.resolve("pom.xml")).contains("berth-gate</artifactId>" + version));
    }
}
