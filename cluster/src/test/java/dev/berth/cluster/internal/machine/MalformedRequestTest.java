package dev.berth.cluster.internal.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.machine.TestMachine.Answer;
import dev.berth.cluster.internal.wire.SettingsCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A test that requests which are cut or damaged leave the state as it was, or are requests of their own. */
class MalformedRequestTest {
    private final TestMachine machine = TestMachine.configured(TestMachine.SMALL);
    private final long plan = machine.plan();
    private final long group = machine.engine().group("g");
    private final ClusterSettings named =
            TestMachine.settings(8, 64, "disk", "licence").build();

    /** Requests that the client 1 could send next, each with other commands. */
    private List<byte[]> samples() {
        return List.of(
                TestRequest.hello(2),
                new TestRequest(1, 2, 1).place(plan, group).digest().bytes(),
                new TestRequest(1, 2, 0).release(1).check(1, 2).tick().bytes(),
                new TestRequest(1, 2, 1).subscribe(0).unsubscribe().bytes(),
                new TestRequest(1, 2, 1).configure(named).place(plan, group).bytes(),
                new TestRequest(1, 2, 1).goodbye().bytes(),
                new TestRequest(1, 2, 1).bytes());
    }

    // ---- cut -------------------------------------------------------------------------------------------------------

    private void checkMalformed(final byte[] request) {
        final long digest = machine.machine.digest();
        final long applied = machine.machine.applied();
        assertEquals(Status.MALFORMED, machine.apply(10, request).status, () -> Arrays.toString(request));
        assertEquals(applied, machine.machine.applied());
        assertEquals(digest, machine.machine.digest());
    }

    @Test
    void aRequestOfAnyShorterLengthChangesNothing() {
        for (final byte[] sample : samples()) {
            for (int length = 0; length < sample.length; length++) {
                checkMalformed(Arrays.copyOf(sample, length));
            }
        }
    }

    @Test
    void aRequestWithBytesBehindItChangesNothing() {
        for (final byte[] sample : samples()) {
            checkMalformed(Arrays.copyOf(sample, sample.length + 1));
            checkMalformed(Arrays.copyOf(sample, sample.length + 40));
        }
    }

    @Test
    void numbersThatMakeNoSenseChangeNothing() {
        checkMalformed(new TestRequest(1, -1, 0).bytes());
        checkMalformed(new TestRequest(1, 2, 2).bytes());
        checkMalformed(new TestRequest(1, 2, -1).bytes());
        checkMalformed(new TestRequest(1, 0, 0).place(plan, group).bytes());
        checkMalformed(new TestRequest(1, 0, 0).hello().hello().bytes());
        checkMalformed(new TestRequest(1, 0, 0).bytes());
    }

    @Test
    void aRequestThatChangesSomethingIsCaught() {
        for (final byte[] sample : samples()) {
            assertThrows(AssertionError.class, () -> checkMalformed(sample));
        }
    }

    /** Reads a request of a later build, which may have more fields at the end of each part. */
    @Test
    void aRequestOfALaterVersionIsRead() {
        final byte[] later = Arrays.copyOf(new TestRequest(1, 2, 1).digest().bytes(), 100);
        final int versionAt = 6;
        later[versionAt] = (byte) (RequestDecoder.SCHEMA_VERSION + 1);
        assertEquals(Status.DONE, machine.apply(10, later).status);
    }

    // ---- damaged ---------------------------------------------------------------------------------------------------

    /** Answers whether the settings in a request would take much memory; that is for another test. */
    private static boolean isLarge(final byte[] request) {
        final int header = MessageHeaderDecoder.ENCODED_LENGTH;
        final int at = header + RequestDecoder.BLOCK_LENGTH + 4 + 4 + header;
        try {
            return SettingsCodec.read(new UnsafeBuffer(request), at, request[at - header] & 0xFF, 1)
                            .engine()
                            .footprintBytes()
                    > 1 << 24;
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private void checkState(final TestMachine damaged) throws IOException {
        final byte[] snapshot = damaged.snapshot();
        assertArrayEquals(snapshot, new TestMachine(snapshot).snapshot());
        if (damaged.machine.configured() != null) {
            damaged.engine().validate();
        }
    }

    @Test
    void aDamagedRequestIsRefusedOrIsAnother() throws IOException {
        final byte[] state = machine.snapshot();
        final SplittableRandom random = new SplittableRandom(17);
        int skipped = 0;
        final Map<Status, Integer> seen = new EnumMap<>(Status.class);
        for (final byte[] sample : samples()) {
            TestMachine damaged = new TestMachine(state);
            for (int round = 0; round < 600; round++) {
                final byte[] request = sample.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    request[random.nextInt(request.length)] ^= (byte) (1 << random.nextInt(8));
                }
                if (isLarge(request)) {
                    skipped++;
                    continue;
                }
                final boolean isChecked = round % 16 == 0;
                final long digest = isChecked ? damaged.machine.digest() : 0;
                final Answer answer = damaged.apply(10, request);
                seen.merge(answer.status, 1, Integer::sum);
                if (isChecked && answer.status == Status.MALFORMED) {
                    assertEquals(digest, damaged.machine.digest());
                }
                if (isChecked) {
                    checkState(damaged);
                }
                if (answer.status == Status.DONE) {
                    damaged = new TestMachine(state);
                }
            }
            assertEquals(List.of(), damaged.failures);
        }
        assertTrue(seen.keySet().containsAll(List.of(Status.DONE, Status.MALFORMED, Status.UNKNOWN_CLIENT,
                Status.OUT_OF_SEQUENCE)), seen::toString);
        assertTrue(skipped < 300, skipped + " requests were not tried");
    }

    /** Makes a length of a text within a command as wrong as it can be. */
    @Test
    void aLengthWithinACommandIsCheckedBeforeItIsAllocated() {
        final byte[] request = new TestRequest(1, 2, 1).configure(named).bytes();
        final int length = request.length - "licence".length() - 2;
        request[length] = (byte) 0xFF;
        request[length + 1] = (byte) 0xFF;
        final Answer answer = machine.apply(10, request);
        assertEquals("the command has " + (request.length - 48) + " bytes, and one of its fields or lengths reaches"
                + " beyond them", answer.message(0));
        assertEquals(3, answer.expected);
    }
}
