package dev.berth.bench.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The steps that a peer's driver wrote: big-endian ints; a magic number, a version; then for each step its size, the
 * ids of the tasks released, and shape and answer of each task placed. A last step that was cut off is left out,
 * because the process of a slow peer is ended while it writes.
 */
final class AnswerFile implements AutoCloseable {
    /** The answer for a task that was refused. */
    static final int REFUSED = -1;

    private static final int MAGIC = 0x42_41_4E_53;
    private static final int VERSION = 1;
    private static final int MOST = 1 << 20;

    private final DataInputStream in;
    private int[] released = new int[0];
    private int[] shapes = new int[0];
    private int[] answers = new int[0];

    AnswerFile(final Path file) throws IOException {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            in.close();
            throw new IOException("the answers are not of version " + VERSION);
        }
    }

    /** Reads the next step; returns false if there is none. */
    boolean next() throws IOException {
        try {
            final int size = in.readInt();
            if (size < 1 || size > MOST) {
                throw new IOException("size of a step is " + size + ", must be 1.." + MOST);
            }
            resize(size);
            for (int i = 0; i < size; i++) {
                released[i] = in.readInt();
            }
            for (int i = 0; i < size; i++) {
                shapes[i] = in.readInt();
                answers[i] = in.readInt();
            }
            return true;
        } catch (final EOFException e) {
            return false;
        }
    }

    private void resize(final int size) {
        if (size != released.length) {
            released = new int[size];
            shapes = new int[size];
            answers = new int[size];
        }
    }

    int size() {
        return released.length;
    }

    int released(final int i) {
        return released[i];
    }

    int shape(final int i) {
        return shapes[i];
    }

    int answer(final int i) {
        return answers[i];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
