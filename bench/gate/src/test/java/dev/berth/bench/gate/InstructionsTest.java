package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tests that what tier 1 can see follows from the differences between processes of one build. */
class InstructionsTest {
    private static final long OPERATIONS = 400_000;
    private static final long START = 7_000_000_000L;
    private static final double EACH = 2_800;

    @Test
    void theSlopeIsThatOfOneOperation() {
        final Instructions.Counts counts = counts(List.of(1_000L, 3_000L), List.of(9_000L, 11_000L, 13_000L));
        assertEquals(9, counts.perOperation(1_000), 1e-9);
        assertEquals(2_000_000 + 8_000_000, counts.squares(), 1e-6);
        assertEquals(3, counts.freedoms());
        assertEquals(Math.sqrt(6 * (1.0 / 2 + 1.0 / 3)) / 1_000, counts.error(6, 1_000), 1e-12);
    }

    @Test
    void processesThatDoNotDifferSeeAtOnce() {
        final Instructions.Counts same = counts(List.of(START), List.of(START + 40, START + 40));
        final Instructions instructions = Instructions.of(same, same, 4);
        assertEquals(0, instructions.noise());
        assertEquals(Verdict.PASS, instructions.finding("a").verdict());
        assertEquals("sees 0.50 %", instructions.finding("a").note());
    }

    @Test
    void processesThatDifferByTooMuchAreNotMeasured() {
        final Instructions.Counts wild = counts(List.of(START), List.of(START + 900, START + 1_100));
        assertEquals(Verdict.NOT_RUN, Instructions.of(wild, wild, 4).finding("a").verdict());
        final Instructions.Counts more = counts(List.of(START), List.of(START + 9_000, START + 9_200));
        assertEquals(Verdict.FAIL, Instructions.of(wild, more, 4).finding("a").verdict());
    }

    @Test
    void aRecordedErrorCounts() {
        final Instructions.Counts same = counts(List.of(START), List.of(START + 40, START + 40));
        assertEquals(Verdict.PASS, Instructions.of(10, 0, same, 4).finding("a").verdict());
        assertEquals(Verdict.NOT_RUN, Instructions.of(10, 0.1, same, 4).finding("a").verdict());
        assertEquals(Verdict.NOT_RUN, Instructions.of(10, Double.NaN, same, 4).finding("a").verdict());
        assertEquals(Verdict.NEW, Instructions.of(Double.NaN, Double.NaN, same, 4).finding("a").verdict());
        assertEquals(Verdict.FAIL, Instructions.of(9.9, 0, same, 4).finding("a").verdict());
    }

    /** Noise like that of real processes: a fifth of a million instructions. */
    @Test
    void onePercentIsFoundAndNothingIsNot() {
        final SplittableRandom random = new SplittableRandom(7);
        int alarms = 0;
        int found = 0;
        final int trials = 1_000;
        for (int trial = 0; trial < trials; trial++) {
            final Instructions.Counts base = drawn(random, EACH);
            alarms += isFailure(base, drawn(random, EACH)) ? 1 : 0;
            found += isFailure(base, drawn(random, 1.01 * EACH)) ? 1 : 0;
        }
        assertEquals(0, alarms);
        assertTrue(found > 0.9 * trials, found + " of " + trials);
    }

    private static boolean isFailure(final Instructions.Counts base, final Instructions.Counts head) {
        return Instructions.of(base, head, OPERATIONS).finding("a").verdict() == Verdict.FAIL;
    }

    private static Instructions.Counts drawn(final SplittableRandom random, final double each) {
        final List<Long> few = new ArrayList<>();
        final List<Long> many = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            few.add(START + Math.round(200_000 * random.nextGaussian()));
            many.add(START + Math.round(OPERATIONS * each + 200_000 * random.nextGaussian()));
        }
        return counts(few, many);
    }

    private static Instructions.Counts counts(final List<Long> few, final List<Long> many) {
        return new Instructions.Counts(few, many);
    }
}
