package dev.berth.oracle;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The counts of what a history of services has met, so that a test can require its generator to reach the rare paths.
 */
public final class ServicesCoverage {
    private final Set<ServiceCause> inThisStep = EnumSet.noneOf(ServiceCause.class);
    private final Map<ServiceCause, Integer> stepsWith = new EnumMap<>(ServiceCause.class);
    private int stepsThatWait;
    private int stepsThatWaitForProvider;
    private int stepsThatDivide;
    private int adoptions;
    private int steps;

    ServicesCoverage() {}

    void met(final ServiceCause cause) {
        inThisStep.add(cause);
    }

    void divides() {
        stepsThatDivide++;
    }

    void waitsForProvider() {
        stepsThatWaitForProvider++;
    }

    void adopted() {
        adoptions++;
    }

    void step(final boolean waits) {
        inThisStep.forEach(cause -> stepsWith.merge(cause, 1, Integer::sum));
        inThisStep.clear();
        stepsThatWait += waits ? 1 : 0;
        steps++;
    }

    /**
     * Returns how many tasks a service adopted.
     *
     * @return a count.
     */
    public int adoptions() {
        return adoptions;
    }

    /**
     * Returns how many commands there were.
     *
     * @return a count.
     */
    public int steps() {
        return steps;
    }

    /**
     * Returns in how many commands a task started or stopped for a cause.
     *
     * @param cause any.
     * @return a count.
     */
    public int stepsWith(final ServiceCause cause) {
        return stepsWith.getOrDefault(cause, 0);
    }

    /**
     * Returns after how many commands a service had tasks of two capacity providers that it names.
     *
     * @return a count.
     */
    public int stepsThatDivide() {
        return stepsThatDivide;
    }

    /**
     * Returns after how many commands a task waited for one provider while an instance of another had room for it.
     *
     * @return a count.
     */
    public int stepsThatWaitForProvider() {
        return stepsThatWaitForProvider;
    }

    /**
     * Returns after how many commands a task waited for a place.
     *
     * @return a count.
     */
    public int stepsThatWait() {
        return stepsThatWait;
    }
}
