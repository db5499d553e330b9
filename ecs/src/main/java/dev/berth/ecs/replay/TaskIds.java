package dev.berth.ecs.replay;

import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.Values;
import java.util.ArrayList;
import java.util.List;

/** The ids of the tasks that calls ask for. */
final class TaskIds {
    private final RunningTasks tasks;
    private long asked;

    TaskIds(final RunningTasks tasks) {
        this.tasks = tasks;
    }

    /** Returns the ids of the tasks of a call; refuses an id that is in use. */
    List<String> of(final String referenceId, final int count) {
        check(referenceId);
        final List<String> ids = new ArrayList<>(count);
        for (int k = 1; k <= count; k++) {
            final String id = referenceId == null ? "task/" + (asked + k) : referenceId + "/" + k;
            if (tasks.get(id) != null) {
                throw ApiException.invalid("referenceId is " + Values.quoted(referenceId) + ", and its task "
                        + Values.quoted(id) + " runs; stop it first");
            }
            ids.add(id);
        }
        return ids;
    }

    /** Records how many tasks an accepted call has asked for, named or not. */
    void count(final int tasksOfCall) {
        asked += tasksOfCall;
    }

    /** Returns how many tasks accepted calls have asked for. */
    long asked() {
        return asked;
    }

    private static void check(final String referenceId) {
        Values.nonEmpty("referenceId", referenceId);
        if (referenceId != null && ("task".equals(referenceId) || referenceId.indexOf('/') >= 0)) {
            throw ApiException.invalid(
                    "referenceId is " + Values.quoted(referenceId) + ", must not be task nor hold '/'");
        }
    }
}
