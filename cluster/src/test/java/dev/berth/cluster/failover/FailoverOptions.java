package dev.berth.cluster.failover;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of the failover run. */
final class FailoverOptions {
    @Option(names = "--kills", description = "How often the leader is killed. Default: 100.")
    int kills = 100;

    @Option(names = "--seed", description = "The seed of the load and of the events. Default: 1.")
    long seed = 1;

    @Option(
            names = "--network",
            description = "namespaces, loopback, or auto: the first if the machine allows. Default: auto.")
    String network = "auto";

    @Option(names = "--port", description = "The first port; member N owns 10 ports from there + 10 N. Default: 21000.")
    int port = 21_000;

    @Option(
            names = "--clients",
            description = "Clients under load, the last of them in a process of its own. Default: 4.")
    int clients = 4;

    @Option(names = "--rate", description = "Requests a second of each client. Default: 50.")
    int rate = 50;

    @Option(names = "--window", description = "Requests of a client on their way at most. Default: 16.")
    int window = 16;

    @Option(
            names = "--call-timeout",
            description = "Milliseconds after which a client gives up a request. Default: 2500.")
    long callTimeout = 2_500;

    @Option(names = "--most-tasks", description = "Tasks that a client holds at most. Default: 500.")
    int mostTasks = 500;

    @Option(names = "--instances", description = "Instances for the tasks of clients. Default: 100.")
    int instances = 100;

    @Option(names = "--run", description = "Milliseconds under load before each event. Default: 1000.")
    long runMillis = 1_000;

    @Option(names = "--down", description = "Milliseconds that a killed node stays down at most. Default: 2000.")
    int downMillis = 2_000;

    @Option(names = "--stop", description = "Milliseconds that a leader is stopped or cut off. Default: 4000.")
    long stopMillis = 4_000;

    @Option(
            names = "--patience",
            description = "Seconds until a cluster that does not come back is a failure. Default: 90.")
    long patienceSeconds = 90;

    @Option(
            names = "--plant",
            description = "What is done behind the clients' backs, to see that it is found: release (a task gets lost),"
                    + " place (one is there twice), or nothing. Default: nothing.")
    String plant = "nothing";

    @Option(names = "--node-options", description = "Further options of a node.")
    String nodeOptions = "";

    /** By default those that make a start cheap, since all nodes and clients share the cores of one machine. */
    @Option(names = "--node-jvm", description = "Options of a node's Java.")
    String nodeJvm = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    @Option(names = "--jar", required = true, description = "The runnable jar.")
    Path jar = Path.of("");

    @Option(names = "--directory", required = true, description = "Gets what the run writes.")
    Path directory = Path.of("");
}
