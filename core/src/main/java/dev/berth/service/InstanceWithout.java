package dev.berth.service;

import dev.berth.InstanceView;
import dev.berth.PlacementEngine;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A view of an instance as if one of its tasks did not run. It reads the engine anew at each call. */
final class InstanceWithout implements InstanceView {
    private final PlacementEngine engine;
    private final int ordinal;
    private final long left;

    /** Creates a view of the instance on which a task runs, as if that task did not run. */
    InstanceWithout(final PlacementEngine engine, final int ordinal, final long task) {
        this.engine = engine;
        this.ordinal = ordinal;
        left = task;
    }

    @Override
    public int runningTasksCount() {
        return engine.tasksOn(ordinal) - 1;
    }

    @Override
    public Set<String> groups() {
        final Set<String> names = new HashSet<>();
        for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
            if (task != left) {
                names.add(engine.groupName(engine.groupOf(task)));
            }
        }
        return names;
    }

    /** Returns the number of other tasks of a group that run on the instance. */
    int tasksOf(final long group) {
        int count = 0;
        for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
            count += task != left && engine.groupOf(task) == group ? 1 : 0;
        }
        return count;
    }

    // ---- properties that are independent of tasks ------------------------------------------------------------------

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public String id() {
        return engine.instanceId(ordinal);
    }

    @Override
    public boolean hasAttribute(final String name) {
        return engine.view(ordinal).hasAttribute(name);
    }

    @Override
    public @Nullable String attribute(final String name) {
        return engine.view(ordinal).attribute(name);
    }

    @Override
    public boolean agentConnected() {
        return engine.isAgentConnected(ordinal);
    }

    @Override
    public @Nullable String agentVersion() {
        return engine.view(ordinal).agentVersion();
    }

    @Override
    public @Nullable String ec2InstanceId() {
        return engine.view(ordinal).ec2InstanceId();
    }

    @Override
    public @Nullable Instant registeredAt() {
        return engine.view(ordinal).registeredAt();
    }
}
