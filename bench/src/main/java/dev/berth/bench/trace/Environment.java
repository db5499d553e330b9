package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** On what something was run. */
final class Environment {
    private Environment() {}

    static Map<String, Object> describe() {
        final Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("commit", commit());
        facts.put("java_version", System.getProperty("java.version"));
        facts.put("java_vm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("java_vendor", System.getProperty("java.vendor"));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("arch", System.getProperty("os.arch"));
        facts.put("cpu_model", cpuModel());
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        facts.put("max_heap_mib", Runtime.getRuntime().maxMemory() >> 20);
        return facts;
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
            final Process git = new ProcessBuilder(List.of("git", "rev-parse", "HEAD"))
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
