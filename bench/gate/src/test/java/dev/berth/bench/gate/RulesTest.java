package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.ab.LogRatio;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule catches a violation just beyond it, and lets pass what is just within. */
class RulesTest {
    private static final String NAME = "quantised";
    private static final List<Long> NOTHING = List.of();

    @Test
    void whatIsInEachWindowFails() {
        assertEquals(Verdict.PASS, bytes(NOTHING, List.of(0L)).verdict());
        assertEquals(Verdict.PASS, bytes(NOTHING, List.of(160L, 0L)).verdict());
        assertEquals(Verdict.FAIL, bytes(NOTHING, List.of(16L, 160L, 16L, 16L)).verdict());
        assertEquals(Verdict.NOT_RUN, bytes(NOTHING, NOTHING).verdict());
        assertEquals(
                "in 20,000 operations; 160 in another window only: the JVM's own",
                bytes(NOTHING, List.of(160L, 0L)).note());
        assertEquals(
                "in 20,000 operations, in each of 2 windows; must be 0", bytes(NOTHING, List.of(16L, 32L)).note());
    }

    @Test
    void whatBaseHasTooPasses() {
        assertEquals(Verdict.PASS, bytes(List.of(480L, 480L), List.of(480L, 640L)).verdict());
        assertEquals(Verdict.FAIL, bytes(List.of(480L, 480L), List.of(496L, 496L)).verdict());
        assertEquals(Verdict.BETTER, bytes(List.of(480L, 480L), List.of(464L, 464L)).verdict());
        assertEquals(Verdict.FAIL, bytes(List.of(0L), List.of(16L, 16L)).verdict());
        assertTrue(bytes(List.of(0L), List.of(16L)).note().endsWith("must be 0, or no more than in base"));
    }

    @Test
    void aWaitIsJudgedLikeAByte() {
        assertEquals(Verdict.FAIL, Rules.exact(NAME, Metric.WAITS, 64, NOTHING, List.of(1L, 1L)).verdict());
        assertEquals("1", Rules.exact(NAME, Metric.WAITS, 64, NOTHING, List.of(1L, 1L)).head());
        assertEquals(Verdict.PASS, Rules.exact(NAME, Metric.WAITS, 64, NOTHING, List.of(1L, 0L)).verdict());
    }

    private static Finding bytes(final List<Long> base, final List<Long> head) {
        return Rules.exact(NAME, Metric.ALLOCATED_COMPILED, 20_000, base, head);
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
        "1000, 1004.9, 0, PASS",
        "1000, 1005.1, 0, FAIL",
        "1000, 1010, 0.0049, FAIL",
        "1000, 1004.9, 0.0049, PASS",
        "1000, 995.1, 0, PASS",
        "1000, 994.9, 0, BETTER",
        "1000, 1000, 0.0051, NOT_RUN",
        "1000, 1010, 0.0051, NOT_RUN",
        "1000, 1020.2, 0.0051, NOT_RUN",
        "1000, 1020.4, 0.0051, FAIL",
        "1000, 900, 0.02, NOT_RUN",
        "1000, 1000, NaN, NOT_RUN",
        "1000, 1066, 0.02, FAIL",
        "NaN, 1000, NaN, NEW",
        "1000, NaN, 0, NOT_RUN",
        "1000, 0, 0, NOT_RUN",
        "1000, -5, 0, NOT_RUN"
    })
    void instructionsDifferByHalfAPercentAndWhatIsNotSeenIsNotRun(
            final double base, final double head, final double noise, final Verdict verdict) {
        assertEquals(verdict, Rules.instructions(NAME, base, head, noise).verdict());
    }

    @Test
    void whatCanBeSeenIsTold() {
        assertEquals("sees 0.70 %", Rules.instructions(NAME, 1_000, 1_000, 0.002).note());
        assertEquals("more than 0.50 % more; sees 0.70 %", Rules.instructions(NAME, 1_000, 1_010, 0.002).note());
        assertEquals(
                "sees 2.50 %, must see 1.00 %: more --operations, or a greater --budget",
                Rules.instructions(NAME, 1_000, 1_000, 0.02).note());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, NaN, false, PASS",
        "0.49, 0, NaN, false, PASS",
        "0.5, 0, NaN, false, FAIL",
        "16, 0, NaN, false, FAIL",
        "16, 20, NaN, false, PASS",
        "21, 20, NaN, false, FAIL",
        "24, 0, 24, false, PASS",
        "24.5, 0, 24, false, FAIL",
        "NaN, 0, NaN, false, FAIL",
        "NaN, 0, NaN, true, FAIL",
        "1000, 0, NaN, true, TOLD"
    })
    void aBenchmarkAllocatesLessThanHalfAByteOrWhatIsJmhsOrWhatBaseDoes(
            final double bytes, final double own, final double base, final boolean may, final Verdict verdict) {
        assertEquals(verdict, Rules.smoke("A.b", bytes, own, base, may).verdict());
    }

    @Test
    void aBenchmarkThatDoesNotRunFails() {
        assertEquals(Verdict.FAIL, Rules.smokeFailed("A.b", "threw").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "TIME, 1.00, 0.95, PASS",
        "TIME, 1.09, 1.08, PASS",
        "TIME, 1.11, 1.06, FAIL",
        "TIME, 1.11, 1.04, PASS",
        "TIME, 2.00, 1.04, PASS",
        "TIME, 0.50, 0.40, PASS",
        "WALL_TIME, 1.24, 1.23, PASS",
        "WALL_TIME, 1.26, 1.13, FAIL",
        "WALL_TIME, 1.26, 1.12, PASS",
        "WALL_TIME, 16, 15, FAIL",
        "TIME, NaN, NaN, NOT_RUN",
        "TIME, 1.11, NaN, NOT_RUN",
        "TIME, 0, 0, NOT_RUN",
        "TIME, Infinity, 2, NOT_RUN"
    })
    void timeFailsIfRatioAndIntervalAreBothBeyond(
            final Metric metric, final double ratio, final double lower, final Verdict verdict) {
        final LogRatio interval = new LogRatio(ratio, lower, 2 * ratio);
        assertEquals(verdict, Rules.time(NAME, metric, 100, 100 * ratio, interval).verdict());
    }
}
