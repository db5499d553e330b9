package dev.berth.bench.policy.ecs;

import dev.berth.Chain;
import dev.berth.bench.policy.ChainPolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.PolicyFamily;
import dev.berth.bench.policy.PolicyTable;
import java.util.Map;

/** The family {@code ecs}: chains of the placement strategies of Amazon ECS, on the engine. */
public final class EcsFamily implements PolicyFamily {
    private static final String CHAIN = "Chain";
    private final PolicyTable table = new PolicyTable("ecs");

    /** Creates the family. */
    public EcsFamily() {
        add("Binpack-Memory", "binpack(memory)");
        add("Binpack-Cpu", "binpack(cpu)");
        add("Spread-Zone-Binpack-Memory", "spread(attribute:ecs.availability-zone),binpack(memory)");
        add("Spread-Zone-Binpack-Cpu", "spread(attribute:ecs.availability-zone),binpack(cpu)");
        add("Spread-Zone-Instance", "spread(attribute:ecs.availability-zone),spread(instanceId)");
        add("Spread-Instance", "spread(instanceId)");
        add("Random", "random");
        table.addWithParameter(
                CHAIN,
                "Any chain of up to five strategies, such as ecs.Chain(binpack(cpu),random).",
                EcsFamily::parsed);
    }

    private void add(final String name, final String chain) {
        table.add(name, "The chain " + chain + ".", () -> new OfChain(Chain.parse(chain)));
    }

    private static Policy parsed(final String chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(
                    "ecs.Chain has the parameter '', must have a chain, such as ecs.Chain(binpack(cpu),random)");
        }
        return new OfChain(Chain.parse(chain));
    }

    @Override
    public String name() {
        return "ecs";
    }

    @Override
    public Map<String, String> policies() {
        return table.descriptions();
    }

    @Override
    public Policy create(final String policy, final String parameter) {
        return table.create(policy, parameter);
    }

    private record OfChain(Chain chain) implements ChainPolicy {}
}
