package dev.berth.cluster.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two forms of a table. */
class TableTest {
    private static Table table() {
        final Table table = new Table("chain", "p50 us");
        table.add("spread(a),binpack(cpu)", 12.3456);
        table.add("random", 12_345.6);
        return table;
    }

    @Test
    void columnsLineUpAndNumbersAreFlushRight() {
        assertEquals(
                """
                | chain                  | p50 us |
                | ---------------------- | -----: |
                | spread(a),binpack(cpu) |  12.35 |
                | random                 |  12346 |
                """,
                table().markdown());
    }

    @Test
    void aCellWithACommaIsQuotedInCsv(@TempDir final Path folder) throws Exception {
        final Path file = folder.resolve("a.csv");
        table().write(file);
        assertEquals("chain,p50_us\n\"spread(a),binpack(cpu)\",12.35\nrandom,12346\n", Files.readString(file));
    }

    @Test
    void aLineOfAnotherLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Table("a", "b").add(1));
    }
}
