package dev.berth.internal.explain;

import dev.berth.EngineConfig;
import dev.berth.PlanInfo;
import dev.berth.Usage;
import dev.berth.Usage.Limit;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.plan.Planner;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Handles;
import dev.berth.internal.state.SpreadFields;
import java.util.ArrayList;
import java.util.List;

/** A reader of how full the tables of an engine are. It runs in O(slots in use) and may allocate. */
public final class UsageReader {
    private UsageReader() {}

    public static Usage read(final Cluster cluster, final Planner planner, final EngineConfig config) {
        final Attributes attributes = cluster.attributes;
        final List<Limit> limits = new ArrayList<>();
        limits.add(new Limit(
                "maxInstances", cluster.columns.used(), cluster.columns.limit(), config.maxInstances()));
        limits.add(new Limit(
                "maxTasks", config.maxTasks() - cluster.tasks.free(), cluster.tasks.limit(), config.maxTasks()));
        limits.add(of("maxGroups", cluster.groups.handles));
        limits.add(of("maxDemands", cluster.demands.handles));
        limits.add(of("maxPlans", planner.handles));
        limits.add(of("maxCounts", config.maxCounts() - cluster.counts.free(), config.maxCounts()));
        limits.add(of("maxAttributeNames", attributes.names));
        limits.add(of("maxAttributeValues", attributes.values));
        limits.add(new Limit(
                "maxAttributes", config.maxAttributes() - attributes.free(), attributes.highest(),
                config.maxAttributes()));
        limits.add(of("maxPorts", config.maxPorts() - cluster.columns.ports.free(), config.maxPorts()));
        limits.add(of("maxIndexes", neededIndexes(cluster), config.maxIndexes()));
        limits.add(of("maxSpreadValues", mostSpreadValues(cluster), config.maxSpreadValues()));
        limits.add(of("maxFilters", cluster.filters.liveFilters(), config.maxFilters()));
        limits.add(new Limit("maxUndo", cluster.undo.size(), cluster.undo.highest(), config.maxUndo()));
        limits.add(of("spreadAttributes", spreadAttributes(cluster), SpreadFields.MAX_ATTRIBUTES));
        return new Usage(limits, scans(cluster, planner));
    }

    private static Limit of(final String name, final Handles handles) {
        return new Limit(name, handles.used(), handles.highest(), handles.slots());
    }

    private static Limit of(final String name, final int used, final int most) {
        return new Limit(name, used, used, most);
    }

    private static int neededIndexes(final Cluster cluster) {
        int needed = 0;
        for (final IndexSlot slot : cluster.indexes.slots) {
            needed += slot.plans > 0 ? 1 : 0;
        }
        return needed;
    }

    private static int spreadAttributes(final Cluster cluster) {
        int live = 0;
        for (int field = SpreadFields.INSTANCE + 1; field <= SpreadFields.MAX_ATTRIBUTES; field++) {
            live += cluster.fields.isLive(field) ? 1 : 0;
        }
        return live;
    }

    /**
     * Returns the largest number of values of an attribute. The absence of the attribute is one of them, as in an
     * index.
     */
    private static int mostSpreadValues(final Cluster cluster) {
        int most = 0;
        for (int field = SpreadFields.INSTANCE + 1; field <= SpreadFields.MAX_ATTRIBUTES; field++) {
            if (cluster.fields.isLive(field)) {
                most = Math.max(most, cluster.attributes.valueCount(cluster.fields.name(field)));
            }
        }
        return most;
    }

    private static List<PlanInfo> scans(final Cluster cluster, final Planner planner) {
        final List<PlanInfo> scans = new ArrayList<>();
        for (int slot = 0; slot < planner.handles.highest(); slot++) {
            final Plan plan = planner.planAt(slot);
            if (plan != null) {
                final PlanInfo info = PlanExplainer.info(cluster, plan, planner.handles.handle(slot));
                if (info.route() == PlanInfo.Route.SCAN) {
                    scans.add(info);
                }
            }
        }
        return scans;
    }
}
