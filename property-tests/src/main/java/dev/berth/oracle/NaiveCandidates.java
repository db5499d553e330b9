package dev.berth.oracle;

import dev.berth.CandidateOrder;
import java.util.Comparator;
import java.util.Optional;

/** The walk through candidates, written as a comparison of all instances at each step. */
final class NaiveCandidates {
    private final Oracle oracle;
    private final CandidateOrder order;
    private final Comparator<Place> byPlace;
    private long cpu;
    private long memory;

    /** The place of the last answer, as it was then; null if the walk has not begun or has ended. */
    private Place last;

    private record Place(long amount, int ordinal) {}

    NaiveCandidates(final Oracle oracle, final CandidateOrder order) {
        this.oracle = oracle;
        this.order = order;
        final Comparator<Place> rising = Comparator.comparingLong(Place::amount).thenComparingInt(Place::ordinal);
        final boolean falls = order == CandidateOrder.MEMORY_FALLING || order == CandidateOrder.CPU_FALLING;
        byPlace = falls ? rising.reversed() : rising;
    }

    /** Begins a walk. Returns the first instance, empty if there is none. */
    Optional<OracleInstance> first(final int askedCpu, final int askedMemory) {
        cpu = askedCpu;
        memory = askedMemory;
        return found(oracle.active().stream().filter(this::suffices).min(Comparator.comparing(this::place, byPlace)));
    }

    /** Returns the next instance, empty if there is none. */
    Optional<OracleInstance> next() {
        if (last == null) {
            return Optional.empty();
        }
        return found(oracle.active().stream()
                .filter(this::suffices)
                .filter(instance -> byPlace.compare(place(instance), last) > 0)
                .min(Comparator.comparing(this::place, byPlace)));
    }

    private Optional<OracleInstance> found(final Optional<OracleInstance> instance) {
        last = instance.map(this::place).orElse(null);
        return instance;
    }

    private boolean suffices(final OracleInstance instance) {
        return instance.agentConnected
                && (cpu == 0 || instance.remaining.cpuUnits() >= cpu)
                && (memory == 0 || instance.remaining.memoryMib() >= memory);
    }

    private Place place(final OracleInstance instance) {
        return new Place(
                switch (order) {
                    case MEMORY_RISING, MEMORY_FALLING -> instance.remaining.memoryMib();
                    case CPU_RISING, CPU_FALLING -> instance.remaining.cpuUnits();
                    case ORDINAL -> 0;
                },
                instance.ordinal);
    }
}
