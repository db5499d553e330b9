package dev.berth.cluster;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
