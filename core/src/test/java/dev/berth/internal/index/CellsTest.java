package dev.berth.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cells never hide an instance that has enough, and tell up to seven amounts apart exactly. */
class CellsTest {
    @Test
    void whatHasEnoughIsInACellThatIsAsked() {
        final Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            final Cells cells = new Cells();
            for (int plan = random.nextInt(40); plan > 0; plan--) {
                cells.note(random.nextInt(10_000), random.nextInt(100_000));
            }
            for (int i = 0; i < 500; i++) {
                final int cpu = SizeClass.of(random.nextInt(10_000));
                final int memory = SizeClass.of(random.nextInt(100_000));
                final int askedCpu = random.nextInt(cpu + 1);
                final int askedMemory = random.nextInt(memory + 1);
                assertTrue((cells.cell(cpu, memory) & cells.cellsFrom(askedCpu, askedMemory)) != 0);
            }
        }
    }

    @Test
    void sevenAmountsAreToldApart() {
        final Cells cells = new Cells();
        final int[] amounts = {10, 20, 30, 40, 50, 60, 63};
        for (final int amount : amounts) {
            assertTrue(cells.note(amount, 1));
        }
        for (final int amount : amounts) {
            final long asked = cells.cellsFrom(SizeClass.of(amount), SizeClass.of(1));
            assertEquals(0, cells.cell(SizeClass.of(amount - 1), SizeClass.of(1)) & asked, "just too little");
            assertTrue((cells.cell(SizeClass.of(amount), SizeClass.of(1)) & asked) != 0, "just enough");
        }
        assertFalse(cells.note(10, 1), "nothing that is new");
    }
}
