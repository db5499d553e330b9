package dev.berth.peers;

import java.util.SplittableRandom;

/**
 * The running tasks in the order in which they are released: a ring that is shuffled once. A placed task goes to the
 * end of the ring, which is the position of the task that it replaces. Berth's own harness walks its table in the same
 * way.
 */
final class LiveTasks {
    private final Problem problem;
    private final int[] tasks;
    private final int[] instances;
    private final int[] shapes;
    private int first;
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
        shuffle(new SplittableRandom(problem.seed()));
        for (int i = 0; i < count; i++) {
            instances[i] = problem.taskInstance(tasks[i]);
            shapes[i] = problem.taskShape(tasks[i]);
        }
    }

    private void shuffle(final SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            final int other = random.nextInt(i + 1);
            tasks[i] = tasks[other];
            tasks[other] = i;
        }
    }

    int count() {
        return count;
    }

    /** Takes the tasks that a step releases out of the ring, and sets the shapes that the step places. */
    void fill(final Step step) {
        step.begin(nextTask);
        for (int i = 0; i < step.size(); i++, operation++) {
            step.release(i, tasks[first], instances[first], shapes[first]);
            first = first + 1 == tasks.length ? 0 : first + 1;
            count--;
            step.place(i, problem.operationShape(operation));
        }
        nextTask += step.size();
    }

    /**
     * Adds the tasks that a step has placed to the ring. They are at most as many as were released, so that the ring is
     * large enough.
     */
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
        final int at = (int) (((long) first + count) % tasks.length);
        tasks[at] = task;
        instances[at] = instance;
        shapes[at] = shape;
        count++;
    }
}
