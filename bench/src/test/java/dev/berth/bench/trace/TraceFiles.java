package dev.berth.bench.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Files of traces that tests make, and their reading by the spelling of the command line. */
final class TraceFiles {
    private TraceFiles() {}

    /** Writes a file, gzipped if its name ends in {@code .gz}. */
    static Path write(final Path folder, final String name, final String text) throws IOException {
        final Path file = folder.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    static TraceFormats formats() {
        return TraceFormats.find(TraceFiles.class.getClassLoader());
    }

    static Trace read(final String argument) throws IOException {
        return TraceArgument.parse(argument, formats()).read();
    }

    static double seconds(final double days) {
        return Math.rint(days * 86_400 * 1e6) / 1e6;
    }
}
