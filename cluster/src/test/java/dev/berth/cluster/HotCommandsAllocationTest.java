package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Writing a batch of hot commands, carrying it out and writing the reply allocates nothing once buffers have their
 * size: the sum over all rounds is 0. The build runs this class compiled and interpreted, as the compiler hides what is
 * allocated and does not escape.
 */
@Tag("allocation-gate")
class HotCommandsAllocationTest {
    private static final int ROUNDS = 50;

    private Object sink = "";
    private int calls;
    private long[] grown = new long[16];

    /** Returns the bytes of a later life; of one more if there are some, since the JVM loads a class late at times. */
    private static long allocated(final Runnable saboteur) {
        new HotLife(() -> {}).live(ROUNDS);
        final long bytes = warm(saboteur).live(ROUNDS);
        return bytes == 0 ? 0 : warm(saboteur).live(ROUNDS);
    }

    private static HotLife warm(final Runnable saboteur) {
        final HotLife life = new HotLife(saboteur);
        life.live(ROUNDS);
        return life;
    }

    @Test
    void hotCommandsAllocateNothing() {
        assertEquals(0, allocated(() -> {}));
    }

    @Test
    void scriptPlacesAndIsRefused() {
        final HotLife life = warm(() -> {});
        assertTrue(life.placed() > 2_000, () -> "placed are " + life.placed());
        assertTrue(life.refused() > 500, () -> "refused are " + life.refused());
    }

    @Test
    void boxIsCaught() {
        final long bytes = allocated(() -> sink = Integer.valueOf(1_000 + calls++));
        assertTrue(bytes > 0, () -> "allocated " + bytes + " bytes with " + sink + ", the gate must see them");
    }

    @Test
    void oneGrowthIsCaught() {
        final long bytes = allocated(() -> {
            if (++calls % ROUNDS == ROUNDS / 2) {
                grown = Arrays.copyOf(grown, grown.length + 16);
            }
        });
        assertTrue(bytes > 0, () -> "allocated " + bytes + " bytes, the gate must see that of " + grown.length);
    }
}
