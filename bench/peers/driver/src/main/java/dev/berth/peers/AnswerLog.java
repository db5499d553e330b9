package dev.berth.peers;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with every step and its answers, to be checked afterwards. It consists of big-endian ints: {@link #MAGIC} and
 * {@link #VERSION}; then for each step its size, the ids of the released tasks, and the shape and the answer of each
 * task to place. Ids of placed tasks are not written: they continue from those of the start and count refused tasks
 * too.
 *
 * <p>The file is flushed after each step while no time is measured, so that every answer is in it if the process is
 * ended during the next step.
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
