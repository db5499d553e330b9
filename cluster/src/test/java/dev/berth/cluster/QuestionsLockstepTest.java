package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.workload.Chains;
import dev.berth.workload.Scenario;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class QuestionsLockstepTest {
    private static final int HISTORIES = 8;
    private static final int STEPS = 2_000;

    @Test
    void everyAnswerIsThatOfTheEngineBesideIt() {
        final Map<String, int[]> coverage = new TreeMap<>();
        final Set<String> seen = new TreeSet<>();
        for (int seed = 1; seed <= HISTORIES; seed++) {
            final RandomHistory history = new RandomHistory(seed % 2 == 0 ? roomy(seed) : tight(seed));
            history.run(STEPS);
            add(history.twin.coverage, coverage);
            seen.addAll(history.seen);
        }
        coverage.forEach((command, outcomes) -> assertTrue(outcomes[0] > 0, command + " was never answered"));
        RandomHistory.REFUSED_BY_EXCEPTION.forEach(command ->
                assertTrue(coverage.get(command)[2] > 0, command + " was never refused"));
        RandomHistory.REFUSED_BY_CODE.forEach(command ->
                assertTrue(coverage.get(command)[1] > 0, command + " was never answered by the code of a reason"));
        assertEquals(RandomHistory.COMMANDS, coverage.size(), () -> "commands " + coverage.keySet());
        assertEquals(RandomHistory.TO_BE_SEEN, seen);
    }

    @Test
    void aPlantedDifferenceIsFound() {
        final ServiceTwin twin = new ServiceTwin(roomy(9).config());
        twin.value("group", twin.batch.group("one"), () -> twin.engine.group("two"));
        assertThrows(AssertionError.class, twin::compare);
        final ServiceTwin other = new ServiceTwin(roomy(9).config());
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
                        .maxInstances(16)
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
