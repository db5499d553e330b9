package dev.berth.cluster.internal.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.ConfigureEncoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.machine.TestMachine.Answer;
import dev.berth.cluster.internal.wire.SettingsCodec;
import dev.berth.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The limits come through the log, and grow. */
class ConfigureTest {
    private static final ClusterSettings LARGER = TestMachine.settings(16, 256, "disk").build();

    private final TestMachine machine = TestMachine.configured(TestMachine.SMALL);
    private long sequence = 2;

    private Answer send(final TestMachine to, final ClusterSettings settings) {
        final Answer answer =
                to.apply(10, new TestRequest(1, sequence, sequence - 1).configure(settings).bytes());
        sequence++;
        return answer;
    }

    @Test
    void settingsAreTheSameAfterTheyTravelled() {
        final ClusterSettings settings = TestMachine.settings(16, 256, "disk", "licence")
                .tickMillis(77)
                .maxClients(5)
                .build();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
        final int end = SettingsCodec.write(settings, buffer, 8);
        final ClusterSettings read =
                SettingsCodec.read(new UnsafeBuffer(buffer, 0, end), 8, ConfigureEncoder.BLOCK_LENGTH, 1);
        assertEquals(settings.engine().toString(), read.engine().toString());
        assertEquals(77, read.tickMillis());
        assertEquals(5, read.maxClients());
        assertEquals(8, read.maxReplies());
        assertEquals(16, read.maxEvents());
    }

    @Test
    void theSameAgainChangesNothing() {
        final PlacementEngine engine = machine.engine();
        assertEquals(0, send(machine, TestMachine.SMALL).value(0));
        assertSame(engine, machine.engine());
        assertEquals(List.of(1_000L), machine.intervals);
    }

    @Test
    void whatCannotBeChangedIsRefusedByName() {
        final PlacementEngine engine = machine.engine();
        final Answer lower = send(machine, TestMachine.settings(7, 64).build());
        assertEquals(Refusal.ARGUMENT, lower.refusal(0));
        assertEquals("maxInstances is 7, must be at least 8, which the cluster has; limits can only become higher",
                lower.message(0));
        assertTrue(send(machine, TestMachine.settings(16, 63).build()).message(0).startsWith("maxTasks is 63"));
        assertTrue(send(machine, TestMachine.settings(16, 64).maxReplies(7).build())
                .message(0)
                .startsWith("maxReplies is 7"));
        final ClusterSettings reseeded = ClusterSettings.builder(
                        EngineConfig.builder().maxInstances(8).maxTasks(524_288).build())
                .build();
        assertEquals("seed is 0, must be 42 as in the first configuration", send(machine, reseeded).message(0));
        assertSame(engine, machine.engine());
        send(machine, LARGER);
        assertTrue(send(machine, TestMachine.settings(16, 256, "gold").build())
                .message(0)
                .startsWith("resources is [gold], must be [disk]"));
        assertTrue(send(machine, TestMachine.settings(16, 256).build())
                .message(0)
                .startsWith("number of resources is 0"));
    }

    @Test
    void theIntervalOfTicksMayBecomeShorter() {
        assertEquals(0, send(machine, TestMachine.settings(8, 64).tickMillis(5).build()).value(0));
        assertEquals(0, send(machine, TestMachine.settings(8, 64).tickMillis(0).build()).value(0));
        assertEquals(List.of(1_000L, 5L, 0L), machine.intervals);
    }

    // ---- growth ----------------------------------------------------------------------------------------------------

    /** Fills the machine with tasks and services, and returns the handles of a plan, a group and the tasks. */
    private static List<Long> fill(final TestMachine to) {
        final List<Long> handles = new ArrayList<>();
        handles.add(to.plan());
        handles.add(to.engine().group("g"));
        for (int count = 0; count < 20; count++) {
            handles.add(to.engine().place(handles.get(0), handles.get(1)));
        }
        to.engine().release(handles.remove(5));
        to.machine
                .configured()
                .services
                .create(ServiceSpec.replica("web", 6)
                        .demand(Demand.builder().cpuUnits(64).memoryMib(64).build())
                        .build());
        return handles;
    }

    private void checkHandles(final TestMachine grown, final List<Long> handles) {
        for (int index = 2; index < handles.size(); index++) {
            assertTrue(grown.engine().instanceOf(handles.get(index)) >= 0, "task " + index + " is gone");
        }
        final TestRequest request = new TestRequest(1, sequence, sequence - 1);
        request.place(handles.get(0), handles.get(1)).release(handles.get(2)).release(handles.get(2));
        final Answer answer = grown.apply(10, request.bytes());
        assertTrue(answer.placed(0).task() > 0);
        assertEquals(0, answer.value(1));
        assertEquals(Reason.UNKNOWN_TASK.code(), answer.value(2));
        sequence++;
    }

    @Test
    void growthKeepsHandlesDrawsAndServices() {
        final List<Long> handles = fill(machine);
        final TestMachine same = TestMachine.configured(TestMachine.SMALL);
        fill(same);
        final PlacementEngine before = machine.engine();
        assertEquals(0, send(machine, TestMachine.settings(16, 256).build()).value(0));
        assertNotSame(before, machine.engine());
        sequence--;
        assertEquals(0, send(same, TestMachine.SMALL).value(0));
        for (int count = 0; count < 30; count++) {
            final byte[] place = new TestRequest(1, sequence, sequence - 1)
                    .place(handles.get(0), handles.get(1))
                    .tick()
                    .bytes();
            assertEquals(same.apply(10, place).placed(0).task(), machine.apply(10, place).placed(0).task());
            assertEquals(same.engine().digest(), machine.engine().digest());
            sequence++;
        }
        checkHandles(machine, handles);
        assertEquals(6, machine.machine.configured().services.services().get(0).runningCount());
        machine.engine().validate();
    }

    @Test
    void aClusterThatForgotItsHandlesIsCaught() {
        final List<Long> handles = fill(machine);
        final TestMachine forgetful = TestMachine.configured(LARGER);
        assertThrows(AssertionError.class, () -> checkHandles(forgetful, handles));
    }

    @Test
    void growthWithinABatchIsSeenByTheCommandsAfterIt() {
        final TestMachine tight = TestMachine.configured(TestMachine.settings(8, 1).build());
        final long plan = tight.plan();
        final long group = tight.engine().group("g");
        final Answer answer = tight.apply(
                10,
                new TestRequest(1, 2, 1)
                        .place(plan, group)
                        .place(plan, group)
                        .configure(TestMachine.settings(8, 2).maxReplies(9).build())
                        .place(plan, group)
                        .bytes());
        assertTrue(answer.placed(0).task() > 0);
        assertEquals(Reason.MAX_TASKS.code(), answer.placed(1).task());
        assertEquals(0, answer.value(2));
        assertTrue(answer.placed(3).task() > 0);
        assertEquals(9, tight.apply(10, TestRequest.hello(1)).welcome(0).maxReplies());
    }

    // ---- check -----------------------------------------------------------------------------------------------------

    @Test
    void aNodeThatDiffersStops() {
        final TestMachine other = TestMachine.configured(TestMachine.SMALL);
        final byte[] digest = new TestRequest(1, 2, 1).digest().bytes();
        final long first = machine.apply(10, digest).digest(0).digest();
        other.engine().group("planted");
        assertNotEquals(first, other.apply(10, digest).digest(0).digest());
        final byte[] check = new TestRequest(1, 3, 2)
                .check(machine.machine.applied(), first)
                .check(0, 12_345)
                .bytes();
        assertEquals(0, machine.apply(10, check).value(0));
        assertEquals(List.of(), machine.divergences);
        assertEquals(0, other.apply(10, check).value(0));
        assertEquals(1, other.divergences.size());
        assertTrue(other.divergences.get(0).startsWith("digest of the state after 3 entries is "));
    }

    @Test
    void aNodeThatCountedAnotherNumberOfEntriesStops() {
        final TestMachine other = TestMachine.configured(TestMachine.SMALL);
        other.machine.tick();
        final byte[] digest = new TestRequest(1, 2, 1).digest().bytes();
        final long first = machine.apply(10, digest).digest(0).digest();
        other.apply(10, digest);
        final byte[] check = new TestRequest(1, 3, 2)
                .check(machine.machine.applied(), first)
                .bytes();
        machine.apply(10, check);
        assertEquals(List.of(), machine.divergences);
        other.apply(10, check);
        assertEquals(1, other.divergences.size());
        assertTrue(other.divergences.get(0).startsWith("digest of the state after 3 entries was taken on"));
    }

    @Test
    void theLast16DigestsAreRemembered() {
        final long first = machine.apply(10, new TestRequest(1, 2, 1).digest().bytes()).digest(0).applied();
        for (sequence = 3; sequence < 18; sequence++) {
            machine.apply(10, new TestRequest(1, sequence, sequence - 1).digest().bytes());
        }
        machine.apply(10, new TestRequest(1, sequence, sequence - 1).check(first, 1).bytes());
        assertEquals(1, machine.divergences.size());
        sequence++;
        machine.apply(10, new TestRequest(1, sequence, sequence - 1).digest().bytes());
        sequence++;
        machine.apply(10, new TestRequest(1, sequence, sequence - 1).check(first, 1).bytes());
        assertEquals(1, machine.divergences.size());
    }

    @Test
    void aRequestHasOneDigest() {
        final Answer answer =
                machine.apply(10, new TestRequest(1, 2, 1).digest().digest().bytes());
        assertEquals(3, answer.digest(0).applied());
        assertEquals(Refusal.ARGUMENT, answer.refusal(1));
    }
}
