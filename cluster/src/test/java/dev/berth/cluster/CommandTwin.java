package dev.berth.cluster;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.cluster.internal.wire.Texts;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A source of random commands that go to a cluster by batches, and to an engine by calls. Each call answers with what
 * the result of the command has to be, a refusal included.
 */
final class CommandTwin {
    /** An answer to a command, in whatever form: the parts that the form does not have are empty. */
    record Answer(long value, List<Placement> placements, List<Integer> stale, String refused) {
        static Answer value(final long value) {
            return new Answer(value, List.of(), List.of(), "");
        }
    }

    /** A command that is in the batch. */
    private record Sent(String name, Answer expected, BiFunction<Results, Integer, Answer> read) {}

    private static final int PORT = 8_000;
    private static final List<String> CHAINS = List.of(
            "", "random", "binpack(cpu)", "binpack(memory),random", "spread(attribute:rack),binpack(cpu)",
            "spread(instanceId)", "spread(attribute:ecs.availability-zone),spread(instanceId)");
    private static final List<String> QUERIES = List.of(
            "attribute:rack =~ 'r[0-3]'", "runningTasksCount < 4", "attribute:ecs.availability-zone in [a, b]",
            "not(task:group == web1)", "attribute:größe exists");
    private static final List<String> TEXTS = List.of("a", "b", "", "zürich", "東京", "😀");

    final Map<String, Integer> carriedOut = new TreeMap<>();
    final Map<String, Integer> refused = new TreeMap<>();
    final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    final Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);

    private final Dice dice;
    private final Loopback cluster = new Loopback();
    private final PlacementEngine engine;
    private final Batch batch = new Batch();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Long> demands = new ArrayList<>();
    private final List<Long> plans = new ArrayList<>();
    private final List<Long> groups = new ArrayList<>();
    private final List<Long> tasks = new ArrayList<>();
    private final int ordinals;

    CommandTwin(final long seed, final EngineConfig config) {
        dice = new Dice(seed);
        engine = new PlacementEngine(config);
        ordinals = config.maxInstances();
        batch.control().configure(ClusterSettings.builder(config).build());
        if (cluster.call(batch).value(0) != 0) {
            throw new AssertionError("configure has another answer than 0");
        }
    }

    /** Sends batches of random commands and compares all results, and at the end the states. */
    void live(final int batches) {
        for (int i = 0; i < batches; i++) {
            batch.clear();
            sent.clear();
            final int count = 1 + dice.below(dice.chance(10) ? 100 : 10);
            for (int command = 0; command < count; command++) {
                add();
            }
            compare(cluster.call(batch));
        }
        engine.validate();
        if (!cluster.hasStateOf(engine)) {
            throw new AssertionError("the engine of the cluster has another state than the engine that was called");
        }
    }

    private void compare(final Results results) {
        if (results.size() != sent.size()) {
            throw new AssertionError("results are " + results.size() + ", must be " + sent.size());
        }
        for (int i = 0; i < sent.size(); i++) {
            final Sent command = sent.get(i);
            final Answer answer = results.isRefused(i)
                    ? new Answer(0, List.of(), List.of(), results.refusal(i) + ": " + results.message(i))
                    : command.read.apply(results, i);
            if (!answer.equals(command.expected)) {
                throw new AssertionError(command.name + " answered " + answer + " by the cluster, and "
                        + command.expected + " by the engine");
            }
        }
    }

    // ---- expectations ----------------------------------------------------------------------------------------------

    private void expect(
            final String name, final Supplier<Answer> call, final BiFunction<Results, Integer, Answer> read) {
        Answer expected;
        try {
            expected = call.get();
            carriedOut.merge(name, 1, Integer::sum);
        } catch (final LimitExceededException e) {
            expected = refusal(name, Refusal.LIMIT, e);
        } catch (final IllegalArgumentException e) {
            expected = refusal(name, Refusal.ARGUMENT, e);
        } catch (final IllegalStateException e) {
            expected = refusal(name, Refusal.STATE, e);
        }
        sent.add(new Sent(name, expected, read));
    }

    private Answer refusal(final String name, final Refusal refusal, final RuntimeException e) {
        refused.merge(name, 1, Integer::sum);
        refusals.merge(refusal, 1, Integer::sum);
        return new Answer(0, List.of(), List.of(), refusal + ": " + Texts.cut(e.getMessage(), 900));
    }

    private void expectValue(final String name, final Supplier<Long> call) {
        expect(name, () -> Answer.value(met(call.get())), (results, i) -> Answer.value(results.value(i)));
    }

    private void expectDone(final String name, final Runnable call) {
        expectValue(name, () -> {
            call.run();
            return 0L;
        });
    }

    private void expectPlacement(final String name, final Supplier<Long> call) {
        expect(
                name,
                () -> new Answer(0, List.of(placement(call.get())), List.of(), ""),
                (results, i) -> new Answer(0, List.of(results.placement(i)), List.of(), ""));
    }

    private Placement placement(final long task) {
        if (task >= 0) {
            tasks.add(task);
        }
        return new Placement(met(task), task < 0 ? -1 : engine.instanceOf(task));
    }

    private long met(final long answer) {
        if (answer < -1) {
            reasons.add(Reason.of(answer));
        }
        return answer;
    }

    private Answer placements(final int answer, final long[] answers, final int count) {
        final List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            placements.add(placement(answers[i]));
        }
        return new Answer(answer, placements, List.of(), "");
    }

    private static Answer readPlacements(final Results results, final int index) {
        final List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < results.taskCount(index); i++) {
            placements.add(results.placement(index, i));
        }
        return new Answer(results.value(index), placements, List.of(), "");
    }

    private static Answer readReleased(final Results results, final int index) {
        final List<Integer> stale = new ArrayList<>();
        for (int i = 0; i < results.staleCount(index); i++) {
            stale.add(results.stale(index, i));
        }
        return new Answer(results.value(index), List.of(), stale, "");
    }

    // ---- commands --------------------------------------------------------------------------------------------------

    private void add() {
        final int kind = dice.below(100);
        if (kind < 45) {
            addPlacement();
        } else if (kind < 65) {
            addRelease();
        } else if (kind < 80) {
            addRequest();
        } else if (kind < 90) {
            addLife();
        } else {
            addChange();
        }
    }

    private void addPlacement() {
        final long plan = pick(plans);
        final long group = pick(groups);
        switch (dice.below(7)) {
            case 0 -> {
                batch.place(plan, group);
                expectPlacement("place", () -> engine.place(plan, group));
            }
            case 1 -> addExcluding(plan, group);
            case 2 -> addMany(plan, group);
            case 3 -> addEach();
            case 4 -> {
                final int ordinal = ordinal();
                batch.placeOn(plan, group, ordinal);
                expectPlacement("placeOn", () -> engine.placeOn(plan, group, ordinal));
            }
            case 5 -> {
                final long demand = pick(demands);
                final int ordinal = ordinal();
                final boolean counted = dice.chance(30);
                batch.adopt(demand, group, ordinal, counted);
                expectPlacement("adopt", () -> engine.adopt(demand, group, ordinal, counted));
            }
            default -> {
                batch.hold(plan, group);
                expectPlacement("hold", () -> engine.hold(plan, group));
            }
        }
    }

    private void addExcluding(final long plan, final long group) {
        final int[] excluded = new int[dice.below(2 * ordinals)];
        final Exclusion exclusion = new Exclusion(2 * ordinals);
        for (int i = 0; i < excluded.length; i++) {
            excluded[i] = ordinal();
            exclusion.add(excluded[i]);
        }
        batch.place(plan, group, excluded);
        expectPlacement("place excluding", () -> engine.place(plan, group, exclusion));
    }

    private void addMany(final long plan, final long group) {
        final int count = dice.between(-1, 6);
        batch.placeMany(plan, group, count);
        expect("placeMany", () -> {
            final long[] answers = new long[12_288];
            final int placed = engine.placeMany(plan, group, count, answers);
            return placements(placed, answers, placed < count ? placed + 1 : placed);
        }, CommandTwin::readPlacements);
    }

    private void addEach() {
        final int count = dice.below(5);
        final long[] ofPlans = new long[count];
        final long[] ofGroups = new long[count];
        for (int i = 0; i < count; i++) {
            ofPlans[i] = pick(plans);
            ofGroups[i] = pick(groups);
        }
        final long[] answers = new long[count];
        if (dice.chance(50)) {
            batch.placeEach(ofPlans, ofGroups, count);
            expect(
                    "placeEach",
                    () -> placements(engine.placeMany(ofPlans, ofGroups, count, answers), answers, count),
                    CommandTwin::readPlacements);
        } else {
            batch.placeAll(ofPlans, ofGroups, count);
            expect("placeAll", () -> {
                final int placed = engine.placeAll(ofPlans, ofGroups, count, answers);
                return placements(placed, answers, placed < count ? placed + 1 : placed);
            }, CommandTwin::readPlacements);
        }
    }

    private void addRelease() {
        switch (dice.below(3)) {
            case 0 -> {
                final long task = take();
                batch.release(task);
                expectValue("release", () -> (long) engine.release(task));
            }
            case 1 -> {
                final long task = pick(tasks);
                batch.claim(task);
                expectValue("claim", () -> (long) engine.claim(task));
            }
            default -> {
                final long[] handles = new long[dice.below(6) + 2];
                for (int i = 0; i < handles.length; i++) {
                    handles[i] = take();
                }
                batch.releaseAll(handles, 1, handles.length - 2);
                expect("releaseAll", () -> {
                    final List<Integer> stale = new ArrayList<>();
                    final int released = engine.releaseAll(handles, 1, handles.length - 2);
                    for (int i = 0; i < handles.length - 2; i++) {
                        if (handles[i + 1] < 0) {
                            stale.add(i);
                        }
                    }
                    return new Answer(released, List.of(), stale, "");
                }, CommandTwin::readReleased);
            }
        }
    }

    private void addRequest() {
        switch (dice.below(6)) {
            case 0 -> {
                final Demand demand = demand();
                batch.define(demand);
                expectValue("define", () -> keep(engine.define(demand), demands));
            }
            case 1 -> {
                final long demand = dice.chance(80) ? pick(demands) : -3;
                batch.dropDemand(demand);
                expectDone("dropDemand", () -> engine.dropDemand(demand));
            }
            case 2 -> addPlan();
            case 3 -> {
                final long plan = pick(plans);
                batch.dropPlan(plan);
                expectDone("dropPlan", () -> engine.dropPlan(plan));
            }
            case 4 -> {
                final String name = dice.chance(5) ? "" : "web" + dice.below(6);
                batch.group(name);
                expectValue("group", () -> keep(engine.group(name), groups));
            }
            default -> {
                final long group = pick(groups);
                batch.closeGroup(group);
                expectDone("closeGroup", () -> engine.closeGroup(group));
            }
        }
    }

    private void addPlan() {
        final long demand = pick(demands);
        final Chain chain = Chain.parse(dice.pick(CHAINS));
        final Constraint[] constraints = new Constraint[dice.chance(3) ? 11 : dice.below(3)];
        for (int i = 0; i < constraints.length; i++) {
            constraints[i] = dice.chance(50)
                    ? Constraint.atMost(1 + dice.below(3))
                    : Constraint.memberOf(dice.pick(QUERIES));
        }
        if (dice.chance(70)) {
            batch.plan(demand, chain, constraints);
            expectValue("plan", () -> keep(engine.plan(demand, chain, constraints), plans));
        } else {
            final String provider = "p" + dice.below(3);
            batch.plan(demand, chain, provider, constraints);
            expectValue("plan of provider", () -> keep(engine.plan(demand, chain, provider, constraints), plans));
        }
    }

    private void addLife() {
        final int ordinal = ordinal();
        switch (dice.below(8)) {
            case 0 -> {
                batch.instances().drain(ordinal);
                expectValue("drain", () -> (long) engine.drain(ordinal));
            }
            case 1, 2 -> {
                batch.instances().reactivate(ordinal);
                expectValue("reactivate", () -> (long) engine.reactivate(ordinal));
            }
            case 3 -> {
                final boolean connected = dice.chance(80);
                batch.instances().setAgentConnected(ordinal, connected);
                expectValue("setAgentConnected", () -> (long) engine.setAgentConnected(ordinal, connected));
            }
            case 4 -> {
                batch.instances().deregister(ordinal);
                expectDone("deregister", () -> engine.deregister(ordinal));
            }
            case 5 -> {
                batch.instances().deregisterForced(ordinal);
                expectDone("deregisterForced", () -> engine.deregisterForced(ordinal));
            }
            default -> {
                final Instance instance = Shapes.instance(dice, "i-" + dice.below(3 * ordinals));
                batch.instances().register(instance);
                expectValue("register", () -> (long) engine.register(instance));
            }
        }
    }

    private void addChange() {
        final int ordinal = ordinal();
        final int amount = dice.chance(5) ? -1 : dice.below(2_000);
        final String resource = dice.pick(List.of("disk", "licences", "nothing"));
        final String name = dice.pick(List.of("rack", "größe", Chain.ZONE_ATTRIBUTE, "", "other"));
        final InstanceCommands instances = batch.instances();
        switch (dice.below(7)) {
            case 0 -> {
                instances.resize(ordinal, amount, amount, amount, 3);
                expectDone("resize", () -> engine.resize(ordinal, amount, amount, amount, 3));
            }
            case 1 -> {
                instances.reserve(ordinal, amount - 500, -amount, 0, 1);
                expectDone("reserve", () -> engine.reserve(ordinal, amount - 500, -amount, 0, 1));
            }
            case 2 -> {
                instances.resize(ordinal, resource, amount);
                expectDone("resize resource", () -> engine.resize(ordinal, resource, amount));
            }
            case 3 -> {
                instances.reserve(ordinal, resource, amount - 900);
                expectDone("reserve resource", () -> engine.reserve(ordinal, resource, amount - 900));
            }
            case 4 -> {
                final boolean udp = dice.chance(50);
                final int port = dice.chance(5) ? 70_000 : PORT + dice.below(4);
                instances.releasePort(ordinal, udp, port);
                expectDone("releasePort", () -> engine.releasePort(ordinal, udp, port));
            }
            case 5 -> {
                final String value = dice.chance(20) ? null : dice.pick(TEXTS);
                instances.setAttribute(ordinal, name, value);
                expectDone("setAttribute", () -> engine.setAttribute(ordinal, name, value));
            }
            default -> {
                instances.removeAttribute(ordinal, name);
                expectValue("removeAttribute", () -> engine.removeAttribute(ordinal, name) ? 1L : 0L);
            }
        }
    }

    private Demand demand() {
        final Demand.Builder builder = Demand.builder().cpuUnits(dice.below(400)).memoryMib(dice.below(400));
        if (dice.chance(20)) {
            builder.hostPort(PORT + dice.below(4)).hostUdpPort(PORT + dice.below(4)).eniSlots(1);
        }
        if (dice.chance(20)) {
            builder.gpus(1).resource(dice.pick(List.of("disk", "disk", "nothing")), dice.below(200));
        }
        if (dice.chance(20)) {
            builder.requiredAttribute("größe" + (dice.chance(20) ? dice.below(50) : "")).zone("a").zone("zürich");
        }
        return builder.build();
    }

    // ---- handles ---------------------------------------------------------------------------------------------------

    private static long keep(final long handle, final List<Long> handles) {
        handles.add(handle);
        return handle;
    }

    private long pick(final List<Long> handles) {
        if (handles.isEmpty() || dice.chance(4)) {
            return dice.below(5) - 2;
        }
        // The later ones more often: most of the earlier ones are gone.
        final int back = Math.min(dice.below(handles.size()), dice.below(handles.size()));
        return handles.get(handles.size() - 1 - Math.min(back, 12));
    }

    private long take() {
        return tasks.isEmpty() || dice.chance(10) ? pick(tasks) : tasks.remove(dice.below(tasks.size()));
    }

    private int ordinal() {
        return dice.chance(4) ? -1 : dice.below(ordinals);
    }
}
