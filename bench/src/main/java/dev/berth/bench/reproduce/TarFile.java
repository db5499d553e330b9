package dev.berth.bench.reproduce;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The regular files of a gzipped tar archive, in the formats ustar and GNU tar. Names of more than 100 bytes and files
 * of 8 GiB or more, for which these formats have extensions, are refused.
 */
final class TarFile {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int MAX_FILE = 1 << 28;

    private TarFile() {}

    /** The receiver of each file. */
    interface Visitor {
        void file(String name, byte[] content) throws IOException;
    }

    static void read(final Path archive, final Visitor visitor) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive));
                DataInputStream in = new DataInputStream(new GZIPInputStream(raw))) {
            final byte[] header = new byte[BLOCK];
            in.readFully(header);
            while (header[0] != 0) {
                final char type = (char) header[TYPE];
                final String name = text(header, 0, NAME);
                if (!text(header, MAGIC, 5).equals("ustar") || "05\0".indexOf(type) < 0) {
                    throw new IOException(archive.getFileName() + ": the entry '" + name + "' is of type '" + type
                            + "', must be a file or folder of a ustar archive; unpack it and give the folder");
                }
                final byte[] content = new byte[size(archive, name, header)];
                in.readFully(content);
                in.readFully(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
                if (type != '5') {
                    visitor.file(name, content);
                }
                in.readFully(header);
            }
        } catch (final EOFException | ZipException e) {
            throw new IOException(archive.getFileName() + ": is no gzipped archive, or is cut off: " + e.getMessage()
                    + "; give a .tar.gz, or a folder", e);
        }
    }

    private static int size(final Path archive, final String name, final byte[] header) throws IOException {
        final String octal = text(header, SIZE, SIZE_LENGTH).trim();
        final long size = octal.matches("[0-7]{1,11}") ? Long.parseLong(octal, 8) : Long.MAX_VALUE;
        if (size > MAX_FILE) {
            throw new IOException(archive.getFileName() + ": the entry '" + name + "' has the size '" + octal
                    + "', must be an octal number of at most " + MAX_FILE + " bytes; unpack it and give the folder");
        }
        return (int) size;
    }

    private static String text(final byte[] header, final int from, final int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
