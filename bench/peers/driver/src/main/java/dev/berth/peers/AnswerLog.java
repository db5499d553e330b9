package dev.berth.peers;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Every step with its answers, to be checked afterwards. Big-endian ints: {@link #MAGIC}, {@link #VERSION}; then for
 * each step its size, the ids of the tasks released, and shape and answer of each task placed. Ids of placed tasks are
 * not written: they count on from those of the start, refused ones included.
 *
 * <p>Flushed after each step, so that all that a peer answered is there when its process is ended in the next. Nobody's
 * clock runs meanwhile.
 */
final class AnswerLog implements AutoCloseable {
    static final int MAGIC = 0x42_41_4E_53;
    static final int VERSION = 1;

    private final DataOutputStream out;

    AnswerLog(final Path file) throws IOException {
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.flush();
    }

    void write(final Step step) throws IOException {
        out.writeInt(step.size());
        for (int i = 0; i < step.size(); i++) {
            out.writeInt(step.released(i));
        }
        for (int i = 0; i < step.size(); i++) {
            out.writeInt(step.shape(i));
            out.writeInt(step.answer(i));
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
