package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests that a tier measures the operations that were asked for, or as many as fit into the budget. */
class EffortTest {
    private static final Effort EFFORT = new Effort(100_000, 100_000, 60, 10);
    private static final Speed QUICK = new Speed(1_000, 30_000, 0.7);
    private static final Speed SLOW = new Speed(500_000, 10_000_000, 0.5);

    @Test
    void quickCasesAreMeasuredAsAsked() {
        assertEquals(new Plan(100_000, 100_000, 100_000), EFFORT.plan(QUICK));
        assertEquals(100_000, EFFORT.warmup(100_000));
        assertEquals(200, EFFORT.smokeMillis(QUICK));
        assertEquals(100, EFFORT.sliceMillis(QUICK));
        assertEquals(1_000, EFFORT.warmUpMillis(QUICK));
    }

    /** A window of at least 10,000 operations finds an allocation once in 10,000. */
    @Test
    void slowCasesHaveFewerOperations() {
        assertEquals(new Plan(22_500, 1_200, 428), EFFORT.plan(SLOW));
        assertEquals(22_500, EFFORT.warmup(22_500));
        assertTrue(Effort.isCompiled(EFFORT.warmup(500), SLOW));
        assertEquals(20_000, EFFORT.smokeMillis(SLOW));
        assertEquals(1_500, EFFORT.warmUpMillis(SLOW));
        assertEquals(125, EFFORT.sliceMillis(SLOW));
    }

    @Test
    void aGreaterBudgetAndFewerOperationsAreTaken() {
        assertEquals(200_000, new Effort(1, 200_000, 600, 10).plan(SLOW).exact());
        assertEquals(new Plan(5_000, 1_200, 428), new Effort(10, 5_000, 60, 10).plan(SLOW));
        assertEquals(1, new Effort(10, 5_000, 60, 10).warmup(5));
        assertEquals(100, new Effort(1, 1_000_000, 1, 10).plan(new Speed(1e9, 1e10, 1)).exact());
    }

    @Test
    void whatIsNotInterpretedIsNotCut() {
        assertEquals(100_000, EFFORT.plan(new Speed(1_000, Double.NaN, 1)).interpreted());
    }

    @Test
    void codeIsCompiledAfterManyOperationsOrLongOnes() {
        assertTrue(Effort.isCompiled(50_000, QUICK));
        assertFalse(Effort.isCompiled(49_999, QUICK));
        assertTrue(Effort.isCompiled(200, SLOW));
        assertFalse(Effort.isCompiled(199, SLOW));
    }

    @Test
    void theEstimateSumsTheTiers() {
        final Estimate estimate = new Estimate(new TreeSet<>(List.of(0, 1, 2, 3)), EFFORT, 2, 10);
        final Map<String, Speed> speeds = Map.of("a", QUICK, "b", QUICK);
        final Map<String, Plan> plans = Map.of("a", EFFORT.plan(QUICK), "b", EFFORT.plan(QUICK));
        assertEquals(
                List.of(
                        "estimate: tier 0, 2 cases: about 7 s",
                        "estimate: tier 1, 2 cases: about 91 s",
                        "estimate: tier 2, 2 cases: about 27 s",
                        "estimate: tier 3, 2 cases: about 116 s",
                        "estimate: all about 4 min"),
                estimate.lines(speeds, plans, speeds));
    }
}
