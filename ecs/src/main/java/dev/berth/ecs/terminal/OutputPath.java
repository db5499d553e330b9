package dev.berth.ecs.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A check that keeps commands from overwriting what an earlier one wrote. */
public final class OutputPath {
    private OutputPath() {}

    /**
     * Says why a command must not write to a path. A file without content, an empty folder, a pipe or a device hold
     * nothing that could be lost.
     *
     * @param option the option that named the path, such as {@code --out}.
     * @param path the file or folder to write; it need not exist.
     * @return a sentence that says what to do; empty if there is nothing to overwrite.
     */
    public static Optional<String> whyNot(final String option, final Path path) {
        try {
            if (Files.isDirectory(path)) {
                return isEmpty(path) ? Optional.empty() : refusal(option, path, "a folder that holds files");
            }
            return Files.isRegularFile(path) && Files.size(path) > 0
                    ? refusal(option, path, "a file that is there already")
                    : Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(final Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Optional<String> refusal(final String option, final Path path, final String what) {
        return Optional.of(option + " is " + path + ", " + what
                + " and is never overwritten; name another, or remove it first");
    }
}
