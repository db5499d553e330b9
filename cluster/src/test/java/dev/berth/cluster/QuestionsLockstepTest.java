package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.workload.Chains;
import dev.berth.workload.Scenario;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuestionsLockstepTest {
    private static final int STEPS = 3_000;

    @Test
    void everyAnswerIsThatOfTheEngineBesideIt() {
        final Map<String, int[]> coverage = new TreeMap<>();
        for (int seed = 1; seed <= 4; seed++) {
            final RandomHistory history = new RandomHistory(roomy(seed));
            history.run(STEPS);
            add(history.twin.coverage, coverage);
        }
        for (int seed = 5; seed <= 8; seed++) {
            final RandomHistory history = new RandomHistory(tight(seed));
            history.run(STEPS);
            add(history.twin.coverage, coverage);
        }
        coverage.forEach((command, outcomes) -> assertTrue(outcomes[0] > 0, command + " was never answered"));
        RandomHistory.REFUSED_BY_EXCEPTION.forEach(command ->
                assertTrue(coverage.get(command)[2] > 0, command + " was never refused"));
        RandomHistory.REFUSED_BY_CODE.forEach(command ->
                assertTrue(coverage.get(command)[1] > 0, command + " was never answered by the code of a reason"));
        assertEquals(RandomHistory.COMMANDS, coverage.size(), () -> "commands " + coverage.keySet());
    }

    @Test
    void aPlantedDifferenceIsFound() {
        final Twin twin = new Twin(roomy(9).config());
        twin.value("group", twin.batch.group("one"), () -> twin.engine.group("two"));
        assertThrows(AssertionError.class, twin::compare);
        final Twin other = new Twin(roomy(9).config());
        other.value("ordinalOf", other.batch.questions().ordinalOf("i"), () -> 0);
        assertThrows(AssertionError.class, other::compare);
    }

    private static Scenario roomy(final long seed) {
        return Scenario.of("questions", seed, 40, Chains.all())
                .withShares(40, 12)
                .withLimits(limits -> limits.resources("fpga", "licence"));
    }

    private static Scenario tight(final long seed) {
        return Scenario.of("questions", seed, 20, Chains.all())
                .withShares(50, 12)
                .withLimits(limits -> limits.resources("fpga", "licence")
                        .maxInstances(30)
                        .maxTasks(90)
                        .maxGroups(10)
                        .maxDemands(40)
                        .maxPlans(30)
                        .maxPorts(60)
                        .maxCounts(600)
                        .maxUndo(60)
                        .maxIndexes(2)
                        .maxFilters(16));
    }

    private static void add(final Map<String, int[]> from, final Map<String, int[]> to) {
        from.forEach((command, counts) -> {
            final int[] sum = to.computeIfAbsent(command, key -> new int[counts.length]);
            for (int i = 0; i < counts.length; i++) {
                sum[i] += counts[i];
            }
        });
    }
}
