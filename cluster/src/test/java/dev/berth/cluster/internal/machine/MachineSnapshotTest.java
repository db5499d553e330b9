package dev.berth.cluster.internal.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.SnapshotException;
import dev.berth.SnapshotException.Problem;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.PlanAnswerDecoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.SnapshotEndDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.machine.TestMachine.Answer;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** A machine that was restored is the one that was written, and bytes that are not a snapshot are refused. */
class MachineSnapshotTest {
    private static final ClusterSettings SETTINGS =
            TestMachine.settings(8, 256).maxClients(6).build();
    private static final long PLAN = TestMachine.configured(SETTINGS).plan();
    private static final long GROUP =
            TestMachine.configured(SETTINGS).engine().group("g");

    // ---- the same ever after ---------------------------------------------------------------------------------------

    /** Returns a machine with clients, replies, subscribers, events and services. */
    private static TestMachine lively() {
        final TestMachine made = TestMachine.configured(SETTINGS);
        assertEquals(PLAN, made.plan());
        assertEquals(GROUP, made.engine().group("g"));
        made.machine
                .configured()
                .services
                .create(ServiceSpec.replica("web", 4)
                        .demand(Demand.builder().cpuUnits(64).memoryMib(64).build())
                        .build());
        made.apply(10, new TestRequest(1, 2, 0).subscribe(1).bytes());
        made.apply(21, TestRequest.hello(-5));
        made.apply(21, new TestRequest(-5, 1, 0).subscribe(0).bytes());
        made.apply(9, TestRequest.hello(4));
        made.machine.sessionClosed(9);
        return made;
    }

    /** The requests of clients that retry, come too early, are forgotten and come back; now and then a session ends. */
    private static final class Traffic {
        private final SplittableRandom random;
        private final Set<Status> seen = EnumSet.noneOf(Status.class);

        /** The sequence that each client has next; 0 = it says hello. */
        private final long[] next = new long[10];

        Traffic(final long seed) {
            random = new SplittableRandom(seed);
        }

        /** Does the same to each machine. */
        void step(final List<TestMachine> machines) {
            final int client = Math.min(random.nextInt(next.length), random.nextInt(next.length));
            final long session = 30 + client * 2 + random.nextInt(2);
            final int kind = random.nextInt(12);
            if (kind == 0) {
                machines.forEach(each -> each.machine.sessionClosed(session));
            } else if (kind == 1) {
                machines.forEach(each -> each.machine.tick());
            } else if (kind == 2) {
                final int index = random.nextInt(4);
                machines.forEach(each -> loseTask(each, index));
            } else {
                final byte[] request = request(client, kind, machines.get(0));
                for (final TestMachine each : machines) {
                    final Answer answer = each.apply(session, request);
                    next[client] = answer.expected;
                    seen.add(answer.status);
                }
            }
        }

        /** Releases a task of the service behind its back, so that the next tick starts another. */
        private static void loseTask(final TestMachine machine, final int index) {
            final List<ServiceTask> tasks =
                    machine.machine.configured().services.services().get(0).tasks();
            if (index < tasks.size()) {
                machine.engine().release(tasks.get(index).handle());
            }
        }

        private byte[] request(final int client, final int kind, final TestMachine machine) {
            if (next[client] == 0 && kind != 3) {
                return TestRequest.hello(client);
            }
            final long sequence = Math.max(1, next[client] + (kind == 3 ? random.nextInt(-3, 2) : 0));
            final long acknowledged = random.nextBoolean() ? Math.max(0, sequence - 1 - random.nextInt(12)) : 0;
            final TestRequest request = new TestRequest(client, sequence, acknowledged);
            switch (kind) {
                case 4:
                    return request.subscribe(0).digest().bytes();
                case 5:
                    return request.unsubscribe().tick().bytes();
                case 6:
                    return random.nextInt(8) == 0
                            ? request.goodbye().bytes()
                            : request.digest().bytes();
                default:
                    request.place(PLAN, GROUP);
                    final long first = machine.engine().firstTaskIn(GROUP);
                    return (random.nextInt(3) == 0 ? request.release(first) : request.place(PLAN, GROUP)).bytes();
            }
        }
    }

    /** Returns the statuses of the replies, which both machines gave to the same requests. */
    private static Set<Status> checkSameForever(final TestMachine one, final TestMachine other, final long seed) {
        final Traffic traffic = new Traffic(seed);
        one.sent.clear();
        other.sent.clear();
        for (int step = 0; step < 300; step++) {
            traffic.step(List.of(one, other));
            assertEquals(one.sent.size(), other.sent.size(), "number of messages sent");
            for (int index = 0; index < one.sent.size(); index++) {
                assertEquals(one.sent.get(index).session(), other.sent.get(index).session());
                assertArrayEquals(one.sent.get(index).bytes(), other.sent.get(index).bytes());
            }
            one.sent.clear();
            other.sent.clear();
        }
        assertEquals(one.machine.applied(), other.machine.applied());
        assertArrayEquals(one.snapshot(), other.snapshot());
        return traffic.seen;
    }

    @Test
    void aRestoredMachineIsTheSameForever() throws IOException {
        final Set<Status> seen = EnumSet.noneOf(Status.class);
        for (int seed = 0; seed < 20; seed++) {
            final TestMachine machine = lively();
            final Traffic before = new Traffic(-seed);
            for (int step = 0; step < 10 * seed; step++) {
                before.step(List.of(machine));
            }
            final byte[] snapshot = machine.snapshot();
            final TestMachine restored = new TestMachine(snapshot);
            assertArrayEquals(snapshot, restored.snapshot());
            assertEquals(machine.machine.digest(), restored.machine.digest());
            assertEquals(List.of(), restored.intervals);
            seen.addAll(checkSameForever(machine, restored, seed));
        }
        assertEquals(EnumSet.complementOf(EnumSet.of(Status.MALFORMED, Status.NULL_VAL)), seen);
    }

    @Test
    void aMachineWithoutLimitsIsRestored() throws IOException {
        final TestMachine fresh = new TestMachine();
        fresh.apply(10, TestRequest.hello(1));
        final TestMachine restored = new TestMachine(fresh.snapshot());
        final byte[] configure = new TestRequest(1, 1, 0).configure(SETTINGS).bytes();
        assertArrayEquals(fresh.apply(10, configure).bytes, restored.apply(10, configure).bytes);
        assertArrayEquals(fresh.snapshot(), restored.snapshot());
        assertEquals(List.of(1_000L), restored.intervals);
    }

    /** Shows that a part of the state that the snapshot did not have would be noticed. */
    @Test
    void aMachineThatForgotSomethingIsCaught() throws IOException {
        final byte[] snapshot = lively().snapshot();
        final List<Consumer<TestMachine>> forgetful = List.of(
                machine -> machine.machine.sessionClosed(10),
                machine -> machine.machine.sessionClosed(21),
                machine -> machine.apply(10, TestRequest.hello(4)),
                machine -> machine.apply(10, new TestRequest(1, 2, 1).bytes()),
                machine -> machine.machine.tick(),
                machine -> machine.engine().release(machine.engine().place(PLAN, GROUP)));
        for (final Consumer<TestMachine> each : forgetful) {
            final TestMachine other = new TestMachine(snapshot);
            each.accept(other);
            assertNotEquals(new TestMachine(snapshot).machine.digest(), other.machine.digest());
            assertThrows(AssertionError.class, () -> checkSameForever(new TestMachine(snapshot), other, 5));
        }
    }

    /** Indexes are not part of the state, so what a node says of them must not be either. */
    @Test
    void answersThatTellHowANodeWorksAreNotPartOfTheState() throws IOException {
        final TestMachine machine = TestMachine.configured(SETTINGS);
        final long demand =
                machine.engine().define(Demand.builder().cpuUnits(1).memoryMib(1).build());
        final long[] plans = new long[3];
        final List<String> chains = List.of("binpack(memory)", "binpack(cpu)", "spread(attribute:rack)");
        for (int index = 0; index < plans.length; index++) {
            plans[index] = machine.engine().plan(demand, Chain.parse(chains.get(index)));
        }
        machine.engine().dropPlan(plans[0]);
        final TestMachine restored = new TestMachine(machine.snapshot());
        final byte[] ask = new TestRequest(1, 2, 1).explainPlan(plans[2]).bytes();
        final Answer one = machine.apply(10, ask);
        final Answer other = restored.apply(10, ask);
        assertEquals(PlanAnswerDecoder.TEMPLATE_ID, one.kind(0));
        assertFalse(Arrays.equals(one.bytes, other.bytes), "both nodes serve the plan in the same way");
        assertArrayEquals(machine.snapshot(), restored.snapshot());
        assertEquals(Refusal.STATE, machine.apply(10, ask).refusal(0));
        assertEquals(Refusal.STATE, restored.apply(10, ask).refusal(0));
        final byte[] two =
                new TestRequest(1, 3, 2).explainPlan(plans[2]).digest().bytes();
        assertEquals(Refusal.ARGUMENT, machine.apply(10, two).refusal(0));
        restored.apply(10, two);
        assertArrayEquals(machine.snapshot(), restored.snapshot());
    }

    // ---- bytes that are not a snapshot -----------------------------------------------------------------------------

    private static void checkRefused(final byte[] snapshot, final EnumSet<Problem> problems) {
        final SnapshotException refused = assertThrows(SnapshotException.class, () -> new TestMachine(snapshot));
        assertTrue(problems.contains(refused.problem()), refused::toString);
    }

    @Test
    void aSnapshotThatIsCutIsRefused() {
        final byte[] snapshot = lively().snapshot();
        for (int length = 0; length < snapshot.length; length++) {
            checkRefused(Arrays.copyOf(snapshot, length), EnumSet.of(Problem.TORN));
        }
    }

    @Test
    void aSnapshotWithAFlippedBitIsRefused() {
        final byte[] snapshot = lively().snapshot();
        final SplittableRandom random = new SplittableRandom(3);
        for (int at = 0; at < snapshot.length; at++) {
            final byte[] flipped = snapshot.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            checkRefused(flipped, EnumSet.of(Problem.CORRUPT, Problem.TORN, Problem.FOREIGN, Problem.TOO_NEW));
        }
    }

    @Test
    void whatIsSomethingElseIsRefused() {
        checkRefused(new byte[1_000], EnumSet.of(Problem.CORRUPT));
        final byte[] other = lively().snapshot();
        final int schemaIdAt = 8 + 4;
        other[schemaIdAt]++;
        checkRefused(resealed(other), EnumSet.of(Problem.FOREIGN));
        final byte[] later = lively().snapshot();
        later[schemaIdAt + 2]++;
        checkRefused(resealed(later), EnumSet.of(Problem.TOO_NEW));
    }

    /** Shows what the test above does not notice: damage with a right checksum. What is impossible is refused. */
    @Test
    void damageWithARightChecksumIsTakenIfItIsPossible() throws IOException {
        final byte[] snapshot = lively().snapshot();
        final int appliedAt = 8 + 8;
        snapshot[appliedAt] += 1;
        final TestMachine wrong = new TestMachine(resealed(snapshot));
        assertEquals(lively().machine.applied() + 1, wrong.machine.applied());
        snapshot[appliedAt] = 0;
        checkRefused(resealed(snapshot), EnumSet.of(Problem.CORRUPT));
    }

    /** Puts the checksums of the machine's own part right. */
    private static byte[] resealed(final byte[] snapshot) {
        final ByteBuffer frames = ByteBuffer.wrap(snapshot).order(ByteOrder.LITTLE_ENDIAN);
        final CRC32C checksum = new CRC32C();
        int at = 0;
        int kind;
        do {
            final int length = frames.getInt(at);
            checksum.update(snapshot, at, 4);
            checksum.update(snapshot, at + 8, length);
            frames.putInt(at + 4, (int) checksum.getValue());
            kind = frames.getShort(at + 8 + 2);
            at += 8 + length;
        } while (kind != SnapshotEndDecoder.TEMPLATE_ID);
        return snapshot;
    }
}
