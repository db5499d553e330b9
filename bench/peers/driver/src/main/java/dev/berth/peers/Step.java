package dev.berth.peers;

import java.util.Arrays;

/** Some tasks to release and as many to place, and the answers. Reused from step to step. */
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
     * How many tasks to release, and how many to place.
     *
     * @return the peer's batch.
     */
    public int size() {
        return released.length;
    }

    /**
     * A task to release.
     *
     * @param i 0 .. size − 1.
     * @return its id.
     */
    public int released(final int i) {
        return released[i];
    }

    /**
     * Where a task runs that is to be released.
     *
     * @param i 0 .. size − 1.
     * @return ordinal of the instance.
     */
    public int releasedInstance(final int i) {
        return releasedInstances[i];
    }

    /**
     * What a task takes that is to be released.
     *
     * @param i 0 .. size − 1.
     * @return its shape.
     */
    public int releasedShape(final int i) {
        return releasedShapes[i];
    }

    /**
     * A task to place.
     *
     * @param i 0 .. size − 1.
     * @return its id, never used before.
     */
    public int placed(final int i) {
        return firstPlaced + i;
    }

    /**
     * What a task takes that is to be placed.
     *
     * @param i 0 .. size − 1.
     * @return its shape.
     */
    public int shape(final int i) {
        return shapes[i];
    }

    /**
     * Says where a task was placed. A task of which nothing is said is refused.
     *
     * @param i 0 .. size − 1.
     * @param instance ordinal of the instance, or {@link #REFUSED}.
     */
    public void answer(final int i, final int instance) {
        if (instance < REFUSED || instance >= instances) {
            throw new IllegalArgumentException(
                    "instance is " + instance + ", must be -1.." + (instances - 1) + "; -1 refuses");
        }
        answers[i] = instance;
    }
}
