package dev.berth.cluster.internal.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.cluster.internal.codec.RequestEncoder;
import dev.berth.cluster.internal.codec.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The window against a model of the service, over a network that loses what a session can lose. */
class RequestWindowTest {
    private static final long CLIENT = 7;
    private static final long TIMEOUT = 100;

    @Test
    void nothingIsSentTwiceWhenNothingIsLost() {
        final World world = new World(8, 1_000, Fault.NONE);
        for (int i = 0; i < 1_000; i++) {
            world.add();
            world.finish();
        }
        assertEquals(0, world.window.resent());
        assertEquals(1_000, world.answered.size());
    }

    /** Tries every order of seven steps, each followed by a run without losses. */
    @Test
    void eachRequestIsCarriedOutOnceWhateverIsLost() {
        final int depth = 7;
        long resent = 0;
        int worlds = 0;
        for (int code = 0; code < pow(World.STEPS, depth); code++) {
            final World world = new World(3, 2, Fault.NONE);
            int rest = code;
            for (int i = 0; i < depth; i++) {
                world.step(rest % World.STEPS);
                rest /= World.STEPS;
            }
            world.finish();
            resent += world.window.resent();
            worlds++;
        }
        assertTrue(resent > worlds / 2, () -> "the orders must contain losses");
    }

    @Test
    void eachRequestIsCarriedOutOnceInLongRuns() {
        long unacknowledged = 0;
        long gaps = 0;
        for (int seed = 0; seed < 200; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final World world = new World(1 + random.nextInt(40), 1 + random.nextInt(40), Fault.NONE);
            final int losses = 1 + random.nextInt(30);
            for (int i = 0; i < 5_000; i++) {
                world.step(random.nextInt(losses) == 0 ? random.nextInt(World.STEPS) : random.nextInt(3));
            }
            world.finish();
            assertTrue(world.answered.size() > 100);
            unacknowledged += world.service.unacknowledged;
            gaps += world.service.gaps;
        }
        assertTrue(unacknowledged > 100 && gaps > 100);
    }

    /** Shows what the checks above are worth: they find a service that is wrong. */
    @Test
    void planted() {
        for (final Fault fault : new Fault[] {Fault.CARRIES_OUT_TWICE, Fault.IGNORES_GAPS}) {
            assertThrows(AssertionError.class, () -> {
                final World world = new World(8, 3, fault);
                final SplittableRandom random = new SplittableRandom(1);
                for (int i = 0; i < 10_000; i++) {
                    world.step(random.nextInt(World.STEPS));
                }
            });
        }
    }

    @Test
    void timeoutDoublesToFourTimesAndAnAnswerResetsIt() {
        final World world = new World(4, 4, Fault.NONE);
        world.add();
        final List<Long> sentAt = new ArrayList<>();
        for (world.now = 0; world.now < 2_000; world.now++) {
            final InFlight<Long> entry = world.window.nextToSend(world.now);
            if (entry != null) {
                sentAt.add(world.now);
                world.window.sent(entry, world.now);
            }
        }
        assertEquals(List.of(0L, 100L, 300L, 700L, 1_100L, 1_500L, 1_900L), sentAt);
        assertEquals(6, world.window.expiries());
        assertNotNull(world.window.onReply(1, 2, Status.DONE, world.now));
        assertEquals(0, world.window.expiries());
        assertNull(world.window.nextToSend(world.now + 10_000));
        assertNull(world.window.onReply(1, 2, Status.DONE, world.now), "a second reply");
    }

    @Test
    void aMalformedRequestLeavesNoGap() {
        final World world = new World(4, 4, Fault.NONE);
        world.add();
        world.add();
        world.send();
        world.send();
        assertEquals(1L, world.window.onReply(1, 1, Status.MALFORMED, 0));
        final InFlight<Long> filler = world.window.nextToSend(0);
        assertEquals(1, filler.sequence());
        assertNull(filler.waiter());
        final RequestDecoder decoder = new RequestDecoder();
        decoder.wrapAndApplyHeader(filler.buffer(), 0, new MessageHeaderDecoder());
        assertEquals(CLIENT, decoder.clientId());
        assertEquals(1, decoder.sequence());
        assertEquals(0, decoder.commands().count());
        assertEquals(filler.length(), decoder.limit());
        world.window.sent(filler, 0);
        assertEquals(2, world.window.nextToSend(0).sequence());
        assertNull(world.window.onReply(1, 2, Status.DONE, 0));
        assertEquals(1, world.window.acknowledged());
    }

    @Test
    void aForgottenClientIsToldByStatusAndByWhatIsExpected() {
        final World byStatus = new World(4, 4, Fault.NONE);
        byStatus.add();
        byStatus.send();
        byStatus.add();
        byStatus.window.onReply(1, 1, Status.UNKNOWN_CLIENT, 0);
        assertTrue(byStatus.window.isForgotten());
        final List<String> drained = new ArrayList<>();
        byStatus.window.drain(entry -> drained.add(entry.sequence() + (entry.wasSent() ? " sent" : " new")));
        assertEquals(List.of("1 sent", "2 new"), drained);
        assertEquals(0, byStatus.window.inFlight());

        final World byGap = new World(4, 4, Fault.NONE);
        byGap.add();
        byGap.finish();
        byGap.add();
        byGap.send();
        byGap.window.onReply(2, 1, Status.OUT_OF_SEQUENCE, 0);
        assertTrue(byGap.window.isForgotten());
    }

    @Test
    void aFullWindowTakesNothing() {
        final World world = new World(3, 3, Fault.NONE);
        for (int i = 0; i < 3; i++) {
            assertFalse(world.window.isFull());
            world.add();
            world.send();
        }
        assertTrue(world.window.isFull());
        assertThrows(IllegalStateException.class, world::add);
        world.window.onReply(2, 3, Status.DONE, 0);
        assertTrue(world.window.isFull(), "the place of a request is free when all before it are answered");
        world.window.onReply(1, 2, Status.DONE, 0);
        assertEquals(1, world.window.inFlight());
        world.window.limit(1);
        assertTrue(world.window.isFull());
    }

    private static int pow(final int base, final int exponent) {
        int result = 1;
        for (int i = 0; i < exponent; i++) {
            result *= base;
        }
        return result;
    }

    private enum Fault {
        NONE,
        CARRIES_OUT_TWICE,
        IGNORES_GAPS
    }

    private record Reply(long sequence, long expected, Status status, long result) {}

    private record Sending(long sequence, long acknowledged, long command) {}

    /** The rules of the service for one client. */
    private static final class Service {
        private final int maxReplies;
        private final Fault fault;
        private final List<Long> carriedOut = new ArrayList<>();
        private final Map<Long, Long> kept = new HashMap<>();
        private long last;
        private long acknowledged;
        private long unacknowledged;
        private long gaps;

        Service(final int maxReplies, final Fault fault) {
            this.maxReplies = maxReplies;
            this.fault = fault;
        }

        Reply apply(final Sending request) {
            while (acknowledged < request.acknowledged) {
                kept.remove(++acknowledged);
            }
            final long sequence = request.sequence;
            if (sequence <= last && fault != Fault.CARRIES_OUT_TWICE) {
                final Long result = kept.get(sequence);
                return result == null
                        ? new Reply(sequence, last + 1, Status.EXPIRED, 0)
                        : new Reply(sequence, last + 1, Status.DONE, result);
            }
            if (sequence > last + 1 && fault != Fault.IGNORES_GAPS) {
                gaps++;
                return new Reply(sequence, last + 1, Status.OUT_OF_SEQUENCE, 0);
            }
            if (kept.size() >= maxReplies) {
                unacknowledged++;
                return new Reply(sequence, last + 1, Status.UNACKNOWLEDGED, 0);
            }
            last = sequence;
            carriedOut.add(request.command);
            final int position = carriedOut.size() - 1;
            assertEquals(position + 1, carriedOut.get(position), () -> "carried out: " + carriedOut);
            kept.put(sequence, 1_000 + request.command);
            return new Reply(sequence, last + 1, Status.DONE, 1_000 + request.command);
        }
    }

    /** A client, a network of one session, and a service. */
    private static final class World {
        static final int STEPS = 7;

        private final RequestWindow<Long> window;
        private final Service service;
        private final UnsafeBuffer request = new UnsafeBuffer(new byte[128]);
        private final RequestDecoder decoder = new RequestDecoder();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final ArrayDeque<Sending> ingress = new ArrayDeque<>();
        private final ArrayDeque<Reply> egress = new ArrayDeque<>();
        private final List<Long> answered = new ArrayList<>();
        private long commands;
        private long now;

        World(final int capacity, final int maxReplies, final Fault fault) {
            window = new RequestWindow<>(CLIENT, 3, 0, capacity, TIMEOUT);
            service = new Service(maxReplies, fault);
        }

        void step(final int kind) {
            now++;
            switch (kind) {
                case 0:
                    if (!window.isFull()) {
                        add();
                    }
                    send();
                    break;
                case 1:
                    serve();
                    break;
                case 2:
                    receive();
                    break;
                case 3: // a reply is dropped, as the service does when the client is slow
                    egress.pollFirst();
                    break;
                case 4: // a request is lost
                    ingress.pollFirst();
                    break;
                case 5: // the session ends: what is on the way is lost, a part of it in the log
                    serve();
                    ingress.clear();
                    egress.clear();
                    window.rewind();
                    break;
                default:
                    now += 2 * TIMEOUT;
                    send();
                    break;
            }
        }

        void add() {
            commands++;
            final RequestEncoder encoder = new RequestEncoder();
            encoder.wrapAndApplyHeader(request, 4, new MessageHeaderEncoder()).commandsCount(1)
                    .next().putCommand(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 0, 8);
            final int end = encoder.limit();
            request.putLong(end, commands);
            window.add(commands, request, 4, end + Long.BYTES - 4);
        }

        boolean send() {
            final InFlight<Long> entry = window.nextToSend(now);
            if (entry == null) {
                return false;
            }
            decoder.wrapAndApplyHeader(entry.buffer(), 0, header);
            assertEquals(CLIENT, decoder.clientId());
            assertEquals(entry.sequence(), decoder.sequence());
            assertEquals(window.acknowledged(), decoder.acknowledged());
            ingress.add(new Sending(
                    decoder.sequence(), decoder.acknowledged(), entry.buffer().getLong(entry.length() - Long.BYTES)));
            window.sent(entry, now);
            return true;
        }

        void serve() {
            final Sending sending = ingress.pollFirst();
            if (sending != null) {
                egress.add(service.apply(sending));
            }
        }

        void receive() {
            final Reply reply = egress.pollFirst();
            if (reply == null) {
                return;
            }
            final Long waiter = window.onReply(reply.sequence, reply.expected, reply.status, now);
            if (waiter != null) {
                assertEquals(Status.DONE, reply.status);
                assertEquals(1_000 + waiter, reply.result, "the reply of another request");
                answered.add(waiter);
            }
        }

        /** Runs without losses until everything is answered, and checks what came of it. */
        void finish() {
            for (int rounds = 0; window.inFlight() > 0; rounds++) {
                assertTrue(rounds < 10_000, "the window is stuck");
                boolean any = false;
                while (send()) {
                    any = true;
                }
                any |= !ingress.isEmpty();
                while (!ingress.isEmpty()) {
                    serve();
                }
                any |= !egress.isEmpty();
                while (!egress.isEmpty()) {
                    receive();
                }
                now += any ? 1 : TIMEOUT;
            }
            assertFalse(window.isForgotten());
            assertEquals(commands, service.carriedOut.size());
            assertEquals(commands, answered.size());
            assertEquals(commands, answered.stream().distinct().count());
        }
    }
}
