package dev.berth.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a peer is given: instances, shapes of tasks, the tasks that run at the start, and the stream of operations.
 *
 * <p>The file is big-endian: {@link #MAGIC}, {@link #VERSION}, the seed as a long; then ints, each list behind its
 * length: CPU units and MiB by instance, CPU units and MiB by shape, instance and shape by task, shape by operation.
 *
 * <p>Immutable, thread-safe.
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
     * How many instances there are.
     *
     * @return 1 or more; their ordinals are 0 .. instances − 1.
     */
    public int instances() {
        return cpuUnits.length;
    }

    /**
     * What an instance has in all.
     *
     * @param instance its ordinal.
     * @return CPU units.
     */
    public int cpuUnits(final int instance) {
        return cpuUnits[instance];
    }

    /**
     * What an instance has in all.
     *
     * @param instance its ordinal.
     * @return MiB of memory.
     */
    public int memoryMib(final int instance) {
        return memoryMib[instance];
    }

    /**
     * How many shapes of tasks there are.
     *
     * @return 1 or more; they are numbered from 0.
     */
    public int shapes() {
        return shapeCpuUnits.length;
    }

    /**
     * What a task takes.
     *
     * @param shape of the task.
     * @return CPU units.
     */
    public int shapeCpuUnits(final int shape) {
        return shapeCpuUnits[shape];
    }

    /**
     * What a task takes.
     *
     * @param shape of the task.
     * @return MiB of memory.
     */
    public int shapeMemoryMib(final int shape) {
        return shapeMemoryMib[shape];
    }

    /**
     * How many tasks run at the start.
     *
     * @return 1 or more; their ids are 0 .. taskCount − 1.
     */
    public int taskCount() {
        return taskInstances.length;
    }

    /**
     * Where a task runs at the start.
     *
     * @param task its id.
     * @return ordinal of the instance.
     */
    public int taskInstance(final int task) {
        return taskInstances[task];
    }

    /**
     * What a task takes that runs at the start.
     *
     * @param task its id.
     * @return its shape.
     */
    public int taskShape(final int task) {
        return taskShapes[task];
    }

    /**
     * For draws of the peer's own.
     *
     * @return the seed of the workload.
     */
    public long seed() {
        return seed;
    }

    /**
     * Whether the time of the cell is over, so that loading may as well stop.
     *
     * @return true if so.
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
