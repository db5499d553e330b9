package dev.berth.snapshot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.EngineConfig;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import dev.berth.workload.LongHistories;
import dev.berth.workload.Mix;
import dev.berth.workload.RestoredHistories;
import dev.berth.workload.Scenario;
import dev.berth.workload.Twins;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Histories in which an engine is replaced by what its snapshot restores, at any step, beside an engine that never is
 * and the oracle. {@code -Dberth.seed=N} adds N to each seed, and {@code -Dberth.steps=K} multiplies the lengths by K.
 */
@Tag("slow")
class RestoredHistoryTest {
    private static final long SEED = Long.getLong("berth.seed", 0);
    private static final int LONGER = Integer.getInteger("berth.steps", 1);
    private static final int STEPS_PER_COMPARISON = 50;

    /** Runs a history; one step of so many is followed by a restoration with limits that differ from time to time. */
    private static void run(final Scenario scenario, final int steps, final int every, final EngineConfig... configs) {
        final Twins twins = new Twins(scenario);
        final Dice dice = new Dice(scenario.seed());
        for (int i = 0; i < steps * LONGER; i++) {
            twins.step(dice.next());
            if (dice.below(every) == 0) {
                twins.restore(configs[dice.below(configs.length)]);
            }
            if (i % STEPS_PER_COMPARISON == 0) {
                twins.compare();
            }
        }
        twins.compare();
        assertTrue(twins.restored().lockstep().coverage().placed() > steps / 20, "too few placements");
    }

    /** Restored with the same limits, all of which are tight: what is refused is refused by both. */
    @Test
    void tightLimits() {
        for (int i = 0; i < 8; i++) {
            final int round = i;
            final Scenario scenario = Scenario.of("restored, tight limits " + i, SEED + 300 + i, 30, Chains.all())
                    .withShares(60, 35)
                    .comparingEvery(10)
                    .withLimits(limits -> limits.resources("disk-gib", "licences")
                            .maxInstances(34)
                            .maxTasks(60 + 20 * round)
                            .maxGroups(6)
                            .maxDemands(24)
                            .maxPlans(20)
                            .maxCounts(20 + 30 * round)
                            .maxAttributes(80 + 4 * round)
                            .maxAttributeValues(40 + 12 * round)
                            .maxPorts(20 + 10 * round)
                            .maxFilters(round * 3)
                            .maxIndexes(round % 4)
                            .maxSpreadValues(round % 2 == 0 ? 8 : 64));
            run(scenario, 1_500, 30, scenario.config());
        }
    }

    /** Restored with the same limits or higher ones, none of which is met. */
    @Test
    void limitsThatGrow() {
        final Scenario scenario =
                Scenario.of("restored, higher limits", SEED + 320, 80, Chains.all())
                        .withShares(60, 25)
                        .comparingEvery(10)
                        .withLimits(limits -> limits.maxInstances(1_000).maxPorts(8_000).resources("disk-gib"));
        run(scenario, 3_000, 50, scenario.config(), higher(scenario.config()));
    }

    private static EngineConfig higher(final EngineConfig config) {
        return EngineConfig.builder()
                .maxInstances(2 * config.maxInstances() + 1)
                .maxTasks(3 * config.maxTasks())
                .maxGroups(2 * config.maxGroups())
                .maxDemands(2 * config.maxDemands())
                .maxPlans(2 * config.maxPlans())
                .maxCounts(2 * config.maxCounts())
                .maxAttributeNames(2 * config.maxAttributeNames())
                .maxAttributeValues(2 * config.maxAttributeValues())
                .maxPorts(2 * config.maxPorts())
                .maxIndexes(2)
                .maxFilters(2 * config.maxFilters())
                .resources(config.resources().toArray(new String[0]))
                .seed(99)
                .build();
    }

    @Test
    void randomDraws() {
        final Scenario scenario =
                Scenario.of("restored, random", SEED + 330, 120, Chains.randoms())
                        .withShares(30, 20)
                        .comparingEvery(20)
                        .withLimits(limits -> limits.maxInstances(1_000).maxPorts(8_000).resources("disk-gib"));
        run(scenario, 2_500, 30, scenario.config(), higher(scenario.config()));
    }

    @Test
    void hugeAmounts() {
        final Scenario scenario = Scenario.of("restored, huge amounts", SEED + 340, 60, Chains.all())
                .with(Mix.HUGE)
                .withShares(40, 30)
                .comparingEvery(20);
        run(scenario, 2_000, 40, scenario.config());
    }

    /** As the program does that runs for hours: shapes of all kinds. */
    @Test
    void anyShape() {
        int restorations = 0;
        for (long seed = 0; seed < 12; seed++) {
            restorations += RestoredHistories.run(LongHistories.scenario(SEED + seed), 400 * LONGER);
        }
        assertTrue(restorations > 20, "too few restorations");
    }

    /** Groups that run on many instances, whose counts are in lists and whose values count 0 now and then. */
    @Test
    void wideGroups() {
        final List<Chain> chains = List.of(
                Chain.parse("spread(attribute:rack),spread(instanceId)"),
                Chain.parse("spread(attribute:ecs.availability-zone),spread(instanceId),binpack(memory)"),
                Chain.parse("spread(instanceId)"));
        final Scenario scenario = Scenario.of("restored, wide groups", SEED + 350, 150, chains)
                .withPlaces(4, 60)
                .withGroups(2)
                .withShares(10, 15)
                .comparingEvery(20);
        run(scenario, 3_000, 60, scenario.config());
    }
}
