package dev.berth.bench.measuring;

import dev.berth.ecs.terminal.BuildCommit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The machine that measures, as far as it can be described without its name. */
public final class Machine {
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

    private Machine() {}

    /**
     * Describes this machine and a run on it.
     *
     * @param jvm the JVM that measures.
     * @param flags the flags of the measuring processes.
     * @param seed the seed of the workloads.
     * @return the entries of {@code environment.json}.
     */
    public static Environment environment(final Jvm jvm, final String flags, final long seed) {
        final Map<String, String> entries = new LinkedHashMap<>();
        entries.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        entries.put("commit", commit());
        entries.put("cpu", cpu());
        entries.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        entries.put("caches", caches());
        entries.put("memory", memory());
        entries.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        entries.put("transparentHugePages", firstLine(Path.of("/sys/kernel/mm/transparent_hugepage/enabled")));
        entries.put("governor", firstLine(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")));
        entries.put("jdk", jvm.version());
        entries.put("flags", flags);
        entries.put("seed", Long.toString(seed));
        return new Environment(entries);
    }

    /** Returns the commit of the jar or, if classes run outside a jar, that of the working tree. */
    private static String commit() {
        return BuildCommit.of(Machine.class).orElseGet(Machine::commitOfWorkingTree);
    }

    private static String commitOfWorkingTree() {
        final String head = git("rev-parse", "--short=12", "HEAD");
        if (head.isEmpty()) {
            return "unknown";
        }
        return git("status", "--porcelain", "--untracked-files=no").isEmpty() ? head : head + " with changes";
    }

    private static String git(final String... arguments) {
        final String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return process.waitFor() == 0 ? output : "";
        } catch (final IOException e) {
            return "";
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String cpu() {
        return lineOf(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
    }

    private static String memory() {
        return lineOf(Path.of("/proc/meminfo"), "MemTotal").orElse("unknown");
    }

    private static Optional<String> lineOf(final Path file, final String name) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String caches() {
        final StringBuilder text = new StringBuilder();
        for (int index = 0; Files.isDirectory(CACHES.resolve("index" + index)); index++) {
            final Path cache = CACHES.resolve("index" + index);
            text.append(index == 0 ? "" : ", ")
                    .append("L" + firstLine(cache.resolve("level")))
                    .append(" " + firstLine(cache.resolve("type")))
                    .append(" " + firstLine(cache.resolve("size")));
        }
        return text.length() == 0 ? "unknown" : text.toString();
    }

    private static String firstLine(final Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file).trim() : "unknown";
        } catch (final IOException e) {
            return "unknown";
        }
    }
}
