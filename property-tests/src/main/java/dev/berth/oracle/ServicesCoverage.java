package dev.berth.oracle;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a history of services has met, so that a test can say that its generator reached the rare paths. */
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
     * Tasks that a service took over.
     *
     * @return a count.
     */
    public int adoptions() {
        return adoptions;
    }

    /**
     * Commands so far.
     *
     * @return a count.
     */
    public int steps() {
        return steps;
    }

    /**
     * Commands in which a task started or stopped for a cause.
     *
     * @param cause of that.
     * @return a count.
     */
    public int stepsWith(final ServiceCause cause) {
        return stepsWith.getOrDefault(cause, 0);
    }

    /**
     * Commands after which a service had tasks of two capacity providers that it names.
     *
     * @return a count.
     */
    public int stepsThatDivide() {
        return stepsThatDivide;
    }

    /**
     * Commands after which a task was waiting for one provider, and an instance of another had room for it.
     *
     * @return a count.
     */
    public int stepsThatWaitForProvider() {
        return stepsThatWaitForProvider;
    }

    /**
     * Commands after which a task was waiting for a place.
     *
     * @return a count.
     */
    public int stepsThatWait() {
        return stepsThatWait;
    }
}
