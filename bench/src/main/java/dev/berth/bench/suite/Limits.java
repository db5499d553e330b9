package dev.berth.bench.suite;

import dev.berth.EngineConfig;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The limits of an engine as options of a command. A limit without an option or a default here is that of
 * {@link EngineConfig}.
 */
final class Limits {
    private static final int TASKS_PER_INSTANCE = 8;
    private static final int MOST_TASKS = 1 << 26;

    @Option(
            names = "--instances",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000,10000,100000,1000000",
            description = "The most instances; several sizes are separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<Integer> instances;

    @Option(names = "--tasks", paramLabel = "M", description = "The most tasks. Default: 8 for each instance.")
    private Integer tasks;

    @Option(names = "--groups", paramLabel = "N", description = "The most groups (services and families).")
    private Integer groups;

    @Option(
            names = "--counts",
            paramLabel = "N",
            description = "The most counts, of a group in a zone or on an instance. Default: what services may need.")
    private Integer counts;

    @Option(names = "--indexes", paramLabel = "N", description = "The most indexes, 0..16.")
    private Integer indexes;

    @Option(names = "--filters", paramLabel = "N", description = "The most filters: one for each different constraint.")
    private Integer filters;

    @Option(names = "--attributes", paramLabel = "N", description = "The most attributes of all instances together.")
    private Integer attributes;

    @Option(names = "--values", paramLabel = "N", description = "The most different values of attributes.")
    private Integer values;

    @Option(names = "--ports", paramLabel = "N", description = "The most host ports in use.")
    private Integer ports;

    @Option(names = "--plans", paramLabel = "N", description = "The most demands, and the most plans.")
    private Integer plans;

    List<Integer> sizes() {
        return instances.stream().distinct().toList();
    }

    int tasks(final int size) {
        return tasks == null ? Math.min(MOST_TASKS, TASKS_PER_INSTANCE * size) : tasks;
    }

    EngineConfig config(final int size) {
        final EngineConfig.Builder config = EngineConfig.builder().maxInstances(size);
        config.maxTasks(tasks(size));
        if (groups != null) {
            config.maxGroups(groups);
        }
        if (counts != null) {
            config.maxCounts(counts);
        }
        if (indexes != null) {
            config.maxIndexes(indexes);
        }
        if (filters != null) {
            config.maxFilters(filters);
        }
        if (attributes != null) {
            config.maxAttributes(attributes);
        }
        if (values != null) {
            config.maxAttributeValues(values);
        }
        if (ports != null) {
            config.maxPorts(ports);
        }
        if (plans != null) {
            config.maxDemands(plans).maxPlans(plans);
        }
        return config.build();
    }
}
