package dev.berth.peers;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Every step with its answers, to be checked afterwards. Big-endian ints: {@link #MAGIC}, {@link #VERSION}; then for
 * each step its size, the ids of the tasks released, and shape and answer of each task placed. Ids of placed tasks are
 * not written: they count on from those of the start, refused ones included.
 *
 * <p>Flushed now and then between steps, so that what a slow peer answered is there when its process is ended.
 */
final class AnswerLog implements AutoCloseable {
    static final int MAGIC = 0x42_41_4E_53;
    static final int VERSION = 1;

    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DataOutputStream out;
    private long flushed = System.nanoTime();

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
        if (System.nanoTime() - flushed > FLUSH_NANOS) {
            out.flush();
            flushed = System.nanoTime();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
