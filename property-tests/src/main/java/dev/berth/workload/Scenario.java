package dev.berth.workload;

import dev.berth.Chain;
import dev.berth.EngineConfig;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The properties of a history.
 *
 * @param name for failures.
 * @param seed of all its dice.
 * @param instances number at the start, and about the number later.
 * @param mix of sizes.
 * @param zones number of availability zones.
 * @param racks number of racks.
 * @param extras percentage of demands that ask for more than CPU and memory; constraints and unusual instances follow
 *     it.
 * @param upheaval percentage of commands that change more than tasks.
 * @param groups number of groups at a time.
 * @param chains of the plans; empty for any chains of up to five strategies.
 * @param config of the engine.
 * @param stepsPerComparison number of commands after which the states are compared.
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
    /** The number of instances that may be added to those at the start. */
    static final int ROOM = 40;

    /** A limit on ports that no scenario reaches, however many ports each demand asks. */
    public static final int ROOMY_PORTS = 50_000;

    /**
     * Creates a scenario with quantised sizes, 3 zones, 60 racks, and limits out of reach.
     *
     * @param name for failures.
     * @param seed of all its dice.
     * @param instances number at the start.
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
     * Returns this scenario with other sizes.
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
     * Returns this scenario with other numbers of zones and racks.
     *
     * @param zoneCount number of zones, 1..26.
     * @param rackCount number of racks.
     * @return a new scenario.
     */
    public Scenario withPlaces(final int zoneCount, final int rackCount) {
        return new Scenario(
                name, seed, instances, mix, zoneCount, rackCount, extras, upheaval, groups, chains, config,
                stepsPerComparison);
    }

    /**
     * Returns this scenario with other shares.
     *
     * @param extraPercent percentage of demands that ask for more than CPU and memory.
     * @param upheavalPercent percentage of commands that change more than tasks.
     * @return a new scenario.
     */
    public Scenario withShares(final int extraPercent, final int upheavalPercent) {
        return new Scenario(
                name, seed, instances, mix, zones, racks, extraPercent, upheavalPercent, groups, chains, config,
                stepsPerComparison);
    }

    /**
     * Returns this scenario with another number of groups.
     *
     * @param value number at a time.
     * @return a new scenario.
     */
    public Scenario withGroups(final int value) {
        return new Scenario(
                name, seed, instances, mix, zones, racks, extras, upheaval, value, chains, config,
                stepsPerComparison);
    }

    /**
     * Returns this scenario with other limits.
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
     * Returns this scenario with another interval between comparisons of the states.
     *
     * @param steps number of commands; 0 for never.
     * @return a new scenario.
     */
    public Scenario comparingEvery(final int steps) {
        return new Scenario(
                name, seed, instances, mix, zones, racks, extras, upheaval, groups, chains, config, steps);
    }
}
