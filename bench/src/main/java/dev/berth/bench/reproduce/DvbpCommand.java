package dev.berth.bench.reproduce;

import dev.berth.bench.policy.Policies;
import dev.berth.ecs.terminal.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth reproduce dvbp}. */
@Command(
        name = "dvbp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares the policies of the family dvbp, placement by placement, with an independent program.")
public final class DvbpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder of the reference data.")
    private Path data;

    @Option(names = "--trace", description = "Only this trace.")
    private String trace;

    @Option(names = "--machine", description = "Only this type of machine.")
    private Integer machine;

    @Option(names = "--policy", description = "Only this policy: the program's label, such as FF, or our name.")
    private String policy;

    @Option(names = "--jobs", description = "Runs at the same time. Default: as many as there are processors.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws Exception {
        final DvbpData d = new DvbpData(data);
        final DvbpCheck check = new DvbpCheck(d, Policies.find(DvbpCommand.class.getClassLoader()), Map.of());
        final ExecutorService pool = Executors.newFixedThreadPool(jobs);
        final List<Future<DvbpCheck.Result>> rs = new ArrayList<>();
        for (final DvbpRow row : d.runs()) {
            if ((trace == null || trace.equals(row.trace())) && (machine == null || machine == row.machine())
                && (policy == null || policy.equals(row.label())))
            rs.add(pool.submit(() -> check.check(row)));
        }
        final Map<String,int[]> t = new LinkedHashMap<>();
        int bad = 0;
        for (final Future<DvbpCheck.Result> f : rs) {
            final DvbpCheck.Result r = f.get();
            int[] c = t.computeIfAbsent(r.row().trace(), k -> new int[5]);
            c[0]++; c[1 + r.verdict().ordinal()]++;
            if (!r.message().isEmpty() && bad++ < 100) System.out.println(r.row() + " " + r.verdict() + ": " + r.message());
            if (r.textbook().isPresent()) { c[4]++; if (!r.textbook().get()) System.out.println(r.row() + " textbook differs"); }
        }
        t.forEach((k, c) -> System.out.println(k + java.util.Arrays.toString(c)));
        pool.shutdown();
        return 0;
    }
}
