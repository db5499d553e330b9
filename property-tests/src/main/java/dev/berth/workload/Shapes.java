package dev.berth.workload;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.InstancePredicate;
import java.util.ArrayList;
import java.util.List;

/** The random instances, demands, attributes and constraints of a scenario. */
public final class Shapes {
    /** The name of an attribute with few values, which some instances lack or have without a value. */
    public static final String STACK = "stack";

    private static final String SPECIAL = "special";
    private static final List<String> STACKS = List.of("prod", "test", "dev");
    private static final int PORTS = 12;

    /** The name of a resource that no engine has. */
    static final String UNKNOWN_RESOURCE = "unknown";

    private static final int MOST_OF_A_RESOURCE = 200;
    private static final int FIRST_PORT = 8000;

    private final Scenario scenario;
    private final QueryShapes queries;

    /**
     * Creates the shapes of a scenario.
     *
     * @param scenario whose shapes they are.
     */
    public Shapes(final Scenario scenario) {
        this.scenario = scenario;
        queries = QueryShapes.about(
                List.of(Chain.ZONE_ATTRIBUTE, Chains.RACK, STACK, SPECIAL),
                List.of(
                        List.of("zone-a", "zone-b", "zone-c"),
                        List.of("r0", "r1", "r7", "r19"),
                        STACKS,
                        List.of()),
                List.of("service:g0", "service:g1", "service:g2", "service:g9"));
    }

    /**
     * Draws an instance.
     *
     * @param dice that choose it.
     * @param id of the instance.
     * @return the instance to register.
     */
    public Instance instance(final Dice dice, final String id) {
        final int[] size = scenario.mix().instanceSize(dice);
        final Instance.Builder builder = Instance.builder(id).cpuUnits(size[0]).memoryMib(size[1]);
        if (dice.chance(30)) {
            builder.gpus(dice.between(1, 8));
        }
        builder.eniSlots(dice.chance(80) ? dice.between(2, 12) : 0);
        builder.agentConnected(!dice.chance(3));
        if (dice.chance(60)) {
            builder.agentVersion(QueryShapes.agentVersion(dice))
                    .registeredAt(QueryShapes.registeredAt(dice))
                    .ec2InstanceId(dice.chance(50) ? null : "e" + id);
        }
        if (dice.chance(scenario.extras() / 4)) {
            builder.remainingCpuUnits(size[0] / 2 - (dice.chance(20) ? size[0] : 0));
            builder.remainingMemoryMib(size[1] / 2 - (dice.chance(20) ? size[1] : 0));
        }
        if (dice.chance(scenario.extras() / 4)) {
            builder.tcpPortInUse(FIRST_PORT + dice.below(PORTS)).udpPortInUse(FIRST_PORT + dice.below(PORTS));
        }
        addResources(dice, builder);
        builder.capacityProvider(provider(dice));
        for (final String[] attribute : attributes(dice)) {
            builder.attribute(attribute[0], attribute[1]);
        }
        return builder.build();
    }

    /** Draws the named resources: few of some, many of others, none of some; in rare cases less than 0 remains. */
    private void addResources(final Dice dice, final Instance.Builder builder) {
        for (final String name : scenario.config().resources()) {
            if (dice.chance(80)) {
                final int amount = dice.chance(50) ? dice.between(1, 6) : dice.below(MOST_OF_A_RESOURCE);
                builder.resource(name, amount);
                if (dice.chance(10)) {
                    builder.remainingResource(name, amount / 2 - (dice.chance(30) ? amount : 0));
                }
            }
        }
    }

    private List<String[]> attributes(final Dice dice) {
        final List<String[]> attributes = new ArrayList<>();
        if (!dice.chance(4)) {
            attributes.add(new String[] {Chain.ZONE_ATTRIBUTE, zone(dice)});
        }
        if (!dice.chance(4)) {
            attributes.add(new String[] {Chains.RACK, rack(dice)});
        }
        if (dice.chance(60)) {
            attributes.add(new String[] {STACK, dice.chance(10) ? null : dice.pick(STACKS)});
        }
        if (dice.chance(30)) {
            attributes.add(new String[] {SPECIAL, null});
        }
        return attributes;
    }

    private String zone(final Dice dice) {
        return dice.chance(2) ? null : "zone-" + (char) ('a' + dice.below(scenario.zones()));
    }

    private String rack(final Dice dice) {
        return dice.chance(2) ? null : "r" + dice.below(scenario.racks());
    }

    /** Draws a capacity provider, or null. There are as many as zones, so that each has instances in several zones. */
    private String provider(final Dice dice) {
        return dice.chance(30) ? null : "provider-" + dice.below(scenario.zones() + 1);
    }

    /**
     * Draws the capacity provider of a plan.
     *
     * @param dice that choose it.
     * @return null in most cases; in some a provider that no instance has.
     */
    public String providerAsked(final Dice dice) {
        return dice.chance(scenario.extras() / 2) ? "provider-" + dice.below(scenario.zones() + 2) : null;
    }

    /**
     * Draws an attribute.
     *
     * @param dice that choose it.
     * @return its name, and its value or null.
     */
    public String[] attribute(final Dice dice) {
        return switch (dice.below(6)) {
            case 0, 1 -> new String[] {Chain.ZONE_ATTRIBUTE, zone(dice)};
            case 2, 3 -> new String[] {Chains.RACK, rack(dice)};
            case 4 -> new String[] {STACK, dice.chance(20) ? null : dice.pick(STACKS)};
            default -> new String[] {dice.chance(60) ? SPECIAL : "label-" + dice.below(5), null};
        };
    }

    /**
     * Draws a demand.
     *
     * @param dice that choose it.
     * @return the demand of a task.
     */
    public Demand demand(final Dice dice) {
        final int[] size = scenario.mix().taskSize(dice);
        final Demand.Builder builder = Demand.builder().cpuUnits(size[0]).memoryMib(size[1]);
        if (dice.chance(scenario.extras())) {
            addExtra(dice, builder);
            if (dice.chance(30)) {
                addExtra(dice, builder);
            }
        }
        for (final String name : scenario.config().resources()) {
            if (dice.chance(50)) {
                final int some = dice.chance(70) ? dice.between(1, 3) : dice.between(4, 90);
                builder.resource(name, dice.chance(10) ? 0 : some);
            }
        }
        if (!scenario.config().resources().isEmpty() && dice.chance(2)) {
            builder.resource(UNKNOWN_RESOURCE, 1);
        }
        return builder.build();
    }

    /**
     * Draws a named resource.
     *
     * @param dice that choose it.
     * @return one that the engine has, in some cases one that it lacks; null if it has none.
     */
    public String resource(final Dice dice) {
        final List<String> names = scenario.config().resources();
        if (names.isEmpty()) {
            return null;
        }
        return dice.chance(5) ? UNKNOWN_RESOURCE : dice.pick(names);
    }

    private void addExtra(final Dice dice, final Demand.Builder builder) {
        switch (dice.below(6)) {
            case 0 -> builder.gpus(dice.between(1, 4));
            case 1 -> builder.eniSlots(1);
            case 2 -> builder.hostPort(FIRST_PORT + dice.below(PORTS)).hostPort(FIRST_PORT + dice.below(PORTS));
            case 3 -> builder.hostUdpPort(FIRST_PORT + dice.below(PORTS));
            case 4 -> builder.requiredAttribute(dice.chance(70) ? SPECIAL : STACK);
            default -> builder.zone("zone-" + (char) ('a' + dice.below(scenario.zones()))).zone("zone-a");
        }
    }

    /**
     * Draws a demand for many ports, so that the most ports an instance may have in use is met.
     *
     * @param dice that choose it.
     * @return the demand of a task.
     */
    public Demand demandForManyPorts(final Dice dice) {
        final Demand.Builder builder = Demand.builder().cpuUnits(1).memoryMib(1);
        final int first = dice.between(20_000, 20_100);
        final int count = dice.between(20, 45);
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                builder.hostPort(first + i);
            } else {
                builder.hostUdpPort(first + i);
            }
        }
        return builder.build();
    }

    /**
     * Draws constraints.
     *
     * @param dice that choose them.
     * @return none in most cases.
     */
    public List<Constraint> constraints(final Dice dice) {
        final List<Constraint> constraints = new ArrayList<>();
        while (dice.chance(scenario.extras() / 2) && constraints.size() < 3) {
            constraints.add(constraint(dice));
        }
        return constraints;
    }

    /** Draws a constraint. Some only narrow (a placement never makes an instance eligible), some do not. */
    private Constraint constraint(final Dice dice) {
        if (dice.chance(60)) {
            return Constraint.memberOf(dice.chance(50) ? queries.comparison(dice) : queries.any(dice));
        }
        final String stack = dice.pick(STACKS);
        final int bound = dice.between(1, 3);
        return switch (dice.below(7)) {
            case 0 -> Constraint.distinctInstance();
            case 1 -> Constraint.atMost(bound);
            case 2 -> named("stack " + stack);
            case 3 -> named("not special");
            case 4 -> named("fewer than " + bound);
            case 5 -> named("at least " + bound);
            default -> named("not every third but " + bound);
        };
    }

    private static Constraint named(final String name) {
        return Constraint.memberOf(name, predicate(name));
    }

    /**
     * Returns the predicate of a name that constraints of shapes give.
     *
     * @param name which ends with what the predicate depends on.
     * @return the predicate; null if no constraint gives the name.
     */
    public static InstancePredicate predicate(final String name) {
        final String last = name.substring(name.lastIndexOf(' ') + 1);
        if (name.startsWith("stack ")) {
            return instance -> last.equals(instance.attribute(STACK));
        }
        if (name.equals("not special")) {
            return instance -> !instance.hasAttribute(SPECIAL);
        }
        final int bound = last.length() == 1 ? last.charAt(0) - '0' : 0;
        return switch (name.substring(0, name.length() - last.length())) {
            case "fewer than " -> instance -> instance.runningTasksCount() < bound;
            case "at least " -> instance -> instance.runningTasksCount() >= bound;
            case "not every third but " -> instance -> instance.ordinal() % 3 != bound % 3;
            default -> null;
        };
    }
}
