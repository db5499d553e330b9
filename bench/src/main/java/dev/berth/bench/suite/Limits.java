package dev.berth.bench.suite;

import dev.berth.EngineConfig;
import java.util.List;
import picocli.CommandLine.Option;

/** The limits of an engine as options; what is not given is the default of {@link EngineConfig}. */
final class Limits {
    private static final int TASKS_PER_INSTANCE = 8;
    private static final int MOST_TASKS = 1 << 26;

    @Option(
            names = "--instances",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000,10000,100000,1000000",
            description = "Instances at most, several sizes with commas. Default: ${DEFAULT-VALUE}.")
    private List<Integer> instances;

    @Option(names = "--tasks", paramLabel = "M", description = "Tasks at most. Default: 8 for each instance.")
    private Integer tasks;

    @Option(names = "--groups", paramLabel = "N", description = "Groups (services and families) at most.")
    private Integer groups;

    @Option(
            names = "--counts",
            paramLabel = "N",
            description = "Counts at most: a group in a zone, on an instance… Default: what services can need.")
    private Integer counts;

    @Option(names = "--indexes", paramLabel = "N", description = "Indexes, 0..16.")
    private Integer indexes;

    @Option(names = "--filters", paramLabel = "N", description = "Filters: one for each different constraint.")
    private Integer filters;

    @Option(names = "--attributes", paramLabel = "N", description = "Attributes of all instances together at most.")
    private Integer attributes;

    @Option(names = "--values", paramLabel = "N", description = "Different values of attributes at most.")
    private Integer values;

    @Option(names = "--ports", paramLabel = "N", description = "Host ports in use at most.")
    private Integer ports;

    @Option(names = "--plans", paramLabel = "N", description = "Demands, and plans, at most.")
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
