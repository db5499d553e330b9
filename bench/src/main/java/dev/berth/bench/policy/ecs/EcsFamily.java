package dev.berth.bench.policy.ecs;

import dev.berth.Chain;
import dev.berth.bench.policy.ChainPolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.PolicyFamily;
import java.util.LinkedHashMap;
import java.util.Map;

/** The family {@code ecs}: chains of the placement strategies of Amazon ECS, on the engine. */
public final class EcsFamily implements PolicyFamily {
    private static final String CHAIN = "Chain";
    private static final Map<String, String> CHAINS = new LinkedHashMap<>();

    static {
        CHAINS.put("Binpack-Memory", "binpack(memory)");
        CHAINS.put("Binpack-Cpu", "binpack(cpu)");
        CHAINS.put("Spread-Zone-Binpack-Memory", "spread(attribute:ecs.availability-zone),binpack(memory)");
        CHAINS.put("Spread-Zone-Binpack-Cpu", "spread(attribute:ecs.availability-zone),binpack(cpu)");
        CHAINS.put("Spread-Zone-Instance", "spread(attribute:ecs.availability-zone),spread(instanceId)");
        CHAINS.put("Spread-Instance", "spread(instanceId)");
        CHAINS.put("Random", "random");
    }

    /** Creates the family. */
    public EcsFamily() {}

    @Override
    public String name() {
        return "ecs";
    }

    @Override
    public Map<String, String> policies() {
        final Map<String, String> texts = new LinkedHashMap<>();
        CHAINS.forEach((name, chain) -> texts.put(name, "The chain " + chain + "."));
        texts.put(CHAIN, "Any chain of up to five strategies, such as ecs.Chain(binpack(cpu),random).");
        return texts;
    }

    @Override
    public Policy create(final String policy, final String parameter) {
        final boolean any = policy.equals(CHAIN);
        if (any == parameter.isEmpty()) {
            throw new IllegalArgumentException("ecs." + policy + " has the parameter '" + parameter + "', must have "
                    + (any ? "a chain, such as ecs.Chain(binpack(cpu),random)" : "none; write ecs." + policy));
        }
        final Chain chain = Chain.parse(any ? parameter : CHAINS.get(policy));
        return new OfChain(chain);
    }

    private record OfChain(Chain chain) implements ChainPolicy {}
}
