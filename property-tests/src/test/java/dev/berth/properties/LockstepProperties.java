package dev.berth.properties;

import dev.berth.Reason;
import dev.berth.oracle.Coverage;
import dev.berth.workload.Chains;
import dev.berth.workload.Command;
import dev.berth.workload.Dice;
import dev.berth.workload.Mix;
import dev.berth.workload.Scenario;
import dev.berth.workload.World;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/**
 * Chains of actions on an engine and the oracle in lock-step: every result and the digest are compared after every
 * step, and the engine is validated.
 */
class LockstepProperties {
    private static final int STEPS = 400;
    private static final int BESIDE_THE_DICE = 10;

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void engineAgreesWithTheOracle(@ForAll("histories") final ActionChain<World> history) {
        collect(history.run());
        Statistics.label("refused in a tenth of the choices").coverage(met -> met.check(true).percentage(p -> p > 20));
        Statistics.label("ties in a tenth of the placements").coverage(met -> met.check(true).percentage(p -> p > 20));
        Statistics.label("full instances").coverage(met -> met.check(true).percentage(p -> p > 20));
        Statistics.label("over-committed instances").coverage(met -> met.check(true).percentage(p -> p > 5));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void engineAgreesWithTheOracleAtItsLimits(@ForAll("tightHistories") final ActionChain<World> history) {
        collect(history.run());
        Statistics.label("limits or bad arguments").coverage(met -> met.check(true).percentage(p -> p > 30));
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void engineWithNamedResourcesAgreesWithTheOracle(@ForAll("resourceHistories") final ActionChain<World> history) {
        final World world = history.run();
        final Coverage met = world.lockstep().coverage();
        Statistics.label("refused in a tenth of the choices").collect(met.refusedShare() > 0.1);
        Statistics.label("refused for a named resource").collect(met.refused(Reason.RESOURCE) > 0);
        Statistics.label("gangs placed").collect(met.allPlaced() > 0);
        Statistics.label("refused for a named resource").coverage(seen -> seen.check(true).percentage(p -> p > 20));
        Statistics.label("gangs placed").coverage(seen -> seen.check(true).percentage(p -> p > 20));
    }

    private static void collect(final World world) {
        final Coverage met = world.lockstep().coverage();
        Statistics.label("refused in a tenth of the choices").collect(met.refusedShare() > 0.1);
        Statistics.label("ties in a tenth of the placements").collect(met.tiedShare() > 0.1);
        Statistics.label("full instances").collect(met.fullShare() > 0);
        Statistics.label("over-committed instances").collect(met.overCommittedShare() > 0);
        Statistics.label("limits or bad arguments").collect(met.exceptions() > 0);
    }

    @Provide
    Arbitrary<ActionChain<World>> histories() {
        return scenarios().flatMap(LockstepProperties::history);
    }

    @Provide
    Arbitrary<ActionChain<World>> tightHistories() {
        return Combinators.combine(scenarios(), Arbitraries.integers().between(0, 6))
                .as(LockstepProperties::tighten)
                .flatMap(LockstepProperties::history);
    }

    /** With two named resources; a third of the engines has few filters, and some none. */
    @Provide
    Arbitrary<ActionChain<World>> resourceHistories() {
        return Combinators.combine(scenarios(), Arbitraries.of(256, 256, 256, 256, 3, 0))
                .as((scenario, filters) -> scenario.withLimits(
                        limits -> limits.resources("disk-gib", "licences").maxFilters(filters)))
                .flatMap(LockstepProperties::history);
    }

    private static Arbitrary<Scenario> scenarios() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.of(Mix.class),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 80),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(1, 6))
                .as((seed, instances, mix, zones, racks, extras, groups) -> Scenario.of(
                                "jqwik", seed, instances, Chains.all())
                        .with(mix)
                        .withPlaces(zones, racks)
                        .withShares(extras, 0)
                        .withGroups(groups));
    }

    private static Scenario tighten(final Scenario scenario, final int tightness) {
        return scenario.withLimits(limits -> limits.maxInstances(scenario.instances() + 3)
                .maxTasks(20 + 15 * tightness)
                .maxGroups(7)
                .maxDemands(60)
                .maxPlans(30)
                .maxCounts(10 + 25 * tightness)
                .maxAttributes(2 * scenario.instances() + 10)
                .maxAttributeValues(40 + 20 * tightness)
                .maxPorts(10 * (1 + tightness))
                .maxIndexes(tightness % 4)
                .maxFilters(3 * tightness));
    }

    private static ActionChainArbitrary<World> history(final Scenario scenario) {
        ActionChainArbitrary<World> chain = ActionChain.startWith(() -> new World(scenario));
        for (final Command command : Command.values()) {
            final int weight = command.weight() == 0
                    ? BESIDE_THE_DICE
                    : command.isUpheaval() ? command.weight() : 4 * command.weight();
            chain = chain.withAction(weight, new Step(command));
        }
        return chain.withMaxTransformations(STEPS);
    }

    /** One command; the dice choose its arguments, and the failure's trace says which they were. */
    private record Step(Command command) implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Arbitraries.integers()
                    .between(0, 9_999)
                    .map(seed -> Transformer.mutate(
                            command + " " + seed, world -> world.step(command, new Dice(seed))));
        }
    }
}
