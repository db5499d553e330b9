package dev.berth.embedding;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The requests, a line each, behind the checksum of the line. A process that ends in the middle of a line leaves one
 * that does not agree with its checksum: nobody was told that it was taken, and it is cut off.
 */
final class Journal implements Closeable {
    private static final int CHECKSUM = 8;

    private final Disk.Output output;

    /** Opens the journal in a file, without the line at its end that is not whole. */
    Journal(final Disk disk, final Path file) throws IOException {
        if (Files.exists(file)) {
            final long whole = read(file, new ArrayList<>());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
        output = disk.open(file);
    }

    void append(final String line) throws IOException {
        output.write(ByteBuffer.wrap((checksum(line) + " " + line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    void force() throws IOException {
        output.force();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }

    /** Reads the whole lines of a journal; returns how many bytes they take. */
    static long read(final Path file, final List<String> lines) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                final String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
                if (text.length() <= CHECKSUM || !text.startsWith(checksum(text.substring(CHECKSUM + 1)))) {
                    return from;
                }
                lines.add(text.substring(CHECKSUM + 1));
                from = at + 1;
            }
        }
        return from;
    }

    private static String checksum(final String line) {
        final CRC32 checksum = new CRC32();
        checksum.update(line.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }
}
