package dev.berth.bench.measuring;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The folder of a run that begins: its name has the second and the kind of the run, and no other run has it. */
public final class NewFolder {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private NewFolder() {}

    /**
     * Creates a folder named by the time and a kind; a number follows if another run began in the same second.
     *
     * @param parent where the folders of runs are; it is created if it is not there.
     * @param kind what follows the time in the name.
     * @return the folder, which is empty.
     * @throws IOException if it cannot be created.
     */
    public static Path create(final Path parent, final String kind) throws IOException {
        return create(parent, LocalDateTime.now(ZoneOffset.UTC), kind);
    }

    static Path create(final Path parent, final LocalDateTime time, final String kind) throws IOException {
        Files.createDirectories(parent);
        final String name = time.format(STAMP) + "-" + kind;
        for (int number = 1;; number++) {
            final Path folder = parent.resolve(number == 1 ? name : name + "-" + number);
            try {
                return Files.createDirectory(folder);
            } catch (final FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
    }
}
