package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.oracle.Coverage;
import dev.berth.workload.Chains;
import dev.berth.workload.Command;
import dev.berth.workload.Dice;
import dev.berth.workload.Mix;
import dev.berth.workload.Scenario;
import dev.berth.workload.World;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Walks through candidates are those of a plain scan, in histories of every command: placements, drains, resizes,
 * savepoints that are rolled back, plans that come and go.
 */
class CandidatesProperties {
    private static final int STEPS = 300;
    private static final int STEPS_PER_DROP = 60;
    private static final int WALKS_PERCENT = 35;
    private static final Coverage MET = new Coverage();
    private static final List<Command> OTHERS = others();

    /** Of the commands that the dice never choose, the detour alone: the others take long. */
    private static List<Command> others() {
        final List<Command> commands = new ArrayList<>();
        for (final Command command : Command.values()) {
            final int weight = command == Command.DETOUR ? 10 : command.weight() * (command.isUpheaval() ? 2 : 3);
            for (int i = 0; i < weight; i++) {
                commands.add(command);
            }
        }
        return commands;
    }

    @Property(tries = 150)
    void walksAreThoseOfAScan(@ForAll("scenarios") final Scenario scenario) {
        final World world = new World(scenario);
        final Dice dice = new Dice(scenario.seed() + 1);
        for (int step = 0; step < STEPS; step++) {
            if (dice.below(STEPS_PER_DROP) == 0) {
                world.dropPlans(dice.below(4));
            }
            final boolean walks = dice.chance(WALKS_PERCENT);
            world.step(
                    walks ? dice.chance(8) ? Command.CANDIDATES : Command.WALK : dice.pick(OTHERS),
                    new Dice(dice.next()));
        }
        MET.add(world.lockstep().coverage());
    }

    /** The histories must reach what is rare: refusals, walks that go on, instances that plans alone would park. */
    @AfterContainer
    static void historiesMeetWhatIsRare() {
        System.out.printf(
                "candidates opened %d, not opened %d, walked %d, of them below all plans %d, continued %d%n",
                MET.opened(), MET.notOpened(), MET.walked(), MET.walkedBelowPlans(), MET.continued());
        assertTrue(MET.opened() > 300, "opened " + MET.opened());
        assertTrue(MET.notOpened() > 20, "not opened " + MET.notOpened());
        assertTrue(MET.walked() > 20_000, "walked " + MET.walked());
        assertTrue(MET.walkedBelowPlans() > 1_000, "walked below all plans " + MET.walkedBelowPlans());
        assertTrue(MET.continued() > 1_000, "continued " + MET.continued());
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.of(Mix.class),
                        Arbitraries.of(0, 1, 2, 3, 6, 6, 6),
                        Arbitraries.integers().between(0, 40))
                .as((seed, instances, mix, indexes, extras) -> Scenario.of(
                                "candidates", seed, instances, Chains.all())
                        .with(mix)
                        .withShares(extras, 0)
                        .withLimits(limits -> limits.maxIndexes(indexes)));
    }
}
