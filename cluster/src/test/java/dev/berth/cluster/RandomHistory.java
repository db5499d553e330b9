package dev.berth.cluster;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Exclusion;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.Instance;
import dev.berth.PlanInfo;
import dev.berth.PlacementEngine;
import dev.berth.Preemption;
import dev.berth.Reason;
import dev.berth.ScaleUp;
import dev.berth.Usage;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import dev.berth.workload.Scenario;
import dev.berth.workload.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;

/** A history of commands and questions for a {@link ServiceTwin}; the part about services is {@link RandomServices}. */
final class RandomHistory {
    /** The number of different commands that a history has. */
    static final int COMMANDS = 50;

    static final Set<String> REFUSED_BY_EXCEPTION = Set.of(
            "register", "define", "plan", "group", "describeTask", "describeInstance", "tasksOn", "tasksIn", "explain",
            "whyNot", "headroom", "explainPlan", "scaleUp", "describeDemand", "describeGroup", "usage",
            "create", "update", "delete", "stop", "protect", "adoptTask", "placeOnFargate", "releaseOnFargate",
            "describeService", "serviceTasks", "refusals", "explainService", "services");
    static final Set<String> REFUSED_BY_CODE =
            Set.of("place", "canPlace", "canPlaceOn", "failedChecks", "ordinalOf", "ordinal", "release", "drain");

    /** What answers have to show, so that the comparisons mean something. */
    static final Set<String> TO_BE_SEEN = new TreeSet<>(Set.of(
            "victims", "new instances", "unplaced tasks", "maxInstances reached", "failed checks", "no headroom left",
            "headroom up to a limit", "a plan that scans", "a held task", "a draining instance", "a dropped demand",
            "a closed group", "a service that waits", "refusals of a service", "tasks on Fargate", "a protected task",
            "a DAEMON service", "a service with providers"));

    /** What of {@link #TO_BE_SEEN} answers have shown. */
    final Set<String> seen = new TreeSet<>();

    final ServiceTwin twin;
    final Dice dice;
    final Shapes shapes;
    final List<Long> plans = new ArrayList<>();
    final List<Long> groups = new ArrayList<>();
    final List<Long> tasks = new ArrayList<>();
    private final List<Long> demands = new ArrayList<>();
    private final List<Long> handles = new ArrayList<>();
    private final PlacementEngine engine;
    private final RandomServices services;
    private int registered;

    RandomHistory(final Scenario scenario) {
        twin = new ServiceTwin(scenario.config());
        engine = twin.engine;
        dice = new Dice(scenario.seed());
        shapes = new Shapes(scenario);
        services = new RandomServices(this);
        for (int i = 0; i < 12; i++) {
            register();
        }
        for (int i = 0; i < 4; i++) {
            define();
            plan();
            group();
        }
        plans.add(12_345L);
        groups.add(12_345L);
        tasks.add(12_345L);
        demands.add(12_345L);
        handles.add(12_345L);
        twin.compare();
    }

    void run(final int steps) {
        for (int step = 0; step < steps; step++) {
            switch (dice.below(10)) {
                case 0, 1 -> change();
                case 2 -> services.change();
                case 3, 4 -> services.ask();
                default -> ask();
            }
            if (dice.chance(12)) {
                twin.compare();
            }
        }
        twin.compare();
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    private void change() {
        final int ordinal = ordinal();
        switch (dice.below(14)) {
            case 0 -> register();
            case 1 -> twin.value("deregister", twin.batch.instances().deregisterForced(ordinal), () -> {
                engine.deregisterForced(ordinal);
                return 0;
            });
            case 2 -> twin.value("drain", twin.batch.instances().drain(ordinal), () -> engine.drain(ordinal));
            case 3 -> twin.value(
                    "reactivate", twin.batch.instances().reactivate(ordinal), () -> engine.reactivate(ordinal));
            case 4 -> {
                final boolean connected = dice.chance(80);
                twin.value(
                        "setAgentConnected",
                        twin.batch.instances().setAgentConnected(ordinal, connected),
                        () -> engine.setAgentConnected(ordinal, connected));
            }
            case 5 -> define();
            case 6 -> plan();
            case 7 -> group();
            case 8 -> {
                final long task = dice.pick(tasks);
                twin.value("release", twin.batch.release(task), () -> engine.release(task));
            }
            case 9 -> {
                final long demand = dice.pick(demands);
                final long group = dice.pick(groups);
                twin.answer("adopt", twin.batch.adopt(demand, group, ordinal, false),
                        () -> kept(engine.adopt(demand, group, ordinal, false)), Results::task);
            }
            case 10 -> {
                final long plan = dice.pick(plans);
                final long group = dice.pick(groups);
                twin.answer("hold", twin.batch.hold(plan, group), () -> kept(engine.hold(plan, group)), Results::task);
            }
            case 11 -> drop();
            default -> {
                final long plan = dice.pick(plans);
                final long group = dice.pick(groups);
                twin.answer(
                        "place", twin.batch.place(plan, group), () -> kept(engine.place(plan, group)), Results::task);
            }
        }
    }

    /** Notes what an answer shows. */
    <T> T noted(final T answer, final boolean shows, final String what) {
        if (shows) {
            seen.add(what);
        }
        return answer;
    }

    private long kept(final long task) {
        if (task > 0) {
            tasks.add(task);
        }
        return task;
    }

    private void register() {
        final String id = dice.chance(5)
                ? dice.pick(List.of("i-" + dice.below(registered + 1), "type-1/1", "type-2/1"))
                : "i-" + registered++;
        final Instance instance = instance(id);
        twin.value("register", twin.batch.instances().register(instance), () -> {
            final int ordinal = engine.register(instance);
            handles.add(engine.instanceHandle(ordinal));
            return ordinal;
        });
    }

    /** Draws an instance whose agent version is not empty: an empty one is sent as not known. */
    private Instance instance(final String id) {
        Instance instance = shapes.instance(dice, id);
        while ("".equals(instance.agentVersion())) {
            instance = shapes.instance(dice, id);
        }
        return instance;
    }

    private void define() {
        final Demand demand = shapes.demand(dice);
        twin.value("define", twin.batch.define(demand), () -> {
            demands.add(engine.define(demand));
            return demands.get(demands.size() - 1);
        });
    }

    private void plan() {
        final long demand = dice.pick(demands);
        final Chain chain = Chains.any(dice);
        final Constraint[] constraints = constraints().toArray(new Constraint[0]);
        final String provider = shapes.providerAsked(dice);
        twin.value("plan", twin.batch.plan(demand, chain, provider, constraints), () -> {
            plans.add(engine.plan(demand, chain, provider, constraints));
            return plans.get(plans.size() - 1);
        });
    }

    /** Draws constraints that can be sent. */
    List<Constraint> constraints() {
        final List<Constraint> constraints = shapes.constraints(dice);
        constraints.removeIf(each -> each.predicateName() != null);
        return constraints;
    }

    private void group() {
        final String name = "group-" + dice.below(12);
        twin.value("group", twin.batch.group(name), () -> {
            groups.add(engine.group(name));
            return groups.get(groups.size() - 1);
        });
    }

    private void drop() {
        final long plan = dice.pick(plans);
        final long group = dice.pick(groups);
        final long demand = dice.pick(demands);
        switch (dice.below(3)) {
            case 0 -> twin.value("dropDemand", twin.batch.dropDemand(demand), () -> {
                engine.dropDemand(demand);
                return 0;
            });
            case 1 -> {
                // The plans of services must not be dropped, nor their groups closed; these lists have none of them.
                twin.value("dropPlan", twin.batch.dropPlan(plan), () -> {
                    engine.dropPlan(plan);
                    return 0;
                });
            }
            default -> twin.value("closeGroup", twin.batch.closeGroup(group), () -> {
                engine.closeGroup(group);
                return 0;
            });
        }
    }

    int ordinal() {
        return dice.chance(5) ? dice.below(1_000) - 500 : dice.below(engine.ordinalLimit() + 1);
    }

    // ---- questions -------------------------------------------------------------------------------------------------

    private void ask() {
        final QuestionCommands questions = twin.batch.questions();
        final long plan = dice.pick(plans);
        final long group = dice.pick(groups);
        final int ordinal = ordinal();
        switch (dice.below(21)) {
            case 0 -> twin.value("canPlace", questions.canPlace(plan, group), () -> engine.canPlace(plan, group));
            case 1 -> twin.value(
                    "canPlaceOn",
                    questions.canPlaceOn(plan, group, ordinal),
                    () -> engine.canPlaceOn(plan, group, ordinal));
            case 2 -> canPlaceAll();
            case 3 -> twin.value(
                    "failedChecks",
                    questions.failedChecks(plan, group, ordinal),
                    () -> engine.failedChecks(plan, group, ordinal));
            case 4 -> {
                final long task = dice.pick(tasks);
                twin.answer(
                        "describeTask", questions.describeTask(task), () -> task(task), (r, i) -> r.answers().task(i));
            }
            case 5 -> twin.answer(
                    "describeInstance",
                    questions.describeInstance(ordinal),
                    () -> instance(ordinal),
                    (r, i) -> withResources(r.answers().instance(i)));
            case 6 -> {
                final String id = "i-" + dice.below(registered + 5);
                twin.value("ordinalOf", questions.ordinalOf(id), () -> engine.ordinalOf(id));
            }
            case 7 -> {
                final long handle = dice.pick(handles);
                twin.value("ordinal", questions.ordinal(handle), () -> engine.ordinal(handle));
            }
            case 8 -> tasksOn(ordinal);
            case 9 -> tasksIn(group);
            case 10 -> explain(plan, group);
            case 11 -> twin.answer(
                    "whyNot",
                    questions.whyNot(plan, group, ordinal),
                    () -> {
                        final List<FailedCheck> failed = engine.whyNot(plan, group, ordinal);
                        return noted(failed, failed.size() > 1, "failed checks");
                    },
                    (r, i) -> r.answers().failedChecks(i));
            case 12 -> twin.answer(
                    "headroom",
                    questions.headroom(plan, group),
                    () -> headroom(plan, group),
                    (r, i) -> r.answers().headroom(i));
            case 13 -> explainPlan(plan);
            case 14 -> usage();
            case 15 -> scaleUp();
            case 16, 17 -> preempt(plan, group);
            case 18 -> twin.answer(
                    "counts",
                    questions.counts(),
                    () -> new Answers.Counts(
                            twin.requests + 1L,
                            engine.instanceCount(),
                            engine.ordinalLimit(),
                            engine.taskCount(),
                            twin.services.services().size()),
                    (r, i) -> r.answers().counts(i));
            case 19 -> {
                final long demand = dice.pick(demands);
                twin.answer(
                        "describeDemand",
                        questions.describeDemand(demand),
                        () -> {
                            final Demand of = engine.demand(demand);
                            final boolean isLive = engine.isLiveDemand(demand);
                            return noted(new Answers.DemandInfo(of, isLive), !isLive, "a dropped demand");
                        },
                        (r, i) -> r.answers().demand(i));
            }
            default -> twin.answer(
                    "describeGroup",
                    questions.describeGroup(group),
                    () -> {
                        final String name = engine.groupName(group);
                        final boolean isOpen = engine.isOpenGroup(group);
                        return noted(
                                new Answers.GroupInfo(name, engine.tasksIn(group), isOpen), !isOpen, "a closed group");
                    },
                    (r, i) -> r.answers().group(i));
        }
    }

    private Headroom headroom(final long plan, final long group) {
        final Headroom headroom = engine.headroom(plan, group);
        noted(headroom, headroom.count() == 0, "no headroom left");
        return noted(headroom, headroom.rest() == null, "headroom up to a limit");
    }

    private long[] some(final List<Long> list, final int count) {
        final long[] some = new long[count];
        for (int i = 0; i < count; i++) {
            some[i] = dice.chance(98) ? list.get(dice.below(Math.min(8, list.size()))) : dice.pick(list);
        }
        return some;
    }

    private void canPlaceAll() {
        final int count = dice.below(30);
        final long[] some = some(plans, count);
        final long[] of = some(groups, count);
        twin.answer(
                "canPlaceAll",
                twin.batch.questions().canPlaceAll(some, of, count),
                () -> {
                    final long[] scratch = new long[count];
                    final int placed = engine.canPlaceAll(some, of, count, scratch);
                    return new Answers.Placeable(placed, placed == count ? null : Reason.of(scratch[placed]));
                },
                (r, i) -> r.answers().placeable(i));
    }

    private Answers.TaskInfo task(final long task) {
        if (engine.instanceOf(task) < 0) {
            throw new IllegalArgumentException("task is " + task + ", must be the handle of a running task");
        }
        final boolean isHeld = noted(engine.isHeld(task), engine.isHeld(task), "a held task");
        return new Answers.TaskInfo(
                engine.instanceOf(task), engine.slotOf(task), engine.groupOf(task), engine.demandOf(task), isHeld);
    }

    private Object instance(final int ordinal) {
        checkRegistered(ordinal);
        final boolean isActive = noted(engine.isActive(ordinal), !engine.isActive(ordinal), "a draining instance");
        return withResources(new Answers.InstanceInfo(
                engine.describe(ordinal), engine.instanceHandle(ordinal), engine.tasksOn(ordinal), isActive));
    }

    private static Object withResources(final Answers.InstanceInfo info) {
        final Map<String, Integer> remaining = new HashMap<>();
        final Instance instance = info.instance();
        instance.resources().keySet().forEach(name -> remaining.put(name, instance.remainingResource(name)));
        return List.of(info, remaining);
    }

    private void checkRegistered(final int ordinal) {
        if (!engine.isRegistered(ordinal)) {
            throw new IllegalArgumentException("ordinal is " + ordinal + ", must be that of a registered instance");
        }
    }

    private void tasksOn(final int ordinal) {
        final long after = after(engine.firstTaskOn(ordinal));
        final int most = most();
        twin.answer(
                "tasksOn",
                twin.batch.questions().tasksOn(ordinal, after, most),
                () -> {
                    checkRegistered(ordinal);
                    if (after >= 0 && engine.instanceOf(after) != ordinal) {
                        throw elsewhere(after, "task on instance " + ordinal);
                    }
                    return page(engine.tasksOn(ordinal), engine.firstTaskOn(ordinal), engine::nextTaskOn, after, most);
                },
                (r, i) -> r.answers().tasks(i));
    }

    private void tasksIn(final long group) {
        final long after = after(engine.firstTaskIn(group));
        final int most = most();
        twin.answer(
                "tasksIn",
                twin.batch.questions().tasksIn(group, after, most),
                () -> {
                    if (engine.tasksIn(group) < 0) {
                        throw new IllegalArgumentException("group is " + group + ", must be the handle of a group");
                    }
                    if (after >= 0 && engine.groupOf(after) != group) {
                        throw elsewhere(after, "task of group " + group);
                    }
                    return page(engine.tasksIn(group), engine.firstTaskIn(group), engine::nextTaskIn, after, most);
                },
                (r, i) -> r.answers().tasks(i));
    }

    private static IllegalArgumentException elsewhere(final long after, final String where) {
        return new IllegalArgumentException("after is " + after + ", must be a " + where
                + ", or -1; it has stopped or is elsewhere: begin again from -1");
    }

    /** Draws the task after which a page begins. */
    private long after(final long first) {
        if (dice.chance(60) || first < 0) {
            return QuestionCommands.FROM_FIRST;
        }
        return dice.chance(80) ? first : dice.pick(tasks);
    }

    int most() {
        return dice.chance(95) ? dice.between(1, 6) : dice.pick(List.of(0, -1, 10_000, 10_001));
    }

    static void checkMost(final int most) {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("most is " + most + ", must be 1..10000");
        }
    }

    private static Answers.Page<Long> page(
            final int total, final long first, final LongUnaryOperator next, final long after, final int most) {
        checkMost(most);
        final List<Long> all = new ArrayList<>();
        for (long task = first; task >= 0; task = next.applyAsLong(task)) {
            all.add(task);
        }
        final int from = after < 0 ? 0 : all.indexOf(after) + 1;
        return new Answers.Page<>(total, all.subList(from, Math.min(all.size(), from + most)));
    }

    private void explain(final long plan, final long group) {
        final int[] excluded = new int[dice.chance(50) ? 0 : dice.below(6)];
        final Exclusion exclusion = new Exclusion(10);
        for (int i = 0; i < excluded.length; i++) {
            excluded[i] = ordinal();
            exclusion.add(excluded[i]);
        }
        twin.answer(
                "explain",
                twin.batch.questions().explain(plan, group, excluded),
                () -> RandomServices.withResources(engine.explain(plan, group, exclusion)),
                (r, i) -> RandomServices.withResources(r.answers().explanation(i)));
    }

    /** Asks how a plan is served, which must come alone in its batch. */
    private void explainPlan(final long plan) {
        twin.compare();
        twin.answer(
                "explainPlan",
                twin.batch.questions().explainPlan(plan),
                () -> {
                    final PlanInfo info = engine.planInfo(plan);
                    noted(info, info.scanCause() != null, "a plan that scans");
                    return List.of(engine.explainPlan(plan), info);
                },
                (r, i) -> List.of(r.answers().planText(i), r.answers().planInfo(i)));
        twin.compare();
    }

    /** Asks for the usage, which must come alone in its batch. */
    private void usage() {
        twin.compare();
        final int most = dice.pick(List.of(0, 1, 3, 1_000, 1_000, 1_001, -1));
        twin.answer(
                "usage",
                twin.batch.questions().usage(most),
                () -> {
                    if (most < 0 || most > 1_000) {
                        throw new IllegalArgumentException("mostScans is " + most + ", must be 0..1000");
                    }
                    final Usage usage = engine.usage();
                    return new Usage(
                            usage.limits(), usage.scans().subList(0, Math.min(most, usage.scans().size())));
                },
                (r, i) -> r.answers().usage(i));
        twin.compare();
    }

    private void scaleUp() {
        final int count = dice.below(20);
        final long[] some = some(plans, count);
        final long[] of = some(groups, count);
        final List<Instance> types = new ArrayList<>();
        for (int i = dice.below(4); i > 0; i--) {
            types.add(instance("type-" + i));
        }
        twin.answer(
                "scaleUp",
                twin.batch.questions().scaleUp(types, some, of, count),
                () -> {
                    final ScaleUp question = new ScaleUp(engine, types);
                    question.ask(some, of, count);
                    final List<Integer> needed = new ArrayList<>();
                    for (int type = 0; type < types.size(); type++) {
                        needed.add(question.needed(type));
                    }
                    final List<Integer> unplaced = new ArrayList<>();
                    for (int i = 0; i < question.unplaced(); i++) {
                        unplaced.add(question.unplaced(i));
                    }
                    noted(needed, needed.stream().anyMatch(each -> each > 0), "new instances");
                    noted(unplaced, unplaced.size() > 1, "unplaced tasks");
                    noted(question, question.isFull(), "maxInstances reached");
                    return new Answers.NewInstances(needed, unplaced, question.isFull());
                },
                (r, i) -> r.answers().scaleUp(i));
    }

    private void preempt(final long plan, final long group) {
        final Map<Long, Integer> priorities = new LinkedHashMap<>();
        priorities.put(group, dice.between(1, 3));
        for (int i = dice.below(4); i > 0; i--) {
            priorities.put(dice.pick(groups), dice.between(-2, 2));
        }
        final int other = dice.between(-1, 1);
        twin.answer(
                "preempt",
                twin.batch.questions().preempt(plan, group, priorities, other),
                () -> {
                    final Preemption question =
                            new Preemption(engine, each -> priorities.getOrDefault(each, other));
                    final int ordinal = question.ask(plan, group);
                    if (ordinal < 0) {
                        return new Answers.Victims(-1, Reason.of(ordinal), List.of());
                    }
                    final List<Long> victims = new ArrayList<>();
                    for (int i = 0; i < question.victims(); i++) {
                        victims.add(question.victim(i));
                    }
                    return noted(new Answers.Victims(ordinal, null, victims), victims.size() > 1, "victims");
                },
                (r, i) -> r.answers().preemption(i));
    }
}
