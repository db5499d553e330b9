package dev.berth.cluster.load;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a run: {@code environment.json}, {@code command.txt}, a CSV for each kind of figure, and the tables. It
 * describes the model of the machine, and has no name of a machine and no path.
 */
final class RunFolder {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private final Path folder;

    private RunFolder(final Path folder) {
        this.folder = folder;
    }

    /**
     * Creates an empty folder.
     *
     * @param parent the folder of all runs; it is created if it does not exist.
     * @param kind the end of the name.
     * @return the folder, whose name has the second in which it was created.
     * @throws IOException if it cannot be created, or exists.
     */
    static RunFolder create(final Path parent, final String kind) throws IOException {
        Files.createDirectories(parent);
        final String name = LocalDateTime.now(ZoneOffset.UTC).format(STAMP) + "-jdk"
                + Runtime.version().feature() + "-" + kind;
        return new RunFolder(Files.createDirectory(parent.resolve(name)));
    }

    void write(final String name, final String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    void write(final String name, final Table table) throws IOException {
        table.write(folder.resolve(name));
    }

    /** Writes the entries of {@code environment.json}. */
    void write(final Map<String, String> environment) throws IOException {
        write(
                "environment.json",
                environment.entrySet().stream()
                        .map(entry -> "  \"" + entry.getKey() + "\": \""
                                + entry.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(",\n", "{\n", "\n}\n")));
    }

    /**
     * Describes this machine, its JVM and a run.
     *
     * @param flags the flags of the processes of the nodes.
     * @param seed the seed of the workload.
     * @return the entries, in order.
     */
    static Map<String, String> environment(final String flags, final long seed) {
        final Map<String, String> entries = new LinkedHashMap<>();
        entries.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        entries.put("commit", commit());
        entries.put("cpu", line(Path.of("/proc/cpuinfo"), "model name"));
        entries.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        entries.put("memory", line(Path.of("/proc/meminfo"), "MemTotal"));
        entries.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        entries.put("jdk", System.getProperty("java.runtime.version") + " " + System.getProperty("java.vm.vendor"));
        entries.put("flags", flags);
        entries.put("seed", Long.toString(seed));
        return entries;
    }

    /** Returns the commit in the manifest of the jar. */
    private static String commit() {
        try {
            final Path place = Path.of(RunFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(place)) {
                return "unknown";
            }
            try (JarFile jar = new JarFile(place.toFile())) {
                final Attributes entries = jar.getManifest().getMainAttributes();
                final String commit = entries.getValue("Git-Commit");
                return commit == null || commit.startsWith("$")
                        ? "unknown"
                        : commit + (Boolean.parseBoolean(entries.getValue("Git-Dirty")) ? " with changes" : "");
            }
        } catch (final URISyntaxException | IOException e) {
            return "unknown";
        }
    }

    private static String line(final Path file, final String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (final IOException e) {
            return "unknown";
        }
    }
}
