package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The policies of one's own, compiled as a user would. */
final class Compiled {
    private static final Pattern BLOCK = Pattern.compile(
            "^<!-- policy:begin -->\\R```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String DECIDES = """
            package my;

            import dev.berth.bench.policy.*;

            public final class %s implements Policy {
                public int place(Request request, ClusterView cluster) {
                    %s
                }
            }
            """;

    private Compiled() {}

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Returns the example of the documentation. */
    static String example() throws IOException {
        final Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "comparing.md")));
        assertTrue(block.find(), "docs/comparing.md has no policy");
        return block.group(1);
    }

    /** Compiles a class into a folder and returns the option that names it. */
    static String policy(final Path classes, final String name, final String source) throws IOException {
        final Path file = Files.writeString(Files.createDirectories(classes).resolve(name + ".java"), source);
        final ByteArrayOutputStream messages = new ByteArrayOutputStream();
        final int status = ToolProvider.getSystemJavaCompiler().run(
                null, messages, messages, "-proc:none", "-cp", classPath(), "-d", classes.toString(), file.toString());
        assertEquals(0, status, messages + source);
        Files.delete(file);
        return classes + ":" + (source.startsWith("package my;") ? "my." : "") + name;
    }

    /** Compiles a policy with the given decision. */
    static String deciding(final Path classes, final String name, final String decision) throws IOException {
        return policy(classes, name, String.format(DECIDES, name, decision));
    }

    /** Writes a trace of 300 tasks on a few instances and returns the option that names it. */
    static String trace(final Path folder) throws IOException {
        final StringBuilder rows = new StringBuilder("start_s,duration_s,vcpus,memory_gib,job\n");
        for (int i = 0; i < 300; i++) {
            rows.append(60 * i).append(',').append(3000 + 37 * i % 5000).append(',').append(1 << i * 7 % 3).append(',')
                    .append(1 << i * 5 % 4).append(',').append(i / 3).append('\n');
        }
        return "csv:" + Files.writeString(folder.resolve("jobs.csv"), rows)
                + ",arrive=start_s,life=duration_s,group=job";
    }
}
