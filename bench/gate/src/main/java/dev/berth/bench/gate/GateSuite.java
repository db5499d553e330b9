package dev.berth.bench.gate;

import java.util.List;

/**
 * A family of cases that are generated rather than written one by one, such as the cases of a benchmark suite at
 * several sizes.
 *
 * <p>{@link java.util.ServiceLoader} finds it: name the class in the resource
 * {@code META-INF/services/dev.berth.bench.gate.GateSuite}, and give it a public constructor without parameters. If a
 * single {@link GateCase} is registered too, it replaces the cases that suites name for counting and timing; all cases
 * of the suites can still be asked for by name.
 */
public interface GateSuite {
    /**
     * Returns every case that can be asked for. Creating a case must cost next to nothing; {@link GateCase#setUp} does
     * the work.
     *
     * @return new cases with different names.
     */
    List<GateCase> cases();

    /**
     * Returns the names of the cases that tiers 0 to 2 measure if nothing else is asked for.
     *
     * @return some of the names of {@link #cases()}.
     */
    List<String> counted();

    /**
     * Returns the names of the cases that tier 3 measures if nothing else is asked for.
     *
     * @return some of the names of {@link #cases()}.
     */
    List<String> timed();
}
