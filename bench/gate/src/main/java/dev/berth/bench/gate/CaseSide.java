package dev.berth.bench.gate;

import dev.berth.bench.ab.TimedSide;
import java.nio.file.Path;

/**
 * A case of the gate as a side of a comparison within one JVM. {@link CaseLoader} loads this class once for each build.
 */
public final class CaseSide extends TimedSide {
    private GateCase gateCase;

    /** Creates a side that is not set up, for {@link CaseLoader}. */
    public CaseSide() {}

    /**
     * {@inheritDoc} The number of instances and the file are not used, because a case has its own size and finds shared
     * files by a system property.
     */
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

    /** Returns the hash of the answers so far. It stands for the state, which a case does not show. */
    @Override
    public long stateHash() {
        return hash();
    }

    @Override
    public void tearDown() {
        gateCase.tearDown();
    }
}
