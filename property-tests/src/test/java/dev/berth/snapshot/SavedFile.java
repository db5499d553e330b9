package dev.berth.snapshot;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import dev.berth.service.ServiceListener;
import dev.berth.service.Services;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example of {@code docs/snapshot.md}. */
final class SavedFile {
    private SavedFile() {}

    static void save(final PlacementEngine engine, final Services services, final Path file) throws IOException {
        final Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(next, CREATE, WRITE, TRUNCATE_EXISTING)) {
            engine.snapshot(channel::write);
            services.snapshot(channel::write);
            channel.force(true);
        }
        Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    static Services load(final EngineConfig config, final Path file, final ServiceListener listener)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            final PlacementEngine engine = PlacementEngine.restore(config, channel::read);
            return Services.restore(engine, channel::read, listener);
        }
    }
}
