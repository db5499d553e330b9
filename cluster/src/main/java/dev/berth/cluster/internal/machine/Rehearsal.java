package dev.berth.cluster.internal.machine;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The rehearsal of snapshots before a node serves: it writes those of a small engine until the code that writes them is
 * compiled. Otherwise the first snapshot of a node stops the cluster several times as long as the others.
 */
public final class Rehearsal {
    private static final int INSTANCES = 256;
    private static final int TASKS = 2_048;
    private static final int SNAPSHOTS = 60;

    private Rehearsal() {}

    /** Writes the snapshots, which go nowhere. */
    public static void run() {
        final PlacementEngine engine = engine();
        final SnapshotSink nowhere = chunk -> chunk.position(chunk.limit());
        try {
            for (int i = 0; i < SNAPSHOTS; i++) {
                engine.snapshot(nowhere);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlacementEngine engine() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(TASKS)
                .maxGroups(16)
                .maxDemands(16)
                .maxPlans(16)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(4_096)
                    .memoryMib(16_384)
                    .attribute(Chain.ZONE_ATTRIBUTE, "zone-" + i % 3)
                    .build());
        }
        final long demand = engine.define(Demand.builder().cpuUnits(64).memoryMib(64).build());
        final long plan = engine.plan(demand, Chain.of(Strategy.spread("attribute:" + Chain.ZONE_ATTRIBUTE)));
        final long group = engine.group("rehearsal");
        engine.placeMany(plan, group, TASKS, new long[TASKS]);
        return engine;
    }
}
