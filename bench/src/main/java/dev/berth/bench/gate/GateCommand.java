package dev.berth.bench.gate;

import dev.berth.bench.jmh.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that compares two builds. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says whether a build got slower than another: 0 no, 1 yes, 2 could not be measured.")
public final class GateCommand implements Callable<Integer> {
    /** Exit status: something that was asked for could not be measured. */
    static final int NOT_MEASURED = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--base", required = true, paramLabel = "PATH", description = "What to compare with.")
    private Path base;

    @Option(names = "--head", required = true, paramLabel = "PATH", description = "What to measure.")
    private Path head;

    @Option(
            names = "--tiers",
            split = ",",
            paramLabel = "N",
            defaultValue = "0,1,2",
            description = "Which tiers. Default: ${DEFAULT-VALUE}.")
    private List<Integer> tiers = new ArrayList<>();

    @Option(names = "--case", paramLabel = "NAME", description = "Only this case; may be given more than once.")
    private List<String> cases = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where the folder of the run goes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--jvm",
            paramLabel = "PATH",
            description = "The JVM that measures. Default: the one that runs this.")
    private Path jvm;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "12",
            description = "Tier 3: processes of each build. Default: ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + Settings.DEFAULT_SEED,
            description = "Seed of the workloads. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** For picocli. */
    public GateCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("NOT RUN: no tier is built yet");
        return NOT_MEASURED;
    }
}
