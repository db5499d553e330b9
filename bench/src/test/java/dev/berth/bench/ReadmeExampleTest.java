package dev.berth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs the first Java example of the README. It may be a class with a {@code main}, or imports and
 * statements.
 */
class ReadmeExampleTest {
    private static final Pattern BLOCK = Pattern.compile("^```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("^(?:public |final )*class (\\w+)", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @Test
    void compilesAndRuns() throws Exception {
        assertEquals("i-0", output(example()));
    }

    @Test
    void aRefusalIsChecked() throws Exception {
        final String withoutInstances = example().replace("i < 6", "i < 0");
        assertNotEquals(example(), withoutInstances);
        final String refusal = output(withoutInstances);
        assertTrue(refusal.startsWith("NOTHING_ELIGIBLE"), refusal);
    }

    private static String example() throws IOException {
        final Matcher block = BLOCK.matcher(Files.readString(readme()));
        assertTrue(block.find(), "README.md has no ```java block");
        return block.group(1);
    }

    /** Returns what an example prints. */
    private String output(final String example) throws Exception {
        final Matcher declared = CLASS.matcher(example);
        final boolean whole = declared.find();
        final String name = whole ? declared.group(1) : "Example";
        final Path source = folder.resolve(name + ".java");
        Files.writeString(source, whole ? example : wrapped(example));
        compile(source);
        final PrintStream terminal = System.out;
        final ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(output, true));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(terminal);
        }
        return output.toString().trim();
    }

    private static Path readme() {
        final Path here = Path.of("README.md").toAbsolutePath();
        return Files.exists(here) ? here : Path.of("..", "README.md").toAbsolutePath().normalize();
    }

    private static String wrapped(final String example) {
        final String imports = example.lines()
                .filter(line -> line.startsWith("import "))
                .collect(Collectors.joining("\n"));
        final String statements = example.lines()
                .filter(line -> !line.startsWith("import "))
                .collect(Collectors.joining("\n"));
        return imports + "\npublic class Example { public static void main(String[] args) throws Exception {\n"
                + statements + "\n} }\n";
    }

    private void compile(final Path source) throws IOException {
        final ByteArrayOutputStream messages = new ByteArrayOutputStream();
        final String classPath =
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        final int status = ToolProvider.getSystemJavaCompiler().run(
                null, messages, messages, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
        assertEquals(0, status, messages + Files.readString(source));
    }
}
