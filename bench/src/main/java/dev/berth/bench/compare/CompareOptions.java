package dev.berth.bench.compare;

import dev.berth.bench.trace.FleetArgument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of a study and of how it is run. */
final class CompareOptions {
    /** The trace of a study that names none; some copies of it fill the cluster. */
    static final String DEFAULT_TRACE = "synthetic,days=3,arrivals=30000";

    private static final int MOST_INSTANCES = 1 << 20;

    @Option(
            names = "--trace",
            paramLabel = "FORMAT:PATH[,NAME=VALUE...]",
            description = "A trace; give the option again for each further one. --list shows the formats and what "
                    + "each is not good for. Default: " + DEFAULT_TRACE + ", which needs no file, on 1000 instances.")
    List<String> traces = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "A policy, or several with commas between: family.Name as --list shows them, family.* for "
                    + "all of a family, FILE.jar:CLASS or FOLDER:CLASS for one of your own, which runs in a process "
                    + "of its own. Default: fit.*,ecs.*")
    List<String> policies = new ArrayList<>();

    @Option(
            names = "--seeds",
            defaultValue = "5",
            description = "How many seeds (from 1 on), a range such as 3..7, or a list such as 1,5,9. The seed shifts "
                    + "the copies of a trace in time, and is that of a random policy and of a trace that is drawn. "
                    + "Default: ${DEFAULT-VALUE}.")
    String seeds;

    @Option(
            names = "--instances",
            split = ",",
            paramLabel = "N",
            description = "Sizes of the cluster. Default: the trace's own fleet if it has one, else 1000.")
    List<String> instances = new ArrayList<>();

    @Option(
            names = "--fleet",
            paramLabel = "FLEET",
            description = "The machines of the cluster: " + FleetArgument.HELP + ". Default: own if the trace names "
                    + "instances, else mix.")
    String fleet;

    @Option(
            names = "--bins",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "CAPACITY,...",
            description = "Open bins on demand instead of refusing, each of the capacity given, one number for each "
                    + "dimension. Default of the capacity: the bin that the trace names, the largest machine of its "
                    + "fleet, else 1 in each.")
    String bins;

    @Option(
            names = "--copies",
            description = "Copies of a trace that run together. Default: as many as fill the cluster; 1 on the "
                    + "trace's own fleet and for bins.")
    String copies;

    @Option(
            names = "--scan-arrivals",
            paramLabel = "N",
            description = "Of a policy that looks at every instance, measure this many arrivals around the moment at "
                    + "which most tasks run; first fit places those before. 0: the whole run. Default: 20000 if "
                    + "instances x arrivals is above 2e8, else the whole run.")
    String scanArrivals;

    @Option(
            names = "--compaction",
            description = "Also measure compacted_instances: to how many machines the moment of most tasks can be "
                    + "compacted (cell compaction). It packs that moment some 200 times for each point.")
    boolean compaction;

    @Option(
            names = "--timeout",
            description = "Time for one point of the study, after which its policy is stopped. "
                    + "Default: 10m for a policy of your own, no limit for one of the registry.")
    String timeout;

    @Option(
            names = "--memory-limit",
            defaultValue = "2g",
            description = "Heap of the process of a policy of your own; trace and cluster take their part of it. "
                    + "Default: ${DEFAULT-VALUE}.")
    String memoryLimit;

    @Option(
            names = "--jobs",
            description = "Points that run at the same time. Default: as many as the machine has cores.")
    String jobs;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Run only part I of N, into a folder of its own; 'berth compare merge' joins them.")
    String shard;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of the study. If it holds points of the same study, only the others are run. "
                    + "Default: a new folder in runs.")
    Path out;

    /** Returns the sizes of the cluster; empty if none was given. */
    List<Integer> instances() {
        return Whole.parse("--instances", instances, 1, MOST_INSTANCES, "1000");
    }

    /** Returns the number of copies; null if it was not given. */
    Integer copies() {
        return Whole.parse("--copies", copies, 1, 1_000_000, "20");
    }

    /** Returns how many arrivals of a scanning policy are measured; null if it was not given. */
    Integer scanArrivals() {
        return Whole.parse("--scan-arrivals", scanArrivals, 0, Integer.MAX_VALUE, "20000");
    }

    /** Returns how many points run at the same time. */
    int jobs() {
        final Integer given = Whole.parse("--jobs", jobs, 1, 10_000, "4");
        return given != null ? given : Runtime.getRuntime().availableProcessors();
    }
}
