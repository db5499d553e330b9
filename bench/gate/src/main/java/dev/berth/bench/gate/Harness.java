package dev.berth.bench.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of the judging gate, as a folder that comes first on the class path of every measuring process. The same
 * code therefore measures both builds and answers in the same version of the exchange, whichever version of
 * {@code berth-gate} each build brings. Berth itself and the cases are each build's own.
 */
final class Harness {
    private static final List<String> PACKAGES =
            List.of("dev/berth/bench/gate", "dev/berth/bench/ab", "dev/berth/bench/measuring");

    private Harness() {}

    /**
     * Copies the classes from where this program was loaded.
     *
     * @param folder the folder to copy to.
     * @return the same folder.
     */
    static Path copyTo(final Path folder) {
        try {
            final Path source = Path.of(
                    Harness.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                copyTo(source, folder);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(source)) {
                    copyTo(jar.getPath("/"), folder);
                }
            }
            return folder;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copyTo(final Path root, final Path folder) throws IOException {
        for (final String name : PACKAGES) {
            try (Stream<Path> files = Files.walk(root.resolve(name))) {
                for (final Path file : files.filter(Files::isRegularFile).toList()) {
                    final Path copy = folder.resolve(root.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }
}
