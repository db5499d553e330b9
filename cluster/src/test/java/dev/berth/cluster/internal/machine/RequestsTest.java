package dev.berth.cluster.internal.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.berth.SnapshotSource;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.RequestEncoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.codec.WelcomeDecoder;
import dev.berth.cluster.internal.machine.TestMachine.Answer;
import dev.berth.cluster.internal.wire.Limits;
import java.lang.management.ManagementFactory;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A test that requests are carried out once, in order, and that replies are kept until acknowledged. */
class RequestsTest {
    private final TestMachine machine = TestMachine.configured(TestMachine.SMALL);
    private final long plan = machine.plan();
    private final long group = machine.engine().group("g");

    private byte[] place(final long client, final long sequence, final long acknowledged) {
        return new TestRequest(client, sequence, acknowledged).place(plan, group).bytes();
    }

    // ---- retries ---------------------------------------------------------------------------------------------------

    /** Sends a request three times, on two sessions; what a network does to a request can be given. */
    private void checkRetries(final UnaryOperator<byte[]> network) {
        final byte[] request = place(1, 2, 0);
        final Answer first = machine.apply(10, request);
        assertEquals(Status.DONE, first.status);
        assertTrue(first.placed(0).task() > 0);
        assertArrayEquals(first.bytes, machine.apply(10, network.apply(request)).bytes);
        assertArrayEquals(first.bytes, machine.apply(11, network.apply(request)).bytes);
        assertEquals(1, machine.engine().taskCount());
    }

    @Test
    void aRetryGetsTheSameBytesAndDoesNothing() {
        checkRetries(request -> request);
    }

    @Test
    void aRetryThatIsNotRecognisedIsCaught() {
        final UnaryOperator<byte[]> forgetful = request -> {
            final byte[] renumbered = request.clone();
            new RequestEncoder()
                    .wrap(new UnsafeBuffer(renumbered), MessageHeaderDecoder.ENCODED_LENGTH)
                    .sequence(3);
            return renumbered;
        };
        assertThrows(AssertionError.class, () -> checkRetries(forgetful));
    }

    // ---- processes of one client -----------------------------------------------------------------------------------

    @Test
    void anotherProcessOfTheClientTakesItsPlace() {
        final byte[] old = place(1, 2, 0);
        machine.apply(10, old);
        final byte[] hello = new TestRequest(1, 0, 0).of(7).hello().bytes();
        assertEquals(2, machine.apply(11, hello).welcome(0).lastSequence());
        assertEquals(Status.UNKNOWN_CLIENT, machine.apply(10, old).status);
        assertEquals(Status.UNKNOWN_CLIENT, machine.apply(10, place(1, 3, 0)).status);
        assertEquals(
                Status.DONE,
                machine.apply(11, new TestRequest(1, 3, 0).of(7).place(plan, group).bytes()).status);
        assertEquals(2, machine.engine().taskCount());
    }

    @Test
    void aLateHelloOfAnEarlierProcessChangesNothing() {
        final byte[] late = TestRequest.hello(1);
        machine.apply(11, new TestRequest(1, 0, 0).of(7).hello().bytes());
        assertEquals(Status.UNKNOWN_CLIENT, machine.apply(10, late).status);
        assertEquals(
                Status.DONE,
                machine.apply(11, new TestRequest(1, 2, 0).of(7).place(plan, group).bytes()).status);
    }

    @Test
    void aLateRequestOfAClientThatHasSaidGoodbyeIsNotCarriedOutAgain() {
        final byte[] request = place(1, 2, 0);
        machine.apply(10, request);
        machine.apply(10, new TestRequest(1, 3, 2).goodbye().bytes());
        machine.apply(11, new TestRequest(1, 0, 0).of(7).hello().bytes());
        machine.apply(11, new TestRequest(1, 1, 0).of(7).bytes());
        assertEquals(Status.UNKNOWN_CLIENT, machine.apply(10, request).status);
        assertEquals(1, machine.engine().taskCount());
    }

    // ---- replies that are kept -------------------------------------------------------------------------------------

    @Test
    void aRetryAfterTheAcknowledgementHasExpired() {
        final byte[] second = place(1, 2, 0);
        machine.apply(10, second);
        machine.apply(10, place(1, 3, 2));
        final Answer expired = machine.apply(10, second);
        assertEquals(Status.EXPIRED, expired.status);
        assertEquals(4, expired.expected);
        assertEquals(0, expired.count());
        assertEquals(Status.DONE, machine.apply(10, place(1, 3, 2)).status);
        assertEquals(2, machine.engine().taskCount());
    }

    @Test
    void aRequestThatComesTooEarlyIsNotCarriedOut() {
        final Answer early = machine.apply(10, place(1, 3, 0));
        assertEquals(Status.OUT_OF_SEQUENCE, early.status);
        assertEquals(2, early.expected);
        assertEquals(3, early.sequence);
        assertEquals(0, machine.engine().taskCount());
        assertEquals(Status.DONE, machine.apply(10, place(1, 2, 0)).status);
        assertEquals(Status.DONE, machine.apply(10, place(1, 3, 0)).status);
    }

    // ---- bounds of what is kept ------------------------------------------------------------------------------------

    @Test
    void unacknowledgedRepliesAreBoundedInNumber() {
        // The reply to Configure is the first of the eight.
        for (int sequence = 2; sequence <= 8; sequence++) {
            assertEquals(Status.DONE, machine.apply(10, place(1, sequence, 0)).status);
        }
        final Answer refused = machine.apply(10, place(1, 9, 0));
        assertEquals(Status.UNACKNOWLEDGED, refused.status);
        assertEquals(9, refused.expected);
        assertEquals(7, machine.engine().taskCount());
        assertEquals(Status.DONE, machine.apply(10, place(1, 9, 1)).status);
        assertEquals(Status.UNACKNOWLEDGED, machine.apply(10, place(1, 10, 1)).status);
        assertEquals(Status.DONE, machine.apply(10, place(1, 3, 1)).status);
        assertEquals(Status.EXPIRED, machine.apply(10, place(1, 1, 0)).status);
    }

    @Test
    void unacknowledgedRepliesAreBoundedInBytes() {
        final TestMachine roomy =
                TestMachine.configured(TestMachine.settings(8, 64).maxReplies(1_000).build());
        long bytes = 0;
        long sequence = 2;
        Answer answer;
        do {
            final TestRequest request = new TestRequest(1, sequence++, 1);
            for (int count = 0; count < Limits.MAX_COMMANDS; count++) {
                request.place(1, 1);
            }
            answer = roomy.apply(10, request.bytes());
            bytes += answer.status == Status.DONE ? answer.bytes.length + Integer.BYTES : 0;
        } while (answer.status == Status.DONE);
        assertEquals(Status.UNACKNOWLEDGED, answer.status);
        assertTrue(bytes <= Limits.MAX_KEPT, bytes + " bytes are kept");
        assertTrue(bytes > Limits.MAX_KEPT - Limits.MAX_MESSAGE, bytes + " bytes are kept");
        assertEquals(
                Status.DONE,
                roomy.apply(10, new TestRequest(1, answer.sequence, answer.sequence - 1).bytes()).status);
    }

    @Test
    void aBatchOfMaximalSizeHasAResultForEachCommand() {
        final TestRequest request = new TestRequest(1, 2, 1);
        for (int count = 0; count < Limits.MAX_COMMANDS; count++) {
            request.bare(999);
        }
        final Answer answer = machine.apply(10, request.bytes());
        assertEquals(Limits.MAX_COMMANDS, answer.count());
        assertTrue(answer.bytes.length <= Limits.MAX_MESSAGE);
        assertEquals(Refusal.UNKNOWN_COMMAND, answer.refusal(0));
        int tooLarge = 0;
        for (int index = 0; index < Limits.MAX_COMMANDS; index++) {
            tooLarge += answer.refusal(index) == Refusal.REPLY_TOO_LARGE ? 1 : 0;
        }
        assertTrue(tooLarge > 0 && tooLarge < Limits.MAX_COMMANDS, tooLarge + " of the results are too large");
        final TestRequest larger = new TestRequest(1, 3, 2);
        for (int count = 0; count <= Limits.MAX_COMMANDS; count++) {
            larger.bare(999);
        }
        final Answer refused = machine.apply(10, larger.bytes());
        assertEquals(Status.MALFORMED, refused.status);
        assertEquals(3, refused.expected);
        assertEquals(1, refused.clientId);
    }

    // ---- clients ---------------------------------------------------------------------------------------------------

    @Test
    void aClientIsWelcomedOnce() {
        machine.apply(10, place(1, 2, 0));
        final Answer again = machine.apply(12, TestRequest.hello(1));
        final WelcomeDecoder welcome = again.welcome(0);
        assertEquals(2, welcome.lastSequence());
        assertEquals(8, welcome.maxReplies());
        assertEquals(Flag.YES, welcome.configured());
        assertEquals(3, again.expected);
        assertEquals(0, machine.apply(12, TestRequest.hello(2)).welcome(0).lastSequence());
    }

    @Test
    void anUnknownClientIsRefused() {
        final Answer refused = machine.apply(10, place(99, 1, 0));
        assertEquals(Status.UNKNOWN_CLIENT, refused.status);
        assertEquals(0, refused.expected);
        assertEquals(99, refused.clientId);
        assertEquals(0, machine.engine().taskCount());
    }

    @Test
    void oneClientMoreEvictsTheOneThatIsSilentLongest() {
        final TestMachine three =
                TestMachine.configured(TestMachine.settings(8, 64).maxClients(3).build());
        three.apply(12, TestRequest.hello(2));
        three.apply(13, TestRequest.hello(3));
        three.machine.sessionClosed(13);
        three.machine.sessionClosed(12);
        three.apply(14, TestRequest.hello(4));
        // Client 1 is silent longest, and has an open session.
        assertEquals(Status.UNKNOWN_CLIENT, three.apply(12, new TestRequest(2, 1, 0).bytes()).status);
        three.apply(15, TestRequest.hello(5));
        assertEquals(Status.UNKNOWN_CLIENT, three.apply(13, new TestRequest(3, 1, 0).bytes()).status);
        // All have open sessions now.
        three.apply(16, TestRequest.hello(6));
        assertEquals(Status.UNKNOWN_CLIENT, three.apply(10, new TestRequest(1, 2, 0).bytes()).status);
        for (long client = 4; client <= 6; client++) {
            assertEquals(Status.DONE, three.apply(10 + client, new TestRequest(client, 1, 0).bytes()).status);
        }
    }

    @Test
    void aClientThatComesBackOnAnotherSessionIsNotTakenForGone() {
        final TestMachine two =
                TestMachine.configured(TestMachine.settings(8, 64).maxClients(2).build());
        two.apply(12, TestRequest.hello(2));
        two.machine.sessionClosed(12);
        two.apply(20, new TestRequest(1, 2, 0).bytes());
        two.machine.sessionClosed(10);
        two.apply(13, TestRequest.hello(3));
        assertEquals(Status.DONE, two.apply(20, new TestRequest(1, 3, 0).bytes()).status);
        assertEquals(Status.UNKNOWN_CLIENT, two.apply(12, new TestRequest(2, 1, 0).bytes()).status);
    }

    @Test
    void goodbyeForgetsTheClient() {
        machine.apply(10, TestRequest.hello(2));
        final Answer refused =
                machine.apply(10, new TestRequest(2, 1, 0).goodbye().digest().bytes());
        assertEquals(Refusal.ARGUMENT, refused.refusal(0));
        assertEquals("Goodbye is one of 2 commands, must come alone", refused.message(0));
        final byte[] goodbye = new TestRequest(2, 2, 0).goodbye().bytes();
        assertEquals(0, machine.apply(10, goodbye).value(0));
        assertEquals(Status.UNKNOWN_CLIENT, machine.apply(10, goodbye).status);
        assertEquals(Status.DONE, machine.apply(10, new TestRequest(1, 2, 0).bytes()).status);
    }

    @Test
    void commandsBeforeConfigureAreRefused() {
        final TestMachine fresh = new TestMachine();
        fresh.apply(10, TestRequest.hello(1));
        final Answer answer = fresh.apply(
                10, new TestRequest(1, 1, 0).place(1, 1).tick().hello().digest().bytes());
        assertEquals(Refusal.NOT_CONFIGURED, answer.refusal(0));
        assertEquals(Refusal.NOT_CONFIGURED, answer.refusal(1));
        assertEquals(Refusal.ARGUMENT, answer.refusal(2));
        assertEquals(2, answer.digest(3).applied());
        fresh.machine.tick();
        assertEquals(3, fresh.machine.applied());
        assertTrue(fresh.intervals.isEmpty());
    }

    // ---- memory ----------------------------------------------------------------------------------------------------

    /** An output that counts, and allocates if it is told to. */
    private static final class Counter implements Output {
        private boolean isWasteful;
        private long bytes;
        private Object last = "";

        @Override
        public void send(final long session, final DirectBuffer buffer, final int offset, final int length) {
            bytes += length;
            if (isWasteful) {
                last = new long[] {bytes};
            }
        }

        @Override
        public void tickEvery(final long millis) {}

        @Override
        public void diverged(final String message) {
            throw new AssertionError(message);
        }
    }

    private long allocated(
            final PlacementMachine steady, final UnsafeBuffer request, final int length, final int from) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final RequestEncoder fields = new RequestEncoder().wrap(request, MessageHeaderDecoder.ENCODED_LENGTH);
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int sequence = from; sequence < from + 10_000; sequence++) {
            fields.sequence(sequence).acknowledged(Math.max(1, sequence - 4));
            steady.apply(10, request, 0, length);
            steady.apply(11, request, 0, length);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void placingAllocatesNothing() throws Exception {
        final Counter counter = new Counter();
        final PlacementMachine steady =
                PlacementMachine.restore(counter, SnapshotSource.of(machine.snapshot()));
        final byte[] bytes = new TestRequest(1, 2, 0)
                .place(plan, group)
                .place(plan, group)
                .release(12)
                .bytes();
        final UnsafeBuffer request = new UnsafeBuffer(bytes);
        allocated(steady, request, bytes.length, 2);
        // When compiled code is given up, the virtual machine allocates objects that the code had done without.
        final long stray = 10_000;
        final long steadily = allocated(steady, request, bytes.length, 10_002);
        assertTrue(steadily < stray, steadily + " bytes were allocated for 20,000 requests");
        counter.isWasteful = true;
        assertTrue(allocated(steady, request, bytes.length, 20_002) > stray);
    }
}
