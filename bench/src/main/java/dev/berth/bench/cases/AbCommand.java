package dev.berth.bench.cases;

import dev.berth.bench.ab.AbReport;
import dev.berth.bench.ab.Build;
import dev.berth.bench.ab.BuildLoader;
import dev.berth.bench.ab.Comparison;
import dev.berth.bench.ab.CaseResult;
import dev.berth.bench.ab.Side;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.Machine;
import dev.berth.bench.measuring.SeedOption;
import dev.berth.bench.measuring.ScratchFolder;
import dev.berth.bench.workload.BenchmarkCase;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.ecs.terminal.OutputPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth ab}, which times two builds of the core in turn. */
@Command(
        name = "ab",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = 2,
        description = {
            "Says how much faster or slower one build of the core is than another.",
            "Both run in this JVM, each behind a class loader of its own together with this program's harness, from "
                    + "the same state, slice by slice in turn. Prints the ratio of time, head over base, for each "
                    + "case, and compares the answers.",
            "The interval of one round does not know what the JIT and the allocator happened to make of each build: "
                    + "for a difference of a few per cent ask for several rounds."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ab --base main/berth-core.jar --head core/target/berth-core.jar",
            "  ab --base a.jar --head b.jar --case quantised,racks --out ab.json",
            "  ab --base a.jar --head b.jar --case quantised --rounds 6",
            "  ab --base a.jar --head b.jar --case quantised --percentile 99.9",
            "",
            "Exit status: 0 measured, 1 the builds place differently where they must",
            "not, 2 wrong usage, or a build could not be measured."
        })
public final class AbCommand implements Callable<Integer> {
    private static final int FEWEST_SLICES = 12;
    private static final int MOST_SLICES = 10_000;
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_INSTANCES = 1_048_576;
    private static final double MOST_PERCENT = 100;
    private static final int MOST_CHECKED = 10_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--base",
            required = true,
            paramLabel = "CORE",
            description = "What to compare with: the jar of a core, or a folder of its classes.")
    private Path base;

    @Option(
            names = "--head",
            required = true,
            paramLabel = "CORE",
            description = "What to judge: the jar of a core, or a folder of its classes.")
    private Path head;

    @Option(
            names = "--case",
            split = ",",
            paramLabel = "CASE",
            description = "Measure only these cases, of any suite. Default: those of the default suite.")
    private List<String> cases = new ArrayList<>();

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Size of the cluster, 1..1048576. Default: ${DEFAULT-VALUE}.")
    private int instances;

    @Option(
            names = "--slices",
            paramLabel = "N",
            defaultValue = "12",
            description = "Slices of each build in a round, 12..10000. Default: ${DEFAULT-VALUE}.")
    private int slices;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often both builds are loaded, compiled and measured anew, 1..1000; with 2 or more, "
                    + "which of them comes first takes turns, and the interval is that of the rounds. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--slice-millis",
            paramLabel = "N",
            defaultValue = "300",
            description = "What a slice takes the slower build, 1 or more. Default: ${DEFAULT-VALUE}.")
    private int sliceMillis;

    @Option(
            names = "--warm-up-millis",
            paramLabel = "N",
            defaultValue = "3000",
            description = "How long the slower build is warmed up, 1 or more. Default: ${DEFAULT-VALUE}.")
    private int warmUpMillis;

    @Option(
            names = "--checked",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Operations whose answers are hashed, before and after the slices. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int checked;

    @Option(
            names = "--percentile",
            paramLabel = "P",
            defaultValue = "0",
            description = "Compare the time that P per cent of the operations do not exceed, by the clock of the "
                    + "machine, above 0, at most 100. Default: their mean, by processor time.")
    private double percentile;

    @Mixin
    private SeedOption seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Write every slice to a new file, as JSON.")
    private Path out;

    /** Creates the command for picocli. */
    public AbCommand() {}

    @Override
    public Integer call() throws IOException {
        check("--base", base);
        check("--head", head);
        check("--instances", instances, 1, MOST_INSTANCES);
        check("--slices", slices, FEWEST_SLICES, MOST_SLICES);
        check("--rounds", rounds, 1, MOST_ROUNDS);
        check("--slice-millis", sliceMillis, 1, Integer.MAX_VALUE);
        check("--warm-up-millis", warmUpMillis, 1, Integer.MAX_VALUE);
        check("--checked", checked, 0, MOST_CHECKED);
        final boolean isMean = !spec.commandLine().getParseResult().hasMatchedOption("--percentile");
        if (!isMean && !(percentile > 0 && percentile <= MOST_PERCENT)) {
            throw wrong("--percentile is " + percentile + ", must be above 0, at most 100");
        }
        if (out != null) {
            OutputPath.whyNot("--out", out).ifPresent(why -> {
                throw wrong(why);
            });
            final Path parent = out.toAbsolutePath().getParent();
            if (!Files.isDirectory(parent)) {
                throw wrong("--out is " + out + ", and there is no folder " + parent + "; make it first");
            }
        }
        final List<BenchmarkCase> chosen = chosen();
        final PrintWriter terminal = spec.commandLine().getOut();
        final List<CaseResult> results = new ArrayList<>();
        try (ScratchFolder scratch = new ScratchFolder()) {
            for (final BenchmarkCase row : chosen) {
                final CaseResult result = measure(row, scratch.folder().resolve(row.name()));
                results.add(result);
                terminal.println(progress(result));
                terminal.flush();
            }
        } catch (final LinkageError | IllegalStateException e) {
            final Throwable cause = e.getCause() == null ? e : e.getCause();
            spec.commandLine().getErr().println("NOT MEASURED " + cause);
            spec.commandLine().getErr().flush();
            return CommandLine.ExitCode.USAGE;
        }
        return tell(terminal, new AbReport(results));
    }

    private void check(final String option, final Path core) {
        if (!BuildLoader.isBuild(core)) {
            throw wrong(option + " is '" + core + "', must be a jar, or a folder of classes");
        }
    }

    private void check(final String option, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw wrong(option + " is " + value + ", must be " + least + ".." + most);
        }
    }

    private List<BenchmarkCase> chosen() {
        try {
            return cases.isEmpty()
                    ? BenchmarkCases.unconstrained()
                    : cases.stream().map(BenchmarkCases::named).toList();
        } catch (final IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private CommandLine.ParameterException wrong(final String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private CaseResult measure(final BenchmarkCase row, final Path assignment) {
        try (BuildLoader filler = BuildLoader.of(head)) {
            filler.side(SuiteSide.class).fill(row.name(), instances, seed.seed(), assignment);
        }
        final List<CaseResult> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(round(row, assignment, round % 2 == 0));
        }
        return CaseResult.of(all);
    }

    /** Measures a round. It has class loaders of its own, so that the JIT knows nothing of earlier rounds. */
    private CaseResult round(final BenchmarkCase row, final Path assignment, final boolean isBaseFirst) {
        try (BuildLoader baseLoader = BuildLoader.of(base);
                BuildLoader headLoader = BuildLoader.of(head)) {
            final Side baseSide = baseLoader.side(SuiteSide.class);
            final Side headSide = headLoader.side(SuiteSide.class);
            (isBaseFirst ? baseSide : headSide).setUp(row.name(), instances, seed.seed(), assignment);
            (isBaseFirst ? headSide : baseSide).setUp(row.name(), instances, seed.seed(), assignment);
            System.gc();
            return new Comparison(
                            baseSide,
                            headSide,
                            new Comparison.Effort(slices, sliceMillis, warmUpMillis, checked, percentile))
                    .run(row.name(), row.isRandom());
        }
    }

    private static String progress(final CaseResult result) {
        return String.format(
                Locale.ROOT,
                "%-24s %.3f, answers: %s",
                result.row(),
                result.ratio().ratio(),
                result.answers());
    }

    private int tell(final PrintWriter terminal, final AbReport report) throws IOException {
        terminal.println();
        terminal.print(report.table());
        report.notes().forEach(terminal::println);
        terminal.flush();
        if (out != null) {
            final String flags =
                    String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
            Files.writeString(
                    out,
                    report.json(
                            Machine.environment(Jvm.current(), flags, seed.seed()),
                            Build.of(base),
                            Build.of(head),
                            instances));
        }
        return report.areAnswersRight() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
