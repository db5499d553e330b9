package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.ab.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate's own classes come first, and two builds in one process share nothing else. */
class HarnessTest {
    private static final String CLASSES = System.getProperty("java.class.path");

    @TempDir
    private Path folder;

    @Test
    void classesOfTheGateAreCopiedAndNoOthers() {
        final Path harness = Harness.copyTo(folder.resolve("harness"));
        assertEquals(folder.resolve("harness"), harness);
        assertTrue(Files.isRegularFile(harness.resolve("dev/berth/bench/gate/GateMain.class")));
        assertTrue(Files.isRegularFile(harness.resolve("dev/berth/bench/ab/Comparison.class")));
        assertFalse(Files.exists(harness.resolve("dev/berth/bench/gate/TinyCase.class")));
        assertFalse(Files.exists(harness.resolve("META-INF")));
    }

    @Test
    void eachBuildHasClassesOfItsOwn() throws ClassNotFoundException {
        try (CaseLoader one = CaseLoader.of(CLASSES);
                CaseLoader other = CaseLoader.of(CLASSES)) {
            assertNotSame(one.side().getClass(), other.side().getClass());
            assertSame(Side.class, one.loadClass(Side.class.getName()));
            assertNotSame(GateCase.class, one.loadClass(GateCase.class.getName()));
        }
    }

    @Test
    void aBuildWithoutTheGateCannotBeLoaded() {
        try (CaseLoader empty = CaseLoader.of(folder.toString())) {
            final IllegalStateException refusal = assertThrows(IllegalStateException.class, empty::side);
            assertTrue(refusal.getMessage().startsWith("the gate cannot be loaded beside a build: "));
        }
    }

    @Test
    void aMixtureOfVersionsIsSeen() {
        final String[] older = {"1", "list"};
        assertEquals(
                "version is '1', this gate knows 2; keep one berth-gate on the class path",
                assertThrows(IllegalArgumentException.class, () -> GateMain.main(older)).getMessage());
    }
}
