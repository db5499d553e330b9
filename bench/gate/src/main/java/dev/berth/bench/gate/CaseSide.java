package dev.berth.bench.gate;

import dev.berth.bench.ab.TimedSide;
import java.nio.file.Path;

/** A case of the gate as one of two builds in one JVM. {@link CaseLoader} loads it once for each build. */
public final class CaseSide extends TimedSide {
    private GateCase gateCase;

    /** For {@link CaseLoader}. */
    public CaseSide() {}

    /** {@inheritDoc} A case has its own size, and shares files by a system property. */
    @Override
    public void setUp(final String name, final int instances, final long seed, final Path file) {
        Thread.currentThread().setContextClassLoader(CaseSide.class.getClassLoader());
        gateCase = GateCases.load().named(name);
        gateCase.setUp(seed);
    }

    @Override
    protected long operation() {
        return gateCase.operation();
    }

    @Override
    public long checksum(final int operations) {
        run(operations);
        return hash();
    }

    /** A case does not show its state; the hash of its answers so far depends on it. */
    @Override
    public long stateHash() {
        return hash();
    }

    @Override
    public void tearDown() {
        gateCase.tearDown();
    }
}
