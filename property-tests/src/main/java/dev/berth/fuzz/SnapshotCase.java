package dev.berth.fuzz;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.oracle.ServicesLockstep;
import dev.berth.oracle.Snapshots;
import dev.berth.service.CapacityProviders;
import dev.berth.service.ServiceSpec;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import dev.berth.workload.Scenario;
import dev.berth.workload.World;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A small snapshot in which every section has content, as a beginning of changed ones.
 *
 * @param config with which it is restored.
 * @param bytes of the engine and, if there are any, of its services.
 * @param hasServices whether a snapshot of services follows that of the engine.
 */
record SnapshotCase(EngineConfig config, byte[] bytes, boolean hasServices) {
    private static final int STEPS = 150;

    /** Returns the snapshot at the end of a seeded history. */
    static SnapshotCase of(final long seed) {
        return new Dice(seed).chance(60) ? ofEngine(seed) : ofServices(seed);
    }

    static SnapshotCase ofEngine(final long seed) {
        final Scenario scenario = Scenario.of("fuzz", seed, 6, Chains.all())
                .withShares(70, 40)
                .withGroups(4)
                .comparingEvery(0)
                .withLimits(limits -> limits.resources("disk-gib")
                        .maxInstances(20)
                        .maxTasks(64)
                        .maxGroups(16)
                        .maxDemands(40)
                        .maxPlans(24)
                        .maxCounts(400)
                        .maxAttributeNames(24)
                        .maxAttributeValues(64)
                        .maxPorts(120)
                        .maxIndexes(2)
                        .maxSpreadValues(16)
                        .maxFilters(48));
        final World world = new World(scenario);
        final Dice dice = new Dice(seed);
        for (int i = 0; i < STEPS; i++) {
            world.step(new Dice(dice.next()));
        }
        return new SnapshotCase(scenario.config(), Snapshots.of(world.lockstep().engine()), false);
    }

    static SnapshotCase ofServices(final long seed) {
        final EngineConfig config = EngineConfig.builder()
                .maxInstances(12)
                .maxTasks(64)
                .maxGroups(16)
                .maxDemands(16)
                .maxPlans(16)
                .maxCounts(200)
                .maxAttributeNames(16)
                .maxAttributeValues(32)
                .maxPorts(16)
                .maxIndexes(2)
                .maxSpreadValues(16)
                .maxFilters(24)
                .seed(seed)
                .build();
        final Dice dice = new Dice(seed);
        final ServicesLockstep lockstep = new ServicesLockstep("fuzz", config, UnaryOperator.identity());
        for (int i = 0; i < 6; i++) {
            lockstep.register(Instance.builder("i" + i)
                    .cpuUnits(1_024)
                    .memoryMib(1_024)
                    .capacityProvider("p" + i % 2)
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .build());
        }
        final Demand demand = Demand.builder().cpuUnits(dice.between(100, 300)).memoryMib(50).build();
        lockstep.ask(ServiceSpec.replica("web", dice.between(2, 9)).demand(demand).azRebalancing(true).build());
        lockstep.ask(ServiceSpec.daemon("log").demand(demand).build());
        lockstep.ask(ServiceSpec.replica("api", dice.between(2, 6))
                .demand(demand)
                .chain(Chain.parse("random"))
                .capacityProviders(CapacityProviders.of(List.of(
                        new CapacityProviders.Item("p0", 1, 1), new CapacityProviders.Item("p1", 0, 2))))
                .build());
        lockstep.ask(ServiceSpec.replica("fg", dice.between(1, 4))
                .demand(Demand.builder().cpuUnits(256).memoryMib(512).build())
                .fargate(List.of("z0", "z1"))
                .build());
        lockstep.placeOnFargate("others", List.of("z1"));
        lockstep.ask(ServiceSpec.replica("api", dice.between(1, 6))
                .demand(Demand.builder().cpuUnits(77).memoryMib(7).build())
                .build());
        lockstep.protect(lockstep.services().service("web").tasks().get(0), true);
        lockstep.lose(lockstep.services().service("web").tasks().get(1));
        return new SnapshotCase(config, lockstep.saved(), true);
    }
}
