package dev.berth.cluster.failover;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of a load process. */
final class LoadOptions {
    @Option(names = "--members", required = true, description = "The members of the cluster.")
    String members = "";

    @Option(names = "--host", required = true, description = "The address of this process.")
    String host = "";

    @Option(names = "--names", split = ",", required = true, description = "The names of the clients.")
    List<String> names = List.of();

    @Option(names = "--seed", required = true, description = "The seed of what they ask for.")
    long seed;

    @Option(names = "--rate", required = true, description = "The requests a second of each client.")
    int rate;

    @Option(names = "--call-timeout", required = true, description = "Milliseconds after which a client gives up.")
    long callTimeout;

    @Option(names = "--patience", required = true, description = "Seconds until a cluster has to answer.")
    long patience;

    @Option(names = "--window", required = true, description = "The requests that a client has on their way at most.")
    int window;

    @Option(names = "--instances", required = true, description = "The instances that may be drained: 0 to this.")
    int instances;

    @Option(names = "--most-tasks", required = true, description = "The tasks that a client holds at most.")
    int mostTasks;
}
