package dev.berth.workload;

import dev.berth.Chain;
import dev.berth.Strategy;
import java.util.ArrayList;
import java.util.List;

/** The lists of strategy chains that workloads use. */
public final class Chains {
    /** The name of the attribute whose values are racks. */
    public static final String RACK = "rack";

    private static final String ZONES = "spread(attribute:" + Chain.ZONE_ATTRIBUTE + ")";
    private static final String RACKS = "spread(attribute:" + RACK + ")";
    private static final String INSTANCES = "spread(instanceId)";

    private Chains() {}

    private static List<Chain> parse(final String... texts) {
        final List<Chain> chains = new ArrayList<>();
        for (final String text : texts) {
            chains.add(Chain.parse(text));
        }
        return List.copyOf(chains);
    }

    /**
     * Returns the chains of binpack alone, one in each order.
     *
     * @return the chains.
     */
    public static List<Chain> binpacks() {
        return parse("binpack(memory)", "binpack(cpu)", "binpack(memory),binpack(cpu)", "binpack(cpu),binpack(memory)");
    }

    /**
     * Returns chains that begin with a spread over zones.
     *
     * @return the chains.
     */
    public static List<Chain> zones() {
        return parse(
                ZONES,
                ZONES + ",binpack(memory)",
                ZONES + ",binpack(cpu)",
                ZONES + ",binpack(memory),binpack(cpu)",
                ZONES + "," + INSTANCES,
                ZONES + "," + INSTANCES + ",binpack(memory)");
    }

    /**
     * Returns chains that begin with a spread over instances.
     *
     * @return the chains.
     */
    public static List<Chain> instances() {
        return parse(INSTANCES, INSTANCES + ",binpack(memory)", INSTANCES + ",binpack(cpu)");
    }

    /**
     * Returns chains that begin with a spread over racks.
     *
     * @return the chains.
     */
    public static List<Chain> racks() {
        return parse(RACKS, RACKS + ",binpack(memory)", RACKS + ",binpack(cpu)", RACKS + "," + INSTANCES);
    }

    /**
     * Returns chains with {@code random} at some place.
     *
     * @return the chains.
     */
    public static List<Chain> randoms() {
        return parse(
                "random",
                ZONES + ",random",
                "binpack(memory),random",
                INSTANCES + ",random",
                RACKS + ",random",
                "random,binpack(cpu)");
    }

    /**
     * Returns the chain without strategies, which takes the lowest ordinal.
     *
     * @return the chains.
     */
    public static List<Chain> none() {
        return parse("");
    }

    /**
     * Returns the chains of all other methods.
     *
     * @return the chains.
     */
    public static List<Chain> all() {
        final List<Chain> all = new ArrayList<>(none());
        all.addAll(binpacks());
        all.addAll(zones());
        all.addAll(instances());
        all.addAll(racks());
        all.addAll(randoms());
        return all;
    }

    /**
     * Returns any chain of up to five strategies.
     *
     * @param dice that choose it.
     * @return the chain.
     */
    public static Chain any(final Dice dice) {
        final List<Strategy> strategies = new ArrayList<>();
        for (int i = dice.below(Chain.MAX_STRATEGIES + 1); i > 0; i--) {
            strategies.add(anyStrategy(dice));
        }
        return Chain.of(strategies);
    }

    private static Strategy anyStrategy(final Dice dice) {
        return switch (dice.below(10)) {
            case 0, 1 -> Strategy.binpackCpu();
            case 2, 3 -> Strategy.binpackMemory();
            case 4, 5 -> Strategy.spread("instanceId");
            case 6 -> Strategy.spread("attribute:" + RACK);
            case 7 -> Strategy.spread("attribute:" + Shapes.STACK);
            case 8 -> Strategy.random();
            default -> Strategy.spread("attribute:" + Chain.ZONE_ATTRIBUTE);
        };
    }
}
