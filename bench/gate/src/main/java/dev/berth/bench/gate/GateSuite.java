package dev.berth.bench.gate;

import java.util.List;

/**
 * A family of cases that are made rather than written one by one, such as rows of a benchmark suite at several sizes.
 *
 * <p>Found by {@link java.util.ServiceLoader}: name the class in the resource
 * {@code META-INF/services/dev.berth.bench.gate.GateSuite}, and give it a public constructor without parameters. Where
 * a single {@link GateCase} is registered too, it takes the place of what the suites name as counted and timed; the
 * cases of the suites can still be asked for by name.
 */
public interface GateSuite {
    /**
     * Returns every case that can be asked for. To make one must cost next to nothing: {@link GateCase#setUp} does the
     * work.
     *
     * @return new cases, each of another name.
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
