package dev.berth.cluster.node;

import dev.berth.EngineConfig;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.PlacementClient;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code berth-cluster configure}. */
@Command(
        name = "configure",
        description = "Sets the limits of the cluster, once; again with higher ones, it grows.",
        footer = {
            "",
            "The limits go through the log, so all nodes have the same. Every node needs",
            "the memory that is printed, and for a snapshot as much again as is in use:",
            "start them with a -Xmx that is high enough.",
            "",
            "Exit status: 0 done, 1 refused, 2 wrong usage, or no answer."
        })
final class ConfigureCommand extends ClientCommand {
    @Option(names = "--max-instances", defaultValue = "131072", description = "Instances registered at a time.")
    private int maxInstances;

    @Option(names = "--max-tasks", defaultValue = "524288", description = "Tasks running at a time.")
    private int maxTasks;

    @Option(names = "--max-groups", defaultValue = "16384", description = "Groups with tasks at a time.")
    private int maxGroups;

    @Option(names = "--max-demands", defaultValue = "16384", description = "Demands at a time.")
    private int maxDemands;

    @Option(names = "--max-plans", defaultValue = "16384", description = "Plans at a time.")
    private int maxPlans;

    @Option(
            names = "--resources",
            split = ",",
            paramLabel = "NAME,...",
            description = "Resources beside CPU, memory, GPUs and ENI slots.")
    private List<String> resources = List.of();

    @Option(names = "--seed", defaultValue = "0", description = "Seed of the random strategy.")
    private long seed;

    @Option(
            names = "--tick",
            defaultValue = "1000",
            paramLabel = "MS",
            description = "Time between two ticks of the services, in milliseconds; 0 = none.")
    private long tickMillis;

    @Option(names = "--max-clients", defaultValue = "256", description = "Clients that the cluster remembers.")
    private int maxClients;

    @Override
    void check() {
        final EngineConfig engine = settings().engine();
        print("configuring: " + maxInstances + " instances, " + maxTasks + " tasks; the engine takes "
                + ((engine.footprintBytes() >> 20) + 1) + " MiB on every node");
    }

    @Override
    int run(final PlacementClient client) {
        client.configure(settings());
        print("configured");
        return 0;
    }

    private ClusterSettings settings() {
        final EngineConfig engine = EngineConfig.builder()
                .maxInstances(maxInstances)
                .maxTasks(maxTasks)
                .maxGroups(maxGroups)
                .maxDemands(maxDemands)
                .maxPlans(maxPlans)
                .resources(resources.toArray(new String[0]))
                .seed(seed)
                .build();
        return ClusterSettings.builder(engine)
                .tickMillis(tickMillis)
                .maxClients(maxClients)
                .build();
    }
}
