package dev.berth.cluster.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongConsumer;

/**
 * The measurement of what clients see of a snapshot: requests are due at a steady rate, a snapshot is taken in between,
 * and the pause is the longest latency. The placement service and the empty one are measured by turns, so the
 * difference is the price of the state.
 */
final class SnapshotRun {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double DEFAULT_RATE = 2_000;
    private static final int TRIGGER_PART = 4;
    private static final String SNAPSHOT = "snapshot";
    private static final String QUIET = "none";

    private final Settings settings;
    private final PrintWriter out;
    private final double rate;
    private final Figures engine = new Figures();
    private final Figures empty = new Figures();
    private final Table csv = new Table(
            "round", "service", "nodes", "instances", "tasks", "rate", "number", "event", "longest latency ms",
            "longest gap ms", "held", "snapshot ms", "bytes");
    private final Table loadCsv = new Table("round", "service", "nodes", "instances", "tasks", "restart ms");

    SnapshotRun(final Settings settings, final PrintWriter out) {
        this.settings = settings;
        this.out = out;
        rate = settings.rate() > 0 ? settings.rate() : DEFAULT_RATE;
    }

    /** Measures, and prints a line for each measurement. */
    void run() throws IOException {
        for (int round = 1; round <= settings.rounds(); round++) {
            measure(round, LoadRun.ENGINE, engine);
            measure(round, LoadRun.EMPTY, empty);
        }
    }

    private void measure(final int round, final String service, final Figures figures) throws IOException {
        try (Loaded cluster =
                Loaded.open(settings, settings.chains().get(0), service.equals(LoadRun.EMPTY))) {
            cluster.generator().open(rate, 0, settings.requests(rate)); // warm-up
            final Latencies quiet = cluster.generator().open(rate, 0, settings.requests(rate));
            figures.quiet.add(quiet.longestNanos() / NANOS_PER_MILLI);
            record(round, service, 0, QUIET, quiet, 0, 0);
            for (int number = 1; number <= settings.snapshots(); number++) {
                snapshot(round, service, number, cluster, figures);
            }
            final double restart = cluster.restart() / NANOS_PER_MILLI;
            if (cluster.target().refused() > 0) {
                throw new IllegalStateException("the service places nothing after it was loaded");
            }
            figures.restarts.add(restart);
            loadCsv.add(round, service, settings.nodes(), settings.instances(), settings.tasks(), restart);
            print(service + ": answers " + Math.round(restart) + " ms after its start");
        }
    }

    private void snapshot(
            final int round, final String service, final int number, final Loaded cluster, final Figures figures) {
        final FutureTask<Long> snapshot = new FutureTask<>(() -> {
            final long begin = System.nanoTime();
            cluster.cluster().snapshot();
            return System.nanoTime() - begin;
        });
        final long requests = settings.requests(rate);
        final Target trigger = new Trigger(cluster.target(), requests / TRIGGER_PART, snapshot);
        final Latencies found = Loaded.generator(trigger).open(rate, 0, requests);
        try {
            final long nanos = snapshot.get();
            figures.bytes = cluster.cluster().snapshotBytes();
            figures.pauses.add(found.longestNanos() / NANOS_PER_MILLI);
            figures.gaps.add(found.longestGapNanos() / NANOS_PER_MILLI);
            record(round, service, number, SNAPSHOT, found, nanos, figures.bytes);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a snapshot was taken", e);
        } catch (final ExecutionException e) {
            throw new IllegalStateException("no snapshot was taken: " + e.getCause().getMessage(), e);
        }
    }

    private void record(
            final int round,
            final String service,
            final int number,
            final String event,
            final Latencies found,
            final long snapshotNanos,
            final long bytes) {
        csv.add(
                round,
                service,
                settings.nodes(),
                settings.instances(),
                settings.tasks(),
                rate,
                number,
                event,
                found.longestNanos() / NANOS_PER_MILLI,
                found.longestGapNanos() / NANOS_PER_MILLI,
                found.held(),
                snapshotNanos / NANOS_PER_MILLI,
                bytes);
        print(service + ": " + event + ", longest latency " + Math.round(found.longestNanos() / NANOS_PER_MILLI)
                + " ms");
    }

    private void print(final String line) {
        out.println(line);
        out.flush();
    }

    Table csv() {
        return csv;
    }

    Table loadCsv() {
        return loadCsv;
    }

    /** Returns the tables of all rounds, as Markdown. */
    String tables() {
        final Table table = new Table(
                "service", "nodes", "instances", "tasks", "MB", "quiet ms", "first ms", "median ms", "worst ms",
                "gap ms", "restart ms");
        engine.addTo(table, LoadRun.ENGINE, settings);
        empty.addTo(table, LoadRun.EMPTY, settings);
        return "The longest latency from a schedule of " + Math.round(rate) + " requests/s, without a snapshot (quiet)"
                + " and around one;\nthe longest time between two replies (gap, median), and from the start of the"
                + " nodes to their first answer (restart).\n\n"
                + table.markdown()
                + "\n" + beyond();
    }

    private String beyond() {
        return String.format(
                Locale.ROOT,
                "Beyond the empty service: %.1f ms in the median, %.1f ms the first of a process, %.1f ms at worst.%n",
                median(engine.pauses) - median(empty.pauses),
                engine.pauses.get(0) - empty.pauses.get(0),
                Collections.max(engine.pauses) - Collections.max(empty.pauses));
    }

    private static double median(final List<Double> values) {
        final List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** The figures of one service, in milliseconds. */
    private static final class Figures {
        private final List<Double> quiet = new ArrayList<>();
        private final List<Double> pauses = new ArrayList<>();
        private final List<Double> gaps = new ArrayList<>();
        private final List<Double> restarts = new ArrayList<>();
        private long bytes;

        void addTo(final Table table, final String service, final Settings settings) {
            table.add(
                    service,
                    settings.nodes(),
                    settings.instances(),
                    settings.tasks(),
                    bytes / BYTES_PER_MEGABYTE,
                    median(quiet),
                    pauses.get(0),
                    median(pauses),
                    Collections.max(pauses),
                    median(gaps),
                    median(restarts));
        }
    }

    /** A target that starts a task in a thread of its own once a request has been sent. */
    private static final class Trigger implements Target {
        private final Target target;
        private final long number;
        private final Runnable task;

        Trigger(final Target target, final long number, final Runnable task) {
            this.target = target;
            this.number = number;
            this.task = task;
        }

        @Override
        public boolean send(final long next) {
            final boolean isSent = target.send(next);
            if (isSent && next == number) {
                new Thread(task, "snapshot").start();
            }
            return isSent;
        }

        @Override
        public int poll(final LongConsumer replies) {
            return target.poll(replies);
        }
    }
}
