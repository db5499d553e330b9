package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Reason;
import dev.berth.oracle.Coverage;
import dev.berth.workload.Chains;
import dev.berth.workload.Mix;
import dev.berth.workload.Scenario;
import dev.berth.workload.Shrinker;
import dev.berth.workload.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Long histories in lock-step, each named for what it stresses. {@code -Dberth.seed=N} adds N to each seed, and
 * {@code -Dberth.steps=K} multiplies the lengths by K.
 */
@Tag("slow")
class LongHistoryTest {
    private static final long SEED = Long.getLong("berth.seed", 0);
    private static final int LONGER = Integer.getInteger("berth.steps", 1);

    private static Coverage run(final Scenario scenario, final int steps) {
        final World world = new Shrinker(scenario).run(steps * LONGER);
        System.out.println(scenario.name() + ": " + world.lockstep().coverage());
        return world.lockstep().coverage();
    }

    private static void covers(final boolean covered, final Coverage coverage) {
        assertTrue(covered, () -> "not covered: " + coverage);
    }

    @Test
    void binpacksOnQuantisedSizes() {
        final Coverage met = run(Scenario.of("binpacks, quantised", SEED + 1, 60, Chains.binpacks()), 20_000);
        covers(met.tiedShare() > 0.05 && met.refusedShare() > 0.1 && met.fullShare() > 0.1, met);
    }

    @Test
    void binpacksOnContinuousSizes() {
        final Coverage met = run(
                Scenario.of("binpacks, continuous", SEED + 2, 300, Chains.binpacks())
                        .with(Mix.CONTINUOUS)
                        .withShares(5, 4)
                        .comparingEvery(50),
                40_000);
        covers(met.placed() > 5_000 && met.refusedShare() > 0.1, met);
    }

    @Test
    void skewedInstances() {
        final Coverage met = run(
                Scenario.of("CPU-rich and memory-rich", SEED + 3, 300, Chains.binpacks())
                        .with(Mix.SKEWED)
                        .withShares(5, 4)
                        .comparingEvery(50),
                40_000);
        covers(met.refusedShare() > 0.1, met);
    }

    @Test
    void equalKeys() {
        final Coverage met = run(
                Scenario.of("runs of equal keys", SEED + 4, 400, Chains.all())
                        .with(Mix.EQUAL)
                        .withShares(10, 5)
                        .comparingEvery(50),
                30_000);
        covers(met.tiedShare() > 0.4, met);
    }

    @Test
    void hugeAmounts() {
        final Coverage met = run(
                Scenario.of("huge amounts", SEED + 5, 60, Chains.all()).with(Mix.HUGE).withShares(30, 20), 20_000);
        covers(met.refused(Reason.OUT_OF_RANGE) > 10 && met.overCommittedShare() > 0.02, met);
    }

    @Test
    void zones() {
        final Coverage met =
                run(Scenario.of("zones", SEED + 6, 100, Chains.zones()).withPlaces(5, 60).withShares(10, 10), 15_000);
        covers(met.placed() > 2_000, met);
    }

    @Test
    void manyRacks() {
        final Coverage met = run(
                Scenario.of("200 racks", SEED + 7, 400, Chains.racks())
                        .withPlaces(3, 200)
                        .withShares(10, 5)
                        .withGroups(3)
                        .comparingEvery(50),
                30_000);
        covers(met.placed() > 5_000, met);
    }

    @Test
    void racksAroundTheThreshold() {
        final Coverage met = run(
                Scenario.of("some 32 racks", SEED + 8, 80, Chains.racks()).withPlaces(3, 36).withShares(5, 20), 15_000);
        covers(met.placed() > 2_000, met);
    }

    @Test
    void coveringGroups() {
        final Coverage met = run(
                Scenario.of("a group that covers the cluster", SEED + 9, 150, Chains.instances())
                        .withGroups(2)
                        .withShares(3, 3),
                15_000);
        covers(met.placed() > 3_000, met);
    }

    /** A spare index, which the one wide group gets for its levels; groups grow and shrink across the threshold. */
    @Test
    void levelsOfWideGroups() {
        for (final String chain : List.of(
                "spread(instanceId),binpack(memory)",
                "spread(instanceId)",
                "spread(attribute:ecs.availability-zone),spread(instanceId)")) {
            final Coverage met = run(
                    Scenario.of("levels of " + chain, SEED + 30, 120, List.of(Chain.parse(chain)))
                            .withPlaces(4, 20)
                            .withGroups(2)
                            .withShares(5, 15),
                    8_000);
            covers(met.placed() > 1_500, met);
        }
    }

    /** Plans over different attributes come and go, while the group stays wide. */
    @Test
    void levelsOfWideGroupsWithFieldsThatChange() {
        final List<Chain> chains = List.of(
                Chain.parse("spread(attribute:rack),spread(instanceId)"),
                Chain.parse("spread(attribute:ecs.availability-zone),spread(instanceId)"),
                Chain.parse("spread(instanceId)"));
        final Coverage met = run(
                Scenario.of("levels over changing fields", SEED + 31, 120, chains)
                        .withPlaces(4, 12)
                        .withGroups(2)
                        .withShares(5, 30)
                        .withLimits(limits -> limits.maxIndexes(3).maxPlans(4)),
                20_000);
        covers(met.placed() > 2_000, met);
    }

    @Test
    void distinctGroupsAndConstraints() {
        final Coverage met =
                run(Scenario.of("constraints", SEED + 10, 80, Chains.all()).withShares(90, 15), 20_000);
        for (final Reason reason : List.of(Reason.NOTHING_ELIGIBLE, Reason.PORTS, Reason.GPU, Reason.MEMBER_OF)) {
            covers(met.refused(reason) > 0, met);
        }
    }

    /** Enough instances that filters are lists, and bitmaps that are walked past. */
    @Test
    void constraintsOnManyInstances() {
        final List<Chain> chains = List.of(
                Chain.parse("spread(attribute:ecs.availability-zone),binpack(memory)"),
                Chain.parse("binpack(memory)"),
                Chain.parse("spread(instanceId),binpack(cpu)"),
                Chain.parse("random"),
                Chain.parse("spread(attribute:ecs.availability-zone),spread(instanceId)"));
        final Coverage met = run(
                Scenario.of("constraints on many instances", SEED + 32, 2_500, chains)
                        .withShares(100, 25)
                        .withPlaces(3, 40)
                        .withGroups(3)
                        .comparingEvery(100),
                4_000);
        covers(met.placed() > 500 && met.headrooms() > 10, met);
    }

    /** Filters come and go with their plans, and not all find room. */
    @Test
    void fewFilters() {
        for (int filters = 0; filters < 8; filters += 2) {
            final int most = filters;
            final Coverage met = run(
                    Scenario.of(filters + " filters", SEED + 33 + filters, 120, Chains.all())
                            .withShares(90, 30)
                            .withLimits(limits -> limits.maxFilters(most)),
                    4_000);
            covers(met.exceptions() > 20 && met.placed() > 200, met);
        }
    }

    @Test
    void anyChain() {
        final Coverage met = run(
                Scenario.of("any chain", SEED + 11, 80, List.of()).with(Mix.EQUAL).withShares(15, 20), 20_000);
        covers(met.placed() > 3_000, met);
    }

    @Test
    void randomPicks() {
        final Coverage met =
                run(Scenario.of("random", SEED + 12, 120, Chains.randoms()).withShares(15, 10), 15_000);
        covers(met.tiedShare() > 0.3, met);
    }

    @Test
    void upheaval() {
        final Coverage met =
                run(Scenario.of("upheaval", SEED + 13, 40, Chains.all()).withShares(30, 60), 20_000);
        covers(met.exceptions() > 50 && met.overCommittedShare() > 0.01, met);
    }

    /** Thousands of instances, so that the indexes are three levels high. */
    @Test
    void tallIndexes() {
        final Coverage met = run(
                Scenario.of("tall indexes", SEED + 20, 6_000, Chains.binpacks())
                        .with(Mix.CONTINUOUS)
                        .withShares(3, 30)
                        .comparingEvery(100),
                6_000);
        covers(met.placed() > 1_000, met);
    }

    @Test
    void tallIndexesOfSpreads() {
        final List<Chain> chains = new ArrayList<>(Chains.zones());
        chains.addAll(Chains.instances());
        chains.addAll(Chains.racks());
        final Coverage met = run(
                Scenario.of("tall indexes of spreads", SEED + 21, 6_000, chains)
                        .withPlaces(3, 300)
                        .withShares(3, 30)
                        .withGroups(2)
                        .comparingEvery(100),
                6_000);
        covers(met.placed() > 1_000, met);
    }

    @Test
    void emptyAndTinyClusters() {
        for (int instances = 0; instances < 5; instances++) {
            run(
                    Scenario.of(instances + " instances", SEED + 14 + instances, instances, Chains.all())
                            .withShares(20, 30),
                    2_000);
        }
    }

    @Test
    void tightLimits() {
        final Coverage all = new Coverage();
        for (int i = 0; i < 8; i++) {
            final int round = i;
            all.add(run(
                    Scenario.of("tight limits " + i, SEED + 100 + i, 30, Chains.all())
                            .withShares(40, 35)
                            .withLimits(limits -> limits.maxInstances(34)
                                    .maxTasks(60 + 20 * round)
                                    .maxGroups(6)
                                    .maxDemands(24)
                                    .maxPlans(20)
                                    .maxCounts(20 + 30 * round)
                                    .maxAttributes(80 + 4 * round)
                                    .maxAttributeValues(30 + 12 * round)
                                    .maxPorts(20 + 10 * round)
                                    .maxIndexes(round % 4)
                                    .maxSpreadValues(round % 2 == 0 ? 8 : 64)),
                    4_000));
        }
        for (final Reason reason :
                List.of(Reason.MAX_TASKS, Reason.MAX_COUNTS, Reason.MAX_PORTS, Reason.UNKNOWN_PLAN)) {
            covers(all.refused(reason) > 10, all);
        }
        covers(all.exceptions() > 500, all);
    }
}
