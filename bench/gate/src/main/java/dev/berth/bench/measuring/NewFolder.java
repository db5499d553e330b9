package dev.berth.bench.measuring;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The folder of a new run. Its name has the second in which the run began and the kind of the run, and belongs to no
 * other run.
 */
public final class NewFolder {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private NewFolder() {}

    /**
     * Says why no folder can be created in a parent, so that a command can refuse it before it measures.
     *
     * @param option the option that named the parent, such as {@code --out}.
     * @param parent where the folders of runs are; it need not exist.
     * @return a sentence that says what to do; empty if nothing stands in the way.
     */
    public static Optional<String> whyNot(final String option, final Path parent) {
        Path above = parent.toAbsolutePath().normalize();
        while (!Files.exists(above)) {
            above = above.getParent();
        }
        if (!Files.isDirectory(above)) {
            return Optional.of(option + " is " + parent + ", and " + above + " is a file; name a folder");
        }
        return Files.isWritable(above)
                ? Optional.empty()
                : Optional.of(option + " is " + parent + ", and " + above + " is read-only; name another folder");
    }

    /**
     * Creates a folder named after the time and a kind. A number follows if another run began in the same second.
     *
     * @param parent the folder of all runs; it is created if it does not exist.
     * @param kind the part of the name that follows the time.
     * @return the path of the folder, which is empty.
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
