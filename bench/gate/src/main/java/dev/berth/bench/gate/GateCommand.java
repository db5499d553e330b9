package dev.berth.bench.gate;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.Machine;
import dev.berth.bench.measuring.MeasuringOptions;
import dev.berth.bench.measuring.NewFolder;
import dev.berth.bench.measuring.ScratchFolder;
import dev.berth.ecs.terminal.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth gate}, which compares two builds. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class,
        sortOptions = false,
        exitCodeOnExecutionException = 2,
        description = {
            "Says whether a build got slower than another, for CI.",
            "Tier 0: head allocates and waits no more than base, its answers are those of base, its work is no "
                    + "more. Tier 1: instructions, within 0.5 %% (needs valgrind). Tier 2: every benchmark runs and "
                    + "allocates no more than base. Tier 3: time, on demand; fails beyond 1.10 times on a processor, "
                    + "1.25 times by the clock."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate --base main/berth.jar --head bench/target/berth.jar",
            "  gate --base runs/2026-11-26-101500-jdk17-gate --head berth.jar --tiers 0,1",
            "  gate --base main/lib --head target/lib --tiers 3 --case my-case",
            "  gate --base main/lib --head target/lib --output junit=target/gate.xml",
            "",
            "Exit status: 0 nothing got slower, 1 something did, 2 something that was",
            "asked for could not be measured, or wrong usage."
        })
public final class GateCommand implements Callable<Integer> {
    private static final int HIGHEST_TIER = 3;
    private static final int MOST_FORKS = 1_000;
    private static final int FEWEST_OPERATIONS = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--base",
            required = true,
            paramLabel = "PATH",
            description = "What to compare with: a runnable jar, a folder of jars, or the folder of an earlier run of "
                    + "this command, whose head is the base.")
    private Path base;

    @Option(
            names = "--head",
            required = true,
            paramLabel = "PATH",
            description = "What to judge: a runnable jar, or a folder of jars.")
    private Path head;

    @Option(
            names = "--tiers",
            split = ",",
            paramLabel = "N",
            defaultValue = "0,1,2",
            description = "Which tiers, 0..3. One that is asked for and cannot be measured is not a pass. "
                    + "Default: ${DEFAULT-VALUE}.")
    private SortedSet<Integer> tiers = new TreeSet<>();

    @Option(
            names = "--case",
            split = ",",
            paramLabel = "NAME",
            description = "Only these cases. Default: those that are registered in head, or the gate's own.")
    private List<String> cases = new ArrayList<>();

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Operations that a tier measures at a time: a window of tier 0, the shorter process of "
                    + "tier 1, an iteration of tier 2, a slice of tier 3 (0.02 to 0.3 s); 100 or more. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int operations;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Operations before the measured ones (in tier 3 for 1 to 3 s); 1 or more. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--budget",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "What the operations of one case may take in one tier; there are fewer of them if they "
                    + "would take longer. What starting takes is beside it. How long all will take is printed "
                    + "first. 1 or more. Default: ${DEFAULT-VALUE}.")
    private int budget;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "10",
            description = "Processes of tier 3, each with both builds in it, 6..1000. Default: ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "Heap of a measured process. Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "How long a measured process may take before it is ended; 1 or more. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--commit",
            paramLabel = "ID",
            description = "The commit of head, for the outputs. Default: that of berth.jar for its own cases, "
                    + "\"unknown\" for a gate that runs beside your code.")
    private String commit;

    @Mixin
    private MeasuringOptions measuring;

    @Mixin
    private OutputOptions outputs;

    private final String searchPath;

    /** Creates the command for picocli. */
    public GateCommand() {
        this(System.getenv().getOrDefault("PATH", ""));
    }

    GateCommand(final String searchPath) {
        this.searchPath = searchPath;
    }

    @Override
    public Integer call() throws IOException {
        checkRanges();
        checkOutputs();
        final Build headBuild = Build.at(Build.HEAD, head)
                .orElseThrow(() -> wrong("--head is '" + head + "', must be a jar or a folder of jars"));
        final boolean isRecorded = RunRecord.isIn(base);
        final Build baseBuild = isRecorded
                ? null
                : Build.at(Build.BASE, base)
                        .orElseThrow(() -> wrong("--base is '" + base
                                + "', must be a jar, a folder of jars, or the folder of an earlier run"));
        try (ScratchFolder exchange = new ScratchFolder()) {
            final Path harness = Harness.copyTo(exchange.folder().resolve("harness"));
            return run(
                    isRecorded ? null : baseBuild.behind(harness),
                    headBuild.behind(harness),
                    isRecorded ? recorded() : null,
                    new Fork(measuring.jvm(), heap, harness, exchange.folder(), limit));
        } catch (final NotMeasuredException | IllegalArgumentException | UncheckedIOException e) {
            spec.commandLine().getErr().println("NOT RUN " + e.getMessage());
            writeReason(e.getMessage());
            spec.commandLine().getErr().flush();
            return Outcome.NOT_MEASURED.status();
        }
    }

    private void checkOutputs() {
        NewFolder.whyNot("--out", measuring.out()).ifPresent(why -> {
            throw wrong(why);
        });
        try {
            outputs.check();
        } catch (final IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    /** Writes the reason why nothing was measured to the files that hold verdicts, so that a CI can show it. */
    private void writeReason(final String reason) {
        final Finding finding = Finding.notRun(tiers.first(), "all", "all", reason);
        outputs.write(now(), List.of(finding), Machine.environment(Jvm.current(), "", measuring.seed()))
                .forEach(spec.commandLine().getErr()::println);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void checkRanges() {
        if (tiers.first() < 0 || tiers.last() > HIGHEST_TIER) {
            final int wrong = tiers.first() < 0 ? tiers.first() : tiers.last();
            throw wrong("--tiers names " + wrong + ", must be of 0, 1, 2 and 3");
        }
        if (forks < TimeTier.FEWEST_FORKS || forks > MOST_FORKS) {
            throw wrong("--forks is " + forks + ", must be " + TimeTier.FEWEST_FORKS + ".." + MOST_FORKS
                    + "; with fewer, the interval is too wide to tell anything");
        }
        checkLeast("--operations", operations, FEWEST_OPERATIONS);
        checkLeast("--warmup", warmup, 1);
        checkLeast("--budget", budget, 1);
        checkLeast("--limit", limit, 1);
        if (!heap.matches("[1-9]\\d*[kKmMgG]?")) {
            throw wrong("--heap is '" + heap + "', must be a number of bytes with k, m or g behind it, such as 1g");
        }
    }

    private void checkLeast(final String option, final int value, final int least) {
        if (value < least) {
            throw wrong(option + " is " + value + ", must be " + least + " or more");
        }
    }

    private CommandLine.ParameterException wrong(final String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private RunRecord recorded() {
        final RunRecord record = RunRecord.read(base);
        if (record.seed() != measuring.seed() || record.operations() != operations || record.warmup() != warmup) {
            throw new NotMeasuredException("base was recorded with --seed " + record.seed() + " --operations "
                    + record.operations() + " --warmup " + record.warmup() + ": use the same, or record base anew");
        }
        return record;
    }

    private int run(final Build baseBuild, final Build headBuild, final RunRecord recorded, final Fork fork)
            throws IOException {
        final Jvm jvm = fork.jvm();
        final PrintWriter terminal = spec.commandLine().getOut();
        final Setting setting = new Setting(
                baseBuild,
                headBuild,
                fork,
                measuring.seed(),
                new Effort(warmup, operations, budget, forks),
                new ConcurrentHashMap<>(),
                recorded == null ? new ConcurrentHashMap<>() : new ConcurrentHashMap<>(recorded.plans()),
                new TreeSet<>(),
                recorded == null ? new Figures() : recorded.head(),
                new Figures(),
                line -> {
                    terminal.println(line);
                    terminal.flush();
                });
        final String otherJdk = recorded == null || recorded.jdk().equals(jvm.version()) ? null : recorded.jdk();
        final GateRun run = new GateRun(setting, tiers, cases, otherJdk, searchPath);
        run.run();
        final Environment machine = Machine.environment(
                jvm, String.join(" ", setting.fork().flags()), measuring.seed());
        final Environment environment = machine.measuring(commitOfHead(machine.entry("commit")));
        final RunRecord record = new RunRecord(
                now(),
                environment.entries().get("commit"),
                jvm.version(),
                measuring.seed(),
                operations,
                warmup,
                new TreeMap<>(setting.plans()),
                setting.baseFigures(),
                setting.headFigures(),
                run.time().base(),
                run.time().head(),
                run.findings());
        final Path folder = GateFolder.create(measuring.out(), jvm);
        GateFolder.write(folder, record, environment, MeasuringOptions.given(program(), spec));
        final int status = tell(terminal, run.findings(), folder);
        final List<String> failures = outputs.write(record, environment);
        failures.forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        return failures.isEmpty() || status != Outcome.PASS.status() ? status : Outcome.NOT_MEASURED.status();
    }

    /** Returns the commit that was given; without one, that of this program if head is a build of it. */
    private String commitOfHead(final String own) {
        if (commit != null) {
            return commit;
        }
        return spec.parent() == null ? "unknown" : own;
    }

    /** Returns the words that start the command: a subcommand of a runnable jar, or the main class of this artifact. */
    private String program() {
        return spec.parent() == null ? "java -cp '…' " + Gate.class.getName() : "java -jar berth.jar " + spec.name();
    }

    private static int tell(final PrintWriter terminal, final List<Finding> findings, final Path folder) {
        terminal.println();
        terminal.print(new GateReport(findings).table());
        terminal.println();
        Outcome.lines(findings).forEach(terminal::println);
        terminal.println("Run folder: " + folder);
        terminal.flush();
        return Outcome.of(findings).status();
    }
}
