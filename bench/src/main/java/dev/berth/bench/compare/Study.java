package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.FleetFit;
import dev.berth.bench.trace.Trace;
import dev.berth.ecs.terminal.CommandLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A study: traces x policies x seeds x cluster sizes in a fixed order. A point is one run: one policy on one trace
 * with one seed on one cluster. The points are numbered so that neighbours differ in the policy first and run over the
 * same events.
 *
 * <p>A study is immutable but for what it keeps of its traces, each of which it reads once. Several threads may run
 * points of one study at the same time.
 */
public final class Study {
    private static final String OWN_TIMEOUT = "10m";
    private static final int MOST_SEEDS = 1000;
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");

    private final CompareOptions options;
    private final Policies registry = Policies.find(Study.class.getClassLoader());
    private final List<String> notes = new ArrayList<>();
    private final List<TraceSource> traces;
    private final List<PolicyChoice> policies;
    private final List<Long> seeds;
    private final List<Integer> sizes;
    private final List<Integer> points;
    private final double[] bin;
    private final Fleets fleets;
    private final Workloads workloads;

    private Study(final CompareOptions options) {
        this.options = options;
        traces = TraceSource.parse(options.traces.isEmpty() ? List.of(CompareOptions.DEFAULT_TRACE) : options.traces);
        bin = Bins.parse(options.bins);
        policies = PolicyChoice.parse(
                options.policies.isEmpty() ? defaultPolicies() : options.policies, registry, this::departs, notes);
        seeds = seeds(options.seeds);
        sizes = sizes(
                options.traces.isEmpty() && options.instances.isEmpty() && bin == null
                        ? List.of(Fleets.DEFAULT_INSTANCES)
                        : options.instances(),
                bin != null);
        options.copies();
        options.scanArrivals();
        checkCompaction();
        if (options.timeout != null) {
            Limit.nanos("--timeout", options.timeout);
        }
        Limit.checkMemory("--memory-limit", options.memoryLimit);
        Math.multiplyExact(
                Math.multiplyExact(traces.size(), policies.size()), Math.multiplyExact(seeds.size(), sizes.size()));
        points = Shards.points(options.shard, size(), policies.size());
        fleets = new Fleets(traces, options.fleet);
        workloads = new Workloads(traces, fleets);
    }

    /**
     * Creates the study that arguments of {@code berth compare} describe.
     *
     * @param args the arguments, without the name of the command.
     * @return the study.
     * @throws IllegalArgumentException if the arguments are wrong; the message says what to do.
     */
    public static Study parse(final String... args) {
        final CompareOptions options = new CompareOptions();
        try {
            new CommandLine(options).parseArgs(args);
        } catch (final ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return of(options);
    }

    static Study of(final CompareOptions options) {
        return new Study(options);
    }

    // ---- the arguments ----------------------------------------------------------------------------------------------

    private List<String> defaultPolicies() {
        return bin == null ? List.of("fit.*", "ecs.*") : List.of("fit.*");
    }

    private static List<Long> seeds(final String text) {
        final Matcher range = RANGE.matcher(text);
        try {
            if (range.matches()) {
                final long first = Long.parseLong(range.group(1));
                final long last = Long.parseLong(range.group(2));
                if (first <= last && last - first < MOST_SEEDS) {
                    return LongStream.rangeClosed(first, last).boxed().toList();
                }
            } else if (text.indexOf(',') >= 0) {
                final List<Long> seeds =
                        Arrays.stream(text.split(",")).map(String::trim).map(Long::valueOf).toList();
                if (new HashSet<>(seeds).size() == seeds.size() && !seeds.isEmpty()) {
                    return seeds;
                }
            } else if (Integer.parseInt(text) > 0 && Integer.parseInt(text) <= MOST_SEEDS) {
                return LongStream.rangeClosed(1, Integer.parseInt(text)).boxed().toList();
            }
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(wrongSeeds(text), e);
        }
        throw new IllegalArgumentException(wrongSeeds(text));
    }

    private static String wrongSeeds(final String text) {
        return "--seeds is '" + text + "', must be how many, 1.." + MOST_SEEDS
                + ", or a range such as 3..7, or a list of different numbers such as 1,5,9";
    }

    private static List<Integer> sizes(final List<Integer> instances, final boolean opensBins) {
        if (opensBins && !instances.isEmpty()) {
            throw new IllegalArgumentException("--bins opens as many as are needed; leave out --instances");
        }
        if (new HashSet<>(instances).size() < instances.size()) {
            throw new IllegalArgumentException("--instances has the same size twice: " + instances);
        }
        return instances.isEmpty() ? List.of(0) : List.copyOf(instances);
    }

    /** Returns whether something departs in a trace. One that cannot be read counts; {@link #check} says why. */
    private boolean departs() {
        try {
            for (final TraceSource source : traces) {
                final Trace trace = source.trace();
                if (IntStream.range(0, trace.size()).anyMatch(row -> trace.departureDays(row) < Trace.NEVER)) {
                    return true;
                }
            }
            return false;
        } catch (final IOException | IllegalArgumentException e) {
            return true;
        }
    }

    private void checkCompaction() {
        if (options.compaction && bin != null) {
            throw new IllegalArgumentException("--compaction needs a fleet; leave out --bins");
        }
        for (final PolicyChoice policy : policies) {
            if (options.compaction && policy.isOwn()) {
                throw new IllegalArgumentException(
                        "--compaction needs policies of the registry; leave out " + policy.name());
            }
        }
    }

    // ---- the points -------------------------------------------------------------------------------------------------

    /**
     * Returns the folder of the study, if the arguments name one.
     *
     * @return the value of {@code --out}; null if it was not given.
     */
    public Path out() {
        return options.out;
    }

    /**
     * Returns the number of points.
     *
     * @return at least 1.
     */
    public int size() {
        return traces.size() * sizes.size() * seeds.size() * policies.size();
    }

    /**
     * Returns the points that the arguments ask for.
     *
     * @return those of the shard that {@code --shard} names, in their order; all of them if it was not given.
     */
    public List<Integer> points() {
        return points;
    }

    /** Returns what a point is. */
    StudyPoint point(final int number) {
        if (number < 0 || number >= size()) {
            throw new IllegalArgumentException("point is " + number + ", must be 0.." + (size() - 1));
        }
        int rest = number;
        final int policy = rest % policies.size();
        rest /= policies.size();
        final int seed = rest % seeds.size();
        rest /= seeds.size();
        final int size = rest % sizes.size();
        final int trace = rest / sizes.size();
        return new StudyPoint(
                number, trace, traces.get(trace).label(), policies.get(policy), seeds.get(seed), sizes.get(size));
    }

    /**
     * Runs a point. Two runs of a point differ in the member {@code timing} alone.
     *
     * @param point 0..size − 1.
     * @return one line of JSON. If the policy was stopped, it says why.
     * @throws IllegalArgumentException if a trace cannot be read, or cannot be run as the arguments ask.
     */
    public String run(final int point) {
        final StudyPoint what = point(point);
        try {
            final ObjectNode line = what.policy().isOwn()
                    ? new ChildProcess(this, what, ProcessBuilder.Redirect.DISCARD).run()
                    : new PointRun(this, what).run(size -> { });
            return Json.line(line);
        } catch (final IOException e) {
            throw new IllegalArgumentException(Reasons.of(e), e);
        }
    }

    /**
     * Reads all traces, so that what is wrong with them is said before the first point.
     *
     * @return what to know of them.
     * @throws IOException if a trace cannot be read.
     * @throws IllegalArgumentException if a trace cannot be run as the arguments ask.
     */
    public List<String> check() throws IOException {
        final List<String> all = new ArrayList<>(notes);
        for (int i = 0; i < traces.size(); i++) {
            final String label = traces.get(i).label();
            final Trace trace = traces.get(i).trace();
            trace.notes().forEach(note -> all.add(label + ": " + note));
            if (bin != null) {
                Bins.capacity(trace, bin);
            } else {
                final Fleet fleet = fleets.get(i, sizes.get(0));
                if (options.fleet != null) {
                    fleet.notes().forEach(note -> all.add(label + ": " + note));
                }
                FleetFit.warning(trace, fleet).ifPresent(w -> all.add(label + ": " + w));
            }
            if (seeds.size() > 1 && runsOnce(i)) {
                all.add(label + " runs once, so only policies that draw vary between seeds; give --copies");
            }
        }
        return all;
    }

    /** Returns whether all seeds run a trace with the same arrivals on some size of the cluster. */
    private boolean runsOnce(final int trace) throws IOException {
        if (traces.get(trace).isDrawn()) {
            return false;
        }
        for (final int size : sizes) {
            if (workloads.copies(trace, size, copies(trace, size)) == 1) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many copies of its trace a point runs; 0 for as many as fill the fleet. */
    int copies(final StudyPoint point) throws IOException {
        return copies(point.trace(), point.instances());
    }

    private int copies(final int trace, final int instances) throws IOException {
        final Integer given = options.copies();
        if (given != null) {
            return given;
        }
        return opensBins() || fleets.hasOwnSize(trace, instances) ? 1 : 0;
    }

    /** Returns the time for a point, as an option gives it; null if it is not limited. */
    String timeout(final StudyPoint point) {
        return options.timeout == null && point.policy().isOwn() ? OWN_TIMEOUT : options.timeout;
    }

    CompareOptions options() {
        return options;
    }

    Policies registry() {
        return registry;
    }

    List<TraceSource> traces() {
        return traces;
    }

    boolean opensBins() {
        return bin != null;
    }

    double[] bin() {
        return bin == null ? null : bin.clone();
    }

    Fleets fleets() {
        return fleets;
    }

    Workloads workloads() {
        return workloads;
    }

    /**
     * Returns a hash of what decides on the results of the study: the arguments, the version of Berth, and the contents
     * of the files that the arguments name.
     *
     * @return 64 hexadecimal digits. Two studies with the same have the same points and the same results.
     * @throws IOException if a file cannot be read.
     */
    public String fingerprint() throws IOException {
        return Digest.hex(Digest.sha256().digest(Json.line(identity()).getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns what decides on the results of the study. */
    ObjectNode identity() throws IOException {
        final ObjectNode identity = Json.object();
        identity.put("version", new CommandLines.Version().getVersion()[0]);
        final ArrayNode traceNodes = identity.putArray("traces");
        for (final TraceSource trace : traces) {
            traceNodes.add(trace.identity());
        }
        final ArrayNode policyNodes = identity.putArray("policies");
        for (final PolicyChoice policy : policies) {
            final ObjectNode node = policyNodes.addObject().put("policy", policy.name());
            if (policy.isOwn()) {
                node.put("sha256", Digest.of(policy.classes()));
            }
        }
        final ArrayNode seedNodes = identity.putArray("seeds");
        seeds.forEach(seedNodes::add);
        final ArrayNode sizeNodes = identity.putArray("instances");
        sizes.forEach(sizeNodes::add);
        identity.put("bins", options.bins);
        identity.put("fleet", options.fleet);
        identity.put("copies", options.copies());
        identity.put("scan-arrivals", options.scanArrivals());
        identity.put("compaction", options.compaction);
        identity.put("timeout", options.timeout);
        identity.put("memory-limit", options.memoryLimit);
        identity.put("points", size());
        return identity;
    }

    /** Returns arguments of a study whose only point is one of this study. */
    List<String> argumentsOf(final StudyPoint point) {
        final List<String> args = new ArrayList<>(List.of(
                "--trace=" + traces.get(point.trace()).option(),
                "--policy=" + point.policy().option(),
                "--seeds=" + point.seed() + ".." + point.seed(),
                "--memory-limit=" + options.memoryLimit));
        if (options.timeout != null) {
            args.add("--timeout=" + options.timeout);
        }
        if (opensBins()) {
            args.add("--bins=" + options.bins);
        }
        if (point.instances() > 0) {
            args.add("--instances=" + point.instances());
        }
        if (options.fleet != null) {
            args.add("--fleet=" + options.fleet);
        }
        if (options.copies != null) {
            args.add("--copies=" + options.copies);
        }
        if (options.scanArrivals != null) {
            args.add("--scan-arrivals=" + options.scanArrivals);
        }
        return args;
    }
}
