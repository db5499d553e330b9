package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A batch answers what as many single calls answer, one after the other, and leaves the same state. */
class BatchesTest {
    private static final int INSTANCES = 120;
    private static final int ROUNDS = 400;
    private static final int MOST = 70;

    private static PlacementEngine engine() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(2_000)
                .maxCounts(4_000)
                .seed(11)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(4_096)
                    .memoryMib(6_000 + i % 7 * 500)
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .build());
        }
        return engine;
    }

    private static long[] plans(final PlacementEngine engine) {
        final long small = engine.define(Demand.builder().cpuUnits(256).memoryMib(700).build());
        final long large = engine.define(Demand.builder().cpuUnits(1_024).memoryMib(2_900).build());
        final long ported = engine.define(Demand.builder().cpuUnits(64).memoryMib(64).hostPort(80).build());
        return new long[] {
            engine.plan(small, Chain.parse("binpack(memory)")),
            engine.plan(large, Chain.parse("binpack(cpu),binpack(memory)")),
            engine.plan(large, Chain.parse("spread(attribute:ecs.availability-zone),spread(instanceId)")),
            engine.plan(small, Chain.parse("random")),
            engine.plan(ported, Chain.parse("binpack(memory)"), Constraint.distinctInstance()),
        };
    }

    @Test
    void batchesAnswerAsSingleCalls() {
        final PlacementEngine batched = engine();
        final PlacementEngine single = engine();
        final long[] kinds = plans(batched);
        assertArrayEquals(kinds, plans(single));
        final long[] groupKinds = {batched.group("a"), batched.group("b")};
        assertArrayEquals(groupKinds, new long[] {single.group("a"), single.group("b")});
        final Random random = new Random(3);
        final long[] live = new long[4_096];
        int size = 0;
        int refused = 0;
        int stale = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final int count = random.nextInt(MOST);
            final long[] plans = random.ints(count, 0, kinds.length).mapToLong(i -> kinds[i]).toArray();
            final long[] groups = random.ints(count, 0, 2).mapToLong(i -> groupKinds[i]).toArray();
            final long[] tasks = new long[count];
            final int placed = batched.placeMany(plans, groups, count, tasks);
            int expected = 0;
            for (int i = 0; i < count; i++) {
                assertEquals(single.place(plans[i], groups[i]), tasks[i]);
                if (tasks[i] >= 0) {
                    live[size++] = tasks[i];
                    expected++;
                } else {
                    refused++;
                }
            }
            assertEquals(expected, placed);
            final int going = Math.min(size, random.nextInt(MOST));
            for (int i = 0; i < going; i++) {
                final int at = i + random.nextInt(size - i);
                final long task = live[at];
                live[at] = live[i];
                live[i] = task;
            }
            if (going > 2) {
                live[1] = live[0];
            }
            final long[] before = Arrays.copyOf(live, size);
            final int released = batched.releaseAll(live, 0, going);
            int gone = 0;
            for (int i = 0; i < going; i++) {
                final int code = single.release(before[i]);
                assertEquals(code < 0 ? code : before[i], live[i]);
                gone += code < 0 ? 0 : 1;
            }
            stale += going - gone;
            assertEquals(gone, released);
            System.arraycopy(live, going, live, 0, size - going);
            size -= going;
            assertEquals(single.digest(), batched.digest());
        }
        batched.validate();
        assertTrue(refused > 100 && stale > 100, "refused " + refused + ", stale " + stale);
    }

    @Test
    void badRangesAreRefusedAndNothingChanges() {
        final PlacementEngine engine = engine();
        final long plan = plans(engine)[0];
        final long group = engine.group("a");
        final long[] tasks = {engine.place(plan, group), 0};
        final long before = engine.digest();
        assertThrows(IllegalArgumentException.class, () -> engine.releaseAll(tasks, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> engine.releaseAll(tasks, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> engine.releaseAll(tasks, 3, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.placeMany(new long[] {plan}, new long[] {group}, 2, tasks));
        assertEquals(before, engine.digest());
        assertEquals(0, engine.releaseAll(new long[] {Long.MAX_VALUE, -5}, 0, 2));
        assertEquals(1, engine.releaseAll(tasks, 0, 1));
        assertEquals(Reason.UNKNOWN_TASK.code(), engine.release(tasks[0]));
    }
}
