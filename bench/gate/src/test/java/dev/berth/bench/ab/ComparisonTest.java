package dev.berth.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices take turns, are as long as they should be, and a planted difference in the answers is told. */
class ComparisonTest {
    private static final int PAIRS = 12;
    private static final Comparison.Effort EFFORT = new Comparison.Effort(PAIRS, 1, 10, 100, 0);

    private final List<String> slices = new ArrayList<>();

    /** A build whose every operation takes the same time, without taking any. */
    private class Fake implements Side {
        private final String name;
        private final int nanos;
        private final int waits;
        private long wall;
        private int operations;
        private boolean isToreDown;

        Fake(final String name, final int nanos) {
            this(name, nanos, 0);
        }

        /** A build that waits beside what it computes. */
        Fake(final String name, final int nanos, final int waits) {
            this.name = name;
            this.nanos = nanos;
            this.waits = waits;
        }

        @Override
        public void fill(final String row, final int instances, final long seed, final Path file) {
            throw new AssertionError("a side that is measured is not filled");
        }

        @Override
        public void setUp(final String row, final int instances, final long seed, final Path file) {
            throw new AssertionError("it is set up");
        }

        @Override
        public long time(final int count) {
            operations += count;
            slices.add(name + " " + count);
            wall = (long) (nanos + waits) * count;
            return (long) nanos * count;
        }

        @Override
        public long wallNanos() {
            return wall;
        }

        @Override
        public long percentile(final int count, final double percent) {
            operations += count;
            return Math.round(nanos * percent);
        }

        @Override
        public long checksum(final int count) {
            operations += count;
            return 31L * operations;
        }

        @Override
        public long stateHash() {
            return operations;
        }

        @Override
        public void tearDown() {
            isToreDown = true;
        }
    }

    private static CaseResult run(final Side base, final Side head, final boolean isRandom) {
        return new Comparison(base, head, EFFORT).run("planted", isRandom);
    }

    @Test
    void slicesTakeTurnsWithTheSameOperations() {
        final Fake base = new Fake("base", 100);
        final Fake head = new Fake("head", 200);
        final CaseResult result = run(base, head, false);
        assertEquals(2, result.ratio().ratio(), 1e-9);
        assertEquals(100, result.base().median(), 1e-9);
        assertEquals(CaseResult.Answers.SAME, result.answers());
        assertTrue(result.inStep() && base.isToreDown && head.isToreDown);
        final List<String> timed = slices.subList(slices.size() - 2 * PAIRS, slices.size());
        final List<String> expected = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair += 2) {
            expected.addAll(List.of("base 5000", "head 5000", "head 5000", "base 5000"));
        }
        assertEquals(expected, timed);
        assertEquals(base.operations, head.operations);
    }

    @Test
    void aPercentileIsComparedWhereOneIsAsked() {
        final Comparison.Effort effort = new Comparison.Effort(PAIRS, 1, 10, 100, 99.9);
        final CaseResult result =
                new Comparison(new Fake("base", 100), new Fake("head", 300), effort).run("planted", false);
        assertEquals(9_990, result.base().median(), 1e-9);
        assertEquals(3, result.ratio().ratio(), 1e-9);
        assertEquals(CaseResult.Answers.SAME, result.answers());
    }

    @Test
    void waitingShowsByTheClockAlone() {
        final CaseResult result = run(new Fake("base", 100), new Fake("head", 100, 1_500), false);
        assertEquals(1, result.ratio().ratio(), 1e-9);
        assertEquals(16, result.wallRatio().ratio(), 1e-9);
        assertFalse(result.inStep());
        assertEquals(625, result.head().operations());
    }

    @Test
    void aBuildThatIsMuchFasterHasLongerSlices() {
        final CaseResult result = run(new Fake("base", 1_000_000), new Fake("head", 100), false);
        assertFalse(result.inStep());
        assertEquals(1e-4, result.ratio().ratio(), 1e-12);
        assertEquals(1, result.base().operations());
        assertEquals(10_000, result.head().operations());
        assertEquals(CaseResult.Answers.SAME, result.answers());
        assertTrue(new AbReport(List.of(result)).notes().get(0).startsWith("*: "));
    }

    @Test
    void aFirstAnswerThatDiffersIsTold() {
        final CaseResult result = run(new Fake("base", 100), new Fake("head", 100) {
            @Override
            public long checksum(final int count) {
                return super.checksum(count) + 1;
            }
        }, false);
        assertToldAsWrong(result);
    }

    @Test
    void aStateThatDiffersAtTheEndIsTold() {
        final CaseResult result = run(new Fake("base", 100), new Fake("head", 100) {
            @Override
            public long stateHash() {
                return super.stateHash() + 1;
            }
        }, false);
        assertToldAsWrong(result);
    }

    private static void assertToldAsWrong(final CaseResult result) {
        assertEquals(CaseResult.Answers.DIFFERENT, result.answers());
        final AbReport report = new AbReport(List.of(result));
        assertFalse(report.areAnswersRight());
        assertEquals(List.of("FAIL planted: the builds place differently, and must not"), report.notes());
        assertTrue(report.table().contains("DIFFERENT"), report.table());
    }

    @Test
    void whatIsDrawnMayDiffer() {
        final CaseResult result = run(new Fake("base", 100), new Fake("head", 100) {
            @Override
            public long checksum(final int count) {
                return super.checksum(count) + 1;
            }
        }, true);
        assertEquals(CaseResult.Answers.DRAWN, result.answers());
        final AbReport report = new AbReport(List.of(result));
        assertTrue(report.areAnswersRight());
        assertTrue(report.notes().get(0).contains("may differ"), report.notes().toString());
    }

    @Test
    void roundsAreTheUnitOfTheInterval() {
        final CaseResult one = run(new Fake("base", 100), new Fake("head", 200), false);
        final CaseResult two = run(new Fake("base", 100), new Fake("head", 800), false);
        final CaseResult both = CaseResult.of(List.of(one, two));
        assertEquals(2, both.logs().length);
        assertEquals(4, both.ratio().ratio(), 1e-9);
        assertEquals(2 * PAIRS, both.head().nanos().length);
        assertEquals(LogRatio.of(new double[] {Math.log(2), Math.log(8)}).upper(), both.ratio().upper(), 1e-6);
    }
}
