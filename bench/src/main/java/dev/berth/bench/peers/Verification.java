package dev.berth.bench.peers;

import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A check of every answer of a peer against a plain account: the task that is released runs, and the task that is
 * placed fits on its instance at that moment, after all that the step releases and all that it placed before. The first
 * some thousand answers are compared with what a scan of all instances would have chosen in the same state.
 */
final class Verification {
    /** The largest number of comparisons of a task with an instance. */
    private static final long SCANNED = 400_000_000L;

    private static final int MOST_COMPARED = 5_000;

    private final Ledger ledger;
    private final int mostCompared;
    private long verified;
    private long refused;
    private int compared;
    private int best;
    private long left;
    private long exactLeft;
    private int refusedThoughFits;
    private String violation;

    private Verification(final Workload workload, final Packing packing, final Assignment start) {
        ledger = new Ledger(workload, packing, start);
        mostCompared =
                (int) Math.min(MOST_COMPARED, Math.max(1, SCANNED / workload.fleet().size()));
    }

    static Verification of(final Workload workload, final Packing packing, final Assignment start, final Path answers)
            throws IOException {
        final Verification verification = new Verification(workload, packing, start);
        try (AnswerFile file = new AnswerFile(answers)) {
            while (verification.violation == null && file.next()) {
                verification.step(file);
            }
        }
        return verification;
    }

    private void step(final AnswerFile step) {
        for (int i = 0; i < step.size() && violation == null; i++) {
            final int task = step.released(i);
            if (ledger.isRunning(task)) {
                ledger.release(task);
            } else {
                violation = "task " + task + " is released, but does not run";
            }
        }
        for (int i = 0; i < step.size() && violation == null; i++) {
            answer(step.shape(i), step.answer(i));
        }
    }

    private void answer(final int shape, final int instance) {
        if (!ledger.isShape(shape)) {
            violation = "task " + ledger.nextTask() + " is of shape " + shape + ", which there is not";
        } else if (instance == AnswerFile.REFUSED) {
            refuse(shape);
        } else if (!ledger.isInstance(instance)) {
            violation = "task " + ledger.nextTask() + " is placed on instance " + instance + ", which there is not";
        } else if (!ledger.fits(shape, instance)) {
            violation = "task " + ledger.nextTask() + " takes " + ledger.demand(shape) + ", but is placed on "
                    + ledger.describe(instance);
        } else {
            place(shape, instance);
        }
    }

    private void refuse(final int shape) {
        if (refused + verified < mostCompared && ledger.exactLeft(shape) >= 0) {
            refusedThoughFits++;
        }
        refused++;
        ledger.refuse(shape);
    }

    private void place(final int shape, final int instance) {
        if (refused + verified < mostCompared) {
            final int theirs = ledger.leftAfter(shape, instance);
            final int exact = ledger.exactLeft(shape);
            compared++;
            best += theirs == exact ? 1 : 0;
            left += theirs;
            exactLeft += exact;
        }
        verified++;
        ledger.place(shape, instance);
    }

    /** Returns what is wrong with the first wrong answer, null if there is none. */
    String violation() {
        return violation;
    }

    /** Returns how many placements were checked and found right. */
    long verified() {
        return verified;
    }

    /** Returns how many requests were refused. */
    long refused() {
        return refused;
    }

    /** Returns how many placements were compared with the exact answer. */
    int compared() {
        return compared;
    }

    /** Returns the percentage of them that leave as little as the exact answer. */
    double bestPercent() {
        return 100.0 * best / compared;
    }

    /** Returns the mean of what they leave of the packed resource. */
    double meanLeft() {
        return (double) left / compared;
    }

    /** Returns the mean of what the exact answers would have left. */
    double meanExactLeft() {
        return (double) exactLeft / compared;
    }

    /** Returns how many requests were refused although an instance had room, of as many requests as were compared. */
    int refusedThoughFits() {
        return refusedThoughFits;
    }

    /** Returns how many instances run a task at the end. */
    int inUse() {
        return ledger.inUse();
    }
}
