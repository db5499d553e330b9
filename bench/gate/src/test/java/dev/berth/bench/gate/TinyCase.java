package dev.berth.bench.gate;

import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import dev.berth.WorkCounters;
import java.util.concurrent.locks.LockSupport;

/** A case that is ready at once: a generator of numbers. Its relatives have one fault each, under the same name. */
public class TinyCase implements GateCase {
    private long state;

    /** For the service loader. */
    public TinyCase() {}

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public void setUp(final long seed) {
        state = seed;
    }

    @Override
    public long operation() {
        state = 6_364_136_223_846_793_005L * state + 1_442_695_040_888_963_407L;
        return state >>> 33;
    }

    /** Allocates in one operation of a hundred. */
    public static final class Allocating extends TinyCase {
        private int operations;
        private Object kept = this;

        /** For the service loader. */
        public Allocating() {}

        @Override
        public long operation() {
            if (++operations % 100 == 0) {
                kept = new long[1];
            }
            return super.operation() + (kept == null ? 1 : 0);
        }
    }

    /** Allocates once in ten thousand operations. */
    public static final class Seldom extends TinyCase {
        private int operations;
        private Object kept = this;

        /** For the service loader. */
        public Seldom() {}

        @Override
        public long operation() {
            if (++operations % 10_000 == 0) {
                kept = new long[1];
            }
            return super.operation() + (kept == null ? 1 : 0);
        }
    }

    /** Waits once in sixty-four operations. */
    public static final class Waiting extends TinyCase {
        private int operations;

        /** For the service loader. */
        public Waiting() {}

        @Override
        public long operation() {
            if (++operations % 64 == 0) {
                LockSupport.parkNanos(1);
            }
            return super.operation();
        }
    }

    /** Answers something else. */
    public static final class Answering extends TinyCase {
        /** For the service loader. */
        public Answering() {}

        @Override
        public long operation() {
            return super.operation() + 1;
        }
    }

    /** Loses something. */
    public static final class Losing extends TinyCase {
        /** For the service loader. */
        public Losing() {}

        @Override
        public void tearDown() {
            throw new IllegalStateException("tasks are 3, must be 4");
        }
    }

    /** Never ends. */
    public static final class Hanging extends TinyCase {
        /** For the service loader. */
        public Hanging() {}

        @Override
        public void setUp(final long seed) {
            LockSupport.park();
        }
    }

    /** Counts work, of which there is none. */
    public static final class Counting extends TinyCase {
        private final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(1).build());

        /** For the service loader. */
        public Counting() {}

        @Override
        public WorkCounters work() {
            return engine.work();
        }
    }

    /** Has another name. */
    public static final class Renamed extends TinyCase {
        /** For the service loader. */
        public Renamed() {}

        @Override
        public String name() {
            return "other";
        }
    }
}
