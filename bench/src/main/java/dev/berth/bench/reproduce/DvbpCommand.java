package dev.berth.bench.reproduce;

import dev.berth.bench.policy.Policies;
import dev.berth.ecs.terminal.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import java.util.function.DoubleSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code berth reproduce dvbp}. */
@Command(
        name = "dvbp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares the policies of the family dvbp, placement by placement, with the results of the"
                + " evaluation program marvenlee2486/DVBP_eval (arXiv 2602.14704).",
        footer = {
            "",
            "The folder has summary.csv with a row for each run of the program, event-orders.csv, traces in the",
            "schema of the Azure packing trace 2020, and if at hand events, placements and factors. A run is",
            "equal if bins, openings, most bins in use, bin-days and the SHA-256 of all placements are. A run with",
            "noise in predictions is reported if it is equal with the program's factors, and ours differ from",
            "these in the last bits. The column textbook counts runs where our usual definition of a policy",
            "departs from the program at the arrival where it should.",
            "",
            "Placements per second are arrivals by the time of the runs, each on one thread, with what the JVM",
            "spends on compiling. The program's time includes its start and its output; it was compiled without",
            "optimisation and shared a core.",
            "",
            "Example:",
            "  java -jar berth.jar reproduce dvbp --data dvbp-reference",
            "  java -jar berth.jar reproduce dvbp --data dvbp-reference --policy FF \\",
            "       --instead FF=mine.FirstFit",
            "",
            "Exit status: 0 all equal or reported, 1 something differs, 2 wrong usage or unreadable input."
        })
public final class DvbpCommand implements Callable<Integer> {
    private static final int RUNS_PER_PROGRESS = 100;
    private static final int MOST_MESSAGES = 50;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder of the reference data.")
    private Path folder;

    @Option(names = "--trace", description = "Only this trace, such as dyadic.")
    private String trace;

    @Option(names = "--machine", description = "Only this type of machine, such as 2.")
    private Integer machine;

    @Option(names = "--policy", description = "Only this policy: the label of the program, such as FF, or our name.")
    private String policy;

    @Option(names = "--jobs", description = "Runs at the same time, 1 or more. Default: one for each processor.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--instead",
            paramLabel = "LABEL=POLICY",
            description = "Run this policy instead of ours: to try one of your own, or to see that a fault is found.")
    private Map<String, String> instead = Map.of();

    @Override
    public Integer call() {
        final Policies policies = Policies.find(Thread.currentThread().getContextClassLoader());
        checkOptions(policies);
        try {
            return compare(policies);
        } catch (final IOException e) {
            return fail(e);
        } catch (final UncheckedIOException e) {
            return fail(e.getCause());
        }
    }

    private void checkOptions(final Policies policies) {
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs is " + jobs + ", must be 1 or more");
        }
        if (!Files.isReadable(folder.resolve("summary.csv")) && !Files.isReadable(folder.resolve("summary.csv.gz"))) {
            throw new ParameterException(
                    spec.commandLine(), "--data is " + folder + ", must be a folder with summary.csv");
        }
        for (final String name : instead.values()) {
            try {
                policies.create(name);
            } catch (final IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--instead: " + e.getMessage(), e);
            }
        }
    }

    private int compare(final Policies policies) throws IOException {
        final DvbpData data = new DvbpData(folder);
        final List<DvbpRow> rows = data.runs().stream().filter(this::isWanted).toList();
        if (rows.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no run of " + folder
                    + " has the given --trace, --machine and --policy; leave one of them out");
        }
        final DvbpCheck check = new DvbpCheck(data, policies, instead);
        final Summary summary = new Summary();
        runAll(check, rows, summary);
        final PrintWriter out = spec.commandLine().getOut();
        out.print(summary.table());
        summary.messages.stream().limit(MOST_MESSAGES).forEach(out::println);
        if (summary.messages.size() > MOST_MESSAGES) {
            out.println("and " + (summary.messages.size() - MOST_MESSAGES) + " more");
        }
        final boolean sameOrder = checkOrders(data, check, out);
        final boolean sameFactors = checkFactors(data, rows, out);
        out.flush();
        return sameOrder && sameFactors && !summary.differs ? 0 : 1;
    }

    private boolean isWanted(final DvbpRow row) {
        return (trace == null || trace.equals(row.trace()))
                && (machine == null || machine == row.machine())
                && (policy == null || policy.equals(row.label()) || policy.equals(row.policy()));
    }

    private void runAll(final DvbpCheck check, final List<DvbpRow> rows, final Summary summary) {
        final PrintWriter err = spec.commandLine().getErr();
        final ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            final List<Future<DvbpCheck.Result>> results = new ArrayList<>();
            rows.forEach(row -> results.add(pool.submit(() -> check.check(row))));
            int done = 0;
            for (final Future<DvbpCheck.Result> result : results) {
                summary.add(result.get());
                if (++done % RUNS_PER_PROGRESS == 0) {
                    err.println(done + " of " + rows.size() + " runs");
                    err.flush();
                }
            }
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean checkOrders(final DvbpData data, final DvbpCheck check, final PrintWriter out)
            throws IOException {
        int orders = 0;
        int equal = 0;
        for (final Map<String, String> cells : data.table("event-orders.csv")) {
            if ((trace == null || trace.equals(cells.get("trace")))
                    && (machine == null || machine == Integer.parseInt(cells.get("machine")))) {
                final String difference = check.checkOrder(cells);
                orders++;
                equal += difference.isEmpty() ? 1 : 0;
                if (!difference.isEmpty()) {
                    out.println(difference);
                }
            }
        }
        out.println("Orders of events: " + equal + " of " + orders + " are equal.");
        return equal == orders;
    }

    /** Compares the factors of wrong predictions with those of the program; their last bits may differ. */
    private static boolean checkFactors(final DvbpData data, final List<DvbpRow> rows, final PrintWriter out)
            throws IOException {
        int factors = 0;
        int equal = 0;
        double furthest = 0;
        for (final DvbpRow.Input key : rows.stream()
                .filter(row -> row.error() != 0)
                .map(row -> new DvbpRow.Input("", row.machine(), row.error(), row.seed()))
                .distinct()
                .toList()) {
            final DoubleSupplier drawn = DvbpData.factors(key);
            for (final double theirs : data.programFactors(key)) {
                final double ours = drawn.getAsDouble();
                factors++;
                equal += ours == theirs ? 1 : 0;
                furthest = Math.max(furthest, Math.abs(ours - theirs) / Math.ulp(ours));
            }
        }
        out.println("Factors of predictions: " + equal + " of " + factors + " are equal, and none is off by more than "
                + Math.round(furthest) + " units in the last place.");
        return furthest <= DvbpCheck.LAST_BITS;
    }

    private int fail(final IOException e) {
        spec.commandLine().getErr().println("berth reproduce dvbp: cannot read: " + e.getMessage());
        spec.commandLine().getErr().flush();
        return 2;
    }

    /** The counts by trace. */
    private static final class Summary {
        private final Map<String, Counts> counts = new LinkedHashMap<>();
        private final List<String> messages = new ArrayList<>();
        private boolean differs;

        void add(final DvbpCheck.Result result) {
            final DvbpRow row = result.row();
            final Counts of = counts.computeIfAbsent(row.trace(), name -> new Counts());
            of.runs++;
            of.verdicts[result.verdict().ordinal()]++;
            if (!row.isLowerBound() && !row.expected().aborted()) {
                of.placements += row.expected().vms();
                of.seconds += result.seconds();
                of.programSeconds += row.expected().wallSeconds();
            }
            if (!result.message().isEmpty()) {
                messages.add(row + ": " + result.verdict().name().toLowerCase(Locale.ROOT) + "; " + result.message());
            }
            result.textbook().ifPresent(equal -> {
                of.textbooks++;
                of.equalTextbooks += equal ? 1 : 0;
                if (!equal) {
                    messages.add(row + ": the usual definition departs from the program elsewhere, or nowhere");
                }
                differs |= !equal;
            });
            differs |= result.verdict() == DvbpCheck.Verdict.DIFFERENT;
        }

        String table() {
            final TextTable table = new TextTable(List.of("trace", "runs", "equal", "different", "reported", "textbook",
                    "placements/s", "program's"));
            final Counts all = new Counts();
            counts.forEach((name, of) -> {
                table.add(of.cells(name));
                all.add(of);
            });
            table.add(all.cells("all"));
            return table.toString();
        }
    }

    /** The counts of one trace. */
    private static final class Counts {
        private final int[] verdicts = new int[DvbpCheck.Verdict.values().length];
        private int runs;
        private int textbooks;
        private int equalTextbooks;
        private long placements;
        private double seconds;
        private double programSeconds;

        void add(final Counts other) {
            for (int i = 0; i < verdicts.length; i++) {
                verdicts[i] += other.verdicts[i];
            }
            runs += other.runs;
            textbooks += other.textbooks;
            equalTextbooks += other.equalTextbooks;
            placements += other.placements;
            seconds += other.seconds;
            programSeconds += other.programSeconds;
        }

        List<String> cells(final String name) {
            return List.of(
                    name,
                    Integer.toString(runs),
                    Integer.toString(verdicts[DvbpCheck.Verdict.EQUAL.ordinal()]),
                    Integer.toString(verdicts[DvbpCheck.Verdict.DIFFERENT.ordinal()]),
                    Integer.toString(verdicts[DvbpCheck.Verdict.REPORTED.ordinal()]),
                    equalTextbooks + " of " + textbooks,
                    rate(seconds),
                    rate(programSeconds));
        }

        private String rate(final double time) {
            return time == 0 ? "" : String.format(Locale.ROOT, "%,d", Math.round(placements / time));
        }
    }
}
