package dev.berth.oracle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One group of tasks. */
public final class OracleGroup {
    final String name;
    final Set<OracleTask> tasks = new LinkedHashSet<>();

    OracleGroup(final String name) {
        this.name = name;
    }

    /** Remembers its tasks; running the result makes it so again. */
    Runnable save() {
        final List<OracleTask> tasksNow = List.copyOf(tasks);
        return () -> {
            tasks.clear();
            tasks.addAll(tasksNow);
        };
    }

    /**
     * Its name.
     *
     * @return unique among groups that are open or have tasks.
     */
    public String name() {
        return name;
    }

    /**
     * Its running tasks.
     *
     * @return the tasks, in the order in which they came.
     */
    public Set<OracleTask> tasks() {
        return tasks;
    }
}
