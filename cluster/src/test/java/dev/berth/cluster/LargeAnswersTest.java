package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.service.ServiceSpec;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests of answers that do not fit, and of commands that cannot be read. */
class LargeAnswersTest {
    private static final int TASKS = 13_000;

    private final Batch batch = new Batch();
    private final Loopback cluster = new Loopback();
    private final QuestionCommands questions = batch.questions();
    private final ServiceCommands services = batch.services();
    private long plan;
    private long group;

    @BeforeEach
    void configure() {
        batch.control().configure(ClusterSettings.builder(
                        EngineConfig.builder().maxInstances(10).maxTasks(TASKS + 100).build())
                .build());
        batch.instances().register(Instance.builder("i-1").cpuUnits(1 << 20).memoryMib(1 << 20).build());
        batch.define(Demand.builder().cpuUnits(1).build());
        batch.group("group");
        final Results results = call();
        group = results.value(3);
        batch.plan(results.value(2), Chain.parse("binpack(cpu)"));
        plan = call().value(0);
    }

    private Results call() {
        final Results results = cluster.call(batch);
        batch.clear();
        return results;
    }

    private void placeTasks() {
        for (int placed = 0; placed < TASKS; placed += 6_500) {
            batch.placeMany(plan, group, 6_500);
            assertEquals(6_500, call().value(0));
        }
    }

    @Test
    void pagesHaveEveryTaskOnce() {
        placeTasks();
        final List<Long> tasks = new ArrayList<>();
        long after = QuestionCommands.FROM_FIRST;
        Answers.Page<Long> page;
        do {
            questions.tasksIn(group, after, 4_000);
            page = call().answers().tasks(0);
            assertEquals(TASKS, page.total());
            tasks.addAll(page.entries());
            after = tasks.get(tasks.size() - 1);
        } while (page.entries().size() == 4_000);
        assertEquals(TASKS, tasks.stream().distinct().count());
        assertEquals(TASKS, tasks.size());
    }

    @Test
    void anAnswerThatDoesNotFitIsRefusedAndTheOthersAreGiven() {
        placeTasks();
        questions.tasksOn(0, QuestionCommands.FROM_FIRST, 10_000);
        questions.tasksOn(0, QuestionCommands.FROM_FIRST, 10_000);
        questions.tasksOn(0, QuestionCommands.FROM_FIRST, 3);
        final Results results = call();
        assertEquals(10_000, results.answers().tasks(0).entries().size());
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(1));
        assertThrows(RefusedException.class, () -> results.answers().tasks(1));
        assertEquals(results.answers().tasks(0).entries().subList(0, 3), results.answers().tasks(2).entries());
    }

    /** Fills the reply so that less than 20,000 bytes are left. */
    private void fillReply() {
        questions.tasksOn(0, QuestionCommands.FROM_FIRST, 9_800);
    }

    @Test
    void aTaskWhoseIdDoesNotFitIsNotAdopted() {
        placeTasks();
        final String name = "n".repeat(25_000);
        services.create(ServiceSpec.replica(name, 0).demand(Demand.builder().cpuUnits(1).build()).build());
        services.describe(name);
        final Results created = call();
        assertEquals(0, created.value(0));
        batch.place(plan, created.answers().service(1).group());
        final long task = call().task(0);

        fillReply();
        services.adopt(name, task);
        Results results = call();
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(1));
        services.tasks(name, 0, 10);
        assertEquals(0, call().answers().serviceTasks(0).total());

        services.adopt(name, task);
        results = call();
        assertEquals("service/" + name + "/1", results.text(0));
        services.tasks(name, 0, 10);
        final Answers.ServiceTaskInfo adopted = call().answers().serviceTasks(0).entries().get(0);
        assertEquals(task, adopted.handle());
        assertEquals(1, adopted.number());
    }

    @Test
    void aTaskWhoseZoneDoesNotFitIsNotPlacedOnFargate() {
        placeTasks();
        final String zone = "z".repeat(25_000);
        fillReply();
        services.placeOnFargate("group", List.of("a", zone));
        services.countOnFargate("group", "a");
        final Results results = call();
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(1));
        assertEquals(0, results.value(2));
        services.placeOnFargate("group", List.of("a", zone));
        services.placeOnFargate("group", List.of("a", zone));
        final Results placed = call();
        assertEquals("a", placed.text(0));
        assertEquals(zone, placed.text(1));
    }

    @Test
    void aServiceWhoseDescriptionDoesNotFitIsRefusedAndStays() {
        placeTasks();
        final String name = "n".repeat(25_000);
        services.create(ServiceSpec.replica(name, 3).demand(Demand.builder().cpuUnits(1).build()).build());
        assertEquals(3, call().value(0));
        fillReply();
        services.describe(name);
        services.list("", 10);
        services.tasks(name, 0, 10);
        Results results = call();
        for (int i = 1; i <= 3; i++) {
            assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(i));
        }
        services.describe(name);
        services.list("", 10);
        results = call();
        assertEquals(3, results.answers().service(0).running());
        assertEquals(List.of(name), results.answers().services(1).entries());
    }

    @Test
    void servicesOnFargateDesireMaxTasksTogether() {
        services.create(onFargate("a", TASKS));
        services.create(onFargate("b", 101));
        services.create(onFargate("b", 100));
        services.update(onFargate("b", Integer.MAX_VALUE));
        services.update(onFargate("b", 5));
        services.describe("b");
        final Results results = call();
        assertEquals(TASKS, results.value(0));
        assertEquals(Refusal.LIMIT, results.refusal(1));
        assertEquals(
                "sum of the desiredCount of services on Fargate is 13101, must be at most maxTasks, which is 13100;"
                        + " configure a higher one",
                results.message(1));
        assertEquals(100, results.value(2));
        assertEquals(Refusal.LIMIT, results.refusal(3));
        assertEquals(5, results.value(4));
        assertEquals(5, results.answers().service(5).desired());
    }

    private static ServiceSpec onFargate(final String name, final int desiredCount) {
        return ServiceSpec.replica(name, desiredCount)
                .demand(Demand.builder().cpuUnits(256).memoryMib(512).build())
                .fargate(List.of("a", "b"))
                .build();
    }

    @Test
    void anAccessorOfAnotherKindSaysWhatTheAnswerIs() {
        questions.counts();
        questions.canPlace(plan, group);
        services.describe("web");
        final Results results = call();
        assertEquals(
                "result 0 is counts, not task",
                assertThrows(IllegalStateException.class, () -> results.answers().task(0))
                        .getMessage());
        assertEquals(
                "result 1 is value, not headroom",
                assertThrows(IllegalStateException.class, () -> results.answers().headroom(1))
                        .getMessage());
        assertEquals(
                "result 0 is counts, not value",
                assertThrows(IllegalStateException.class, () -> results.value(0)).getMessage());
        final RefusedException refused =
                assertThrows(RefusedException.class, () -> results.answers().service(2));
        assertEquals(Refusal.ARGUMENT, refused.refusal());
        assertEquals(
                "ARGUMENT: service is 'web', must be the name of a service; create it first", refused.getMessage());
        assertThrows(RefusedException.class, () -> results.answers().serviceExplanation(2));
    }

    @Test
    void whatCannotBeSentIsRefusedAtOnce() {
        final ServiceSpec spec = ServiceSpec.replica("web", 1)
                .demand(Demand.builder().cpuUnits(1).build())
                .constraint(Constraint.memberOf("odd", instance -> instance.ordinal() % 2 == 1))
                .build();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> services.create(spec))
                .getMessage()
                .contains("a predicate, which cannot be sent"));
        assertThrows(IllegalArgumentException.class, () -> services.delete("\ud800"));
        assertThrows(IllegalArgumentException.class, () -> questions.canPlaceAll(new long[1], new long[2], 2));
        assertThrows(IllegalArgumentException.class, () -> questions.ordinalOf("i".repeat(100_000)));
        assertEquals(0, batch.size());
    }

    @Test
    void aServiceThatDoesNotWaitHasNoExplanation() {
        services.create(ServiceSpec.replica("web", 1).demand(Demand.builder().cpuUnits(1).build()).build());
        services.explain("web");
        final Results results = call();
        assertFalse(results.isRefused(1));
        assertNull(results.answers().serviceExplanation(1));
    }

    /** Checks that a command whose bytes are damaged is answered or refused, and that the machine goes on. */
    @Test
    void damagedCommandsAreNoDefects() {
        final Dice dice = new Dice(17);
        final Map<Refusal, Integer> refusals = new HashMap<>();
        for (int round = 0; round < 300; round++) {
            everyCommand();
            final Results results = cluster.call(batch, request -> damage(request, dice));
            assertEquals(batch.size(), results.size());
            for (int i = 0; i < results.size(); i++) {
                if (results.isRefused(i)) {
                    refusals.merge(results.refusal(i), 1, Integer::sum);
                }
            }
            batch.clear();
        }
        assertTrue(refusals.get(Refusal.MALFORMED) > 50, () -> "refusals " + refusals);
        assertTrue(refusals.get(Refusal.ARGUMENT) > 50, () -> "refusals " + refusals);
        assertNull(refusals.get(Refusal.DEFECT));
        batch.place(plan, group);
        assertTrue(call().placement(0).isPlaced());
    }

    private void everyCommand() {
        final long[] plans = {plan, plan};
        final long[] groups = {group, group};
        final ServiceSpec spec = ServiceSpec.replica("web", 2)
                .demand(Demand.builder().cpuUnits(1).zone("a").hostPort(80).build())
                .constraint(Constraint.memberOf("attribute:ecs.availability-zone in [a, b]"))
                .chain(Chain.parse("spread(attribute:rack),binpack(memory)"))
                .build();
        final ServiceSpec onFargate = onFargate("fg", 1);
        services.create(spec);
        services.update(onFargate);
        services.create(onFargate);
        services.stop("service/web/1");
        services.protect("service/fg/1", true);
        services.adopt("web", 1);
        services.placeOnFargate("g", List.of("a", "b"));
        services.countOnFargate("g", "a");
        services.describe("web");
        services.tasks("web", 0, 10);
        services.refusals("web", 0, 10);
        services.explain("web");
        services.list("", 10);
        questions.canPlaceAll(plans, groups, 2);
        questions.ordinalOf("i-1");
        questions.tasksOn(0, -1, 10);
        questions.tasksIn(group, -1, 10);
        questions.explain(plan, group, 0, 3);
        questions.whyNot(plan, group, 0);
        questions.usage(10);
        questions.scaleUp(List.of(Instance.builder("type").cpuUnits(1).attribute("a", "b").build()), plans, groups, 2);
        questions.preempt(plan, group, Map.of(group, 1), 0);
        services.releaseOnFargate("g", "a");
        services.delete("web");
        services.delete("fg");
    }

    /** Changes one byte, or one number of four, in a half of the commands, behind the header of the command. */
    private static void damage(final MutableDirectBuffer request, final Dice dice) {
        final RequestDecoder decoder =
                new RequestDecoder().wrapAndApplyHeader(request, 0, new MessageHeaderDecoder());
        for (final RequestDecoder.CommandsDecoder command : decoder.commands()) {
            final int length = command.commandLength() - MessageHeaderDecoder.ENCODED_LENGTH;
            final int at = decoder.limit() + Integer.BYTES + MessageHeaderDecoder.ENCODED_LENGTH;
            command.skipCommand();
            if (length > 4 && dice.chance(50)) {
                final int where = at + dice.below(length - 3);
                if (dice.chance(50)) {
                    request.putByte(where, (byte) dice.below(256));
                } else {
                    request.putInt(where, dice.pick(List.of(-1, -4, Integer.MAX_VALUE, 1_000_000, 1)));
                }
            }
        }
    }
}
