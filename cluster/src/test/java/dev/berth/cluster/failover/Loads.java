package dev.berth.cluster.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The two load processes: most clients are in the first, the last one is in the second. */
final class Loads {
    /** The place of the second process in the network. */
    static final int PLACE = 3;

    private final Network network;
    private final FailoverOptions options;
    private final String members;
    private final Oracle oracle;
    private final Outage outage;
    private final Child[] processes = new Child[2];
    private final List<List<String>> names = new ArrayList<>(List.of(List.of(), List.of()));
    private final long[] retries = new long[2];
    private final long[] reconnects = new long[2];
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile CountDownLatch ready = new CountDownLatch(0);
    private int generation;

    Loads(
            final Network network,
            final FailoverOptions options,
            final String members,
            final Oracle oracle,
            final Outage outage) {
        this.network = network;
        this.options = options;
        this.members = members;
        this.oracle = oracle;
        this.outage = outage;
    }

    /** Starts a process, and waits until its clients are ready. */
    void start(final int index) throws IOException, InterruptedException {
        generation++;
        final int first = index == 0 ? 0 : options.clients - 1;
        final int end = index == 0 ? options.clients - 1 : options.clients;
        final List<String> clients = new ArrayList<>();
        for (int client = first; client < end; client++) {
            clients.add("c" + client + "." + generation);
        }
        names.set(index, clients);
        final int place = index == 0 ? -1 : PLACE;
        final List<String> command = new ArrayList<>(network.command(place));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Load.class.getName()));
        command.addAll(List.of("--members", members, "--host", network.host(place)));
        command.addAll(List.of("--names", String.join(",", clients)));
        command.addAll(List.of("--seed", Long.toString(options.seed + generation)));
        command.addAll(List.of("--rate", "" + options.rate, "--window", "" + options.window));
        command.addAll(List.of("--call-timeout", "" + options.callTimeout));
        command.addAll(List.of("--instances", "" + options.instances, "--most-tasks", "" + options.mostTasks));
        command.addAll(List.of("--patience", "" + options.patienceSeconds));
        ready = new CountDownLatch(clients.size());
        processes[index] =
                new Child(command, options.directory.resolve("load-" + index + ".log"), line -> line(index, line));
        if (!ready.await(2 * options.patienceSeconds, TimeUnit.SECONDS)) {
            throw new IOException("load process " + index + " has not connected; see load-" + index + ".log");
        }
    }

    private void line(final int index, final String line) {
        if (line.startsWith("stopped ")) {
            final String[] part = line.split(" ");
            synchronized (this) {
                retries[index] = Long.parseLong(part[1]);
                reconnects[index] = Long.parseLong(part[2]);
            }
            stopped.countDown();
            return;
        }
        if (line.equals("ready")) {
            ready.countDown();
            return;
        }
        oracle.line(line);
        if (line.startsWith("< ")) {
            final String[] part = line.split(" ", 5);
            outage.acknowledged(part[1], Long.parseLong(part[3]));
        }
    }

    void go() {
        for (final Child process : processes) {
            process.tell("go");
        }
    }

    /** Lets the second process go on. */
    void goSecond() {
        processes[1].tell("go");
    }

    /** Stops the load, and waits until each request was answered. */
    boolean stop() throws InterruptedException {
        stopped = new CountDownLatch(processes.length);
        for (final Child process : processes) {
            process.tell("stop");
        }
        return stopped.await(options.patienceSeconds, TimeUnit.SECONDS);
    }

    /** Kills the second process. */
    void kill() throws InterruptedException {
        processes[1].kill();
        names.get(1).forEach(oracle::died);
        synchronized (this) {
            retries[1] = 0;
            reconnects[1] = 0;
        }
    }

    /** Throws if a process has ended on its own. */
    void checkAlive() {
        for (int index = 0; index < processes.length; index++) {
            if (!processes[index].isAlive()) {
                throw new IllegalStateException("load process " + index + " has ended with status "
                        + processes[index].exitCode() + "; see load-" + index + ".log in " + options.directory);
            }
        }
    }

    /** Returns the clients of both processes, or of the first alone. */
    Set<String> names(final boolean all) {
        final Set<String> set = new TreeSet<>(names.get(0));
        if (all) {
            set.addAll(names.get(1));
        }
        return set;
    }

    synchronized long retries() {
        return retries[0] + retries[1];
    }

    synchronized long reconnects() {
        return reconnects[0] + reconnects[1];
    }

    void close() throws InterruptedException {
        for (final Child process : processes) {
            if (process != null) {
                process.kill();
            }
        }
    }
}
