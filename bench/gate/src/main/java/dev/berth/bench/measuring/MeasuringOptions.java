package dev.berth.bench.measuring;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every command that measures in other processes is told, and how it says what it was told. */
public final class MeasuringOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where the folder of the run goes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + ProcessSettings.DEFAULT_SEED,
            description = "Seed of the workloads. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--jvm",
            paramLabel = "PATH",
            description = "The JVM that measures. Default: the one that runs this.")
    private Path jvm;

    /** For picocli. */
    public MeasuringOptions() {}

    /**
     * Where folders of runs go.
     *
     * @return a folder, which need not exist.
     */
    public Path out() {
        return out;
    }

    /**
     * Seed of the workloads.
     *
     * @return any.
     */
    public long seed() {
        return seed;
    }

    /**
     * The JVM that measures.
     *
     * @return that of {@code --jvm}, or the one that runs this.
     * @throws IllegalArgumentException if there is none.
     */
    public Jvm jvm() {
        return jvm == null ? Jvm.current() : Jvm.at(jvm);
    }

    /**
     * The command as given, without what depends on this machine's folders.
     *
     * @param program what a reader of the run types to start the command.
     * @param spec of the command.
     * @return words.
     */
    public static String given(final String program, final CommandSpec spec) {
        return Stream.concat(
                        Stream.of(program),
                        spec.commandLine().getParseResult().originalArgs().stream()
                                .filter(word -> !word.equals(spec.name()))
                                .map(word -> word.contains(File.separator) ? "…" : word))
                .collect(Collectors.joining(" "));
    }
}
