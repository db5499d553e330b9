package dev.berth.ecs.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The commit that a jar was built from, as the build wrote it into the jar's manifest. */
public final class BuildCommit {
    private static final String COMMIT = "Git-Commit";
    private static final String DIRTY = "Git-Dirty";

    /** The beginning of the manifest entry of a build outside a repository, where the commit is not filled in. */
    private static final String NOT_FILLED_IN = "$";

    private BuildCommit() {}

    /**
     * Returns the commit of the jar that a class was loaded from.
     *
     * @param type the class.
     * @return twelve hexadecimal digits, followed by {@code with changes} if the working tree had some; {@code unknown}
     *     if the jar was built outside a repository; empty if the class does not come from a jar.
     */
    public static Optional<String> of(final Class<?> type) {
        try {
            final Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isRegularFile(place) ? Optional.of(of(place)) : Optional.empty();
        } catch (final URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the commit of a jar.
     *
     * @param jar the file.
     * @return as {@link #of(Class)}.
     * @throws IOException if the file cannot be read as a jar.
     */
    public static String of(final Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            final Attributes attributes =
                    file.getManifest() == null ? new Attributes() : file.getManifest().getMainAttributes();
            final String commit = attributes.getValue(COMMIT);
            if (commit == null || commit.startsWith(NOT_FILLED_IN)) {
                return "unknown";
            }
            return Boolean.parseBoolean(attributes.getValue(DIRTY)) ? commit + " with changes" : commit;
        }
    }
}
