package dev.berth.cluster.load;

import dev.berth.Chain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code berth-cluster bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = "Measures throughput and latency, or what clients see of a snapshot.",
        footer = {
            "",
            "With --launch the nodes are processes of their own, and the empty service,",
            "which has no engine, is measured by turns in the same run. With --members",
            "the cluster must be a new one: it is filled with instances and tasks.",
            "",
            "Examples:",
            "  java -jar berth-cluster.jar bench --launch 1",
            "  java -jar berth-cluster.jar bench --launch 3 --out results",
            "  java -jar berth-cluster.jar bench --launch 1 --snapshot \\",
            "    --instances 100000 --rounds 2 --out results",
            "",
            "Exit status: 0 done, 2 wrong usage, or the cluster failed."
        })
public final class Bench implements Callable<Integer> {
    private static final int TASKS_OF_INSTANCE = 8;
    private static final int MOST_INSTANCES = 1 << 20;
    private static final int MOST_TASKS = 10_000_000;
    private static final String BINPACK = "binpack(memory)";

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Option(names = "--snapshot", description = "Measure the pause of snapshots and the time to load them.")
    private boolean isSnapshot;

    @Option(names = "--instances", defaultValue = "10000", paramLabel = "N", description = "The number of instances.")
    private int instances;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "The number of tasks that run from the beginning; default: 8 on each instance.")
    private @Nullable Integer tasks;

    @Option(
            names = "--chain",
            paramLabel = "CHAIN",
            description = "A chain of strategies, measured by itself; may be repeated. Default: binpack(memory), and"
                    + " the chain of services, which spreads. With --members: binpack(memory); with --snapshot:"
                    + " the chain of services.")
    private @Nullable List<String> chains;

    @Option(names = "--batch", defaultValue = "1", paramLabel = "N", description = "The commands of a request.")
    private int batch;

    @Option(names = "--window", defaultValue = "128", paramLabel = "N", description = "The most requests in flight.")
    private int window;

    @Option(
            names = "--rate",
            defaultValue = "0",
            paramLabel = "N",
            description = "Requests/s of the schedule; 0 = half of the throughput, and 2000 with --snapshot.")
    private double rate;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each service is launched and measured; default 3, and 1 with --snapshot.")
    private @Nullable Integer rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "Full load before what is measured.")
    private double warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            description = "The time of each measurement; default 5, and 3 with --snapshot.")
    private @Nullable Double seconds;

    @Option(names = "--snapshots", defaultValue = "5", paramLabel = "N", description = "The snapshots of a round.")
    private int snapshots;

    @Option(
            names = "--node-flags",
            defaultValue = "-Xmx4g",
            paramLabel = "FLAGS",
            description = "The flags of the JVM of a node, separated by blanks.")
    private String flags = "";

    @Option(
            names = "--directory",
            defaultValue = "${sys:java.io.tmpdir}",
            showDefaultValue = Help.Visibility.NEVER,
            paramLabel = "DIR",
            description = "Where nodes write; what they wrote is deleted. Default: the directory for temporary files.")
    private Path directory = Path.of(".");

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "The seed of the workload.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Make a folder of the run there: environment, command, CSV, tables.")
    private @Nullable Path folder;

    /** Creates the command; called by picocli. */
    public Bench() {}

    /** The cluster: one that runs, or one that is launched. */
    private static final class Where {
        @Option(
                names = "--members",
                required = true,
                paramLabel = "HOST:PORT,...",
                description = "The members of a cluster that runs.")
        private String members = "";

        @Option(
                names = "--launch",
                required = true,
                paramLabel = "1|3",
                description = "Launch clusters of that many nodes on this machine.")
        private int nodes;
    }

    @Override
    public Integer call() throws IOException {
        final Settings settings = settings();
        final PrintWriter out = commandLine().commandLine().getOut();
        final Map<String, String> environment = RunFolder.environment(flags, seed);
        final RunFolder run = folder == null ? null : RunFolder.create(folder, kind(settings));
        final String tables = isSnapshot ? snapshot(settings, out, run) : load(settings, out, run);
        final String machine = environment.get("cpu") + ", " + environment.get("cores") + " cores, "
                + environment.get("os") + "; JDK " + environment.get("jdk") + "; commit " + environment.get("commit")
                + "; " + environment.get("date") + ".\n";
        out.println("\n" + tables + "\n" + machine);
        out.flush();
        if (run != null) {
            run.write(environment);
            run.write("command.txt", command(settings));
            run.write("table.md", tables + "\n" + machine);
        }
        return 0;
    }

    private String kind(final Settings settings) {
        return "cluster" + settings.nodes() + (isSnapshot ? "-snapshot" + settings.instances() : "");
    }

    private static String load(final Settings settings, final PrintWriter out, final @Nullable RunFolder folder)
            throws IOException {
        final LoadRun run = new LoadRun(settings, out);
        run.run();
        if (folder != null) {
            folder.write("throughput.csv", run.throughputCsv());
            folder.write("latency.csv", run.latencyCsv());
        }
        return run.tables();
    }

    private static String snapshot(final Settings settings, final PrintWriter out, final @Nullable RunFolder folder)
            throws IOException {
        final SnapshotRun run = new SnapshotRun(settings, out);
        run.run();
        if (folder != null) {
            folder.write("snapshot.csv", run.csv());
            folder.write("load.csv", run.loadCsv());
        }
        return run.tables();
    }

    /** Returns the command with every value spelt out but those that name a place. */
    private String command(final Settings settings) {
        final StringBuilder text = new StringBuilder("java -jar cluster/target/berth-cluster.jar bench")
                .append(settings.isLaunching() ? " --launch " + settings.nodes() : " --members ...")
                .append(isSnapshot ? " --snapshot --snapshots " + snapshots : "")
                .append(" --instances " + instances + " --tasks " + settings.tasks());
        settings.chains().forEach(chain -> text.append(" --chain '").append(chain).append('\''));
        return text.append(" --batch " + batch + " --window " + window + " --rate " + rate)
                .append(" --rounds " + settings.rounds() + " --warm-up " + warmUp + " --seconds " + settings.seconds())
                .append(" --node-flags '" + flags + "' --seed " + seed + " --out results\n")
                .toString();
    }

    private CommandSpec commandLine() {
        if (spec == null) {
            throw new IllegalStateException("bench is run by picocli");
        }
        return spec;
    }

    private Settings settings() {
        final boolean isLaunching = where.members.isEmpty();
        if (isLaunching) {
            inRange("--launch", where.nodes, 1, 9, "an odd number");
            if (where.nodes % 2 == 0) {
                throw refused("--launch", where.nodes, "1, 3, 5, 7 or 9");
            }
        } else if (isSnapshot) {
            throw new ParameterException(
                    commandLine().commandLine(),
                    "--snapshot needs nodes that bench has launched itself; use --launch in place of --members");
        }
        inRange("--instances", instances, 1, MOST_INSTANCES, "");
        final int running = tasks == null
                ? (int) Math.min(MOST_TASKS, (long) TASKS_OF_INSTANCE * instances)
                : (int) inRange(
                        "--tasks",
                        tasks,
                        1,
                        Math.min(MOST_TASKS, (long) TASKS_OF_INSTANCE * instances),
                        "at most 8 on each instance");
        inRange("--batch", batch, 1, 1_000, "");
        inRange("--window", window, 1, 1_024, "");
        inRange("--rate", rate, 0, 1e7, "");
        inRange("--warm-up", warmUp, 0, 600, "");
        inRange("--snapshots", snapshots, 1, 100, "");
        if (running < (long) batch * window) {
            throw refused("--tasks", running, "at least --batch × --window, " + (long) batch * window);
        }
        return new Settings(
                where.members,
                isLaunching ? where.nodes : where.members.split(",").length,
                instances,
                running,
                chains(isLaunching && !isSnapshot),
                batch,
                window,
                rate,
                rounds(isLaunching),
                warmUp,
                seconds == null ? isSnapshot ? 3 : 5 : inRange("--seconds", seconds, 0.1, 600, ""),
                snapshots,
                flags.isBlank() ? List.of() : Arrays.asList(flags.trim().split(" +")),
                directory,
                seed);
    }

    private int rounds(final boolean isLaunching) {
        if (!isLaunching) {
            return 1;
        }
        return rounds == null ? isSnapshot ? 1 : 3 : (int) inRange("--rounds", rounds, 1, 100, "");
    }

    private List<Chain> chains(final boolean several) {
        if (chains == null) {
            final Chain first = isSnapshot ? Chain.serviceDefault() : Chain.parse(BINPACK);
            return several ? List.of(first, Chain.serviceDefault()) : List.of(first);
        }
        if (!several && chains.size() > 1) {
            throw refused("--chain", chains.size() + " chains", "one, with --snapshot or --members");
        }
        try {
            return chains.stream().map(Chain::parse).toList();
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(commandLine().commandLine(), "--chain: " + e.getMessage(), e);
        }
    }

    private double inRange(
            final String option, final double value, final double least, final double most, final String hint) {
        if (!(value >= least && value <= most)) {
            final String range = number(least) + ".." + number(most);
            throw refused(option, number(value), hint.isEmpty() ? range : range + ", " + hint);
        }
        return value;
    }

    private static String number(final double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private ParameterException refused(final String option, final Object value, final String allowed) {
        return new ParameterException(
                commandLine().commandLine(), option + " is " + value + ", must be " + allowed);
    }
}
