package dev.berth.ecs.replay;

import java.util.function.Consumer;
import org.eclipse.collections.impl.map.mutable.UnifiedMap;
import org.eclipse.collections.impl.map.mutable.primitive.LongObjectHashMap;

/** The tasks that run, by id and by their handle of the engine. */
final class RunningTasks {
    private final UnifiedMap<String, RunningTask> byId = UnifiedMap.newMap();
    private final LongObjectHashMap<RunningTask> byHandle = new LongObjectHashMap<>();

    RunningTask add(final RunningTask task) {
        byId.put(task.id, task);
        if (!task.isOnFargate()) {
            byHandle.put(task.handle, task);
        }
        return task;
    }

    void remove(final RunningTask task) {
        byId.remove(task.id);
        if (!task.isOnFargate()) {
            byHandle.remove(task.handle);
        }
    }

    /** Returns the task of an id, null if it does not run. */
    RunningTask get(final String id) {
        return byId.get(id);
    }

    /** Returns the task of a handle of the engine. */
    RunningTask of(final long handle) {
        return byHandle.get(handle);
    }

    int size() {
        return byId.size();
    }

    void forEach(final Consumer<RunningTask> action) {
        byId.forEachValue(action::accept);
    }
}
