package dev.berth.bench.results;

import dev.berth.bench.measuring.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of {@code berth bench}, read from its folder.
 *
 * @param name the name of the folder.
 * @param environment the machine, the JDK and the build.
 * @param command the command that made the folder.
 * @param samples the samples of {@code results.csv}; empty for a run that counted work.
 * @param work the samples of {@code work.csv}; empty for a run that measured time.
 */
public record Run(
        String name, Environment environment, String command, List<Sample> samples, List<Sample> work) {

    /** The order of runs by date, the oldest first. */
    public static final Comparator<Run> BY_TIME =
            Comparator.comparing((Run run) -> run.environment().entry("date")).thenComparing(Run::name);

    private static final Pattern FEATURE = Pattern.compile("(?<feature>\\d+)[.+]");
    private static final Pattern FEATURE_IN_NAME = Pattern.compile("-jdk(?<feature>\\d+)");

    /** The programs that make folders of other kinds, by a file that identifies such a folder. */
    private static final Map<String, String> OTHERS =
            Map.of("replay.txt", "bench/replay-rate.sh", "ab.json", "berth ab", "footprint.csv", "berth footprint");

    /**
     * Creates a run with unmodifiable copies of its samples.
     *
     * @param name the name of the folder.
     * @param environment the machine, the JDK and the build.
     * @param command the command that made the folder.
     * @param samples the samples of {@code results.csv}.
     * @param work the samples of {@code work.csv}.
     */
    public Run {
        samples = List.copyOf(samples);
        work = List.copyOf(work);
    }

    /**
     * Reads a run from its folder.
     *
     * @param folder the folder of the run.
     * @return the run.
     * @throws IllegalArgumentException if the folder is not that of a run, or the run failed.
     */
    public static Run read(final Path folder) {
        final String name = folder.toAbsolutePath().normalize().getFileName().toString();
        check(folder, name);
        try {
            final Path command = folder.resolve("command.txt");
            return new Run(
                    name,
                    Environment.read(folder.resolve("environment.json")),
                    Files.exists(command) ? Files.readAllLines(command).get(0) : "unknown",
                    samples(folder.resolve("results.csv")),
                    samples(folder.resolve("work.csv")));
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        } catch (final IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void check(final Path folder, final String name) {
        if (!Files.exists(folder)) {
            throw new IllegalArgumentException("no such folder: " + folder);
        }
        whyNone(folder).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        if (!Files.exists(folder.resolve("environment.json"))) {
            throw new IllegalArgumentException(
                    name + " has no environment.json, must have one: figures without a machine mean nothing");
        }
    }

    /**
     * Explains why a path cannot be shown as a run: it is something else, or the run failed.
     *
     * @param path an existing file or folder.
     * @return a sentence; empty if the path is the folder of a run.
     */
    public static Optional<String> whyNone(final Path path) {
        final String name = path.toAbsolutePath().normalize().getFileName().toString();
        if (!Files.isDirectory(path)) {
            return Optional.of(path + " is a file, must be the folder of a run");
        }
        if (name.endsWith(".FAIL")) {
            return Optional.of(name + " is a run that failed, its figures mean nothing; run it again");
        }
        return Files.exists(path.resolve("results.csv")) || Files.exists(path.resolve("work.csv"))
                ? Optional.empty()
                : Optional.of(name + " " + whatElse(path) + ", must be the folder of a run of berth bench, berth"
                        + " trace or berth gate: with results.csv, work.csv, trace.csv or gate.json");
    }

    private static String whatElse(final Path folder) {
        return OTHERS.keySet().stream()
                .filter(file -> Files.exists(folder.resolve(file)))
                .findFirst()
                .map(file -> "is of " + OTHERS.get(file))
                .orElse("has no results.csv");
    }

    private static List<Sample> samples(final Path file) {
        return Files.exists(file) ? Sample.read(file) : new ArrayList<>();
    }

    /**
     * Returns the suite.
     *
     * @return its name.
     */
    public String suite() {
        if (samples.isEmpty()) {
            return "work";
        }
        return samples.get(0).suite();
    }

    /**
     * Returns the feature release of the JDK that measured.
     *
     * @return a number such as 17; 0 if it is unknown.
     */
    public int jdk() {
        final Matcher said = FEATURE.matcher(environment.entry("jdk"));
        if (said.find()) {
            return Integer.parseInt(said.group("feature"));
        }
        final Matcher named = FEATURE_IN_NAME.matcher(name);
        return named.find() ? Integer.parseInt(named.group("feature")) : 0;
    }
}
