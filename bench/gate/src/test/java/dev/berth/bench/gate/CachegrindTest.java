package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the counting program says is read, and that it is missing is seen. */
class CachegrindTest {
    @Test
    void instructionsAreReadInEitherSpelling() {
        assertEquals(6_801_383_823L, read("gate: checksum 9a\n==12== \n==12== I   refs:      6,801,383,823\n"));
        assertEquals(17, read("==12== I refs: 17\n"));
        assertTrue(assertThrows(NotMeasuredException.class, () -> read("==12== D refs: 17\n"))
                .getMessage()
                .startsWith("head: "));
    }

    private static long read(final String output) {
        return Cachegrind.instructions(new Answers(Build.HEAD, output));
    }

    @Test
    void whatIsNotOnTheSearchPathIsMissing(@TempDir final Path folder) throws IOException {
        final String searchPath = "/nowhere" + File.pathSeparator + folder;
        assertEquals("setarch is not found, must be installed to count instructions", refusal(""));
        final Path setarch = Files.writeString(folder.resolve("setarch"), "");
        assertEquals("setarch is not found, must be installed to count instructions", refusal(searchPath));
        assertTrue(setarch.toFile().setExecutable(true));
        assertEquals("valgrind is not found, must be installed to count instructions", refusal(searchPath));
        final Path valgrind = Files.writeString(folder.resolve("valgrind"), "");
        assertTrue(valgrind.toFile().setExecutable(true));
        assertEquals(
                List.of(setarch.toString(), "-R", valgrind.toString()),
                Cachegrind.wrapper(searchPath).subList(0, 3));
    }

    private static String refusal(final String searchPath) {
        return assertThrows(NotMeasuredException.class, () -> Cachegrind.wrapper(searchPath)).getMessage();
    }
}
