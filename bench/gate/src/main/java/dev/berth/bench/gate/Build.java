package dev.berth.bench.gate;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A build that is measured.
 *
 * @param side the name of the build in messages: base or head.
 * @param classPath the class path of its processes.
 */
record Build(String side, String classPath) {
    static final String BASE = "base";
    static final String HEAD = "head";

    private static final String JAR = ".jar";

    /**
     * Returns the build at a path.
     *
     * @param side base or head.
     * @param path a runnable jar, or a folder of jars.
     * @return the build; empty if the path is neither.
     */
    static Optional<Build> at(final String side, final Path path) {
        if (Files.isRegularFile(path) && path.toString().endsWith(JAR)) {
            return Optional.of(new Build(side, path.toString()));
        }
        return Files.isDirectory(path) && holdsJars(path)
                ? Optional.of(new Build(side, path + File.separator + "*"))
                : Optional.empty();
    }

    /**
     * Returns this build with other classes before its own.
     *
     * @param harness the folder of these classes.
     */
    Build behind(final Path harness) {
        return new Build(side, harness + File.pathSeparator + classPath);
    }

    private static boolean holdsJars(final Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(JAR));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
