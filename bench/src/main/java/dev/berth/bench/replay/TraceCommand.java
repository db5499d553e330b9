package dev.berth.bench.replay;

import dev.berth.Chain;
import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.bench.measuring.Environment;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.Machine;
import dev.berth.bench.measuring.NewFolder;
import dev.berth.bench.simulation.EngineShapes;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.FleetArgument;
import dev.berth.bench.trace.FleetFit;
import dev.berth.bench.trace.Trace;
import dev.berth.bench.trace.TraceArgument;
import dev.berth.bench.trace.TraceFormatException;
import dev.berth.bench.trace.TraceFormats;
import dev.berth.bench.trace.TraceStatistics;
import dev.berth.ecs.terminal.OutputPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
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
        description = "Replays arrivals and departures of a data set, or of a table of your own, through the engine.",
        footer = {
            "",
            "A trace is FORMAT:PATH,name=value,...; --formats lists the formats with their",
            "sources, units and options. A fleet is one of",
            "  mix                      EC2 types in three zones, drawn; the default",
            "  own                      what the trace names; the default if it does",
            "  alike,vcpus=16,memory-gib=64,zones=3",
            "                           all alike; gpus=N gives them GPUs",
            "  file:fleet.csv           a table with the columns cpu, memory and, if there",
            "                           are, gpus, count, zone, type",
            "  catalogue:types.csv,m5.xlarge=3,c5.xlarge=1",
            "                           types of a table (instance_type, vcpu, memory_mib,",
            "                           gpu_count, gpu_name), drawn by weight",
            "Refusals are reported as requests, and as the core-hours and GiB-hours that",
            "the refused tasks would have run until the end of the replay. A policy that",
            "refuses few requests may refuse the large ones.",
            "",
            "Example of a table of your own, jobs.csv:",
            "  begun,seconds,cores,ram",
            "  2024-05-01T08:00:00Z,90,2,4096",
            "  2024-05-01T08:00:07Z,3600,0.5,512",
            "  java -jar berth.jar trace \\",
            "    --trace csv:jobs.csv,arrive=begun,life=seconds,time=iso8601,memory-unit=mib",
            "Columns whose names say it all need no option: start_time, duration_s, vcpus,",
            "memory_gib, job_id.",
            "",
            "Example of a published data set:",
            "  java -jar berth.jar trace --trace azure-vm-2017:vm_test.csv.gz \\",
            "       --instances 100000 \\",
            "       --strategy 'spread(attribute:ecs.availability-zone),binpack(memory)'",
            "  java -jar berth.jar trace --trace azure-vm-2017:vm_test.csv.gz --check"
        })
public final class TraceCommand implements Callable<Integer> {
    private static final int DEFAULT_CHECKED_INSTANCES = 300;
    private static final int STEPS_PER_COMPARISON = 10_000;
    private static final double OVERLOAD = 1.05;
    private static final double SPARE = 1.1;
    private static final int SAMPLE = 1000;
    private static final double SECONDS_PER_DAY = 86_400;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "TRACE",
            description = "The trace, such as csv:jobs.csv or azure-vm-2017:vm_test.csv.gz.")
    private String trace;

    @Option(names = "--formats", help = true, description = "List the formats of traces and exit.")
    private boolean formats;

    @Option(
            names = "--describe",
            description = "Print the statistics of the trace (shapes, arrivals, batches, lifetimes, fleet) with "
                    + "the notes of its reader, and exit.")
    private boolean describe;

    @Option(names = "--fleet", paramLabel = "FLEET", description = "The instances. Default: own or mix; see below.")
    private String fleet;

    @Option(
            names = "--instances",
            description = "Instances of the cluster. Default: those of the fleet, or a tenth more than one copy needs; "
                    + "with --check, 300.")
    private Integer instances;

    @Option(
            names = "--copies",
            description = "Copies of the trace. Default: 1; with --instances, as many as fill the cluster.")
    private Integer copies;

    @Option(
            names = "--shift-seconds",
            defaultValue = "3601",
            description = "Copy k starts k times this many seconds late, so that the copies do not all peak together.")
    private int shiftSeconds;

    @Option(
            names = "--share",
            description = "Share of the groups to keep, above 0, at most 1. Default: 1; with --check, what fills "
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
        final TraceFormats registry = TraceFormats.find(TraceCommand.class.getClassLoader());
        if (formats) {
            spec.commandLine().getOut().print(FormatList.of(registry));
            spec.commandLine().getOut().flush();
            return 0;
        }
        final Chain chain = checkedChain();
        checkNumbers();
        try {
            final TraceArgument argument = TraceArgument.parse(trace, registry);
            return describe ? describe(argument) : replay(chain, argument);
        } catch (final TraceFormatException | IllegalArgumentException e) {
            return fail(e.getMessage());
        } catch (final IOException e) {
            return fail("cannot read or write: " + e);
        } catch (final ArithmeticException | LimitExceededException e) {
            return fail("too much for one engine (" + e.getMessage() + "); give fewer --copies");
        }
    }

    private Integer describe(final TraceArgument argument) throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        final Trace whole = argument.read();
        whole.notes().forEach(note -> out.println("note: " + note));
        whole.fleet().flatMap(own -> FleetFit.warning(whole, own)).ifPresent(text -> out.println("warning: " + text));
        TraceStatistics.of(whole).lines().forEach(out::println);
        out.flush();
        return 0;
    }

    private Integer replay(final Chain chain, final TraceArgument argument) throws IOException {
        final PrintWriter err = spec.commandLine().getErr();
        final FleetArgument given = fleet == null ? null : FleetArgument.parse(fleet);
        err.println("reading " + argument);
        final Trace whole = argument.read();
        whole.notes().forEach(note -> err.println("  " + note));
        EngineShapes.check(whole);
        final FleetArgument kind = given == null ? FleetArgument.defaultOf(whole) : given;
        final Fleet instancesOf = sized(whole, kind);
        if (whole.fleet().filter(own -> own == instancesOf).isEmpty()) {
            instancesOf.notes().forEach(note -> err.println("  " + note));
        }
        FleetFit.warning(whole, instancesOf).ifPresent(warning -> err.println("warning: " + warning));
        final Trace kept = thinned(whole, instancesOf);
        final int copyCount = copies != null ? copies : fillingCopies(kept, instancesOf, kind);
        err.println("sorting " + copyCount + (copyCount == 1 ? " copy" : " copies") + " of " + kept.size()
                + " arrivals of " + kept.shapes().size() + " shapes for " + instancesOf.size() + " instances");
        final Events events = events(kept, copyCount);
        final EngineConfig config = config(chain, Peak.of(events), instancesOf.size(), kept.shapes().size());
        final Target target = check ? Target.checked(config, STEPS_PER_COMPARISON) : Target.engine(config);
        final TraceRun run =
                new TraceRun(events, instancesOf, target, chain, sampleSeconds, new Progress(err, events.size()));
        try {
            run.run();
        } catch (final AssertionError e) {
            spec.commandLine().getErr().println("berth trace: the engine and the oracle differ: " + e.getMessage());
            return 1;
        }
        final Environment environment = Machine.environment(
                Jvm.current(), String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()), seed);
        final TraceReport report = report(events, config, run, instancesOf);
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
            final String word = arg.replaceAll("(^|[:=])[^,:=]*/", "$1");
            text.append(' ').append(word.indexOf('(') < 0 ? word : "'" + word + "'");
        }
        return text.toString();
    }

    private Fleet sized(final Trace whole, final FleetArgument kind) throws IOException {
        if (!kind.hasFreeSize()) {
            if (instances != null) {
                throw new IllegalArgumentException("--instances is " + instances + ", but the fleet " + kind
                        + " has a size of its own; leave it out, or give --fleet mix");
            }
            return kind.fleet(whole, 0, seed);
        }
        final int count = instances != null ? instances
                : check ? DEFAULT_CHECKED_INSTANCES : needed(whole, kind.fleet(whole, SAMPLE, seed));
        return kind.fleet(whole, count, seed);
    }

    /** Returns how many instances like those of a sample have a tenth more than the trace asks for. */
    private static int needed(final Trace whole, final Fleet sample) {
        return (int) Math.min(
                EngineConfig.MAX_INSTANCES, Math.max(1, Math.ceil(SPARE * SAMPLE / copiesIn(whole, sample))));
    }

    private Trace thinned(final Trace whole, final Fleet instancesOf) {
        if (share != null) {
            return checkedNonEmpty(whole.thinned(share, seed));
        }
        final double filling = OVERLOAD * copiesIn(whole, instancesOf);
        return check && copies == null && filling < 1 ? checkedNonEmpty(whole.thinned(filling, seed)) : whole;
    }

    private Trace checkedNonEmpty(final Trace kept) {
        if (kept.size() == 0) {
            throw new ParameterException(spec.commandLine(), "--share leaves no group; give a larger one");
        }
        return kept;
    }

    private int fillingCopies(final Trace kept, final Fleet instancesOf, final FleetArgument kind) {
        final boolean fills = kind.hasFreeSize() && (instances != null || check);
        return fills ? (int) Math.max(1, Math.ceil(OVERLOAD * copiesIn(kept, instancesOf))) : 1;
    }

    /** Returns how many copies of the trace, running together, ask for what the cluster has. */
    private static double copiesIn(final Trace kept, final Fleet instancesOf) {
        final List<Double> peak = Peak.of(new Events(kept)).amounts();
        double copiesIn = Double.MAX_VALUE;
        for (int d = 0; d < peak.size(); d++) {
            if (peak.get(d) > 0) {
                copiesIn = Math.min(copiesIn, TraceRun.total(instancesOf, d) / peak.get(d));
            }
        }
        return copiesIn;
    }

    private Events events(final Trace kept, final int copyCount) {
        final double[] shifts = new double[copyCount];
        Arrays.setAll(shifts, copy -> copy * (shiftSeconds / SECONDS_PER_DAY));
        return new Events(kept, shifts);
    }

    private EngineConfig config(final Chain chain, final Peak peak, final int size, final int shapes) {
        try {
            return EngineShapes.config(chain, shapes, size, peak.tasks(), peak.groups(), seed);
        } catch (final IllegalArgumentException e) {
            throw new ArithmeticException(e.getMessage());
        }
    }

    // ---- the report -------------------------------------------------------------------------------------------------

    private TraceReport report(
            final Events events, final EngineConfig config, final TraceRun run, final Fleet instancesOf) {
        final TraceReport report = new TraceReport();
        final Series series = run.series();
        report.add("strategy", strategy);
        report.add("instances", instancesOf.size());
        report.add("registered vCPUs", (long) TraceRun.total(instancesOf, 0) / 1024);
        report.add("registered memory GiB", (long) TraceRun.total(instancesOf, 1) / 1024);
        report.add("arrivals in a copy", events.trace().size());
        report.add("copies", events.copies());
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
        require("--instances", instances == null ? 1 : instances, EngineConfig.MAX_INSTANCES);
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
