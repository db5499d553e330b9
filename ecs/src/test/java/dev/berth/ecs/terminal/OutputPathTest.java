package dev.berth.ecs.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would be lost is refused, what holds nothing is not. */
class OutputPathTest {
    @TempDir
    private Path folder;

    @Test
    void whatHoldsNothingMayBeWritten() throws IOException {
        assertEquals(Optional.empty(), OutputPath.whyNot("--out", folder.resolve("new")));
        assertEquals(Optional.empty(), OutputPath.whyNot("--out", folder));
        assertEquals(Optional.empty(), OutputPath.whyNot("--out", Files.createFile(folder.resolve("empty"))));
    }

    @Test
    void whatHoldsSomethingIsRefusedWithWhatToDo() throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "x");
        for (final Path path : new Path[] {file, folder}) {
            final String why = OutputPath.whyNot("--out", path).orElse("");
            assertTrue(why.startsWith("--out is " + path + ", a f"), why);
            assertTrue(why.endsWith("name another, or remove it first"), why);
        }
    }
}
