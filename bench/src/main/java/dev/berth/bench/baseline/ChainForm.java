package dev.berth.bench.baseline;

import dev.berth.Chain;
import dev.berth.Strategy;
import dev.berth.bench.workload.Fleet;

/** The chains that the baselines have a loop for. */
enum ChainForm {
    MEMORY("binpack(memory)"),
    CPU("binpack(cpu)"),
    MEMORY_CPU("binpack(memory),binpack(cpu)"),
    CPU_MEMORY("binpack(cpu),binpack(memory)"),
    ZONE_CPU_MEMORY("spread(attribute:" + Chain.ZONE_ATTRIBUTE + "),binpack(cpu),binpack(memory)"),
    HOST_CPU_MEMORY("spread(instanceId),binpack(cpu),binpack(memory)"),
    ZONE_MEMORY("spread(attribute:" + Chain.ZONE_ATTRIBUTE + "),binpack(memory)"),
    ZONE_HOST("spread(attribute:" + Chain.ZONE_ATTRIBUTE + "),spread(instanceId)"),
    HOST_MEMORY("spread(instanceId),binpack(memory)"),
    RACK_MEMORY("spread(attribute:" + Fleet.RACK_ATTRIBUTE + "),binpack(memory)"),
    RANDOM("random");

    private final Chain chain;

    ChainForm(final String chain) {
        this.chain = Chain.parse(chain);
    }

    static ChainForm of(final Chain chain) {
        for (final ChainForm form : values()) {
            if (form.chain.equals(chain)) {
                return form;
            }
        }
        throw new IllegalArgumentException("chain is '" + chain + "', must be one that the baselines have a loop for");
    }

    boolean spreadsOverHosts() {
        return this == ZONE_HOST || this == HOST_MEMORY || this == HOST_CPU_MEMORY;
    }

    boolean spreadsOver(final String attribute) {
        return chain.strategies().stream()
                .anyMatch(s -> s.type() == Strategy.Type.SPREAD_ATTRIBUTE && s.attribute().equals(attribute));
    }
}
