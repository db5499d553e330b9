package dev.berth.service;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Instances, demands and services, small enough that a few tasks fill an instance. By their names, the first services
 * are DAEMON, the last is on Fargate.
 */
final class ServiceShapes {
    static final List<String> ZONES = List.of("a", "b", "c", "d");
    private static final List<String> DAEMONS = List.of("d0", "d1");
    private static final List<String> REPLICAS = List.of("r0", "r1", "r2");
    private static final List<String> PROVIDERS = List.of("p0", "p1", "p2");
    private static final String ON_FARGATE = "f0";

    /** The service that goes from instances to Fargate and back. */
    private static final String MOVER = "m0";

    private static final Chain ZONES_AND_RACKS =
            Chain.parse("spread(attribute:ecs.availability-zone),spread(attribute:rack)");
    private static final int MOST_TASKS = 16;

    private ServiceShapes() {}

    static Arbitrary<Demand> demands() {
        return Combinators.combine(
                        Arbitraries.of(0, 64, 128, 256, 384),
                        Arbitraries.of(64, 128, 256, 384),
                        Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 8080), Tuple.of(1, 8081)),
                        Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1)),
                        Arbitraries.frequency(Tuple.of(20, false), Tuple.of(1, true)))
                .as(ServiceShapes::demand);
    }

    private static Demand demand(
            final int cpuUnits, final int memoryMib, final int port, final int eniSlots, final boolean inRack) {
        final Demand.Builder demand = Demand.builder().cpuUnits(cpuUnits).memoryMib(memoryMib).eniSlots(eniSlots);
        if (port > 0) {
            demand.hostPort(port);
        }
        if (inRack) {
            demand.requiredAttribute(Chains.RACK);
        }
        return demand.build();
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /** An instance that has no id yet; null = without the attribute. */
    record Shape(int cpuUnits, int memoryMib, String zone, String rack, int eniSlots, String provider) {
        Shape(final int cpuUnits, final int memoryMib, final String zone, final String rack, final int eniSlots) {
            this(cpuUnits, memoryMib, zone, rack, eniSlots, null);
        }

        Instance named(final String id) {
            final Instance.Builder instance =
                    Instance.builder(id).cpuUnits(cpuUnits).memoryMib(memoryMib).eniSlots(eniSlots)
                            .capacityProvider(provider);
            if (zone != null) {
                instance.attribute(Chain.ZONE_ATTRIBUTE, zone);
            }
            if (rack != null) {
                instance.attribute(Chains.RACK, rack);
            }
            return instance.build();
        }
    }

    /** Instances in the first so many zones, some in none. */
    static Arbitrary<Shape> instances(final int zones) {
        return Combinators.combine(
                        Arbitraries.of(512, 768, 1_024, 4_096),
                        Arbitraries.of(512, 768, 1_024, 4_096),
                        zones(zones),
                        racks(),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(PROVIDERS).injectNull(0.2))
                .as(Shape::new);
    }

    static Arbitrary<String> racks() {
        return Arbitraries.of("r0", "r1", "r2").injectNull(0.1);
    }

    static Arbitrary<String> zones(final int zones) {
        return Arbitraries.of(ZONES.subList(0, zones)).injectNull(0.1);
    }

    // ---- services --------------------------------------------------------------------------------------------------

    static Arbitrary<String> groups() {
        final List<String> groups = new ArrayList<>(List.of("family:batch", ServiceSpec.GROUP_PREFIX + ON_FARGATE));
        DAEMONS.forEach(name -> groups.add(ServiceSpec.GROUP_PREFIX + name));
        groups.add(ServiceSpec.GROUP_PREFIX + MOVER);
        REPLICAS.forEach(name -> groups.add(ServiceSpec.GROUP_PREFIX + name));
        return Arbitraries.of(groups);
    }

    static Arbitrary<ServiceSpec> specs() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, replicas()), Tuple.of(2, daemons()), Tuple.of(1, onFargate()), Tuple.of(2, movers()));
    }

    private static Arbitrary<ServiceSpec> replicas() {
        return Combinators.combine(
                        Arbitraries.of(REPLICAS),
                        Arbitraries.integers().between(0, MOST_TASKS),
                        demands(),
                        chains(),
                        constraints(),
                        Arbitraries.of(true, true, true, false),
                        providers())
                .as((name, desiredCount, demand, chain, constraints, azRebalancing, providers) -> ServiceSpec.replica(
                                name, desiredCount)
                        .demand(demand)
                        .chain(chain)
                        .constraints(constraints)
                        .azRebalancing(azRebalancing)
                        .capacityProviders(providers)
                        .build());
    }

    /** None half the time; else one to four, of which one, p3, has no instance. */
    private static Arbitrary<CapacityProviders> providers() {
        return Arbitraries.of("p0", "p1", "p2", "p0", "p1", "p2", "p3")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .flatMap(names -> items(names.stream().distinct().toList()))
                .injectNull(0.4);
    }

    private static Arbitrary<CapacityProviders> items(final List<String> names) {
        return Combinators.combine(
                        Arbitraries.of(0, 0, 1, 1, 2, 3, 7).list().ofSize(names.size()),
                        Arbitraries.integers().between(-2, names.size() - 1),
                        Arbitraries.of(1, 2, 3, 6))
                .as((weights, withBase, base) -> {
                    final List<CapacityProviders.Item> items = new ArrayList<>();
                    final boolean allZero = weights.stream().noneMatch(weight -> weight > 0);
                    for (int i = 0; i < names.size(); i++) {
                        items.add(new CapacityProviders.Item(
                                names.get(i), i == withBase ? base : 0, allZero && i == 0 ? 1 : weights.get(i)));
                    }
                    return CapacityProviders.of(items);
                });
    }

    private static Arbitrary<ServiceSpec> daemons() {
        return Combinators.combine(Arbitraries.of(DAEMONS), demands(), constraints())
                .as((name, demand, constraints) ->
                        ServiceSpec.daemon(name).demand(demand).constraints(constraints).build());
    }

    private static Arbitrary<ServiceSpec> onFargate() {
        return onFargate(ON_FARGATE, Arbitraries.integers().between(0, MOST_TASKS));
    }

    private static Arbitrary<ServiceSpec> onFargate(final String name, final Arbitrary<Integer> desiredCounts) {
        return Combinators.combine(
                        desiredCounts,
                        fargateZones(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(CapacityProviders.FARGATE, CapacityProviders.FARGATE_SPOT)
                                .list()
                                .uniqueElements()
                                .ofMinSize(1)
                                .flatMap(ServiceShapes::items)
                                .injectNull(0.4))
                .as((desiredCount, zones, azRebalancing, providers) -> ServiceSpec.replica(name, desiredCount)
                        .demand(Demand.builder().cpuUnits(256).memoryMib(512).build())
                        .azRebalancing(azRebalancing)
                        .fargate(zones)
                        .capacityProviders(providers)
                        .build());
    }

    private static Arbitrary<ServiceSpec> movers() {
        final Arbitrary<Integer> few = Arbitraries.of(0, 0, 1, 3);
        return Arbitraries.oneOf(
                onFargate(MOVER, few),
                Combinators.combine(few, constraints(), providers())
                        .as((desiredCount, constraints, providers) -> ServiceSpec.replica(MOVER, desiredCount)
                                .demand(Demand.builder().cpuUnits(256).memoryMib(512).build())
                                .constraints(constraints)
                                .capacityProviders(providers)
                                .build()));
    }

    static Arbitrary<List<String>> fargateZones() {
        return Arbitraries.of(ZONES).list().uniqueElements().ofMinSize(1);
    }

    /** Most of them may be rebalanced. */
    private static Arbitrary<Chain> chains() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(Chains.none())),
                Tuple.of(4, Arbitraries.of(Chains.zones())),
                Tuple.of(2, Arbitraries.just(ZONES_AND_RACKS)),
                Tuple.of(2, Arbitraries.of(Chains.all())),
                Tuple.of(2, Arbitraries.longs().map(seed -> Chains.any(new Dice(seed)))));
    }

    private static Arbitrary<List<Constraint>> constraints() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(List.of())),
                Tuple.of(1, constraint().list().ofMinSize(1).ofMaxSize(2)));
    }

    private static Arbitrary<Constraint> constraint() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Constraint.distinctInstance())),
                Tuple.of(1, Arbitraries.integers().between(1, 3).map(Constraint::atMost)),
                Tuple.of(
                        3,
                        Arbitraries.of(
                                        "runningTasksCount < 2",
                                        "runningTasksCount < 3",
                                        "runningTasksCount >= 1",
                                        "not(task:group == service:r0)",
                                        "not(task:group == service:d0)",
                                        "task:group exists",
                                        "task:group != service:d1",
                                        "agentConnected == true",
                                        "attribute:rack != r1",
                                        "attribute:rack in [r0, r2] or runningTasksCount == 0",
                                        "attribute:ecs.availability-zone in [a, b]",
                                        "not(attribute:ecs.availability-zone == c)",
                                        "attribute:rack != ecs.availability-zone")
                                .map(Constraint::memberOf)));
    }
}
