package dev.berth.embedding;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the journal and the snapshots go: files, and in a test files that end in the middle of a write. */
interface Disk {
    /** The files of the machine. */
    Disk FILES = FileOutput::new;

    /** Opens a file to be written to from its end on; makes it if it is not there. */
    Output open(Path file) throws IOException;

    /** A file that is open. */
    interface Output extends Closeable {
        /** Writes all that remains of a buffer. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns once all that was written is on the disk. */
        void force() throws IOException;
    }

    /** A file of the machine. */
    final class FileOutput implements Output {
        private final FileChannel channel;

        FileOutput(final Path file) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        public void write(final ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
