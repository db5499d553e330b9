package dev.berth.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.SnapshotException.Problem;
import dev.berth.oracle.Snapshots;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every truncation point and every byte of small snapshots; {@link SnapshotFuzz} has the millions. */
@Tag("slow")
class SnapshotFuzzTest {
    private static SnapshotCase[] cases() {
        return new SnapshotCase[] {SnapshotCase.ofEngine(1), SnapshotCase.ofServices(2)};
    }

    @Test
    void everyTruncationPointIsTorn() {
        for (final SnapshotCase at : cases()) {
            final SnapshotFuzz fuzz = new SnapshotFuzz();
            for (int length = 0; length < at.bytes().length; length++) {
                fuzz.tryOne(at.config(), Arrays.copyOf(at.bytes(), length), at.hasServices());
            }
            assertEquals(at.bytes().length, fuzz.refused(Problem.TORN), fuzz::toString);
        }
    }

    /** Each byte in turn: without new checksums every change is refused, also one of a checksum. */
    @Test
    void everyFlippedByteIsRefused() {
        for (final SnapshotCase at : cases()) {
            final SnapshotFuzz fuzz = new SnapshotFuzz();
            for (int i = 0; i < at.bytes().length; i++) {
                final byte[] flipped = at.bytes().clone();
                flipped[i] ^= (byte) (1 << i % 8);
                fuzz.tryOne(at.config(), flipped, at.hasServices());
            }
            assertEquals(0, fuzz.restored(), fuzz::toString);
        }
    }

    @Test
    void everyFlippedByteWithNewChecksumsIsRefusedOrValid() {
        for (final SnapshotCase at : cases()) {
            final SnapshotFuzz fuzz = new SnapshotFuzz();
            for (int i = 0; i < at.bytes().length; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    final byte[] flipped = at.bytes().clone();
                    flipped[i] ^= (byte) (1 << bit);
                    Snapshots.seal(flipped);
                    fuzz.tryOne(at.config(), flipped, at.hasServices());
                }
            }
            System.out.println("flipped bits of " + at.bytes().length + " bytes: " + fuzz);
            assertTrue(fuzz.restored() > 100 && fuzz.refused(Problem.CORRUPT) > 1_000, fuzz::toString);
        }
    }

    @Test
    void theUnchangedIsValid() {
        for (final SnapshotCase at : cases()) {
            final SnapshotFuzz fuzz = new SnapshotFuzz();
            final byte[] sealed = at.bytes().clone();
            Snapshots.seal(sealed);
            assertTrue(Arrays.equals(at.bytes(), sealed), "checksums are not those that the document says");
            fuzz.tryOne(at.config(), sealed, at.hasServices());
            assertEquals(1, fuzz.restored());
        }
    }

    @Test
    void severalChangesAtOnce() {
        SnapshotFuzz.main(new String[] {"1", "20000"});
    }
}
