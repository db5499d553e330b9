package dev.berth.bench.policy.fit;

import dev.berth.bench.trace.Trace;

/** The check that a trace has the dimensions that a policy compares. */
final class Dimensions {
    private Dimensions() {}

    static IllegalArgumentException noMemory(final Trace trace) {
        return new IllegalArgumentException("the trace has the dimensions " + trace.dimensions()
                + ", must have memory as its second; choose a policy that compares by L1, L2 or Linf");
    }
}
