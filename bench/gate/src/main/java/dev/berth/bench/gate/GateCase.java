package dev.berth.bench.gate;

import dev.berth.WorkCounters;

/**
 * A workload that the gate can measure: what one operation is, and how to get to the state in which it is measured.
 *
 * <p>Found by {@link java.util.ServiceLoader}: name the class in the resource
 * {@code META-INF/services/dev.berth.bench.gate.GateCase}, and give it a public constructor without parameters.
 *
 * <p>The same seed must lead to the same operations and answers in every process; nothing may depend on a clock, an
 * identity hash code, or the order of a hash table of such.
 */
public interface GateCase {
    /**
     * The name in tables.
     *
     * @return lower-case letters, digits and hyphens, unique among the cases.
     */
    String name();

    /**
     * Comes to the steady state. Not measured. Called once in a process, before all else.
     *
     * @param seed everything random follows from it.
     */
    void setUp(long seed);

    /**
     * One operation, such as to release one task and place one. Must not allocate, and reads no clock.
     *
     * @return something that depends on the answer; the gate hashes it.
     */
    long operation();

    /**
     * Work since the last reset in this process, typically {@code engine.work()}.
     *
     * @return exact counters, or null if this case counts none.
     */
    default WorkCounters work() {
        return null;
    }

    /** Checks the state after the last operation: nothing is lost, nothing drifts. Throws IllegalStateException. */
    default void tearDown() {}
}
