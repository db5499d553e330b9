package dev.berth.cluster.load;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The generator of load, driven by one thread that both sends and receives.
 *
 * <p>The time of a request in {@link #open} counts from when it was due and not from when it was sent. Otherwise a
 * server that stops for a second would delay one request, and the thousands that would have come meanwhile would be
 * missing from the percentiles (coordinated omission; Tene, "How NOT to measure latency").
 */
final class Generator {
    private final Target target;
    private final LongSupplier nanoClock;
    private final Runnable idle;

    /**
     * Creates a generator.
     *
     * @param target the receiver of the load.
     * @param nanoClock the clock, in nanoseconds.
     * @param idle what is done when nothing is due and nothing has arrived.
     */
    Generator(final Target target, final LongSupplier nanoClock, final Runnable idle) {
        this.target = target;
        this.nanoClock = nanoClock;
        this.idle = idle;
    }

    /**
     * Keeps a number of requests in flight for a time, and then waits for the last reply.
     *
     * @param window the number of requests in flight.
     * @param nanos the time.
     * @return requests answered in a second.
     */
    double closed(final int window, final long nanos) {
        final Counter counter = new Counter();
        final long begin = nanoClock.getAsLong();
        long now = begin;
        long sent = 0;
        while (now - begin < nanos) {
            while (sent - counter.replies < window && target.send(sent)) {
                sent++;
            }
            if (target.poll(counter) == 0) {
                idle.run();
            }
            now = nanoClock.getAsLong();
        }
        final long replies = counter.replies;
        while (counter.replies < sent) {
            if (target.poll(counter) == 0) {
                idle.run();
            }
        }
        return replies * 1e9 / (now - begin);
    }

    /**
     * Sends each request when it is due, or as soon after that as there is room, and waits for the last reply.
     *
     * @param perSecond the requests due in a second.
     * @param warmUp the number of requests that come before those recorded.
     * @param count the number of requests recorded.
     * @return the latencies.
     */
    Latencies open(final double perSecond, final long warmUp, final long count) {
        final long all = warmUp + count;
        final Recorder recorder = new Recorder(new Schedule(nanoClock.getAsLong(), perSecond), warmUp);
        long sent = 0;
        long held = -1;
        while (recorder.replies < all) {
            final long now = nanoClock.getAsLong();
            boolean hasRoom = true;
            while (hasRoom && sent < all && recorder.schedule.dueNanos(sent) <= now) {
                hasRoom = target.send(sent);
                if (hasRoom) {
                    sent++;
                } else if (held != sent) {
                    held = sent;
                    recorder.latencies.recordHeld();
                }
            }
            if (target.poll(recorder) == 0) {
                idle.run();
            }
        }
        return recorder.latencies;
    }

    /** A counter of replies. */
    private static final class Counter implements LongConsumer {
        private long replies;

        @Override
        public void accept(final long number) {
            replies++;
        }
    }

    /** A recorder of replies. */
    private final class Recorder implements LongConsumer {
        private final Latencies latencies = new Latencies();
        private final Schedule schedule;
        private final long warmUp;
        private long replies;

        Recorder(final Schedule schedule, final long warmUp) {
            this.schedule = schedule;
            this.warmUp = warmUp;
        }

        @Override
        public void accept(final long number) {
            replies++;
            if (number >= warmUp) {
                latencies.record(schedule.dueNanos(number), nanoClock.getAsLong());
            }
        }
    }
}
