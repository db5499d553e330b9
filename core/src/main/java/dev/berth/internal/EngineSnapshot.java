package dev.berth.internal;

import dev.berth.EngineConfig;
import dev.berth.InstancePredicate;
import dev.berth.LimitExceededException;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.cluster.ClusterSnapshot;
import dev.berth.internal.snapshot.Frames;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The snapshot of an engine: the limits that it needs, its cluster, its plans and the random state.
 *
 * <p>It holds what callers can observe, and not the arrays, so that it can be restored with other limits. A restored
 * engine is allocated after the limits were compared, and is returned after everything was read.
 */
public final class EngineSnapshot {
    private static final String LIMITS = "LIMS";
    private static final String RANDOM = "RAND";

    private EngineSnapshot() {}

    public static void write(final Engine engine, final SnapshotSink sink) throws IOException {
        engine.planner.checkNamed();
        final SnapshotWriter out = new SnapshotWriter(sink, Frames.ENGINE);
        final ClusterSnapshot cluster = new ClusterSnapshot(engine.cluster);
        writeNeeds(engine, out);
        cluster.write(out);
        engine.planner.write(out);
        cluster.writeTracked(out);
        out.begin(RANDOM);
        out.fixed(engine.random.state());
        out.end();
        out.finish();
    }

    /** Returns the engine of a snapshot, whose limits may differ from those of the engine that was written. */
    public static Engine read(
            final EngineConfig config,
            final SnapshotSource source,
            final Function<String, InstancePredicate> predicates)
            throws IOException {
        final SnapshotReader in = new SnapshotReader(source, Frames.ENGINE);
        final int resources = readNeeds(config, in);
        final Engine engine = new Engine(config);
        final ClusterSnapshot cluster = new ClusterSnapshot(engine.cluster);
        cluster.read(in, resources);
        engine.planner.read(in, predicates);
        cluster.readTracked(in);
        in.begin(RANDOM);
        engine.random.restore(in.fixed());
        in.end();
        in.finish();
        return engine;
    }

    // ---- limits ----------------------------------------------------------------------------------------------------

    private static void writeNeeds(final Engine engine, final SnapshotWriter out) throws IOException {
        final Cluster cluster = engine.cluster;
        out.begin(LIMITS);
        out.number(cluster.columns.limit());
        out.number(cluster.tasks.limit());
        out.number(cluster.groups.handles.highest());
        out.number(cluster.demands.handles.highest());
        out.number(engine.planner.handles.highest());
        out.number(cluster.counts.limit() - cluster.counts.free());
        out.number(cluster.attributes.names.highest());
        out.number(cluster.attributes.values.highest());
        out.number(cluster.attributes.highest());
        out.number(cluster.columns.ports.limit() - cluster.columns.ports.free());
        out.number(cluster.filters.liveFilters());
        cluster.columns.writeResources(out);
        out.end();
    }

    /** Returns how many named resources the snapshot has; the engine that reads it may have more. */
    private static int readNeeds(final EngineConfig config, final SnapshotReader in) throws IOException {
        in.begin(LIMITS);
        checkNeed(in, "maxInstances", config.maxInstances());
        checkNeed(in, "maxTasks", config.maxTasks());
        checkNeed(in, "maxGroups", config.maxGroups());
        checkNeed(in, "maxDemands", config.maxDemands());
        checkNeed(in, "maxPlans", config.maxPlans());
        checkNeed(in, "maxCounts", config.maxCounts());
        checkNeed(in, "maxAttributeNames", config.maxAttributeNames());
        checkNeed(in, "maxAttributeValues", config.maxAttributeValues());
        checkNeed(in, "maxAttributes", config.maxAttributes());
        checkNeed(in, "maxPorts", config.maxPorts());
        checkNeed(in, "maxFilters", config.maxFilters());
        final List<String> resources = new ArrayList<>();
        for (int left = in.number("number of resources", 0, EngineConfig.MAX_RESOURCES); left > 0; left--) {
            resources.add(in.name("resource"));
        }
        in.end();
        final int saved = resources.size();
        if (saved > config.resources().size() || !resources.equals(config.resources().subList(0, saved))) {
            throw new IllegalArgumentException(
                    "resources are " + config.resources() + ", must begin with those of the snapshot, " + resources);
        }
        return saved;
    }

    private static void checkNeed(final SnapshotReader in, final String limit, final int value) throws IOException {
        final int needed = in.number("needed " + limit, 0, Integer.MAX_VALUE);
        if (needed > value) {
            throw new LimitExceededException(limit, value, needed);
        }
    }
}
