package dev.berth.cluster.simulation;

import dev.berth.PlacementEngine;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;

/** The commands that clients ask for: mostly what can be done, and sometimes what is refused. */
final class Workload {
    private static final String[] CHAINS = {
        "spread(attribute:ecs.availability-zone), binpack(memory)",
        "binpack(cpu)",
        "random",
        "spread(instanceId)",
        "spread(attribute:rack), random",
        "no such chain"
    };
    private static final String[] EXPRESSIONS = {"", "", "", "attribute:rack == r1", "attribute:rack exists", "("};
    private static final String[] ZONES = {"a", "b", "c"};
    private static final int LARGEST = 6;

    private final Oracle oracle;
    private final Dice dice;
    private final int maxClients;
    private int size;
    private int instances;

    Workload(final Oracle oracle, final Dice dice, final int maxClients) {
        this.oracle = oracle;
        this.dice = dice;
        this.maxClients = maxClients;
    }

    /** Returns the commands of a request. */
    List<Command> batch() {
        final List<Command> batch = new ArrayList<>();
        final int count = dice.chance(1) ? 60 : 1 + dice.below(5);
        boolean hasDigest = false;
        for (int i = 0; i < count; i++) {
            final Command command = dice.chance(3) ? control() : oracle.isConfigured() ? command() : early();
            final boolean isDigest = command == ControlCommands.Plain.DIGEST;
            if (!isDigest || !hasDigest) {
                batch.add(command);
            }
            hasDigest |= isDigest;
        }
        return batch;
    }

    private Command early() {
        return dice.chance(20) ? configure() : new PlacingCommands.Place(1, 1, List.of());
    }

    private Command control() {
        switch (dice.below(6)) {
            case 0:
                return ControlCommands.Plain.DIGEST;
            case 1:
                return dice.chance(90) ? ControlCommands.Plain.TICK : configure();
            case 2:
                return ControlCommands.Plain.HELLO;
            case 3:
                return new ControlCommands.Subscribe(oracle.nextEvent() + 1 + dice.below(1_000));
            case 4:
                return dice.chance(30) ? configure() : ControlCommands.Plain.TICK;
            default:
                return ControlCommands.Plain.TICK;
        }
    }

    /** Asks for the first settings, the same again, lower or higher ones. */
    private Command configure() {
        if (!oracle.isConfigured()) {
            size = 1;
        } else if (size < LARGEST && dice.chance(10)) {
            size++;
        } else if (dice.chance(50)) {
            return new ControlCommands.Configure(Growth.settings(Math.max(0, size - 1), maxClients));
        }
        return new ControlCommands.Configure(Growth.settings(size, maxClients));
    }

    private Command command() {
        final PlacementEngine engine = oracle.engine();
        final boolean isFull = engine.taskCount() * 10L > oracle.settings().engine().maxTasks() * 9L;
        final int draw = dice.below(100);
        if (draw < 8) {
            return setUp();
        }
        if (draw < 18) {
            return change();
        }
        if (draw < 26) {
            return service();
        }
        if (draw < 31) {
            return question();
        }
        if (draw < (isFull ? 65 : 46)) {
            return new PlacingCommands.Release(Known.task(engine, dice), dice.chance(10));
        }
        return place();
    }

    private Command service() {
        final String name = "web-" + dice.below(5);
        switch (dice.below(10)) {
            case 0:
            case 1:
            case 2:
                return change(false, name);
            case 3:
            case 4:
            case 5:
                return change(true, name);
            case 6:
                return new ServiceCommands.Delete(name);
            case 7:
                return new ServiceCommands.OfTask(true, ServiceCommands.task(oracle, dice), false);
            case 8:
                return new ServiceCommands.OfTask(false, ServiceCommands.task(oracle, dice), dice.chance(50));
            default:
                return new ServiceCommands.Describe(name);
        }
    }

    private Command change(final boolean isUpdate, final String name) {
        final boolean isFargate = name.equals("web-0");
        return new ServiceCommands.Change(
                isUpdate,
                name,
                name.equals("web-1") ? -1 : dice.below(9),
                isFargate ? 256 : dice.below(4) * 128,
                isFargate ? "" : CHAINS[dice.below(2)],
                isFargate ? "a" : "",
                name.equals("web-2") ? "spot" : "");
    }

    private Command question() {
        final PlacementEngine engine = oracle.engine();
        switch (dice.below(5)) {
            case 0:
                return new QuestionCommands.Counts();
            case 1:
                return new QuestionCommands.TasksOn(Known.ordinal(engine, dice));
            case 2:
                return new QuestionCommands.ReleaseAll(
                        List.of(Known.task(engine, dice), Known.task(engine, dice), Known.task(engine, dice)));
            default:
                return new QuestionCommands.CanPlace(
                        Known.pick(oracle.known().plans, dice),
                        Known.pick(oracle.known().groups, dice),
                        Known.ordinal(engine, dice) - 1);
        }
    }

    private Command setUp() {
        final Known known = oracle.known();
        switch (dice.below(10)) {
            case 0:
            case 1:
                return new SetupCommands.Define(
                        dice.below(5) * 128, 64 + dice.below(6) * 128, dice.chance(20) ? 80 : 0);
            case 2:
            case 3:
                return new SetupCommands.Plan(
                        Known.pick(known.demands, dice),
                        CHAINS[dice.below(CHAINS.length)],
                        dice.chance(20) ? dice.between(1, 3) : 0,
                        EXPRESSIONS[dice.below(EXPRESSIONS.length)],
                        dice.chance(10) ? "spot" : "");
            case 4:
            case 5:
                return new SetupCommands.OpenGroup("group-" + dice.below(10));
            case 6:
                return new SetupCommands.Drop('p', Known.pick(known.plans, dice));
            case 7:
                return new SetupCommands.Drop('d', Known.pick(known.demands, dice));
            default:
                return new SetupCommands.Drop('g', Known.pick(known.groups, dice));
        }
    }

    private Command change() {
        final PlacementEngine engine = oracle.engine();
        final int ordinal = Known.ordinal(engine, dice);
        switch (engine.instanceCount() < 4 ? 0 : dice.below(14)) {
            case 0:
            case 1:
            case 2:
            case 3:
                return new SetupCommands.Register(
                        "i-" + (dice.chance(5) ? dice.below(instances + 1) : ++instances),
                        1_024 * dice.between(1, 4),
                        1_024 * dice.between(1, 4),
                        ZONES[dice.below(ZONES.length)],
                        dice.chance(30) ? "spot" : "");
            case 4:
                return new SetupCommands.Deregister(ordinal, dice.chance(50));
            case 5:
                return new SetupCommands.Status('d', ordinal);
            case 6:
            case 7:
                return new SetupCommands.Status('r', ordinal);
            case 8:
                return new SetupCommands.Status('-', ordinal);
            case 9:
            case 10:
                return new SetupCommands.Status('+', ordinal);
            case 11:
                return new SetupCommands.Amounts(
                        dice.chance(50), ordinal, 1_024 * dice.between(1, 4), 512 * dice.between(1, 8));
            case 12:
                return new SetupCommands.Attribute(ordinal, "rack", null);
            default:
                return new SetupCommands.Attribute(ordinal, "rack", "r" + dice.below(5));
        }
    }

    private Command place() {
        final PlacementEngine engine = oracle.engine();
        final Known known = oracle.known();
        final long plan = Known.pick(known.plans, dice);
        final long group = Known.pick(known.groups, dice);
        switch (dice.below(12)) {
            case 0:
                return new PlacingCommands.PlaceMany(
                        plan,
                        group,
                        dice.chance(2) ? PlacingCommands.TOO_MANY : dice.below(6) - (dice.chance(5) ? 1 : 0));
            case 1:
            case 2:
                final List<Long> plans = new ArrayList<>();
                final List<Long> groups = new ArrayList<>();
                for (int left = dice.below(5); left > 0; left--) {
                    plans.add(Known.pick(known.plans, dice));
                    groups.add(Known.pick(known.groups, dice));
                }
                return new PlacingCommands.PlaceList(dice.chance(50), plans, groups);
            case 3:
                return new PlacingCommands.PlaceOn(false, plan, group, Known.ordinal(engine, dice), false);
            case 4:
                return new PlacingCommands.PlaceOn(
                        true, Known.pick(known.demands, dice), group, Known.ordinal(engine, dice), dice.chance(30));
            case 5:
                return new PlacingCommands.Hold(plan, group);
            case 6:
                return new PlacingCommands.Place(
                        plan, group, List.of(Known.ordinal(engine, dice), Known.ordinal(engine, dice)));
            default:
                return new PlacingCommands.Place(plan, group, List.of());
        }
    }
}
