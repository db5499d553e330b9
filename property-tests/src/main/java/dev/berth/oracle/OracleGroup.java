package dev.berth.oracle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A group of tasks. */
public final class OracleGroup {
    final String name;
    final Set<OracleTask> tasks = new LinkedHashSet<>();

    OracleGroup(final String name) {
        this.name = name;
    }

    /** Saves the tasks; the result restores them. */
    Runnable save() {
        final List<OracleTask> tasksNow = List.copyOf(tasks);
        return () -> {
            tasks.clear();
            tasks.addAll(tasksNow);
        };
    }

    /**
     * Returns the name.
     *
     * @return a name, unique among groups that are open or have tasks.
     */
    public String name() {
        return name;
    }

    /**
     * Returns the running tasks.
     *
     * @return the tasks, in the order in which they were added.
     */
    public Set<OracleTask> tasks() {
        return tasks;
    }
}
