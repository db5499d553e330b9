package dev.berth.bench.measuring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for files that processes exchange; it is deleted when it is closed. */
public final class ScratchFolder implements AutoCloseable {
    private final Path folder;

    /** Creates an empty folder. */
    public ScratchFolder() {
        try {
            folder = Files.createTempDirectory("berth");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the folder.
     *
     * @return its path.
     */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
