package dev.berth.cluster.failover;

import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.service.ServiceSpec;

/** The services of the run, which keep to instances of their own. */
final class FleetServices {
    static final String[] NAMES = {"web", "api", "queue"};
    static final int MOST_TASKS = 20;
    static final int DEMAND = 1;

    private FleetServices() {}

    static ServiceSpec spec(final String name, final int tasks) {
        return ServiceSpec.replica(name, tasks)
                .demand(Demand.builder()
                        .cpuUnits(Op.CPU_UNITS[DEMAND])
                        .memoryMib(Op.MEMORY_MIB[DEMAND])
                        .build())
                .constraint(Constraint.memberOf("attribute:pool == services"))
                .build();
    }
}
