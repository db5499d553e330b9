package dev.berth.bench.reproduce;

import dev.berth.bench.policy.Policies;
import dev.berth.bench.simulation.PolicyFault;
import dev.berth.bench.trace.Trace;
import dev.berth.bench.trace.VectorpackFormat;
import dev.berth.ecs.terminal.TextTable;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code berth reproduce vectorpack}. */
@Command(
        name = "vectorpack",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares the bins of our policies, instance by instance, with those that the authors of the "
                + "library Vectorpack published.",
        footer = {
            "",
            "The data: github.com/Vectorpack/experiments_vector_paper (MIT), the set New.",
            "--data is a folder with",
            "  New_instances.tar.gz       the instances, in the text format .vbp",
            "  New_results_selected.csv   the published bins: instance_name, LB, and a",
            "                             column for each algorithm",
            "  New_summary_known.csv      the best known bins in the column best_overall",
            "  item_order_by_n.txt        lines 'n i i i': the order in which the library",
            "                             sees the items of a file with n items",
            "Other sets of these formats: name the files one by one. Without --results",
            "the bins are printed as CSV.",
            "",
            "Examples:",
            "  java -jar berth.jar reproduce vectorpack --data vectorpack-vbp",
            "  java -jar berth.jar reproduce vectorpack --instances sets/ \\",
            "       --policy fit.Best-L2 --policy fit.First",
            "",
            "Exit status: 0 all equal, 1 something differs, 2 wrong usage or unreadable",
            "input."
        })
public final class VectorpackCommand implements Callable<Integer> {
    private static final String FAMILY = "vectorpack.";
    private static final String BOUND = "LB";
    private static final String BEST_KNOWN = "best_overall";
    private static final int MOST_DIFFERENCES = 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder of the published data.")
    private Path data;

    @Option(
            names = "--instances",
            paramLabel = "FILE|DIR",
            description = "A .tar.gz of .vbp files, or a folder of them. Default: New_instances.tar.gz of --data.")
    private Path instances;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "The published bins. Default: New_results_selected.csv of --data.")
    private Path results;

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description = "The best known bins. Default: New_summary_known.csv of --data.")
    private Path known;

    @Option(
            names = "--order",
            paramLabel = "FILE",
            description = "The order of the items. Default: item_order_by_n.txt of --data; else, that of the files.")
    private Path order;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "A policy to run, once for each. Default: those of the family vectorpack.")
    private List<String> names;

    private final Map<String, Trace> traces = new TreeMap<>();
    private VectorpackResults published;
    private VectorpackResults best;

    /** Creates the command; called by picocli. */
    public VectorpackCommand() {}

    @Override
    public Integer call() {
        final Policies policies = Policies.find(VectorpackCommand.class.getClassLoader());
        final List<String> chosen = chosen(policies);
        try {
            read();
            return run(policies, chosen);
        } catch (final IOException | PolicyFault e) {
            spec.commandLine().getErr().println("berth reproduce vectorpack: " + e.getMessage());
            return 2;
        }
    }

    private List<String> chosen(final Policies policies) {
        if (names == null) {
            return policies.descriptions().keySet().stream().filter(n -> n.startsWith(FAMILY)).toList();
        }
        for (final String name : names) {
            try {
                policies.create(name);
            } catch (final IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--policy: " + e.getMessage(), e);
            }
        }
        return List.copyOf(new LinkedHashSet<>(names));
    }

    // ---- input ------------------------------------------------------------------------------------------------------

    private void read() throws IOException {
        if (data == null && instances == null) {
            throw new ParameterException(spec.commandLine(), "give --data DIR, or --instances FILE|DIR");
        }
        final Path orders = file("--order", order, "item_order_by_n.txt");
        final Path table = file("--results", results, "New_results_selected.csv");
        final Path summary = file("--known", known, "New_summary_known.csv");
        final Path archive = file("--instances", instances, "New_instances.tar.gz");
        final Map<Integer, int[]> byNumber = orders == null ? Map.of() : VectorpackFormat.orders(orders);
        published = table == null ? null : new VectorpackResults(table);
        best = summary == null ? null : new VectorpackResults(summary);
        if (Files.isDirectory(archive)) {
            try (Stream<Path> files = Files.walk(archive)) {
                for (final Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                    add(file.getFileName().toString(), Files.readAllBytes(file), byNumber);
                }
            }
        } else {
            TarFile.read(archive, (name, content) -> add(name.substring(name.lastIndexOf('/') + 1), content, byNumber));
        }
        if (traces.isEmpty()) {
            throw new IOException(archive.getFileName() + " has no file .vbp; give another --instances");
        }
    }

    private Path file(final String option, final Path given, final String inData) {
        final Path file = given != null || data == null ? given : data.resolve(inData);
        if (file != null && !Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), option + " is '" + file + "', which does not exist; "
                    + "must be a file, by default " + inData + " in the folder of --data");
        }
        return file;
    }

    private void add(final String file, final byte[] content, final Map<Integer, int[]> orders) throws IOException {
        if (!file.endsWith(".vbp")) {
            return;
        }
        final String name = file.substring(0, file.length() - ".vbp".length());
        final BufferedReader reader = new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8));
        if (traces.put(name, VectorpackFormat.read(reader, name, orders)) != null) {
            throw new IOException("two files are named " + file + "; rename one");
        }
    }

    // ---- runs -------------------------------------------------------------------------------------------------------

    private int run(final Policies policies, final List<String> chosen) throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        final Map<String, Row> rows = new LinkedHashMap<>();
        final List<String> differences = new ArrayList<>();
        if (published == null) {
            out.println("instance," + String.join(",", chosen));
        }
        for (final Map.Entry<String, Trace> entry : traces.entrySet()) {
            final String instance = entry.getKey();
            final List<String> bins = new ArrayList<>(List.of(instance));
            for (final String policy : chosen) {
                final VectorpackRun run = VectorpackRun.of(policies, policy, entry.getValue());
                bins.add(Integer.toString(run.bins()));
                final OptionalInt expected = lookup(published, instance, column(policy));
                rows.computeIfAbsent(policy, p -> new Row()).add(run, expected,
                        lookup(published, instance, BOUND), lookup(best, instance, BEST_KNOWN));
                if (expected.isPresent() && expected.getAsInt() != run.bins()) {
                    differences.add(instance + ", " + policy + ": " + run.bins() + " bins, published are "
                            + expected.getAsInt());
                }
            }
            if (published == null) {
                out.println(String.join(",", bins));
            } else if (lookup(published, instance, BOUND).isEmpty()) {
                differences.add(instance + ": the published results have no row for it");
            }
        }
        print(out, rows, differences);
        out.flush();
        return differences.isEmpty() ? 0 : 1;
    }

    private static OptionalInt lookup(final VectorpackResults table, final String instance, final String column)
            throws IOException {
        return table == null ? OptionalInt.empty() : table.bins(instance, column);
    }

    /** Returns the column of the published table that a policy should equal. */
    private static String column(final String policy) {
        return policy.startsWith(FAMILY)
                ? policy.substring(FAMILY.length())
                        .replace("BFD-", "BFD-T1-")
                        .replace("WFD-", "WFD-T1-")
                        .concat(policy.equals(FAMILY + "FF") ? "" : "-Unit")
                : "";
    }

    // ---- output -----------------------------------------------------------------------------------------------------

    private void print(final PrintWriter out, final Map<String, Row> rows, final List<String> differences) {
        final TextTable table = new TextTable(List.of("policy", "equal", "different", "not published", "bins",
                "bins / lower bound", "above best known %", "ms"));
        rows.forEach((policy, row) -> table.add(row.cells(policy)));
        out.print(table);
        differences.stream().limit(MOST_DIFFERENCES).forEach(out::println);
        if (differences.size() > MOST_DIFFERENCES) {
            out.println("... and " + (differences.size() - MOST_DIFFERENCES) + " more differences");
        }
        if (published != null) {
            final Set<String> missing = new TreeSet<>(published.instances());
            missing.removeAll(traces.keySet());
            if (!missing.isEmpty()) {
                out.println(missing.size() + " published instances have no file, such as " + missing.iterator().next());
            }
            out.println(rows.values().stream().mapToInt(row -> row.equal).sum() + " cells of " + traces.size()
                    + " instances are equal to the published ones, " + differences.size() + " differ");
        }
    }

    /** The sums of one policy. */
    private static final class Row {
        private int equal;
        private int different;
        private int unpublished;
        private long bins;
        private long nanos;
        private double overBound;
        private int bounds;
        private double overKnown;
        private int knowns;

        void add(
                final VectorpackRun run, final OptionalInt expected, final OptionalInt bound, final OptionalInt known) {
            bins += run.bins();
            nanos += run.nanos();
            if (expected.isEmpty()) {
                unpublished++;
            } else if (expected.getAsInt() == run.bins()) {
                equal++;
            } else {
                different++;
            }
            if (bound.orElse(0) > 0) {
                overBound += (double) run.bins() / bound.getAsInt();
                bounds++;
            }
            if (known.orElse(0) > 0) {
                overKnown += 100.0 * (run.bins() - known.getAsInt()) / known.getAsInt();
                knowns++;
            }
        }

        List<String> cells(final String policy) {
            return List.of(policy, Integer.toString(equal), Integer.toString(different), Integer.toString(unpublished),
                    Long.toString(bins), mean("%.4f", overBound, bounds), mean("%.2f", overKnown, knowns),
                    String.format(Locale.ROOT, "%.0f", nanos / 1e6));
        }

        private static String mean(final String format, final double sum, final int count) {
            return count == 0 ? "-" : String.format(Locale.ROOT, format, sum / count);
        }
    }
}
