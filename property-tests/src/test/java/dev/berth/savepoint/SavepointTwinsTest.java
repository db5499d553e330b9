package dev.berth.savepoint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.EngineConfig;
import dev.berth.workload.Chains;
import dev.berth.workload.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An engine with savepoints beside one without: every answer, handle, draw and order is equal. */
@Tag("slow")
class SavepointTwinsTest {
    private static final int HISTORIES = Integer.getInteger("berth.twins", 25);
    private static final int STEPS = 400;

    private static TwinHistory history(final long seed, final Scenario scenario, final int maxUndo) {
        final TwinHistory history = new TwinHistory(scenario, maxUndo);
        try {
            history.run(STEPS);
        } catch (final AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
        return history;
    }

    private static Scenario roomy(final long seed) {
        return Scenario.of("twins", seed, (int) (seed % 40), Chains.all())
                .withShares((int) (seed % 4 * 25), 0)
                .withLimits(limits -> seed % 3 == 0 ? limits.resources("disk", "net") : limits);
    }

    @Test
    void whatIsUndoneLeavesNoTrace() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            history(seed, roomy(seed), 10_000);
        }
    }

    @Test
    void soItIsAtTheLimits() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            final int tightness = (int) (seed % 6);
            final Scenario scenario = roomy(seed).withLimits(limits -> tighten(limits, tightness));
            history(seed, scenario, 10_000);
        }
    }

    private static EngineConfig.Builder tighten(final EngineConfig.Builder limits, final int tightness) {
        return limits.maxTasks(20 + 15 * tightness)
                .maxGroups(9)
                .maxDemands(40)
                .maxPlans(20)
                .maxCounts(10 + 25 * tightness)
                .maxAttributes(120 + 60 * tightness)
                .maxAttributeValues(60 + 20 * tightness)
                .maxPorts(10 * (1 + tightness))
                .maxIndexes(tightness % 4)
                .maxFilters(4 * tightness);
    }

    @Test
    void aFullLogRefusesAndChangesNothing() {
        int full = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            full += history(seed, roomy(seed), (int) (seed % 15)).twins.fullLogs();
        }
        final int met = full;
        assertTrue(met > 500, () -> "full logs are " + met + ", must be over 500");
    }
}
