package dev.berth.bench.trace;

import dev.berth.bench.measuring.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** On what something was run. */
final class RunEnvironment {
    private RunEnvironment() {}

    static Environment describe() {
        final Map<String, String> entries = new LinkedHashMap<>();
        entries.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        entries.put("commit", commit());
        entries.put("cpu", cpuModel());
        entries.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        entries.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        entries.put("jdk", System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"));
        entries.put("maxHeapMib", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        return new Environment(entries);
    }

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (final IOException e) {
            return "unknown";
        }
    }

    private static String commit() {
        try {
            final Process git = new ProcessBuilder(List.of("git", "rev-parse", "--short=12", "HEAD"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            final String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return git.waitFor() == 0 ? answer : "unknown";
        } catch (final IOException e) {
            return "unknown";
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
