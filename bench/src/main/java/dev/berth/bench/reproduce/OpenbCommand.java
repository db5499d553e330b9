package dev.berth.bench.reproduce;

import dev.berth.bench.policy.gpu.GpuFragmentation;
import dev.berth.ecs.terminal.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth reproduce openb}. */
@Command(
        name = "openb",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = "Compares GPU allocation ratios on the Alibaba openb traces with the published ones.",
        footer = {
            "",
            "The experiment of Weng et al., \"Beware of Fragmentation\", USENIX ATC 2023: the list of pods is",
            "shuffled, pods drawn from it are appended until they ask for 1.3 times the GPUs, and they are placed one",
            "by one, without departures. The ratio at a load is the mean over the arrivals that bring the demand to",
            "this load.",
            "The folder holds openb_node_list_gpu_node.csv, openb_pod_list_*.csv (gzipped or not, also in a folder",
            "variants; github.com/alibaba/clusterdata, cluster-trace-gpu-v2023/csv) and " + OpenbPublished.FILE + ".",
            "",
            "Beside fit.First stands the first fit of an independent program, which is in the same file.",
            "A difference is called noise if the 95 %% interval of the difference of the two means holds 0.",
            "",
            "Exit status: 0 Random, DotProd, BestFit and FGD are within " + OpenbCommand.TOLERANCE
                    + " points of the published means",
            "at 100 %% load, 1 one is not, 2 wrong usage or unreadable input.",
            "",
            "Example:",
            "  java -jar berth.jar reproduce openb --data cluster-trace-gpu-v2023 --csv openb.csv"
        })
public final class OpenbCommand implements Callable<Integer> {
    /** The most points by which the mean of a required policy may differ. */
    static final double TOLERANCE = 0.6;

    private static final Set<String> REQUIRED = Set.of("gpu.Random", "gpu.DotProd", "gpu.BestFit", "gpu.FGD");
    private static final int LOAD = 100;

    /** The names under which the file has the policies; the last is that of an independent program. */
    private static final Map<String, String> PUBLISHED_NAMES = Map.of(
            "gpu.Random", "01-Random",
            "gpu.DotProd", "02-DotProd",
            "gpu.GpuClustering", "03-GpuClustering",
            "gpu.GpuPacking", "04-GpuPacking",
            "gpu.BestFit", "05-BestFit",
            "gpu.FGD", "06-FGD",
            "fit.First", "FirstFit");

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder of the data set.")
    private Path data;

    @Option(
            names = "--policies",
            split = ",",
            defaultValue = "gpu.Random,gpu.DotProd,gpu.GpuClustering,gpu.GpuPacking,gpu.BestFit,gpu.FGD,gpu.PWR,"
                    + "gpu.PwrFgd(0.1),gpu.FGD(draw),fit.First,fit.Best-L1,fit.Worst-L1",
            paramLabel = "NAME",
            description = "The policies to run.")
    private List<String> policies;

    @Option(names = "--seed", defaultValue = "42", description = "The first seed.")
    private long seed;

    @Option(names = "--seeds", defaultValue = "10", description = "The number of seeds, 2 or more.")
    private int seeds;

    @Option(names = "--csv", paramLabel = "FILE", description = "A new file for the ratio of each run at each load.")
    private Path csv;

    private final List<String> rows = new ArrayList<>(List.of("pods,policy,seed,load_percent,allocation_percent"));
    private boolean missed;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 2 || seeds > 1000) {
            return fail("--seeds is " + seeds + ", must be 2..1000");
        }
        if (csv != null && Files.exists(csv)) {
            return fail("--csv is " + csv + ", which exists; give a new file");
        }
        try {
            final OpenbRuns runs = new OpenbRuns(policies, seed, seeds);
            final List<Path> lists = lists();
            final OpenbPublished published = OpenbPublished.read(data.resolve(OpenbPublished.FILE));
            for (final Path list : lists) {
                compare(list, runs, published);
            }
            if (csv != null) {
                Files.write(csv, rows);
            }
        } catch (final IOException | IllegalArgumentException e) {
            return fail(e instanceof NoSuchFileException
                    ? "there is no " + e.getMessage() + "; give the folder of the data set with --data"
                    : e.getMessage());
        }
        return missed ? 1 : 0;
    }

    private List<Path> lists() throws IOException {
        final List<Path> lists = new ArrayList<>();
        for (final Path folder : List.of(data, data.resolve("variants"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.getFileName().toString().matches("openb_pod_list_.*\\.csv(\\.gz)?"))
                            .sorted()
                            .forEach(lists::add);
                }
            }
        }
        if (lists.isEmpty()) {
            throw new IOException("there is no openb_pod_list_*.csv in " + data
                    + "; give the folder of the data set with --data");
        }
        return lists;
    }

    private void compare(final Path list, final OpenbRuns runs, final OpenbPublished published)
            throws IOException, InterruptedException {
        final String pods = list.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
        final PrintWriter err = spec.commandLine().getErr();
        final PrintWriter out = spec.commandLine().getOut();
        final long start = System.nanoTime();
        final List<List<OpenbRuns.Result>> results = runs.run(list, (done, all) -> {
            err.print("\r" + pods + ": seed " + done + " of " + all + " ");
            err.flush();
        });
        err.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - start) / 1e9);
        out.println("GPU allocation ratio at " + LOAD + " % load, " + pods + ", mean of " + seeds + " seeds, percent");
        out.println();
        out.println(ratios(pods, results, published));
        out.println("After the last arrival: idle GPUs, those of them that are fragmented, by cause, and power");
        out.println();
        out.println(causes(results));
        out.flush();
    }

    private TextTable ratios(
            final String pods, final List<List<OpenbRuns.Result>> results, final OpenbPublished published) {
        final TextTable table = new TextTable(
                List.of("policy", "verdict", "published", "± 95 %", "here", "± 95 %", "difference", "± 95 %"), 2);
        for (int i = 0; i < policies.size(); i++) {
            final String policy = policies.get(i);
            final List<OpenbRuns.Result> bySeed = results.get(i);
            note(pods, policy, bySeed);
            final int at = OpenbRuns.LOADS.indexOf(LOAD);
            final MeanOfSeeds here = mean(bySeed, result -> result.ratios()[at]);
            table.add(line(policy, here, published.of(pods, PUBLISHED_NAMES.getOrDefault(policy, ""), LOAD)));
        }
        return table;
    }

    private List<String> line(final String policy, final MeanOfSeeds here, final MeanOfSeeds there) {
        if (there == null) {
            return List.of(
                    policy, "nothing published", "-", "-", text(here.mean()), text(here.halfWidth()), "-", "-");
        }
        final double difference = here.mean() - there.mean();
        final double width = here.halfWidthOfDifference(there);
        final boolean misses = REQUIRED.contains(policy) && !(Math.abs(difference) <= TOLERANCE);
        missed |= misses;
        final String noise = Math.abs(difference) <= width ? "noise" : "differs";
        return List.of(
                policy,
                misses ? "MISSED, more than " + TOLERANCE : noise,
                text(there.mean()),
                text(there.halfWidth()),
                text(here.mean()),
                text(here.halfWidth()),
                String.format(Locale.ROOT, "%+.2f", difference),
                text(width));
    }

    private TextTable causes(final List<List<OpenbRuns.Result>> results) {
        final List<String> header = new ArrayList<>(List.of("policy", "idle", "fragmented"));
        for (final GpuFragmentation.Cause cause : GpuFragmentation.Cause.values()) {
            header.add(cause.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        header.add("kW");
        final TextTable table = new TextTable(header);
        for (int i = 0; i < policies.size(); i++) {
            final List<OpenbRuns.Result> bySeed = results.get(i);
            final List<String> cells = new ArrayList<>(List.of(
                    policies.get(i),
                    text(mean(bySeed, OpenbRuns.Result::idleGpus).mean()),
                    text(mean(bySeed, result -> result.causes().values().stream().mapToDouble(x -> x).sum())
                            .mean())));
            for (final GpuFragmentation.Cause cause : GpuFragmentation.Cause.values()) {
                cells.add(text(mean(bySeed, result -> result.causes().get(cause)).mean()));
            }
            final double kilowatts = mean(bySeed, OpenbRuns.Result::kilowatts).mean();
            cells.add(Double.isNaN(kilowatts) ? "-" : String.format(Locale.ROOT, "%.0f", kilowatts));
            table.add(cells);
        }
        return table;
    }

    private void note(final String pods, final String policy, final List<OpenbRuns.Result> bySeed) {
        for (int i = 0; i < bySeed.size(); i++) {
            for (int load = 0; load < OpenbRuns.LOADS.size(); load++) {
                rows.add(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%d,%.4f",
                        pods,
                        policy,
                        seed + i,
                        OpenbRuns.LOADS.get(load),
                        bySeed.get(i).ratios()[load]));
            }
        }
    }

    private static MeanOfSeeds mean(
            final List<OpenbRuns.Result> results, final ToDoubleFunction<OpenbRuns.Result> value) {
        return MeanOfSeeds.of(results.stream().mapToDouble(value).toArray());
    }

    private static String text(final double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private int fail(final String message) {
        spec.commandLine().getErr().println("berth reproduce openb: " + message);
        return 2;
    }
}
