package dev.berth.workload;

import dev.berth.Chain;
import dev.berth.Strategy;
import java.util.ArrayList;
import java.util.List;

/** Chains of strategies. */
public final class Chains {
    /** The attribute that the racks of a cluster are values of. */
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
     * Binpack alone, in each order.
     *
     * @return the chains.
     */
    public static List<Chain> binpacks() {
        return parse("binpack(memory)", "binpack(cpu)", "binpack(memory),binpack(cpu)", "binpack(cpu),binpack(memory)");
    }

    /**
     * Spread over zones first.
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
     * Spread over instances first.
     *
     * @return the chains.
     */
    public static List<Chain> instances() {
        return parse(INSTANCES, INSTANCES + ",binpack(memory)", INSTANCES + ",binpack(cpu)");
    }

    /**
     * Spread over racks first.
     *
     * @return the chains.
     */
    public static List<Chain> racks() {
        return parse(RACKS, RACKS + ",binpack(memory)", RACKS + ",binpack(cpu)", RACKS + "," + INSTANCES);
    }

    /**
     * No strategy, or random in some place.
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
     * The lowest ordinal.
     *
     * @return the chains.
     */
    public static List<Chain> none() {
        return parse("");
    }

    /**
     * All of the above.
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
     * Any chain of up to five strategies.
     *
     * @param dice to be used.
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
