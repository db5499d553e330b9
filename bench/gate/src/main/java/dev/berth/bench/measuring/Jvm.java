package dev.berth.bench.measuring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM that measures.
 *
 * @param executable the path of its {@code java}.
 * @param feature its feature release, such as 17.
 * @param version its full version and vendor.
 */
public record Jvm(Path executable, int feature, String version) {
    private static final int FIRST_WITH_UNSAFE_FLAG = 23;

    /**
     * Returns the JVM that runs this program.
     *
     * @return its path and version.
     */
    public static Jvm current() {
        return new Jvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Runtime.version().feature(),
                System.getProperty("java.runtime.version") + " " + System.getProperty("java.vm.vendor"));
    }

    /**
     * Returns the JVM at a path.
     *
     * @param path the path of a {@code java} executable, or of the home of a JDK.
     * @return its path and version.
     * @throws IllegalArgumentException if there is none.
     */
    public static Jvm at(final Path path) {
        final Path executable = Files.isDirectory(path) ? path.resolve("bin").resolve("java") : path;
        try {
            final Process process = new ProcessBuilder(
                            executable.toString(), "-XshowSettings:properties", "-version")
                    .redirectErrorStream(true)
                    .start();
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Jvm(
                    executable,
                    Integer.parseInt(property(output, "java.specification.version")),
                    property(output, "java.runtime.version") + " " + property(output, "java.vm.vendor"));
        } catch (final IOException e) {
            throw new IllegalArgumentException(
                    "--jvm is '" + path + "', must be a java executable or the home of a JDK", e);
        }
    }

    private static String property(final String output, final String name) {
        return output.lines()
                .map(String::trim)
                .filter(line -> line.startsWith(name + " = "))
                .map(line -> line.substring(name.length() + 3))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the JVM does not say its " + name));
    }

    /**
     * Returns the flags of a process that measures a fleet. Its heap never grows and is touched beforehand.
     *
     * @param instances the size of the fleet, which decides the size of the heap.
     * @return the flags.
     */
    public List<String> flags(final int instances) {
        final String heap = heap(instances);
        final List<String> flags = new ArrayList<>(
                List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"));
        flags.addAll(unsafeFlags());
        return flags;
    }

    /**
     * Returns the flags that keep a new JVM from warnings about the memory access of JMH and the collections.
     *
     * @return the flags; empty for older JVMs.
     */
    public List<String> unsafeFlags() {
        return feature >= FIRST_WITH_UNSAFE_FLAG ? List.of("--sun-misc-unsafe-memory-access=allow") : List.of();
    }

    private static String heap(final int instances) {
        if (instances <= 10_000) {
            return "512m";
        }
        return instances <= 200_000 ? "1536m" : "6g";
    }
}
