package dev.berth.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The problem that a peer is given: instances, shapes of tasks, the tasks that run at the start, and the stream of
 * operations.
 *
 * <p>The file is big-endian. It has {@link #MAGIC}, {@link #VERSION} and the seed as a long; then ints, each list after
 * its length: CPU units and MiB by instance, CPU units and MiB by shape, instance and shape by task, shape by
 * operation.
 *
 * <p>Immutable and thread-safe.
 */
public final class Problem {
    static final int MAGIC = 0x42_50_52_4F;
    static final int VERSION = 2;

    private final Deadline deadline;
    private final long seed;
    private final int[] cpuUnits;
    private final int[] memoryMib;
    private final int[] shapeCpuUnits;
    private final int[] shapeMemoryMib;
    private final int[] taskInstances;
    private final int[] taskShapes;
    private final int[] operationShapes;

    Problem(final DataInputStream in, final Deadline deadline) throws IOException {
        this.deadline = deadline;
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IOException("the file is no problem of version " + VERSION);
        }
        seed = in.readLong();
        final int[][] instances = columns(in);
        cpuUnits = instances[0];
        memoryMib = instances[1];
        final int[][] shapes = columns(in);
        shapeCpuUnits = shapes[0];
        shapeMemoryMib = shapes[1];
        final int[][] tasks = columns(in);
        taskInstances = tasks[0];
        taskShapes = tasks[1];
        operationShapes = new int[in.readInt()];
        for (int i = 0; i < operationShapes.length; i++) {
            operationShapes[i] = in.readInt();
        }
    }

    static Problem read(final Path file, final Deadline deadline) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            return new Problem(in, deadline);
        }
    }

    private static int[][] columns(final DataInputStream in) throws IOException {
        final int length = in.readInt();
        final int[][] columns = new int[2][length];
        for (int i = 0; i < length; i++) {
            columns[0][i] = in.readInt();
            columns[1][i] = in.readInt();
        }
        return columns;
    }

    /**
     * Returns the number of instances.
     *
     * @return 1 or more; ordinals are 0 .. instances − 1.
     */
    public int instances() {
        return cpuUnits.length;
    }

    /**
     * Returns the CPU that an instance registers.
     *
     * @param instance the ordinal of the instance.
     * @return CPU units.
     */
    public int cpuUnits(final int instance) {
        return cpuUnits[instance];
    }

    /**
     * Returns the memory that an instance registers.
     *
     * @param instance the ordinal of the instance.
     * @return MiB.
     */
    public int memoryMib(final int instance) {
        return memoryMib[instance];
    }

    /**
     * Returns the number of shapes.
     *
     * @return 1 or more; shapes are numbered from 0.
     */
    public int shapes() {
        return shapeCpuUnits.length;
    }

    /**
     * Returns the CPU that a task of a shape takes.
     *
     * @param shape the number of the shape.
     * @return CPU units.
     */
    public int shapeCpuUnits(final int shape) {
        return shapeCpuUnits[shape];
    }

    /**
     * Returns the memory that a task of a shape takes.
     *
     * @param shape the number of the shape.
     * @return MiB.
     */
    public int shapeMemoryMib(final int shape) {
        return shapeMemoryMib[shape];
    }

    /**
     * Returns the number of tasks that run at the start.
     *
     * @return 1 or more; ids are 0 .. taskCount − 1.
     */
    public int taskCount() {
        return taskInstances.length;
    }

    /**
     * Returns the instance of a task that runs at the start.
     *
     * @param task the id of the task.
     * @return the ordinal of the instance.
     */
    public int taskInstance(final int task) {
        return taskInstances[task];
    }

    /**
     * Returns the shape of a task that runs at the start.
     *
     * @param task the id of the task.
     * @return the number of the shape.
     */
    public int taskShape(final int task) {
        return taskShapes[task];
    }

    /**
     * Returns the seed of the workload, for random draws of the peer.
     *
     * @return any number.
     */
    public long seed() {
        return seed;
    }

    /**
     * Answers whether the time of the cell is over, so that loading may stop.
     *
     * @return true if it is over.
     */
    public boolean outOfTime() {
        return deadline.isOver();
    }

    Deadline deadline() {
        return deadline;
    }

    int operationShape(final int operation) {
        return operationShapes[operation % operationShapes.length];
    }
}
