package dev.berth.bench.reproduce;

import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.PolicyFault;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** A policy of ours on the events of one machine, and what came of it. */
final class DvbpRun implements Observer {
    /** By how much the program lets a bin exceed its capacity of 1 before it aborts. */
    private static final double OVERFILL = 1e-3;

    private final DvbpInput input;
    private final SimulatedCluster cluster;
    private final int[] binOf;
    private final int[] inUse;
    private int done;
    private int openings;
    private String fault = "";
    private boolean overfull;
    private double seconds;

    private DvbpRun(final DvbpInput input) {
        this.input = input;
        cluster = SimulatedCluster.binsWithAllowance(input.events().trace(), OVERFILL, bin(input));
        binOf = new int[input.size()];
        inUse = new int[input.size()];
    }

    private static double[] bin(final DvbpInput input) {
        final double[] capacity = new double[input.events().trace().dimensions().size()];
        Arrays.fill(capacity, 1);
        return capacity;
    }

    /** Runs a policy, until it is done or chooses a bin that would be overfull. */
    static DvbpRun of(final DvbpInput input, final Policy policy) {
        final DvbpRun run = new DvbpRun(input);
        final long begin = System.nanoTime();
        try {
            new Simulation(input.events(), run.cluster, policy, 0, run).run();
        } catch (final PolicyFault e) {
            run.fault = String.valueOf(e.getMessage());
            run.overfull = e.kind() == PolicyFault.Kind.OVERSUBSCRIBES;
        }
        run.seconds = (System.nanoTime() - begin) / 1e9;
        return run;
    }

    /** Returns the bins of the lower bound after each event. */
    static int[] lowerBound(final DvbpInput input) {
        return ProgramLowerBound.bins(input.events(), bin(input));
    }

    @Override
    public void placed(final Request request, final int instance) {
        openings += cluster.tasksOn(instance) == 1 ? 1 : 0;
        record(instance);
    }

    @Override
    public void departed(final Request request, final int instance) {
        record(instance);
    }

    private void record(final int bin) {
        binOf[done] = bin;
        inUse[done++] = cluster.inUse();
    }

    /** Returns why the run stopped before the last event; empty if it did not. */
    String fault() {
        return fault;
    }

    /** Answers whether the run stopped because a bin would have been overfull. */
    boolean isOverfull() {
        return overfull;
    }

    /** Returns the event at which the run stopped. */
    int stoppedAt() {
        return done;
    }

    /** Returns the number of arrivals up to the event at which the run stopped, which is one. */
    int arrivalsUntilStop() {
        int arrivals = 0;
        for (int i = 0; i <= done && i < binOf.length; i++) {
            arrivals += input.isArrival(i) ? 1 : 0;
        }
        return arrivals;
    }

    double seconds() {
        return seconds;
    }

    int bins() {
        return cluster.size();
    }

    int openings() {
        return openings;
    }

    int maxOpen() {
        return Arrays.stream(inUse).max().orElse(0);
    }

    BigDecimal usageDays() {
        return input.usageDays(inUse);
    }

    /** Returns the bin of each arrival, in their order. */
    int[] placements() {
        return IntStream.range(0, done).filter(input::isArrival).map(i -> binOf[i]).toArray();
    }

    /** Returns the SHA-256 of the lines {@code time,vmId,bin}, of arrivals alone or of all events. */
    String digest(final boolean arrivalsAlone) {
        return digest(arrivalsAlone, Integer.MAX_VALUE);
    }

    /** Returns the SHA-256 of the lines of the first so many events or arrivals. */
    String digest(final boolean arrivalsAlone, final int lines) {
        final MessageDigest digest = sha256();
        int written = 0;
        for (int i = 0; i < done && written < lines; i++) {
            if (!arrivalsAlone || input.isArrival(i)) {
                update(digest, input.timeText(i) + ',' + input.vmId(i) + ',' + binOf[i] + '\n');
                written++;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the SHA-256 of the lines {@code seq,time,kind,vmId} of all events. */
    static String orderDigest(final DvbpInput input) {
        final MessageDigest digest = sha256();
        for (int i = 0; i < input.size(); i++) {
            update(digest, orderLine(input, i) + '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String orderLine(final DvbpInput input, final int event) {
        return event + "," + input.timeText(event) + ',' + (input.isArrival(event) ? 'A' : 'D') + ','
                + input.vmId(event);
    }

    private static void update(final MessageDigest digest, final String line) {
        digest.update(line.getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
