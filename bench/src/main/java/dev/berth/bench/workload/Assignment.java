package dev.berth.bench.workload;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * The placement of all tasks: columns of instance, request and group in the order of placement. It is the state from
 * which every contender of a case starts, and the form in which one process hands it to the next.
 */
public final class Assignment {
    private int[] instances;
    private int[] requests;
    private int[] groups;
    private int size;

    /** Creates an empty assignment. */
    public Assignment() {
        this(1 << 12);
    }

    private Assignment(final int capacity) {
        instances = new int[capacity];
        requests = new int[capacity];
        groups = new int[capacity];
    }

    /**
     * Adds a task.
     *
     * @param instance ordinal.
     * @param request of the workload.
     * @param group of the workload.
     */
    public void add(final int instance, final int request, final int group) {
        if (size == instances.length) {
            instances = Arrays.copyOf(instances, 2 * size);
            requests = Arrays.copyOf(requests, 2 * size);
            groups = Arrays.copyOf(groups, 2 * size);
        }
        size++;
        set(size - 1, instance, request, group);
    }

    /**
     * Replaces a task by another.
     *
     * @param task 0..size − 1.
     * @param instance ordinal.
     * @param request of the workload.
     * @param group of the workload.
     */
    void set(final int task, final int instance, final int request, final int group) {
        instances[task] = instance;
        requests[task] = request;
        groups[task] = group;
    }

    /**
     * Removes a task; the last one takes its place.
     *
     * @param task 0..size − 1.
     */
    void remove(final int task) {
        size--;
        set(task, instances[size], requests[size], groups[size]);
    }

    /**
     * Returns the number of tasks.
     *
     * @return 0 or more.
     */
    public int size() {
        return size;
    }

    /**
     * Returns the instance of a task.
     *
     * @param task 0..size − 1.
     * @return its ordinal.
     */
    public int instance(final int task) {
        return instances[task];
    }

    /**
     * Returns the request of a task.
     *
     * @param task 0..size − 1.
     * @return request of the workload.
     */
    public int request(final int task) {
        return requests[task];
    }

    /**
     * Returns the group of a task.
     *
     * @param task 0..size − 1.
     * @return group of the workload.
     */
    public int group(final int task) {
        return groups[task];
    }

    /**
     * Writes the assignment; the file appears whole or not at all.
     *
     * @param file to write.
     * @throws IOException if it cannot be written.
     */
    public void write(final Path file) throws IOException {
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
            out.writeInt(size);
            for (int i = 0; i < size; i++) {
                out.writeInt(instances[i]);
                out.writeInt(requests[i]);
                out.writeInt(groups[i]);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads an assignment.
     *
     * @param file that {@link #write} wrote.
     * @return the assignment.
     * @throws IOException if it cannot be read.
     */
    public static Assignment read(final Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            final int size = in.readInt();
            final Assignment assignment = new Assignment(size);
            for (int i = 0; i < size; i++) {
                assignment.instances[i] = in.readInt();
                assignment.requests[i] = in.readInt();
                assignment.groups[i] = in.readInt();
            }
            assignment.size = size;
            return assignment;
        }
    }
}
