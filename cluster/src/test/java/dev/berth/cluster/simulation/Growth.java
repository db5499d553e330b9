package dev.berth.cluster.simulation;

import dev.berth.EngineConfig;
import dev.berth.cluster.ClusterSettings;

/** The settings that clients ask for: the first, higher ones, and lower ones that are refused. */
final class Growth {
    private Growth() {}

    /** Returns settings of a size: 1 = the first, each more is larger; tight, so that every limit is reached. */
    static ClusterSettings settings(final int size, final int maxClients) {
        return ClusterSettings.builder(EngineConfig.builder()
                        .seed(77)
                        .maxInstances(8 + 8 * size)
                        .maxTasks(40 + 60 * size)
                        .maxGroups(6 + 2 * size)
                        .maxDemands(5 + 2 * size)
                        .maxPlans(8 + 4 * size)
                        .maxCounts(60 + 40 * size)
                        .maxAttributeNames(16)
                        .maxAttributeValues(32)
                        .maxAttributes(100 + 40 * size)
                        .maxPorts(100 + 20 * size)
                        .maxIndexes(4 + size)
                        .maxSpreadValues(256)
                        .maxFilters(32)
                        .maxUndo(24)
                        .build())
                .tickMillis(100)
                .maxClients(maxClients)
                .maxReplies(4 + 2 * size)
                .maxEvents(20 + 10 * size)
                .build();
    }

    /** Throws what the machine answers to settings that are lower than those it has. */
    static void check(final ClusterSettings before, final ClusterSettings after) {
        if (after.engine().maxInstances() < before.engine().maxInstances()) {
            throw new Oracle.Unworded();
        }
    }
}
