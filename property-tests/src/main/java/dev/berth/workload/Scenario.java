package dev.berth.workload;

import dev.berth.Chain;
import dev.berth.EngineConfig;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a history is like.
 *
 * @param name for failures.
 * @param seed of all its dice.
 * @param instances at the start, and about as many later.
 * @param mix of sizes.
 * @param zones how many availability zones.
 * @param racks how many racks.
 * @param extras percent of demands that ask for more than CPU and memory; constraints and odd instances go with it.
 * @param upheaval percent of commands that change more than tasks.
 * @param groups how many groups there are at a time.
 * @param chains of the plans; empty = any of up to five strategies.
 * @param config of the engine.
 * @param stepsPerComparison after how many commands the states are compared.
 */
public record Scenario(
        String name,
        long seed,
        int instances,
        Mix mix,
        int zones,
        int racks,
        int extras,
        int upheaval,
        int groups,
        List<Chain> chains,
        EngineConfig config,
        int stepsPerComparison) {
    /** How many instances more than at the start there may be. */
    static final int ROOM = 40;

    /** Ports of a scenario that comes to no limit, however many each demand asks. */
    public static final int ROOMY_PORTS = 50_000;

    /**
     * A scenario with quantised sizes, 3 zones, 60 racks, and limits that are not met.
     *
     * @param name for failures.
     * @param seed of all its dice.
     * @param instances at the start.
     * @param chains of the plans.
     * @return the scenario.
     */
    public static Scenario of(final String name, final long seed, final int instances, final List<Chain> chains) {
        return new Scenario(
                name, seed, instances, Mix.QUANTISED, 3, 60, 20, 12, 6, chains, roomy(instances).build(), 1);
    }

    private static EngineConfig.Builder roomy(final int instances) {
        return EngineConfig.builder()
                .maxInstances(instances + ROOM)
                .maxTasks(40 * (instances + ROOM))
                .maxGroups(64)
                .maxDemands(256)
                .maxPlans(64)
                .maxCounts(400 * (instances + ROOM))
                .maxAttributeValues(1024)
                .maxPorts(20 * (instances + ROOM))
                .maxIndexes(6)
                .maxFilters(256);
    }

    /**
     * With other sizes.
     *
     * @param value the mix.
     * @return a new scenario.
     */
    public Scenario with(final Mix value) {
        return new Scenario(
                name, seed, instances, value, zones, racks, extras, upheaval, groups, chains, config,
                stepsPerComparison);
    }

    /**
     * With other places.
     *
     * @param zoneCount how many zones, 1..26.
     * @param rackCount how many racks.
     * @return a new scenario.
     */
    public Scenario withPlaces(final int zoneCount, final int rackCount) {
        return new Scenario(
                name, seed, instances, mix, zoneCount, rackCount, extras, upheaval, groups, chains, config,
                stepsPerComparison);
    }

    /**
     * With other shares.
     *
     * @param extraPercent of demands that ask for more.
     * @param upheavalPercent of commands that change more than tasks.
     * @return a new scenario.
     */
    public Scenario withShares(final int extraPercent, final int upheavalPercent) {
        return new Scenario(
                name, seed, instances, mix, zones, racks, extraPercent, upheavalPercent, groups, chains, config,
                stepsPerComparison);
    }

    /**
     * With another number of groups.
     *
     * @param value at a time.
     * @return a new scenario.
     */
    public Scenario withGroups(final int value) {
        return new Scenario(
                name, seed, instances, mix, zones, racks, extras, upheaval, value, chains, config,
                stepsPerComparison);
    }

    /**
     * With other limits.
     *
     * @param change of the limits.
     * @return a new scenario.
     */
    public Scenario withLimits(final UnaryOperator<EngineConfig.Builder> change) {
        return new Scenario(
                name, seed, instances, mix, zones, racks, extras, upheaval, groups, chains,
                change.apply(roomy(instances)).seed(seed).build(),
                stepsPerComparison);
    }

    /**
     * With rarer comparisons of the states.
     *
     * @param steps after how many commands; 0 = never.
     * @return a new scenario.
     */
    public Scenario comparingEvery(final int steps) {
        return new Scenario(
                name, seed, instances, mix, zones, racks, extras, upheaval, groups, chains, config, steps);
    }
}
