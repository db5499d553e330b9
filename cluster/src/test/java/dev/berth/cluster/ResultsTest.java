package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.EngineConfig;
import dev.berth.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final int VALUE = 0;
    private static final int PLACED = 1;
    private static final int PLACEMENTS = 2;
    private static final int RELEASED = 3;
    private static final int DIGEST = 4;
    private static final int REFUSED = 5;

    private final Loopback cluster = new Loopback();
    private final Results results = results();

    private Results results() {
        final Batch batch = new Batch();
        batch.control().configure(
                ClusterSettings.builder(EngineConfig.builder().maxInstances(4).maxTasks(9).build()).build());
        batch.place(1, 1);
        batch.placeMany(1, 1, 4);
        batch.releaseAll(new long[] {-5, 0, 1L << 60}, 0, 3);
        batch.control().digest();
        batch.group("");
        return cluster.call(batch);
    }

    @Test
    void eachKindHasItsAccessors() {
        assertEquals(0, results.value(VALUE));
        assertNull(results.reason(VALUE));
        assertEquals(Reason.UNKNOWN_PLAN.code(), results.task(PLACED));
        assertEquals(-1, results.ordinal(PLACED));
        assertEquals(Reason.UNKNOWN_PLAN, results.reason(PLACED));
        assertEquals(0, results.value(PLACEMENTS));
        assertEquals(1, results.taskCount(PLACEMENTS));
        assertEquals(Reason.UNKNOWN_PLAN, results.placement(PLACEMENTS, 0).reason());
        assertEquals(0, results.value(RELEASED));
        assertEquals(3, results.staleCount(RELEASED));
        assertEquals(2, results.stale(RELEASED, 2));
        assertEquals(cluster.machine.applied(), results.applied(DIGEST));
        assertEquals(Refusal.ARGUMENT, results.refusal(REFUSED));
        assertEquals("name is empty, must be text", results.message(REFUSED));
    }

    @Test
    void anotherKindIsRefusedByName() {
        assertOther("result 1 is placement, not value", PLACED, results::value);
        assertOther("result 0 is value, not placement", VALUE, results::task);
        assertOther("result 2 is placements, not placement", PLACEMENTS, results::ordinal);
        assertOther("result 2 is placements, not placement", PLACEMENTS, results::placement);
        assertOther("result 3 is released tasks, not placements", RELEASED, results::taskCount);
        assertOther("result 4 is digest, not placements", DIGEST, index -> results.task(index, 0));
        assertOther("result 1 is placement, not released tasks", PLACED, results::staleCount);
        assertOther("result 0 is value, not text", VALUE, results::text);
        assertOther("result 0 is value, not digest", VALUE, results::digest);
        assertOther("result 0 is value, not refusal", VALUE, results::refusal);
        assertOther("result 0 is value, not refusal", VALUE, results::message);
        assertOther("result 0 is value, not welcome", VALUE, results::welcome);
    }

    private static void assertOther(final String message, final int index, final IntConsumer accessor) {
        assertEquals(
                message,
                assertThrows(IllegalStateException.class, () -> accessor.accept(index)).getMessage());
    }

    @Test
    void accessorOfARefusedCommandThrowsTheRefusal() {
        for (final IntConsumer accessor : List.<IntConsumer>of(
                results::value, results::task, results::ordinal, results::placement, results::reason,
                results::taskCount, results::staleCount, results::text, results::digest, results::applied)) {
            final RefusedException e = assertThrows(RefusedException.class, () -> accessor.accept(REFUSED));
            assertEquals(Refusal.ARGUMENT, e.refusal());
            assertEquals("ARGUMENT: name is empty, must be text", e.getMessage());
        }
    }

    @Test
    void indexOutOfRangeIsRefusedByRange() {
        assertEquals(
                "index is 6, must be 0..5",
                assertThrows(IndexOutOfBoundsException.class, () -> results.value(6)).getMessage());
        assertEquals(
                "task is 1, must be 0..0",
                assertThrows(IndexOutOfBoundsException.class, () -> results.task(PLACEMENTS, 1)).getMessage());
        assertEquals(
                "stale is -1, must be 0..2",
                assertThrows(IndexOutOfBoundsException.class, () -> results.stale(RELEASED, -1)).getMessage());
    }

    @Test
    void refusalsHaveTheNumbersOfTheSchema() {
        final List<String> ofSchema = Arrays.stream(dev.berth.cluster.internal.codec.Refusal.values())
                .filter(each -> each != dev.berth.cluster.internal.codec.Refusal.NULL_VAL)
                .map(each -> each.value() + " " + each)
                .toList();
        assertEquals(
                ofSchema,
                Arrays.stream(Refusal.values()).map(each -> each.ordinal() + " " + each).toList());
        assertEquals(
                "refusal is 8, must be 0..7; use a client of the version of the nodes",
                assertThrows(IllegalStateException.class, () -> Refusal.of(8)).getMessage());
    }
}
