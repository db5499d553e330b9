package dev.berth.bench.measuring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin in the same second have folders of their own. */
class NewFolderTest {
    @TempDir
    private Path parent;

    @Test
    void runsOfOneSecondDoNotShareAFolder() throws IOException {
        final LocalDateTime time = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
        final Path runs = parent.resolve("runs");
        assertEquals(runs.resolve("2026-01-02-030405-jdk17-gate"), NewFolder.create(runs, time, "jdk17-gate"));
        assertEquals(runs.resolve("2026-01-02-030405-jdk17-gate-2"), NewFolder.create(runs, time, "jdk17-gate"));
        assertEquals(runs.resolve("2026-01-02-030405-jdk17-gate-3"), NewFolder.create(runs, time, "jdk17-gate"));
        assertEquals(runs.resolve("2026-01-02-030405-jdk25-gate"), NewFolder.create(runs, time, "jdk25-gate"));
    }
}
