package dev.berth.bench.measuring;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of every command that measures in other processes, and the text of the command as it was given. */
public final class MeasuringOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where the folder of the run goes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--jvm",
            paramLabel = "PATH",
            description = "The JVM that measures. Default: the one that runs this.")
    private Path jvm;

    /** Creates the options for picocli. */
    public MeasuringOptions() {}

    /**
     * Returns the folder for the folders of runs.
     *
     * @return a path, which need not exist.
     */
    public Path out() {
        return out;
    }

    /**
     * Returns the seed of the workloads.
     *
     * @return any number.
     */
    public long seed() {
        return seed.seed();
    }

    /**
     * Returns the JVM that measures.
     *
     * @return the JVM of {@code --jvm}, or the one that runs this program.
     * @throws IllegalArgumentException if there is none.
     */
    public Jvm jvm() {
        return jvm == null ? Jvm.current() : Jvm.at(jvm);
    }

    /**
     * Returns the command as it was given, without the folders of this machine.
     *
     * @param program the words by which a reader starts the program.
     * @param spec the command.
     * @return the words of the command.
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
