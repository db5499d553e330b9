package dev.berth.bench.gate;

import dev.berth.WorkCounters;

/**
 * A workload that the gate can measure. It defines one operation, and the state in which operations are measured.
 *
 * <p>{@link java.util.ServiceLoader} finds it: name the class in the resource
 * {@code META-INF/services/dev.berth.bench.gate.GateCase}, and give it a public constructor without parameters.
 *
 * <p>The same seed must lead to the same operations and answers in every process. Nothing may depend on a clock, on an
 * identity hash code, or on the order of a hash table of objects without a {@code hashCode} of their own.
 */
public interface GateCase {
    /**
     * Returns the name of the case in tables.
     *
     * @return lower-case letters, digits and hyphens, unique among the cases.
     */
    String name();

    /**
     * Brings the case to its steady state. The gate calls this once in a process, before all else, and does not measure
     * it.
     *
     * @param seed the seed from which everything random must follow.
     */
    void setUp(long seed);

    /**
     * Carries out one operation, such as to release one task and place one. It must neither allocate nor read a clock.
     *
     * @return a value that depends on the answer; the gate hashes it.
     */
    long operation();

    /**
     * Returns the work since the last reset in this process, typically {@code engine.work()}.
     *
     * @return exact counters, or null if this case counts none.
     */
    default WorkCounters work() {
        return null;
    }

    /**
     * Checks the state after the last operation; throws an IllegalStateException if something was lost or has drifted.
     */
    default void tearDown() {}
}
