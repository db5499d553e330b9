package dev.berth.peers;

import java.util.Arrays;

/** Some tasks to release and as many to place, with the answers. The driver reuses it from step to step. */
public final class Step {
    /** The answer for a task that is placed nowhere. */
    public static final int REFUSED = -1;

    private final int instances;
    private final int[] released;
    private final int[] releasedInstances;
    private final int[] releasedShapes;
    private final int[] shapes;
    private final int[] answers;
    private int firstPlaced;

    Step(final int size, final int instances) {
        this.instances = instances;
        released = new int[size];
        releasedInstances = new int[size];
        releasedShapes = new int[size];
        shapes = new int[size];
        answers = new int[size];
    }

    void begin(final int firstPlaced) {
        this.firstPlaced = firstPlaced;
        Arrays.fill(answers, REFUSED);
    }

    void release(final int i, final int task, final int instance, final int shape) {
        released[i] = task;
        releasedInstances[i] = instance;
        releasedShapes[i] = shape;
    }

    void place(final int i, final int shape) {
        shapes[i] = shape;
    }

    int answer(final int i) {
        return answers[i];
    }

    /**
     * Returns how many tasks are to be released, which is also how many are to be placed.
     *
     * @return the batch of the peer.
     */
    public int size() {
        return released.length;
    }

    /**
     * Returns a task to release.
     *
     * @param i 0 .. size − 1.
     * @return the id of the task.
     */
    public int released(final int i) {
        return released[i];
    }

    /**
     * Returns the instance of a task to release.
     *
     * @param i 0 .. size − 1.
     * @return the ordinal of the instance.
     */
    public int releasedInstance(final int i) {
        return releasedInstances[i];
    }

    /**
     * Returns the shape of a task to release.
     *
     * @param i 0 .. size − 1.
     * @return the number of the shape.
     */
    public int releasedShape(final int i) {
        return releasedShapes[i];
    }

    /**
     * Returns a task to place.
     *
     * @param i 0 .. size − 1.
     * @return the id of the task, which no other task has had.
     */
    public int placed(final int i) {
        return firstPlaced + i;
    }

    /**
     * Returns the shape of a task to place.
     *
     * @param i 0 .. size − 1.
     * @return the number of the shape.
     */
    public int shape(final int i) {
        return shapes[i];
    }

    /**
     * Reports where a task was placed. A task without a report counts as refused.
     *
     * @param i 0 .. size − 1.
     * @param instance the ordinal of the instance, or {@link #REFUSED}.
     */
    public void answer(final int i, final int instance) {
        if (instance < REFUSED || instance >= instances) {
            throw new IllegalArgumentException(
                    "instance is " + instance + ", must be -1.." + (instances - 1) + "; -1 refuses");
        }
        answers[i] = instance;
    }
}
