package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.measures.Measures;
import dev.berth.bench.measures.Samples;
import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.simulation.CellCompaction;
import dev.berth.bench.simulation.DecisionTimes;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.LowerBound;
import dev.berth.bench.simulation.PolicyFault;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;

/** The run of one point in this process. */
final class PointRun {
    private static final long WHOLE_RUN = 200_000_000L;
    private static final int WINDOW = 20_000;
    private static final int EVENTS_BETWEEN_CHECKS = 4096;
    private static final double SECOND = 1e9;

    private final Study study;
    private final StudyPoint point;

    PointRun(final Study study, final StudyPoint point) {
        this.study = study;
        this.point = point;
    }

    /**
     * Runs the point.
     *
     * @param ready is called when all is prepared, before the first code of the policy runs.
     * @return the line of the point.
     */
    ObjectNode run(final Ready ready) throws IOException {
        final Workload workload =
                study.workloads().get(point.trace(), point.instances(), study.copies(point), point.seed());
        final Trace trace = workload.events().trace();
        WarmUp.run(point.policy(), study.registry(), workload.events(), () -> cluster(trace), point.seed());
        final SimulatedCluster cluster = cluster(trace);
        final int size = cluster.size();
        ready.ready(size);
        try {
            return run(workload, cluster, size);
        } catch (final PolicyFault e) {
            return stopped(size, e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), e.getMessage());
        } catch (final PolicyChoice.OwnConstructorException e) {
            return stopped(size, "throws", e.getMessage());
        } catch (final Unsuitable e) {
            return point.without(size, StudyPoint.UNSUITABLE, "unsuitable", e.getMessage());
        }
    }

    private ObjectNode stopped(final int size, final String fault, final String reason) {
        return point.without(size, StudyPoint.STOPPED, fault, reason);
    }

    private SimulatedCluster cluster(final Trace trace) {
        try {
            return study.opensBins()
                    ? SimulatedCluster.bins(trace, Bins.capacity(trace, study.bin()))
                    : SimulatedCluster.fixed(trace, study.fleets().get(point.trace(), point.instances()));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode run(final Workload all, final SimulatedCluster cluster, final int size) {
        final Policy policy = point.policy().create(study.registry());
        final Workload workload = policy instanceof OfflinePolicy offline ? sorted(offline, all, cluster) : all;
        final Events events = workload.events();
        final int window = window(scans(policy), events, size);
        final int start = window == 0 ? 0 : workload.windowStart(window);
        final int end = window == 0 ? events.size() : workload.windowEnd(start, window);
        final WindowPolicy windowed = window == 0 ? null : new WindowPolicy(policy);
        final DecisionTimes times = new DecisionTimes();
        final WindowObserver observer = new WindowObserver();
        final Simulation simulation;
        try {
            simulation = new Simulation(
                    events, cluster, windowed == null ? policy : windowed, point.seed(), observer, times);
        } catch (final IllegalArgumentException | UnsupportedOperationException e) {
            throw new Unsuitable(e);
        }
        if (windowed != null) {
            simulation.run(start);
            windowed.open();
            times.reset();
        }
        final Measures measures = new Measures(events, cluster, start, end);
        observer.open(measures);
        final long before = System.nanoTime();
        final String timeout = study.timeout(point);
        final long limit = timeout == null ? Long.MAX_VALUE : Limit.nanos("--timeout", timeout);
        for (int next = start; next < end;) {
            next = Math.min(end, next + EVENTS_BETWEEN_CHECKS);
            simulation.run(next);
            if (next < end && System.nanoTime() - before > limit) {
                return stopped(size, "time", "ran longer than " + timeout);
            }
        }
        final double seconds = (System.nanoTime() - before) / SECOND;
        if (point.policy().isOwn()) {
            simulation.verify();
        }
        final ObjectNode line = point.line(size);
        line.put("status", StudyPoint.OK).put("fault", "").put("reason", "");
        line.put("copies", events.copies());
        line.put("arrivals", events.tasks());
        line.put("lower_bound_instances", lowerBound(all.events()));
        final int arrivals = window == 0 ? events.tasks() : Math.min(window, events.tasks());
        line.put("window_first_arrival", window == 0 ? 0 : workload.arrivalsBefore(start));
        line.put("window_arrivals", arrivals);
        final Map<String, Double> measured = measures.values();
        final ObjectNode values = line.putObject("measures");
        measured.forEach((name, value) -> values.put(name, Json.number(value)));
        if (study.options().compaction) {
            values.put("compacted_instances", compacted(all));
        }
        line.put("placements_sha256", placements(simulation, events.tasks()));
        addSeries(line.putObject("series"), measures.samples());
        final ObjectNode timing = line.putObject("timing");
        timing.put("placements_per_second", Json.number(measured.get("placed") / seconds));
        timing.put("decision_ns_mean", Json.number(times.meanNanos()));
        timing.put("decision_ns_p50", times.percentileNanos(50));
        timing.put("decision_ns_p99", times.percentileNanos(99));
        timing.put("decision_ns_p99.9", times.percentileNanos(99.9));
        timing.put("bytes_per_decision", Json.number(times.bytesPerDecision()));
        timing.put("seconds", Json.number(seconds));
        return line;
    }

    /** Returns the lower bound on instances, which the policies of a study share. */
    private int lowerBound(final Events events) {
        return study.workloads().lowerBound(point.trace(), point.instances(), point.seed(), () -> {
            try {
                final LowerBound bound = study.opensBins()
                        ? LowerBound.bins(Bins.capacity(events.trace(), study.bin()))
                        : LowerBound.fleet(
                                study.fleets().get(point.trace(), point.instances()),
                                events.trace().dimensions().size());
                return bound.most(events);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Returns the machines to which the fullest moment can be compacted under the policy. */
    private int compacted(final Workload workload) {
        try {
            return new CellCompaction(
                            workload.fullest(),
                            study.fleets().get(point.trace(), point.instances()),
                            study.registry(),
                            point.policy().name())
                    .run(point.seed())
                    .result();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Workload sorted(
            final OfflinePolicy policy, final Workload workload, final SimulatedCluster cluster) {
        try {
            return OfflineOrder.of(policy, workload.events(), cluster);
        } catch (final Exception | StackOverflowError e) {
            if (point.policy().isOwn() || !(e instanceof IllegalArgumentException)) {
                throw thrown(e);
            }
            throw new Unsuitable((IllegalArgumentException) e);
        }
    }

    private static boolean scans(final Policy policy) {
        try {
            return policy.scans();
        } catch (final Exception | StackOverflowError e) {
            throw thrown(e);
        }
    }

    private static PolicyFault thrown(final Throwable e) {
        return new PolicyFault(PolicyFault.Kind.THROWS, "threw " + e, e);
    }

    /** Returns how many arrivals are measured; 0 for all. */
    private int window(final boolean scans, final Events events, final int size) {
        final Integer asked = study.options().scanArrivals();
        if (size == 0 || !scans) {
            return 0;
        }
        if (asked != null) {
            return asked;
        }
        return (long) size * events.tasks() > WHOLE_RUN ? WINDOW : 0;
    }

    private static void addSeries(final ObjectNode series, final Samples samples) {
        for (int column = 0; column < samples.names().size(); column++) {
            final ArrayNode values = series.putArray(samples.names().get(column));
            for (int i = 0; i < samples.size(); i++) {
                values.add(Json.number(samples.value(column, i)));
            }
        }
    }

    private static String placements(final Simulation simulation, final int tasks) {
        final MessageDigest digest = Digest.sha256();
        final byte[] bytes = new byte[4];
        for (int task = 0; task < tasks; task++) {
            final int instance = simulation.instanceOf(task);
            bytes[0] = (byte) (instance >> 24);
            bytes[1] = (byte) (instance >> 16);
            bytes[2] = (byte) (instance >> 8);
            bytes[3] = (byte) instance;
            digest.update(bytes);
        }
        return Digest.hex(digest.digest());
    }

    /** A listener that hears that a run is prepared. */
    interface Ready {
        /**
         * Hears it before the first code of a policy runs.
         *
         * @param instances the size of the cluster; 0 if bins open.
         */
        void ready(int instances);
    }

    /** The refusal of a policy to run on such a trace or cluster. */
    private static final class Unsuitable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsuitable(final RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
