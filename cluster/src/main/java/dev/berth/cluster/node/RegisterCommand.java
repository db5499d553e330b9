package dev.berth.cluster.node;

import dev.berth.Chain;
import dev.berth.Instance;
import dev.berth.cluster.Batch;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.Results;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code berth-cluster register}. */
@Command(
        name = "register",
        description = "Registers instances of one size, spread over zones.",
        footer = {"", "Exit status: 0 done, 1 refused, 2 wrong usage, or no answer."})
final class RegisterCommand extends ClientCommand {
    private static final int MOST_IN_BATCH = 500;

    @Option(names = "--count", defaultValue = "1", description = "How many.")
    private int count;

    @Option(names = "--cpu", defaultValue = "2048", description = "CPU units of each; 1024 are one core.")
    private int cpuUnits;

    @Option(names = "--memory", defaultValue = "7800", description = "Memory of each, in MiB.")
    private int memoryMib;

    @Option(
            names = "--zones",
            split = ",",
            paramLabel = "ZONE,...",
            description = "Their values of the attribute " + Chain.ZONE_ATTRIBUTE + ", which take turns.")
    private List<String> zones = List.of();

    @Option(names = "--name", defaultValue = "i-", description = "What their names begin with; a number follows.")
    private String name;

    @Option(names = "--first", defaultValue = "0", paramLabel = "N", description = "The number of the first.")
    private int first;

    @Override
    int run(final PlacementClient client) {
        if (count < 1) {
            throw new IllegalArgumentException("--count is " + count + ", must be at least 1");
        }
        int done = 0;
        final Batch batch = new Batch();
        long ordinal = -1;
        while (done < count) {
            batch.clear();
            for (int i = 0; i < MOST_IN_BATCH && done < count; i++, done++) {
                batch.instances().register(instance(first + done));
            }
            final Results results = client.call(batch);
            ordinal = ordinal < 0 ? results.value(0) : ordinal;
        }
        print("registered: " + count + ", " + name + first + " to " + name + (first + count - 1)
                + ", the first as instance " + ordinal);
        return 0;
    }

    private Instance instance(final int number) {
        final Instance.Builder builder =
                Instance.builder(name + number).cpuUnits(cpuUnits).memoryMib(memoryMib);
        if (!zones.isEmpty()) {
            builder.attribute(Chain.ZONE_ATTRIBUTE, zones.get(number % zones.size()));
        }
        return builder.build();
    }
}
