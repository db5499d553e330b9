package dev.berth.ecs.explain;

import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Explanation;
import dev.berth.Headroom;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.ecs.explain.Answer.Placed;
import dev.berth.ecs.explain.Answer.Verdict;
import dev.berth.ecs.explain.Fleet.Machine;
import dev.berth.ecs.explain.TaskList.Running;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A cluster as the files describe it, in an engine of its own. The ordinal of an instance is its position in the files.
 */
final class Simulation {
    /** The largest number of tasks that headroom counts, on an instance and in all; the answer then says "at least". */
    private static final int MOST_IN_HEADROOM_OF_ONE = 1 << 10;
    private static final int MOST_IN_HEADROOM = 1 << 20;
    private static final int MOST_PORTS = 1 << 26;
    private static final int MOST_TASKS = 1 << 26;

    /** The name of a group that ECS cannot have. */
    private static final String GROUP_NOT_TOLD = "(not told)";

    /** The room for names and values that requests ask for and no instance has. */
    private static final int SPARE_NAMES = 1 << 12;

    private final Fleet fleet;
    private final long seed;
    private final PlacementEngine engine;

    /**
     * Registers the instances and adopts the tasks.
     *
     * @param most number of tasks that will be placed, at most.
     */
    Simulation(final Fleet fleet, final TaskList tasks, final int most, final long seed, final Notes notes) {
        this.fleet = fleet;
        this.seed = seed;
        engine = new PlacementEngine(config(fleet, tasks, most, seed));
        fleet.machines().forEach(this::register);
        adopt(tasks, notes);
        adoptTasksNotTold(tasks, notes);
    }

    /**
     * Places the tasks one after the other until one is refused.
     *
     * @param wanted selects the instances whose checks are reported.
     */
    Answer place(final Asked asked, final Predicate<Machine> wanted, final Notes notes) {
        final long group = engine.group(asked.group());
        final Turns turns = new Turns(engine, asked, group);
        if (asked.isDaemon()) {
            final Daemon.Run run = new Daemon.Run(engine, fleet.machines(), turns.plan(), group);
            return placeDaemon(asked, run, turns.plan(), group, wanted, notes);
        }
        final String asksFirst = turns.provider();
        final Explanation before = engine.explain(turns.plan(), group);
        final List<Verdict> verdictsBefore = verdicts(turns.plan(), group, wanted);
        final List<Placed> placed = new ArrayList<>();
        long task = 0;
        while (task >= 0 && placed.size() < asked.count()) {
            task = engine.place(turns.plan(), group);
            if (task >= 0) {
                turns.placed();
                placed.add(placed(task));
            }
        }
        checkLimit(task);
        final long plan = turns.plan();
        final Explanation refusal = task < 0 ? engine.explain(plan, group) : null;
        final int closest = refusal == null ? -1 : refusal.closestOrdinal();
        Advice.noteRefusal(refusal, notes);
        if (refusal != null && turns.provider() != null) {
            Advice.noteProvider(turns.provider(), elsewhere(asked, group), fleet, notes);
        }
        return new Answer(
                asked,
                fleet,
                seed,
                before,
                placed,
                refusal,
                closest < 0 ? null : fleet.machines().get(closest),
                asksFirst,
                refusal == null ? null : turns.provider(),
                null,
                turns.headroom(),
                refusal == null ? verdictsBefore : verdicts(plan, group, wanted),
                notes.lines());
    }

    private Placed placed(final long task) {
        final int ordinal = engine.instanceOf(task);
        return new Placed(fleet.machines().get(ordinal), engine.remainingCpuUnits(ordinal),
                engine.remainingMemoryMib(ordinal));
    }

    private static void checkLimit(final long task) {
        if (task < 0 && task != Reason.NOTHING_ELIGIBLE.code()) {
            throw new InputException(
                    "the engine's limit " + Reason.of(task).text() + " is reached; give a lower --count");
        }
    }

    /** Returns how many instances of any provider could take the next task. */
    private int elsewhere(final Asked asked, final long group) {
        final long anywhere = engine.plan(
                engine.define(asked.demand()), asked.chain(), asked.constraints().toArray(new Constraint[0]));
        return engine.explain(anywhere, group).eligible();
    }

    /** Places one task on each instance that fits, in the order of ordinals. */
    private Answer placeDaemon(
            final Asked asked,
            final Daemon.Run run,
            final long plan,
            final long group,
            final Predicate<Machine> wanted,
            final Notes notes) {
        final Explanation before = run.before();
        final List<Verdict> verdicts = run.verdicts(wanted);
        final List<Placed> placed = new ArrayList<>();
        for (final int ordinal : run.fitting()) {
            final long task = engine.placeOn(plan, group, ordinal);
            checkLimit(task);
            placed.add(placed(task));
        }
        final Explanation refusal = run.refusal();
        final int closest = refusal == null ? -1 : refusal.closestOrdinal();
        Advice.noteRefusal(refusal, notes);
        Advice.noteDaemon(run.daemon(), run.missing() - placed.size(), notes);
        return new Answer(
                asked.withCount(run.missing()),
                fleet,
                seed,
                before,
                placed,
                refusal,
                closest < 0 ? null : fleet.machines().get(closest),
                null,
                null,
                run.daemon(),
                new Headroom(0, Reason.NOTHING_ELIGIBLE, null, true),
                verdicts,
                notes.lines());
    }

    private List<Verdict> verdicts(final long plan, final long group, final Predicate<Machine> wanted) {
        final List<Verdict> verdicts = new ArrayList<>();
        for (int ordinal = 0; ordinal < fleet.machines().size(); ordinal++) {
            final Machine machine = fleet.machines().get(ordinal);
            if (wanted.test(machine)) {
                verdicts.add(new Verdict(machine, engine.whyNot(plan, group, ordinal)));
            }
        }
        return verdicts;
    }

    private void register(final Machine machine) {
        try {
            final int ordinal = engine.register(machine.instance());
            if (machine.isDraining()) {
                engine.drain(ordinal);
            }
        } catch (final IllegalArgumentException e) {
            throw new InputException(machine.where() + e.getMessage());
        }
    }

    /** Adopts the tasks with a demand of nothing, because what they take is already subtracted. */
    private void adopt(final TaskList tasks, final Notes notes) {
        final long nothing = engine.define(Demand.builder().build());
        int elsewhere = 0;
        for (final Running task : tasks.tasks()) {
            final int ordinal = engine.ordinalOf(task.instanceArn());
            if (ordinal < 0) {
                elsewhere++;
            } else {
                engine.adopt(nothing, engine.group(task.group()), ordinal, true);
            }
        }
        notes.addPassedOver("task", Map.of("on instances that are not in the cluster file", elsewhere));
    }

    /** Adopts the tasks that AWS counts on an instance and no file describes, in a group of their own. */
    private void adoptTasksNotTold(final TaskList tasks, final Notes notes) {
        final long nothing = engine.define(Demand.builder().build());
        final long group = engine.group(GROUP_NOT_TOLD);
        long told = 0;
        int differing = 0;
        for (int ordinal = 0; ordinal < fleet.machines().size(); ordinal++) {
            final long toldHere = fleet.machines().get(ordinal).toldTasks();
            told += toldHere;
            differing += toldHere == engine.tasksOn(ordinal) ? 0 : 1;
            for (long there = engine.tasksOn(ordinal); there < toldHere; there++) {
                engine.adopt(nothing, group, ordinal, true);
            }
        }
        if (!tasks.isGiven() && told > 0) {
            notes.add(Notes.plural(told, "task") + " run there already and no --tasks tells their groups: spread,"
                    + " distinctInstance and task:group know those of new tasks alone");
        } else if (tasks.isGiven() && differing > 0) {
            notes.add("of " + Notes.plural(differing, "instance") + " the tasks in --tasks are not as many as"
                    + " runningTasksCount and pendingTasksCount say; describe-tasks takes 100 at a time");
        }
    }

    /** Returns limits for everything in the files, and for as many tasks as headroom may count. */
    private static EngineConfig config(final Fleet fleet, final TaskList tasks, final int most, final long seed) {
        final Set<String> names = new HashSet<>();
        final Set<String> values = new HashSet<>();
        int attributes = 0;
        long told = 0;
        for (final Machine machine : fleet.machines()) {
            attributes += machine.instance().attributes().size() + 1;
            told += machine.toldTasks();
            names.addAll(machine.instance().attributes().keySet());
            values.add("provider " + machine.instance().capacityProvider());
            machine.instance().attributes().forEach((name, value) -> values.add(name + "=" + value));
        }
        final long groups = tasks.tasks().stream().map(Running::group).distinct().count();
        final int instances = Math.max(1, fleet.machines().size());
        final long headroom = Math.min(MOST_IN_HEADROOM, (long) MOST_IN_HEADROOM_OF_ONE * instances);
        return EngineConfig.builder()
                .maxInstances(instances)
                .maxTasks((int) Math.min(MOST_TASKS, told + tasks.tasks().size() + most + headroom))
                .maxGroups((int) groups + 2)
                .maxCounts(2 * (instances + tasks.tasks().size() + most))
                .maxAttributes(attributes)
                .maxAttributeNames(names.size() + SPARE_NAMES)
                .maxAttributeValues(values.size() + SPARE_NAMES)
                .maxSpreadValues(instances + 2)
                .maxPorts((int) Math.min(MOST_PORTS, (long) Instance.MAX_PORTS * instances))
                .seed(seed)
                .build();
    }
}
