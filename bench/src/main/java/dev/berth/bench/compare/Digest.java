package dev.berth.bench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The SHA-256 of files, by which a study knows that its traces and policies are still the same. */
final class Digest {
    private static final int BUFFER = 1 << 16;

    private Digest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String hex(final byte... hash) {
        final StringBuilder text = new StringBuilder();
        for (final byte b : hash) {
            text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return text.toString();
    }

    /** Returns the hash of a file, or of the names and contents of all files in a folder. */
    static String of(final Path path) throws IOException {
        final MessageDigest digest = sha256();
        if (!Files.isDirectory(path)) {
            add(digest, path);
            return hex(digest.digest());
        }
        for (final Map.Entry<String, Path> file : files(path).entrySet()) {
            digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            add(digest, file.getValue());
        }
        return hex(digest.digest());
    }

    private static void add(final MessageDigest digest, final Path file) throws IOException {
        final byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    /** Returns the files in a folder or the entries of a jar by name; the path of an entry is that of the jar. */
    static Map<String, Path> files(final Path path) throws IOException {
        final Map<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                all.filter(Files::isRegularFile)
                        .forEach(f -> files.put(path.relativize(f).toString().replace('\\', '/'), f));
            }
        } else {
            try (ZipFile zip = new ZipFile(path.toFile())) {
                zip.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).forEach(n -> files.put(n, path));
            }
        }
        return files;
    }
}
