package dev.berth.bench.suite;

/**
 * The length of a measurement.
 *
 * @param rounds the number of processes for the engine in each case and size; every other contender has one.
 * @param warmups the number of iterations before those that are measured.
 * @param iterations the number of iterations that are measured, in each process.
 * @param millis the length of an iteration, in milliseconds.
 * @param latencyMillis the length of latency sampling in the last process of the engine, in milliseconds.
 */
record Effort(int rounds, int warmups, int iterations, int millis, int latencyMillis) {
    /** The length with which the default suite takes about seven minutes. */
    static final Effort NORMAL = new Effort(2, 3, 4, 250, 1_000);

    /** The length that suffices to see that everything works; its figures mean little. */
    static final Effort QUICK = new Effort(1, 1, 2, 100, 100);
}
