package dev.berth.bench.peers;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a driver would write. */
final class Answers implements AutoCloseable {
    private final DataOutputStream out;

    Answers(final Path file) throws IOException {
        out = new DataOutputStream(Files.newOutputStream(file));
        ints(0x42_41_4E_53, 1);
    }

    /** A step of one pair. */
    Answers pair(final int released, final int shape, final int answer) throws IOException {
        return ints(1, released, shape, answer);
    }

    Answers ints(final int... values) throws IOException {
        for (final int value : values) {
            out.writeInt(value);
        }
        return this;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
