package dev.berth.peers;

import java.util.Arrays;

/** The table of running tasks, from which tasks to release are picked. */
final class LiveTasks {
    private final Problem problem;
    private int[] tasks;
    private int[] instances;
    private int[] shapes;
    private int count;
    private int nextTask;
    private int operation;

    LiveTasks(final Problem problem) {
        this.problem = problem;
        count = problem.taskCount();
        nextTask = count;
        tasks = new int[count];
        instances = new int[count];
        shapes = new int[count];
        for (int task = 0; task < count; task++) {
            tasks[task] = task;
            instances[task] = problem.taskInstance(task);
            shapes[task] = problem.taskShape(task);
        }
    }

    int count() {
        return count;
    }

    /** Picks the tasks that a step releases, which leave the table, and the shapes that it places. */
    void fill(final Step step) {
        step.begin(nextTask);
        for (int i = 0; i < step.size(); i++, operation++) {
            final int at = (int) ((problem.pick(operation) & 0xffff_ffffL) * count >>> 32);
            step.release(i, tasks[at], instances[at], shapes[at]);
            count--;
            tasks[at] = tasks[count];
            instances[at] = instances[count];
            shapes[at] = shapes[count];
            step.place(i, problem.pickedShape(operation));
        }
        nextTask += step.size();
    }

    /** Takes up the tasks that were placed. */
    int take(final Step step) {
        int refused = 0;
        for (int i = 0; i < step.size(); i++) {
            if (step.answer(i) == Step.REFUSED) {
                refused++;
            } else {
                add(step.placed(i), step.answer(i), step.shape(i));
            }
        }
        return refused;
    }

    private void add(final int task, final int instance, final int shape) {
        if (count == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * count);
            instances = Arrays.copyOf(instances, 2 * count);
            shapes = Arrays.copyOf(shapes, 2 * count);
        }
        tasks[count] = task;
        instances[count] = instance;
        shapes[count++] = shape;
    }
}
