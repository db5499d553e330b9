package dev.berth.bench.suite;

/**
 * How long each measurement takes.
 *
 * @param rounds processes for each row, size and contender.
 * @param warmups iterations before.
 * @param iterations measured.
 * @param millis of an iteration.
 * @param latencyMillis of latency sampling, in the last process of the engine.
 */
record Effort(int rounds, int warmups, int iterations, int millis, int latencyMillis) {
    /** The default suite in about seven minutes. */
    static final Effort NORMAL = new Effort(2, 3, 4, 250, 1_000);

    /** Only to see that everything works. */
    static final Effort QUICK = new Effort(1, 1, 2, 100, 100);
}
