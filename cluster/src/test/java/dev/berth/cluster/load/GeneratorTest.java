package dev.berth.cluster.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** The figures of the generator for a server that is known exactly, on a clock that the test moves. */
class GeneratorTest {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SERVICE_TIME = 20 * MICRO;
    private static final long STALL = 100 * MILLI;
    private static final double RATE = 10_000;
    private static final int REQUESTS = 10_000;

    private long now;

    /** A server that takes 20 µs for a request, one after the other, and stands still once for 100 ms. */
    private final class Server implements Target {
        private final int room;
        private final long stallAt;
        private final Queue<long[]> inFlight = new ArrayDeque<>();
        private long freeAt;
        private int most;

        Server(final int room, final long stallAt) {
            this.room = room;
            this.stallAt = stallAt;
        }

        @Override
        public boolean send(final long number) {
            if (inFlight.size() == room) {
                return false;
            }
            long begin = Math.max(now, freeAt);
            if (begin >= stallAt && begin < stallAt + STALL) {
                begin = stallAt + STALL;
            }
            freeAt = begin + SERVICE_TIME;
            inFlight.add(new long[] {number, freeAt});
            most = Math.max(most, inFlight.size());
            return true;
        }

        @Override
        public int poll(final LongConsumer replies) {
            int answered = 0;
            while (!inFlight.isEmpty() && inFlight.peek()[1] <= now) {
                replies.accept(inFlight.remove()[0]);
                answered++;
            }
            return answered;
        }
    }

    private Generator generator(final Target target) {
        return new Generator(target, () -> now, () -> now += MICRO);
    }

    @Test
    void withoutAStallEveryRequestTakesTheTimeOfTheServer() {
        final Latencies found = generator(new Server(1, Long.MAX_VALUE)).open(RATE, 0, REQUESTS);
        assertEquals(REQUESTS, found.count());
        assertEquals(SERVICE_TIME, found.longestNanos(), 2 * MICRO);
        assertEquals(0, found.held());
    }

    /** Requires a tenth of the requests to show the stall, since a tenth is due while the server stands still. */
    @Test
    void aStallShowsInTheRequestsThatWereDueMeanwhile() {
        for (final int room : new int[] {1, 256, REQUESTS}) {
            now = 0;
            checkStall(generator(new Server(room, 500 * MILLI)).open(RATE, 0, REQUESTS));
        }
    }

    private static void checkStall(final Latencies found) {
        assertEquals(REQUESTS, found.count());
        assertEquals(STALL, found.longestNanos(), MILLI);
        assertEquals(STALL, found.longestGapNanos(), MILLI);
        assertEquals(SERVICE_TIME, found.nanosAt(50), 2 * MICRO);
        // During the stall 1,000 requests pile up. The server is rid of them after another 25 ms, in which 250 come.
        assertTrue(found.nanosAt(99) > 80 * MILLI, "p99 is " + found.nanosAt(99));
        assertTrue(found.nanosAt(95) > 40 * MILLI, "p95 is " + found.nanosAt(95));
    }

    /** Plants a generator that waits for the reply and counts from when it sent, so one request shows the stall. */
    @Test
    void aGeneratorThatOmitsWhatItDidNotSendIsCaught() {
        final Server server = new Server(1, 500 * MILLI);
        final Latencies omitting = new Latencies();
        final long[] sentAt = {0};
        for (int number = 0; number < REQUESTS; number++) {
            now = Math.max(now, new Schedule(0, RATE).dueNanos(number));
            sentAt[0] = now;
            assertTrue(server.send(number));
            while (server.poll(answered -> omitting.record(sentAt[0], now)) == 0) {
                now += MICRO;
            }
        }
        assertEquals(STALL, omitting.longestNanos(), MILLI);
        assertTrue(omitting.nanosAt(99.9) < 2 * SERVICE_TIME, "p99.9 is " + omitting.nanosAt(99.9));
        boolean isCaught = false;
        try {
            checkStall(omitting);
        } catch (final AssertionError e) {
            isCaught = true;
        }
        assertTrue(isCaught, "the omission passes for a measurement");
    }

    @Test
    void requestsWithoutRoomAreHeldAndCountFromWhenTheyWereDue() {
        final Latencies found = generator(new Server(1, 500 * MILLI)).open(RATE, 0, REQUESTS);
        assertTrue(found.held() > 1_000, "held are " + found.held());
        now = 0;
        assertEquals(0, generator(new Server(REQUESTS, 500 * MILLI)).open(RATE, 0, REQUESTS).held());
    }

    @Test
    void theWarmUpIsSentAndNotRecorded() {
        final Latencies found = generator(new Server(REQUESTS, 50 * MILLI)).open(RATE, 5_000, REQUESTS);
        assertEquals(REQUESTS, found.count());
        assertEquals(SERVICE_TIME, found.longestNanos(), 2 * MICRO);
    }

    @Test
    void aClosedLoopKeepsItsWindowFullAndFindsTheThroughputOfTheServer() {
        final Server server = new Server(REQUESTS, Long.MAX_VALUE);
        final double perSecond = generator(server).closed(32, 1_000 * MILLI);
        assertEquals(1e9 / SERVICE_TIME, perSecond, 100);
        assertEquals(32, server.most);
        assertTrue(server.inFlight.isEmpty());
    }
}
