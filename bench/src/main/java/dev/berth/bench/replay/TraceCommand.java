package dev.berth.bench.replay;

import dev.berth.Chain;
import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.Strategy;
import dev.berth.bench.measuring.Environment;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.Machine;
import dev.berth.bench.measuring.NewFolder;
import dev.berth.ecs.terminal.OutputPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code berth trace}, which replays a trace through the engine. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = "Replays arrivals and departures of a published data set through the engine.",
        footer = {
            "",
            "Where the file comes from: github.com/huaweicloud/trace_generation_rnn, resources/traces (data of the",
            "Azure public data set 2017, CC-BY-4.0), its test part joined to one table with the header",
            "  " + AzureTrace.HEADER,
            "A batch of VMs is a group of tasks. One VM asks 1024 CPU units for each vCPU, and 1024 MiB for each GB.",
            "Refusals are reported as requests, and as the core-hours and GiB-hours that the refused VMs would",
            "have run until the end of the replay. A policy that refuses few requests may refuse the large ones.",
            "",
            "Example:",
            "  java -jar berth.jar trace --file vm_test.csv.gz --instances 100000 \\",
            "       --strategy 'spread(attribute:ecs.availability-zone),binpack(memory)'",
            "  java -jar berth.jar trace --file vm_test.csv.gz --check"
        })
public final class TraceCommand implements Callable<Integer> {
    private static final int DEFAULT_INSTANCES = 100_000;
    private static final int DEFAULT_CHECKED_INSTANCES = 300;
    private static final int STEPS_PER_COMPARISON = 10_000;
    private static final double OVERLOAD = 1.05;

    @Spec
    private CommandSpec spec;

    @Option(names = "--format", defaultValue = "azure-vm-2017", description = "The format of the file: azure-vm-2017.")
    private String format;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "The trace, gzipped or not.")
    private Path file;

    @Option(names = "--instances", description = "Instances of the cluster. Default: 100000; with --check, 300.")
    private Integer instances;

    @Option(names = "--copies", description = "Copies of the trace. Default: as many as fill the cluster.")
    private Integer copies;

    @Option(
            names = "--shift-seconds",
            defaultValue = "3601",
            description = "Copy k starts k times this many seconds late, so that the copies do not all peak together.")
    private int shiftSeconds;

    @Option(
            names = "--share",
            description = "Share of the batches to keep, above 0, at most 1. Default: 1; with --check, what fills "
                    + "the cluster.")
    private Double share;

    @Option(
            names = "--strategy",
            defaultValue = "spread(attribute:ecs.availability-zone),binpack(memory)",
            description = "Chain of up to five: binpack(cpu), binpack(memory), spread(FIELD), random.")
    private String strategy;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the fleet, of --share and of random.")
    private long seed;

    @Option(names = "--check", description = "Run the oracle beside the engine and compare each placement.")
    private boolean check;

    @Option(names = "--sample-seconds", defaultValue = "900", description = "Time of the trace between two samples.")
    private int sampleSeconds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run folder, which must be new or empty. Default: a new folder in runs.")
    private Path out;

    @Override
    public Integer call() {
        final Chain chain = checkedChain();
        checkNumbers();
        try {
            return replay(chain);
        } catch (final TraceFormatException e) {
            return fail(e.getMessage());
        } catch (final IOException e) {
            return fail("cannot read or write: " + e);
        } catch (final ArithmeticException | LimitExceededException e) {
            return fail("too much for one engine (" + e.getMessage() + "); give fewer --copies");
        }
    }

    private Integer replay(final Chain chain) throws IOException {
        final PrintWriter err = spec.commandLine().getErr();
        if (!Files.isReadable(file)) {
            return fail("cannot read " + file + "; see 'berth trace --help' for where the file comes from");
        }
        err.println("reading " + file);
        final TraceFleet fleet = new TraceFleet(instanceCount(), seed);
        final AzureTrace trace = thinned(AzureTrace.read(file), fleet);
        final int copyCount = copies != null ? copies : fillingCopies(trace, fleet);
        err.println("sorting " + copyCount + " copies of " + trace.size() + " arrivals");
        final TraceEvents events = new TraceEvents(trace, copyCount, shiftSeconds);
        final EngineConfig config = config(chain, Peak.of(trace, events));
        final Target target = check ? Target.checked(config, STEPS_PER_COMPARISON) : Target.engine(config);
        final TraceRun run =
                new TraceRun(trace, events, fleet, target, chain, sampleSeconds, new Progress(err, events.size()));
        try {
            run.run();
        } catch (final AssertionError e) {
            spec.commandLine().getErr().println("berth trace: the engine and the oracle differ: " + e.getMessage());
            return 1;
        }
        final Environment environment = Machine.environment(
                Jvm.current(), String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()), seed);
        final TraceReport report = report(trace, copyCount, config, run, fleet);
        report.add("seed", Long.toString(seed));
        report.add("commit", environment.entry("commit"));
        publish(report, environment, run.series());
        return 0;
    }

    private void publish(final TraceReport report, final Environment environment, final Series series)
            throws IOException {
        final PrintWriter stdout = spec.commandLine().getOut();
        stdout.print(report.table());
        final Path folder = out != null
                ? out
                : NewFolder.create(Path.of("runs"), "jdk" + Jvm.current().feature() + "-trace");
        report.write(folder, command(), environment, series);
        stdout.println("run folder  " + folder);
        stdout.flush();
    }

    // ---- the input --------------------------------------------------------------------------------------------------

    /** Returns the command that was given, without the folders of this machine. */
    private String command() {
        final StringBuilder text = new StringBuilder("java -jar bench/target/berth.jar trace");
        final List<String> args = spec.commandLine().getParseResult().originalArgs();
        for (final String arg : args.subList(args.indexOf(spec.name()) + 1, args.size())) {
            final String word = arg.substring(arg.lastIndexOf('/') + 1);
            text.append(' ').append(word.indexOf('(') < 0 ? word : "'" + word + "'");
        }
        return text.toString();
    }

    private int instanceCount() {
        if (instances != null) {
            return instances;
        }
        return check ? DEFAULT_CHECKED_INSTANCES : DEFAULT_INSTANCES;
    }

    private AzureTrace thinned(final AzureTrace trace, final TraceFleet fleet) {
        if (share != null) {
            return checkedNonEmpty(trace.thinned(share, seed));
        }
        final double filling = filling(trace, fleet);
        return check && copies == null && filling < 1 ? checkedNonEmpty(trace.thinned(filling, seed)) : trace;
    }

    private AzureTrace checkedNonEmpty(final AzureTrace trace) {
        if (trace.size() == 0) {
            throw new ParameterException(spec.commandLine(), "--share leaves no batch; give a larger one");
        }
        return trace;
    }

    private static int fillingCopies(final AzureTrace trace, final TraceFleet fleet) {
        return (int) Math.max(1, Math.ceil(filling(trace, fleet)));
    }

    /** Returns how many copies of the trace, running together, ask for a little more than the cluster has. */
    private static double filling(final AzureTrace trace, final TraceFleet fleet) {
        final Peak peak = Peak.of(trace, new TraceEvents(trace, 1, 0));
        return OVERLOAD * Math.min(
                (double) fleet.cpuUnits() / peak.cpuUnits(), (double) fleet.memoryMib() / peak.memoryMib());
    }

    private EngineConfig config(final Chain chain, final Peak peak) {
        final long spreads = chain.strategies().stream()
                .filter(s -> s.type() == Strategy.Type.SPREAD_ATTRIBUTE || s.type() == Strategy.Type.SPREAD_INSTANCE)
                .count();
        try {
            return EngineConfig.builder()
                    .maxInstances(instanceCount())
                    .maxTasks(Math.toIntExact(peak.tasks()))
                    .maxGroups(Math.toIntExact(peak.groups() + 1))
                    .maxCounts(Math.toIntExact(spreads * (peak.tasks() + peak.groups() + 2)))
                    .maxPorts(0)
                    .seed(seed)
                    .build();
        } catch (final IllegalArgumentException e) {
            throw new ArithmeticException(e.getMessage());
        }
    }

    // ---- the report -------------------------------------------------------------------------------------------------

    private TraceReport report(
            final AzureTrace trace,
            final int copyCount,
            final EngineConfig config,
            final TraceRun run,
            final TraceFleet fleet) {
        final TraceReport report = new TraceReport();
        final Series series = run.series();
        report.add("strategy", strategy);
        report.add("instances", fleet.size());
        report.add("registered vCPUs", fleet.cpuUnits() / 1024);
        report.add("registered memory GiB", fleet.memoryMib() / 1024);
        report.add("arrivals in a copy", trace.size());
        report.add("copies", copyCount);
        report.add("shift of a copy s", shiftSeconds);
        report.add("placed", run.placed());
        report.add("refused", run.refusals().count());
        report.add("refused %", 100.0 * run.refusals().count() / Math.max(1, run.placed() + run.refusals().count()));
        add(report, "core-hours", run.asked().coreHours(), run.refused().coreHours());
        add(report, "GiB-hours", run.asked().gibHours(), run.refused().gibHours());
        report.add("refusals explained", run.refusals().explained());
        report.add("why, over all instances", run.refusals().instancesByReason());
        report.add("why, closest instance", run.refusals().closestByReason());
        report.add("replay time s", run.loopSeconds());
        report.add("placements/s, departures included", run.placed() / run.loopSeconds());
        if (!check) {
            report.add("bytes allocated per placement", run.bytesPerPlacement());
            report.add("bytes allocated by all placements", run.loopBytes());
            report.add("bytes allocated per group opened", run.bytesPerGroup());
        }
        report.add("groups opened", run.groupsOpened());
        report.add("running tasks, most", (long) series.max(Series.RUNNING));
        report.add("CPU used %, mean", series.mean(Series.CPU));
        report.add("CPU used %, most", series.max(Series.CPU));
        report.add("memory used %, mean", series.mean(Series.MEMORY));
        report.add("memory used %, most", series.max(Series.MEMORY));
        report.add("instances in use, mean", series.mean(Series.IN_USE));
        report.add("instances in use, most", (long) series.max(Series.IN_USE));
        report.add("zone imbalance %, mean", series.mean(Series.IMBALANCE));
        report.add("engine footprint MiB", config.footprintBytes() / 1048576.0);
        report.add("oracle", check
                ? "agreed on each of " + (run.placed() + run.refusals().count()) + " placements and refusals"
                : "not run; give --check");
        return report;
    }

    private static void add(
            final TraceReport report, final String unit, final double asked, final double refused) {
        report.add(unit + " asked", asked);
        report.add(unit + " refused", refused);
        report.add(unit + " refused %", asked == 0 ? 0.0 : 100 * refused / asked);
    }

    private Chain checkedChain() {
        try {
            return Chain.parse(strategy);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--strategy: " + e.getMessage(), e);
        }
    }

    private void checkNumbers() {
        if (!"azure-vm-2017".equals(format)) {
            throw new ParameterException(spec.commandLine(), "--format is '" + format + "', must be azure-vm-2017");
        }
        require("--instances", instanceCount(), EngineConfig.MAX_INSTANCES);
        require("--copies", copies == null ? 1 : copies, 10_000);
        require("--sample-seconds", sampleSeconds, 1_000_000);
        if (shiftSeconds < 0 || shiftSeconds > 1_000_000) {
            throw new ParameterException(
                    spec.commandLine(), "--shift-seconds is " + shiftSeconds + ", must be 0..1000000");
        }
        if (share != null && !(share > 0 && share <= 1)) {
            throw new ParameterException(spec.commandLine(), "--share is " + share + ", must be above 0 and at most 1");
        }
        if (out != null) {
            OutputPath.whyNot("--out", out).ifPresent(why -> {
                throw new ParameterException(spec.commandLine(), why);
            });
        }
    }

    private void require(final String name, final long value, final long max) {
        if (value < 1 || value > max) {
            throw new ParameterException(spec.commandLine(), name + " is " + value + ", must be 1.." + max);
        }
    }

    private int fail(final String message) {
        spec.commandLine().getErr().println("berth trace: " + message);
        return 2;
    }
}
