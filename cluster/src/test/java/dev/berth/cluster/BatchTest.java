package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.Reason;
import dev.berth.Strategy;
import dev.berth.cluster.internal.wire.Limits;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BatchTest {
    private final Batch batch = new Batch();
    private final Loopback cluster = new Loopback();
    private long plan;
    private long group;

    @BeforeEach
    void configure() {
        batch.control().configure(ClusterSettings.builder(EngineConfig.builder()
                        .maxInstances(100)
                        .maxTasks(20_000)
                        .maxUndo(20_000)
                        .build())
                .build());
        batch.instances().register(Instance.builder("i-1").cpuUnits(1 << 20).memoryMib(1 << 20).build());
        batch.define(Demand.builder().cpuUnits(64).build());
        batch.group("service:web");
        Results results = call();
        assertEquals(0, results.value(0));
        assertEquals(0, results.value(1));
        group = results.value(3);
        batch.plan(results.value(2), Chain.parse("binpack(cpu)"), Constraint.memberOf("runningTasksCount < 16000"));
        results = call();
        plan = results.value(0);
    }

    private Results call() {
        final Results results = cluster.call(batch);
        assertEquals(batch.size(), results.size());
        batch.clear();
        return results;
    }

    private byte[] bytes() {
        final byte[] bytes = new byte[batch.request().length()];
        batch.request().buffer().getBytes(0, bytes);
        return bytes;
    }

    @Test
    void commandsAreCarriedOutInOrderEachWithAResult() {
        batch.place(plan, group);
        batch.placeMany(plan, group, 3);
        batch.instances().drain(0);
        batch.place(plan, group);
        batch.instances().reactivate(0);
        batch.instances().deregister(0);
        final Results results = call();
        assertTrue(results.placement(0).isPlaced());
        assertEquals(0, results.ordinal(0));
        assertEquals(3, results.value(1));
        assertEquals(3, results.taskCount(1));
        assertEquals(results.placement(1, 2), new Placement(results.task(1, 2), results.ordinal(1, 2)));
        assertEquals(0, results.value(2));
        assertEquals(Reason.NOTHING_ELIGIBLE, results.reason(3));
        assertEquals(Reason.NOTHING_ELIGIBLE, results.placement(3).reason());
        assertEquals(-1, results.ordinal(3));
        assertFalse(results.isRefused(4));
        assertEquals(Refusal.STATE, results.refusal(5));
        assertEquals("STATE: " + results.message(5),
                assertThrows(RefusedException.class, () -> results.value(5)).getMessage());
    }

    @Test
    void largestBatchHas2000Commands() {
        for (int i = 0; i < 1_000; i++) {
            batch.place(plan, group);
            batch.release(i);
        }
        assertRefused(IllegalStateException.class, "the batch has 2000 commands, the most; send it first", () ->
                batch.place(plan, group));
        assertEquals(2_000, batch.size());
        final Results results = call();
        for (int i = 0; i < 2_000; i += 2) {
            assertTrue(results.placement(i).isPlaced());
            assertEquals(Reason.UNKNOWN_TASK, results.reason(i + 1));
        }
    }

    @Test
    void batchIsFilledToItsLastByte() {
        final int head = batch.bytes();
        batch.group("x");
        final int each = batch.bytes() - head - 1;
        batch.group("y".repeat(60_000));
        batch.group("z".repeat(Limits.MAX_MESSAGE - batch.bytes() - each));
        assertEquals(Limits.MAX_MESSAGE, batch.bytes());
        assertRefused(IllegalStateException.class, "the batch has 98304 bytes and the command takes 14 more, must be"
                + " 98304 together; send the batch first", () -> batch.group(""));
        final Results results = call();
        assertTrue(results.value(2) > 0);
    }

    @Test
    void commandThatDoesNotFitLeavesTheBatchAsItWas() {
        batch.place(plan, group);
        batch.releaseAll(new long[11_000], 0, 11_000);
        assertRefused(IllegalStateException.class, "the batch has 88092 bytes and the command takes 16016 more, must be"
                + " 98304 together; send the batch first", () -> batch.releaseAll(new long[2_000], 0, 2_000));
        assertRefused(IllegalArgumentException.class, "the command takes 160032 bytes, must be at most 98260; make it"
                + " smaller", () -> batch.placeAll(new long[10_001], new long[10_001], 10_001));
        assertRefused(IllegalArgumentException.class, "tasks are 70000, must be 0..65534 to be sent", () ->
                batch.releaseAll(new long[70_000], 0, 70_000));
        final Results results = call();
        assertTrue(results.placement(0).isPlaced());
        assertEquals(11_000, results.staleCount(1));
    }

    @Test
    void whatCannotBeSentLeavesTheBatchAsItWas() {
        batch.place(plan, group);
        assertRefused(IllegalArgumentException.class, "constraint is memberOf(big), a predicate, which cannot be sent;"
                + " use an expression of the cluster query language", () ->
                batch.plan(1, Chain.of(), Constraint.distinctInstance(), Constraint.memberOf("big", each -> true)));
        assertRefused(IllegalArgumentException.class, "chain is 'spread(attribute:a,b)', which does not read back as it"
                + " is; spread over attributes whose names have no comma, parenthesis or outer space", () ->
                batch.plan(1, Chain.of(Strategy.spread("attribute:a,b"))));
        assertRefused(IllegalArgumentException.class, "capacityProvider is empty, must be text", () ->
                batch.plan(1, Chain.of(), ""));
        assertRefused(IllegalArgumentException.class, "name has half of a surrogate pair at 0, must be text that UTF-8"
                + " can express", () -> batch.group("\uDE00"));
        assertRefused(IllegalArgumentException.class, "count is 3, must be 0..2", () ->
                batch.placeAll(new long[3], new long[2], 3));
        assertRefused(IllegalArgumentException.class, "count is 2, must be 0..1", () ->
                batch.releaseAll(new long[3], 2, 2));
        assertRefused(NullPointerException.class, "demand is null", () -> batch.define(null));
    }

    private void assertRefused(
            final Class<? extends Exception> type, final String message, final Executable call) {
        final byte[] before = bytes();
        final int size = batch.size();
        assertEquals(message, assertThrows(type, call).getMessage());
        assertArrayEquals(before, bytes());
        assertEquals(size, batch.size());
    }

    @Test
    void resultsThatDoNotFitAreRefusedBeforeTheStateChanges() {
        batch.placeMany(plan, group, 8_185);
        assertEquals(8_185, call().value(0));
        batch.instances().deregister(0);
        assertTrue(call().message(0).contains("8185"), "the tasks must be there");
        batch.placeMany(plan, group, 8_190);
        batch.placeMany(plan, group, 5_000);
        batch.placeMany(plan, group, 5_000);
        batch.placeMany(plan, group, 2);
        final Results results = call();
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(0));
        assertEquals(Refusal.REPLY_TOO_LARGE.text(), results.message(0));
        assertEquals(5_000, results.value(1));
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(2));
        assertEquals(2, results.value(3));
        batch.instances().deregister(0);
        assertTrue(call().message(0).contains("13187"), "only the tasks answered for must be there");
        batch.placeMany(plan, group, Integer.MAX_VALUE);
        assertEquals(Refusal.REPLY_TOO_LARGE, call().refusal(0));
    }

    @Test
    void placeEachAndPlaceAllThatDoNotFitPlaceNothing() {
        final long[] plans = new long[4_500];
        final long[] groups = new long[4_500];
        Arrays.fill(plans, plan);
        Arrays.fill(groups, group);
        batch.placeMany(plan, group, 4_000);
        batch.placeEach(plans, groups, 4_500);
        Results results = call();
        assertEquals(4_000, results.value(0));
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(1));
        batch.placeMany(plan, group, 4_000);
        batch.placeAll(plans, groups, 4_500);
        results = call();
        assertEquals(4_000, results.value(0));
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(1));
        batch.placeAll(plans, groups, 4_500);
        assertEquals(4_500, call().value(0));
        batch.instances().deregister(0);
        assertTrue(call().message(0).contains("12500"));
    }

    @Test
    void releaseAllThatDoesNotFitReleasesNothing() {
        batch.placeMany(plan, group, 8_000);
        Results results = call();
        final long[] tasks = new long[8_000];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = results.task(0, i);
        }
        batch.placeMany(plan, group, 7_000);
        batch.releaseAll(tasks, 0, 8_000);
        results = call();
        assertEquals(7_000, results.value(0));
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(1));
        batch.releaseAll(tasks, 0, 8_000);
        assertEquals(8_000, call().value(0));
    }

    @Test
    void refusalsOfAWholeBatchFitIntoAReply() {
        for (int i = 0; i < 2_000; i++) {
            batch.dropPlan(-i);
        }
        final Results results = call();
        assertEquals(Refusal.ARGUMENT, results.refusal(0));
        assertEquals(Refusal.REPLY_TOO_LARGE, results.refusal(1_999));
        assertTrue(cluster.replyLength() <= Limits.MAX_MESSAGE);
    }

    @Test
    void longMessageIsCut() {
        batch.instances().reserve(0, "no such resource ü".repeat(100), 1);
        final String message = call().message(0);
        assertTrue(message.endsWith("..."), message);
        assertTrue(message.length() > 700, message);
    }
}
