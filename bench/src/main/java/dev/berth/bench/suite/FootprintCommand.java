package dev.berth.bench.suite;

import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import dev.berth.bench.measuring.Environment;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.Machine;
import dev.berth.bench.measuring.MeasuringOptions;
import dev.berth.bench.measuring.NewFolder;
import dev.berth.bench.report.FootprintTable;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jol.info.GraphLayout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth footprint}, which tells how much memory an engine takes and how long it takes to start. */
@Command(
        name = "footprint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tells how much memory an engine with given limits takes, part by part.",
            "An engine takes this memory at construction. A chain by two amounts or by ordinal adds to its index.",
            "The memory of ids and names is not included."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  footprint --instances 5000 --tasks 60000 --groups 2000",
            "  footprint --instances 1000,100000 --check",
            "  footprint --check --start --out runs"
        })
public final class FootprintCommand implements Callable<Integer> {
    private static final int PROCESSES = 3;
    private static final double TOLERANCE = 0.02;
    private static final long SMALL_OBJECTS = 64 * 1024;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Limits limits;

    @Option(
            names = "--check",
            description = "Build each engine and let JOL count its bytes. Large engines need a larger -Xmx.")
    private boolean check;

    @Option(
            names = "--start",
            description = "Measure start-up too, at each size in three processes without a warm-up.")
    private boolean start;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the folder of the run into this folder.")
    private Path out;

    /** Creates the command for picocli. */
    public FootprintCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (out != null) {
            NewFolder.whyNot("--out", out).ifPresent(why -> {
                throw new CommandLine.ParameterException(spec.commandLine(), why);
            });
        }
        final List<Sample> samples = new ArrayList<>();
        final List<String> failures = new ArrayList<>();
        for (final int size : limits.sizes()) {
            final EngineConfig config = config(size);
            say(samples, config);
            if (check) {
                measure(samples, config, failures);
            }
        }
        if (start) {
            start(samples);
        }
        final PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(FootprintTable.markdown(samples));
        failures.forEach(failure -> terminal.println("FAIL " + failure));
        if (out != null) {
            write(samples, terminal);
        }
        terminal.flush();
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private EngineConfig config(final int size) {
        try {
            return limits.config(size);
        } catch (final IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void say(final List<Sample> samples, final EngineConfig config) {
        add(samples, config, "limits", FootprintTable.MAX_TASKS, config.maxTasks(), "count");
        config.footprint().forEach((part, bytes) -> add(samples, config, part, FootprintTable.BYTES, bytes, "B"));
    }

    private static void add(
            final List<Sample> samples,
            final EngineConfig config,
            final String row,
            final String metric,
            final double value,
            final String unit) {
        samples.add(new Sample(
                FootprintTable.SUITE, row, config.maxInstances(), "berth", metric, 1, 0, value, unit));
    }

    private static void measure(
            final List<Sample> samples, final EngineConfig config, final List<String> failures) {
        final long measured = count(config);
        add(samples, config, "engine", FootprintTable.MEASURED, measured, "B");
        final long said = config.footprintBytes();
        if (Math.abs(measured - said) > TOLERANCE * measured + SMALL_OBJECTS) {
            failures.add("footprintBytes is " + said + " for " + config.maxInstances() + " instances, JOL counts "
                    + measured);
        }
    }

    /**
     * Returns the bytes of a new engine, as JOL counts them. The engine refers to no object outside itself yet, because
     * its owner is the first thread that uses it. JOL is told to read offsets without an agent and says so on standard
     * output; the text is sent to standard error, because it is no part of this command's answer.
     */
    private static long count(final EngineConfig config) {
        System.setProperty("jol.skipDynamicAttach", "true");
        System.setProperty("jol.magicFieldOffset", "true");
        final PrintStream out = System.out;
        System.setOut(System.err);
        try {
            return GraphLayout.parseInstance(new PlacementEngine(config)).totalSize();
        } finally {
            System.setOut(out);
        }
    }

    private void start(final List<Sample> samples) throws IOException, InterruptedException {
        final Path file = Files.createTempFile("berth-start", ".csv");
        try {
            for (final int size : limits.sizes()) {
                for (int process = 1; process <= PROCESSES; process++) {
                    final int exit = fork(size, process, file).start().waitFor();
                    if (exit != 0) {
                        throw new IllegalStateException("start-up of " + size + " instances ended with exit code "
                                + exit);
                    }
                    samples.addAll(Sample.read(file));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private ProcessBuilder fork(final int size, final int process, final Path file) {
        final Jvm jvm = Jvm.current();
        final List<String> command = new ArrayList<>();
        command.add(jvm.executable().toString());
        command.addAll(jvm.flags(size));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                StartMain.class.getName(),
                Integer.toString(size),
                Integer.toString(limits.tasks(size)),
                Integer.toString(process),
                file.toString()));
        return new ProcessBuilder(command).inheritIO();
    }

    private void write(final List<Sample> samples, final PrintWriter terminal) throws IOException {
        final Jvm jvm = Jvm.current();
        final String flags = limits.sizes().stream()
                .map(size -> String.join(" ", jvm.flags(size)))
                .distinct()
                .collect(Collectors.joining(" | "));
        final Environment environment = Machine.environment(jvm, start ? flags : "", 0);
        final RunFolder folder = RunFolder.create(out, jvm, FootprintTable.SUITE);
        final String command = MeasuringOptions.given("java -jar bench/target/berth.jar " + spec.name(), spec);
        folder.writeFootprint(command, environment, samples);
        terminal.println();
        terminal.println("Run folder: " + folder.path());
    }
}
