package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.cluster.internal.codec.EventDecoder;
import dev.berth.cluster.internal.codec.EventEncoder;
import dev.berth.cluster.internal.codec.EventKind;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The events of a client against a model of the service, over a session that drops events and ends. */
class EventStreamTest {
    @Test
    void eachNumberComesOnceInOrderOrIsToldAsLost() {
        long lost = 0;
        long resubscribed = 0;
        for (int seed = 0; seed < 300; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final boolean keepsAll = seed % 3 == 0;
            final World world =
                    new World(keepsAll ? 3_000 : 1 + random.nextInt(50), random.nextInt(3));
            final int losses = 1 + random.nextInt(20);
            for (int i = 0; i < 3_000; i++) {
                world.step(random.nextInt(losses) == 0 ? random.nextInt(World.STEPS) : random.nextInt(4));
            }
            world.finish();
            assertTrue(!keepsAll || world.stream.lost() == 0, "nothing is lost that the service keeps");
            lost += world.stream.lost();
            resubscribed += world.subscriptions;
        }
        assertTrue(lost > 1_000 && resubscribed > 1_000);
    }

    @Test
    void aListenerThatIsSlowGetsTheRestWhenItHasCaughtUp() {
        final World world = new World(100_000, 1);
        world.isSlow = true;
        while (world.connection() > 0) {
            // until the subscription is answered
        }
        for (int i = 0; i < 10_000; i++) {
            world.happen();
            world.connection();
        }
        assertFalse(world.stream.wantsSubscription(world.now), "the queue is full");
        world.isSlow = false;
        world.finish();
        assertEquals(10_000, world.seen.size());
        assertEquals(0, world.stream.lost());
    }

    @Test
    void anExceptionOfTheListenerEndsNothing() {
        final List<Throwable> errors = new ArrayList<>();
        final EventStream stream = new EventStream(
                event -> {
                    throw new IllegalStateException("planted");
                },
                1,
                errors::add);
        stream.onEvent(event(1), 0);
        stream.onEvent(event(2), 0);
        assertEquals(2, stream.deliver());
        assertEquals(0, stream.deliver());
        assertEquals(2, errors.size());
    }

    /** Shows what the check of the listener is worth: it finds a number that is doubled, out of order or missing. */
    @Test
    void planted() {
        for (final long[] numbers : new long[][] {{1, 1}, {1, 3}, {2, 1}}) {
            assertThrows(AssertionError.class, () -> {
                final World world = new World(1, 1);
                for (final long number : numbers) {
                    world.see(number, number);
                }
            });
        }
    }

    private static EventDecoder event(final long number) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new EventEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .number(number)
                .handle(3)
                .ordinal(4)
                .kind(EventKind.STOPPED)
                .service("s")
                .task("t")
                .zone("")
                .capacityProvider("p");
        return new EventDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }

    /** An event, or the answer to a subscription. */
    private record Message(long number, int subscription) {}

    /** The service, one session with it, and the listener. */
    private static final class World {
        static final int STEPS = 7;

        private final EventStream stream;
        private final int maxEvents;
        private final ArrayDeque<Message> requests = new ArrayDeque<>();
        private final ArrayDeque<Message> egress = new ArrayDeque<>();
        private final List<Long> seen = new ArrayList<>();
        private boolean subscribed;
        private long last;
        private long expected;
        private long subscriptions;
        private long now;
        private boolean isSlow;

        World(final int maxEvents, final long from) {
            this.maxEvents = maxEvents;
            expected = from;
            stream = new EventStream(
                    new EventListener() {
                        @Override
                        public void onEvent(final ServiceEvent event) {
                            see(event.number(), event.number());
                            assertEquals(
                                    new ServiceEvent(
                                            event.number(), ServiceEvent.Kind.STOPPED, "s", "t", 3, 4, null, "p"),
                                    event);
                            seen.add(event.number());
                        }

                        @Override
                        public void onLost(final long first, final long lastLost) {
                            see(first, lastLost);
                        }
                    },
                    from,
                    error -> {
                        throw new AssertionError(error);
                    });
            if (from > 1) {
                last = from - 1;
            }
        }

        private void see(final long first, final long lastSeen) {
            if (expected != 0) {
                assertEquals(expected, first, "the number that comes next");
            }
            assertTrue(lastSeen >= first);
            expected = lastSeen + 1;
        }

        void step(final int kind) {
            switch (kind) {
                case 0:
                case 1:
                    happen();
                    break;
                case 2:
                    connection();
                    break;
                case 3:
                    connection();
                    deliver();
                    break;
                case 4: // an event or an answer is dropped
                    drop();
                    break;
                case 5: // the session ends
                    egress.clear();
                    requests.clear();
                    subscribed = false;
                    stream.onLeader();
                    break;
                default: // a while of silence
                    now += TimeUnit.SECONDS.toNanos(6);
                    break;
            }
        }

        void happen() {
            last++;
            if (subscribed) {
                egress.add(new Message(last, 0));
            }
        }

        private void drop() {
            final Message message = egress.poll();
            if (message != null && message.subscription > 0) {
                // The client asks again and gets the answer that was kept, behind what was sent since.
                egress.add(message);
            }
        }

        /** Takes a step of the client, of the service and of the session; returns 0 if there was none to take. */
        int connection() {
            int work = 0;
            if (stream.wantsSubscription(now)) {
                subscriptions++;
                final long from = stream.from();
                requests.add(new Message(from, stream.subscribing(now)));
                work++;
            }
            final Message request = requests.poll();
            if (request != null) {
                work++;
                serve(request);
            }
            final Message message = egress.poll();
            if (message != null) {
                work++;
                if (message.subscription > 0) {
                    stream.subscribed(message.subscription, message.number);
                } else {
                    stream.onEvent(event(message.number), now);
                }
            }
            return work;
        }

        private void serve(final Message request) {
            assertTrue(request.number <= last + 1);
            final long oldest = Math.max(1, last - maxEvents + 1);
            final long first = request.number == 0 ? last + 1 : Math.max(request.number, oldest);
            for (long number = first; number <= last; number++) {
                egress.add(new Message(number, 0));
            }
            subscribed = true;
            egress.add(new Message(first, request.subscription));
        }

        private int deliver() {
            return isSlow ? 0 : stream.deliver();
        }

        /** Runs without losses until the listener has heard of every event. */
        void finish() {
            int idle = 0;
            for (int rounds = 0; idle < 3; rounds++) {
                assertTrue(rounds < 1_000_000, "the stream is stuck");
                if (connection() + deliver() == 0) {
                    now += TimeUnit.SECONDS.toNanos(6);
                    idle += egress.isEmpty() && !stream.wantsSubscription(now - TimeUnit.SECONDS.toNanos(6)) ? 1 : 0;
                } else if (!egress.isEmpty() || !requests.isEmpty()) {
                    idle = 0;
                }
            }
            assertTrue(expected == last + 1 || expected == 0, () -> expected + " of " + last);
        }
    }
}
