package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule catches a violation just beyond it, and lets pass what is just within. */
class RulesTest {
    private static final String NAME = "quantised";

    @Test
    void allocationFailsOnlyIfTheLaterWindowAllocatesToo() {
        assertEquals(Verdict.PASS, allocation(List.of(0L)).verdict());
        assertEquals(Verdict.PASS, allocation(List.of(160L, 0L)).verdict());
        assertEquals(Verdict.FAIL, allocation(List.of(16L, 16L)).verdict());
        assertEquals(Verdict.NOT_RUN, allocation(List.of()).verdict());
        assertEquals("160 B in the first window only: the JVM's own", allocation(List.of(160L, 0L)).note());
    }

    private static Finding allocation(final List<Long> windows) {
        return Rules.allocation(NAME, Metric.ALLOCATED_COMPILED, windows);
    }

    @Test
    void oneMoreOfAnyCounterFails() {
        for (final Metric metric : Metric.values()) {
            if (metric.isWork()) {
                final Figures head = work("c0ffee");
                head.put(NAME, metric, work("").number(NAME, metric) + 1);
                final Finding finding = Rules.work(NAME, work("c0ffee"), head);
                assertEquals(Verdict.FAIL, finding.verdict(), metric.key());
                assertTrue(finding.note().startsWith(metric.key() + " "), finding.note());
            }
        }
        assertEquals(Verdict.PASS, Rules.work(NAME, work("c0ffee"), work("c0ffee")).verdict());
    }

    @Test
    void lessWorkPassesUnlessMoreOfAnotherKindComesWithIt() {
        final Figures head = work("c0ffee");
        head.put(NAME, Metric.BLOCKS, 999);
        assertEquals(Verdict.BETTER, Rules.work(NAME, work("c0ffee"), head).verdict());
        head.put(NAME, Metric.WORST_COLUMNS, 1_007);
        final Finding finding = Rules.work(NAME, work("c0ffee"), head);
        assertEquals(Verdict.FAIL, finding.verdict());
        assertEquals("blocks 1,001 → 999, worstColumns 1,006 → 1,007", finding.note());
    }

    @Test
    void otherAnswersFailAndACounterThatIsGoneFails() {
        assertEquals(Verdict.FAIL, Rules.work(NAME, work("c0ffee"), work("decaf")).verdict());
        final Figures none = new Figures();
        none.checksum(NAME, "c0ffee");
        assertEquals(Verdict.FAIL, Rules.work(NAME, work("c0ffee"), none).verdict());
        assertEquals(Verdict.PASS, Rules.work(NAME, none, none).verdict());
        assertEquals(Verdict.NEW, Rules.work(NAME, new Figures(), work("c0ffee")).verdict());
    }

    private static Figures work(final String checksum) {
        final Figures figures = new Figures();
        figures.checksum(NAME, checksum);
        for (final Metric metric : Metric.values()) {
            if (metric.isWork()) {
                figures.put(NAME, metric, 1_000 + metric.ordinal() - Metric.OPERATIONS.ordinal());
            }
        }
        return figures;
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1009.9, PASS",
        "1000, 1010.1, FAIL",
        "1000, 990.1, PASS",
        "1000, 989.9, BETTER",
        "NaN, 1000, NEW",
        "1000, NaN, NOT_RUN",
        "1000, 0, NOT_RUN",
        "1000, -5, NOT_RUN"
    })
    void instructionsMayDifferByOnePercent(final double base, final double head, final Verdict verdict) {
        assertEquals(verdict, Rules.instructions(NAME, base, head).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, PASS",
        "0.49, false, PASS",
        "0.5, false, FAIL",
        "16, false, FAIL",
        "NaN, false, FAIL",
        "NaN, true, FAIL",
        "1000, true, TOLD"
    })
    void aBenchmarkAllocatesLessThanHalfAByte(final double bytes, final boolean may, final Verdict verdict) {
        assertEquals(verdict, Rules.smoke("A.b", bytes, may).verdict());
    }

    @Test
    void aBenchmarkThatDoesNotRunFails() {
        assertEquals(Verdict.FAIL, Rules.smokeFailed("A.b", "threw").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "1.00, 0.02, PASS",
        "1.24, 0.02, PASS",
        "1.27, 0.02, FAIL",
        "1.27, 0.60, PASS",
        "2.00, 0.02, FAIL",
        "0.50, 0.02, PASS",
    })
    void timeFailsIfRatioAndIntervalAreBothBeyond(final double ratio, final double spread, final Verdict verdict) {
        final double[] base = sample(1_000, spread);
        final double[] head = sample(1_000 * ratio, spread);
        assertEquals(verdict, Rules.time(NAME, base, head, 1).verdict(), Rules.time(NAME, base, head, 1).note());
    }

    @Test
    void timesThatAreNoNumbersAreNotMeasured() {
        assertEquals(Verdict.NOT_RUN, Rules.time(NAME, sample(0, 0), sample(0, 0), 1).verdict());
    }

    /** Twelve values around a centre, evenly within a spread on either side. */
    private static double[] sample(final double centre, final double spread) {
        final double[] sample = new double[12];
        Arrays.setAll(sample, i -> centre * (1 + spread * (2 * i - 11) / 11));
        return sample;
    }
}
