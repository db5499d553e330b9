package dev.berth.bench.suite;

import dev.berth.EngineConfig;
import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.measuring.Environment;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.Machine;
import dev.berth.bench.measuring.MeasuringOptions;
import dev.berth.bench.measuring.NewFolder;
import dev.berth.bench.measuring.ScratchFolder;
import dev.berth.bench.peers.Peers;
import dev.berth.bench.report.PeersTable;
import dev.berth.bench.report.ResultTable;
import dev.berth.bench.report.WorkTable;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth bench}, which measures the suites. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures placements a second on a built-in workload, beside two baselines that scan the same state.",
            "Without options it measures every case of the default suite, in about seven minutes. Every measurement "
                    + "runs in a process of its own; use a quiet machine."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bench",
            "  bench --case quantised,racks --instances 1000,100000",
            "  bench --suite constraints",
            "  bench --suite scale --jvm /path/to/jdk",
            "  bench --suite peers",
            "  bench --work"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int WORK_OPERATIONS = 1_000_000;
    private static final int QUICK_WORK_OPERATIONS = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "default: every case without constraints at 100,000 instances. constraints: the cases with "
                    + "constraints. scale: some cases at 1,000, 10,000 and 1,000,000. full: every case of the default "
                    + "suite at every size. peers: a comparison with other libraries, built with Maven, and with other "
                    + "systems' algorithms, in about 20 minutes. Default: ${DEFAULT-VALUE}.")
    private String suite;

    @Option(
            names = "--case",
            split = ",",
            paramLabel = "CASE",
            description = "Measure only these cases; --list names those of a suite.")
    private List<String> rows = new ArrayList<>();

    @Option(names = "--instances", split = ",", paramLabel = "N", description = "Measure only these sizes, 1..1048576.")
    private List<Integer> instances = new ArrayList<>();

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "Measure only these contenders, of berth, plain and fast.")
    private List<String> contenders = new ArrayList<>(Contenders.NAMES);

    @Mixin
    private MeasuringOptions measuring;

    @Option(
            names = "--peers",
            paramLabel = "DIR",
            defaultValue = "bench/peers",
            description = "The folder of the modules of other libraries, for --suite peers. Default: ${DEFAULT-VALUE}.")
    private Path peers;

    @Option(
            names = "--quick",
            description = "Measure briefly to see that everything works. Figures mean little; answers are checked.")
    private boolean quick;

    @Option(
            names = "--work",
            description = "Count the engine's work (blocks, entries, columns) over a million operations of each case "
                    + "instead of measuring time.")
    private boolean work;

    @Option(names = "--list", description = "List the cases of the suite and stop.")
    private boolean list;

    /** Creates the command for picocli. */
    public BenchCommand() {}

    /**
     * Runs this command alone, and exits with its status.
     *
     * @param args the options of the command.
     */
    public static void main(final String[] args) {
        System.exit(new CommandLine(new BenchCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, RunnerException, InterruptedException {
        checkOptions();
        final PrintWriter terminal = spec.commandLine().getOut();
        if (suite.equalsIgnoreCase(PeersSuite.NAME)) {
            checkPeersOptions();
            return list ? listPeers(terminal) : withExchange((jvm, at) -> measurePeers(terminal, jvm, at));
        }
        final List<Target> targets = targets();
        if (list) {
            targets.forEach(target -> terminal.printf(
                    "%-24s %s; %s%n", target.row().name(), target.row().about(), chains(target)));
            return CommandLine.ExitCode.OK;
        }
        return withExchange((jvm, exchange) ->
                work ? countWork(terminal, targets, jvm, exchange) : measure(terminal, targets, jvm, exchange));
    }

    private void checkOptions() {
        for (final int size : instances) {
            if (size < 1 || size > EngineConfig.MAX_INSTANCES) {
                throw wrong("--instances is " + size + ", must be 1.." + EngineConfig.MAX_INSTANCES);
            }
        }
        for (final String contender : contenders) {
            if (!Contenders.NAMES.contains(contender)) {
                throw wrong("--contenders is '" + contender + "', must be of " + String.join(", ", Contenders.NAMES));
            }
        }
        NewFolder.whyNot("--out", measuring.out()).ifPresent(why -> {
            throw wrong(why);
        });
    }

    private CommandLine.ParameterException wrong(final String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    /** A measurement with a JVM and a folder for the files that processes exchange. */
    private interface Measuring {
        int run(Jvm jvm, Path exchange) throws IOException, RunnerException, InterruptedException;
    }

    private int withExchange(final Measuring what) throws IOException, RunnerException, InterruptedException {
        try (ScratchFolder exchange = new ScratchFolder()) {
            return what.run(jvm(), exchange.folder());
        }
    }

    private Jvm jvm() {
        try {
            return measuring.jvm();
        } catch (final IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private void checkPeersOptions() {
        if (work || !rows.isEmpty() || !contenders.equals(Contenders.NAMES)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "suite is 'peers', must be without --case, --contenders and --work; --instances chooses sizes");
        }
    }

    private static int listPeers(final PrintWriter terminal) {
        Peers.all().forEach(mode -> terminal.printf(
                "%-24s %s, case %s: %s%n",
                mode.contender(), mode.library(), mode.packing().row(), mode.objective()));
        return CommandLine.ExitCode.OK;
    }

    private int measurePeers(final PrintWriter terminal, final Jvm jvm, final Path exchange)
            throws IOException, RunnerException, InterruptedException {
        final Effort effort = quick ? Effort.QUICK : Effort.NORMAL;
        final PeersSuite run = peersSuite(new Measurement.Setting(jvm, effort, measuring.seed(), exchange), terminal);
        try {
            run.prepare();
        } catch (final IOException e) {
            spec.commandLine().getErr().println("bench: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        run.run();
        final RunFolder folder = RunFolder.create(measuring.out(), jvm, PeersSuite.NAME);
        final Environment environment = environment(run.targets(), jvm);
        folder.writePeers(command(), environment, run.samples(), run.results());
        terminal.println();
        terminal.print(new PeersTable(run.samples()).markdown());
        return finish(terminal, folder, run.failures());
    }

    private PeersSuite peersSuite(final Measurement.Setting setting, final PrintWriter terminal) {
        try {
            return new PeersSuite(instances, setting, peers, terminal);
        } catch (final IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Target> targets() {
        try {
            return Target.of(Target.Suite.valueOf(suite.toUpperCase(Locale.ROOT)), rows, instances);
        } catch (final IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), message(e), e);
        }
    }

    private String message(final IllegalArgumentException e) {
        return e.getMessage().startsWith("case ")
                ? e.getMessage()
                : "suite is '" + suite + "', must be default, constraints, scale, full or peers";
    }

    private static String chains(final Target target) {
        return target.row().chains().stream().map(Object::toString).collect(Collectors.joining(" and "));
    }

    private int measure(
            final PrintWriter terminal, final List<Target> targets, final Jvm jvm, final Path exchange)
            throws IOException, RunnerException {
        final Effort effort = quick ? Effort.QUICK : Effort.NORMAL;
        final SuiteRun run = new SuiteRun(
                suite, targets, contenders, new Measurement.Setting(jvm, effort, measuring.seed(), exchange), terminal);
        final RunFolder folder = RunFolder.create(measuring.out(), jvm, suite);
        run.run();
        final Environment environment = environment(targets, jvm);
        folder.write(command(), environment, run.samples(), run.results());
        final ResultTable table = new ResultTable(run.samples());
        terminal.println();
        terminal.print(table.markdown());
        final List<String> failures = new ArrayList<>(run.failures());
        if (contenders.contains(Contenders.BERTH) && !quick) {
            failures.addAll(table.failures());
        }
        return finish(terminal, folder, failures);
    }

    private int countWork(
            final PrintWriter terminal, final List<Target> targets, final Jvm jvm, final Path exchange)
            throws IOException, InterruptedException {
        final RunFolder folder = RunFolder.create(measuring.out(), jvm, "work");
        final List<Sample> samples = new ArrayList<>();
        final List<String> failures = new ArrayList<>();
        for (final Target target : targets) {
            final Path file = exchange.resolve("work.csv");
            final int exit = fork(jvm, target, file).start().waitFor();
            final List<Sample> counted = exit == 0 ? Sample.read(file) : List.of();
            samples.addAll(counted);
            if (exit != 0) {
                failures.add(target.row().name() + ": the process ended with exit code " + exit);
            }
            terminal.printf("%-24s %s%n", target.row().name(), counted.isEmpty() ? "not indexed" : "counted");
            terminal.flush();
        }
        folder.writeWork(command(), environment(targets, jvm), samples);
        terminal.println();
        terminal.print(WorkTable.markdown(samples));
        return finish(terminal, folder, failures);
    }

    private ProcessBuilder fork(final Jvm jvm, final Target target, final Path file) {
        final List<String> command = new ArrayList<>();
        command.add(jvm.executable().toString());
        command.addAll(jvm.flags(target.instances()));
        command.addAll(List.of(
                "-Ddev.berth.workCounters=true",
                "-cp",
                System.getProperty("java.class.path"),
                WorkMain.class.getName(),
                target.row().name(),
                Integer.toString(target.instances()),
                Integer.toString(quick ? QUICK_WORK_OPERATIONS : WORK_OPERATIONS),
                Long.toString(measuring.seed()),
                file.toString()));
        return new ProcessBuilder(command).inheritIO();
    }

    private Environment environment(final List<Target> targets, final Jvm jvm) {
        final String flags = targets.stream()
                .map(target -> String.join(" ", jvm.flags(target.instances())))
                .distinct()
                .collect(Collectors.joining(" | "));
        return Machine.environment(jvm, flags, measuring.seed());
    }

    private String command() {
        return MeasuringOptions.given("java -jar bench/target/berth.jar " + spec.name(), spec);
    }

    private static int finish(final PrintWriter terminal, final RunFolder folder, final List<String> failures)
            throws IOException {
        terminal.println();
        failures.forEach(failure -> terminal.println("FAIL " + failure));
        terminal.println("Run folder: " + (failures.isEmpty() ? folder.path() : folder.fail()));
        terminal.flush();
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
