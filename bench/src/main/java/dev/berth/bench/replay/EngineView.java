package dev.berth.bench.replay;

import dev.berth.InstanceView;
import dev.berth.PlacementEngine;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One instance of a cluster as a query sees it. */
final class EngineView implements InstanceView {
    private final PlacementEngine engine;
    private final int ordinal;
    private final InstanceRecord told;
    private final Map<String, String> attributes;

    EngineView(final Cluster cluster, final int ordinal) {
        this.engine = cluster.engine();
        this.ordinal = ordinal;
        told = cluster.instance(engine.instanceId(ordinal));
        attributes = engine.attributes(ordinal);
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public String id() {
        return told.id;
    }

    @Override
    public boolean hasAttribute(final String name) {
        return attributes.containsKey(name);
    }

    @Override
    public String attribute(final String name) {
        return attributes.get(name);
    }

    @Override
    public int runningTasksCount() {
        return engine.tasksOn(ordinal);
    }

    @Override
    public boolean agentConnected() {
        return engine.isAgentConnected(ordinal);
    }

    @Override
    public String agentVersion() {
        return told.agentVersion;
    }

    @Override
    public String ec2InstanceId() {
        return told.ec2InstanceId;
    }

    @Override
    public Instant registeredAt() {
        return told.registeredInstant;
    }

    @Override
    public Set<String> groups() {
        final Set<String> groups = new HashSet<>();
        for (long task = engine.firstTaskOn(ordinal); task != PlacementEngine.NO_TASK; task = engine.nextTaskOn(task)) {
            groups.add(engine.groupName(engine.groupOf(task)));
        }
        return groups;
    }
}
