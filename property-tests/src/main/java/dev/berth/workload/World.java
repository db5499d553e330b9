package dev.berth.workload;

import dev.berth.Chain;
import dev.berth.Exclusion;
import dev.berth.oracle.Lockstep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An engine and the oracle in lock-step, and the handles that the commands of a history choose among. */
public final class World {
    private static final int OLD_HANDLES = 50;

    final Scenario scenario;
    final Shapes shapes;
    final Lockstep lockstep;
    final List<Long> demands = new ArrayList<>();
    final List<Long> plans = new ArrayList<>();
    final List<Long> groups = new ArrayList<>();
    final List<Long> attributes = new ArrayList<>();
    final List<Long> tasks = new ArrayList<>();
    final List<Long> oldTasks = new ArrayList<>();
    final List<Long> oldHandles = new ArrayList<>();
    final Exclusion exclusion = new Exclusion(64);
    private int instancesNamed;
    private int groupsNamed;
    private int refusalsInARow;
    private boolean growing = true;

    /**
     * Creates a world with the instances, plans and groups of a scenario.
     *
     * @param scenario of the history.
     */
    public World(final Scenario scenario) {
        this.scenario = scenario;
        shapes = new Shapes(scenario);
        lockstep = new Lockstep(
                scenario.name() + " (seed " + scenario.seed() + ")", scenario.config(), scenario.stepsPerComparison());
        final Dice dice = new Dice(scenario.seed());
        lockstep.run(() -> begin(dice));
    }

    private void begin(final Dice dice) {
        for (int i = 0; i < scenario.instances(); i++) {
            register(dice);
        }
        for (int i = 0; i < 2 * Math.max(4, scenario.chains().size()); i++) {
            define(dice);
        }
        for (int i = 0; i < Math.max(6, scenario.chains().size()); i++) {
            final Chain chain = scenario.chains().isEmpty()
                    ? Chains.any(dice)
                    : scenario.chains().get(i % scenario.chains().size());
            plan(dice, chain);
        }
        while (groups.size() < scenario.groups()) {
            final int before = groups.size();
            group();
            if (groups.size() == before) {
                break;
            }
        }
    }

    /**
     * Returns the lock-step of both sides.
     *
     * @return the lock-step.
     */
    public Lockstep lockstep() {
        return lockstep;
    }

    /**
     * Carries out one command.
     *
     * @param dice that choose the command and its arguments.
     */
    public void step(final Dice dice) {
        step(withTheTide(Command.any(dice, scenario.upheaval()), dice), dice);
    }

    /**
     * Carries out a given command.
     *
     * @param command to carry out.
     * @param dice that choose its arguments.
     */
    public void step(final Command command, final Dice dice) {
        lockstep.run(() -> command.apply(this, dice));
    }

    /** Answers whether no limit is in reach but that on instances; that on ports is out of reach in most cases. */
    boolean isRoomy() {
        return scenario.config().maxPorts() >= Scenario.ROOMY_PORTS;
    }

    // ---- choices ---------------------------------------------------------------------------------------------------

    int ordinal(final Dice dice) {
        return dice.below(Math.max(1, lockstep.engine().ordinalLimit()) + (dice.chance(2) ? 2 : 0));
    }

    long plan(final Dice dice) {
        return handle(dice, plans);
    }

    long demand(final Dice dice) {
        return handle(dice, demands);
    }

    long group(final Dice dice) {
        return groups.isEmpty() || dice.chance(50) ? handle(dice, groups) : groups.get(0);
    }

    long attributeHandle(final Dice dice) {
        return handle(dice, attributes);
    }

    private long handle(final Dice dice, final List<Long> live) {
        if (live.isEmpty() || dice.chance(1)) {
            return oldHandles.isEmpty() ? dice.below(1000) - 500 : dice.pick(oldHandles);
        }
        return dice.pick(live);
    }

    /** Returns a running task; in some cases, and if none runs, a task that does not. */
    long task(final Dice dice) {
        if (dice.chance(2) && !oldTasks.isEmpty()) {
            return dice.pick(oldTasks);
        }
        while (!tasks.isEmpty()) {
            final int at = dice.below(tasks.size());
            final long task = tasks.get(at);
            tasks.set(at, tasks.get(tasks.size() - 1));
            tasks.remove(tasks.size() - 1);
            remember(oldTasks, task, dice);
            if (lockstep.isRunning(task)) {
                return task;
            }
        }
        return oldTasks.isEmpty() ? dice.below(1000) - 500 : dice.pick(oldTasks);
    }

    static <T> void remember(final List<T> old, final T handle, final Dice dice) {
        if (old.size() < OLD_HANDLES) {
            old.add(handle);
        } else {
            old.set(dice.below(OLD_HANDLES), handle);
        }
    }

    // ---- making things ---------------------------------------------------------------------------------------------

    void register(final Dice dice) {
        final boolean again = dice.chance(1) && lockstep.engine().isRegistered(0);
        final String id = again ? lockstep.engine().instanceId(0) : "i-" + instancesNamed++;
        lockstep.register(shapes.instance(dice, id));
    }

    void define(final Dice dice) {
        final boolean manyPorts = dice.chance(scenario.extras() / 8);
        lockstep.define(manyPorts ? shapes.demandForManyPorts(dice) : shapes.demand(dice)).ifPresent(demands::add);
    }

    void plan(final Dice dice, final Chain chain) {
        lockstep.plan(demand(dice), chain, shapes.providerAsked(dice), shapes.constraints(dice))
                .ifPresent(plans::add);
    }

    /**
     * Drops the oldest plans. Few plans leave many instances with less than any of them asks.
     *
     * @param left number of plans that stay.
     */
    public void dropPlans(final int left) {
        lockstep.run(() -> {
            while (plans.size() > left) {
                lockstep.dropPlan(plans.remove(0));
            }
        });
    }

    void group() {
        final Optional<Long> group = lockstep.group("service:g" + groupsNamed++);
        group.filter(handle -> !groups.contains(handle)).ifPresent(groups::add);
    }

    // ---- tides -----------------------------------------------------------------------------------------------------

    private Command withTheTide(final Command command, final Dice dice) {
        if (command == Command.RELEASE && growing(dice)) {
            return dice.chance(60) ? Command.PLACE : command;
        }
        return command == Command.PLACE && !growing(dice) && dice.chance(70) ? Command.RELEASE : command;
    }

    /**
     * Answers whether tasks are placed more often than released: until the cluster is full, then until it is nearly
     * empty.
     */
    private boolean growing(final Dice dice) {
        if (growing ? refusalsInARow > 40 || dice.below(2000) == 0 : tasks.size() < 10 || dice.below(1000) == 0) {
            growing = !growing;
            refusalsInARow = 0;
        }
        return growing;
    }

    void answered(final long result) {
        if (result >= 0) {
            tasks.add(result);
            refusalsInARow = 0;
        } else {
            refusalsInARow++;
        }
    }
}
