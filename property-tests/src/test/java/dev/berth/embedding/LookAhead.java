package dev.berth.embedding;

import dev.berth.CandidateOrder;
import dev.berth.Candidates;
import dev.berth.PlacementEngine;
import dev.berth.Reason;

/** A policy that is no chain: of the tightest instances by memory, it takes the one with the least CPU left. */
final class LookAhead implements AutoCloseable {
    static final int INSTANCES = 16;

    private final PlacementEngine engine;
    private final Candidates tightest;

    LookAhead(final PlacementEngine engine) {
        this.engine = engine;
        tightest = engine.candidates(CandidateOrder.MEMORY_RISING);
    }

    /** Places a task of a plan that asks these amounts. */
    long place(final long plan, final long group, final int cpuUnits, final int memoryMib) {
        int best = Candidates.NONE;
        int left = INSTANCES;
        for (int at = tightest.first(cpuUnits, memoryMib); at != Candidates.NONE && left > 0; at = tightest.next()) {
            if (engine.canPlaceOn(plan, group, at) == PlacementEngine.DONE) {
                final boolean isFirst = best == Candidates.NONE;
                best = isFirst || engine.remainingCpuUnits(at) < engine.remainingCpuUnits(best) ? at : best;
                left--;
            }
        }
        return best == Candidates.NONE ? Reason.NOTHING_ELIGIBLE.code() : engine.placeOn(plan, group, best);
    }

    @Override
    public void close() {
        tightest.close();
    }
}
