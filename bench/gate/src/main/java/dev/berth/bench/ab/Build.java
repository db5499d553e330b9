package dev.berth.bench.ab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of a build that was measured, without the folder that it was in.
 *
 * @param name the name of the jar or folder.
 * @param sha256 the digest of the jar in hexadecimal digits; empty for a folder.
 */
public record Build(String name, String sha256) {
    /**
     * Returns the identity of a core.
     *
     * @param core the jar of the core, or a folder of its classes.
     * @return its name and digest.
     */
    public static Build of(final Path core) {
        return new Build(core.toAbsolutePath().normalize().getFileName().toString(), digest(core));
    }

    private static String digest(final Path core) {
        if (Files.isDirectory(core)) {
            return "";
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(core)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
