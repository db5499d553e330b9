package dev.berth.bench.workload;

import dev.berth.bench.baseline.Contender;
import java.util.SplittableRandom;

/**
 * Fills an empty cluster by placing what the row draws until the binding resource, CPU or memory, whichever comes
 * first, is in use to the row's target; or until {@value #MOST_REFUSALS} requests in a row are refused.
 */
public final class Filler {
    private static final int MOST_REFUSALS = 2_000;

    private final Workload workload;
    private final Contender contender;
    private final SplittableRandom random;
    private final Assignment assignment = new Assignment();
    private long usedCpuUnits;
    private long usedMemoryMib;

    private Filler(final Workload workload, final Contender contender) {
        this.workload = workload;
        this.contender = contender;
        this.random = new SplittableRandom(workload.seed() ^ 0x5DEECE66DL);
    }

    /**
     * Fills a cluster.
     *
     * @param workload what to place.
     * @param contender places it; empty beforehand.
     * @return every task that runs now.
     */
    public static Assignment fill(final Workload workload, final Contender contender) {
        final Filler filler = new Filler(workload, contender);
        final Row row = workload.row();
        if (!row.hasBackground()) {
            filler.placeToTarget(false);
            return filler.assignment;
        }
        if (row.membersFirst()) {
            filler.placeMembers();
        }
        filler.placeToTarget(true);
        if (!row.membersFirst()) {
            filler.placeMembers();
        }
        return filler.assignment;
    }

    private void placeToTarget(final boolean background) {
        final double target = workload.row().targetPercent() / 100.0;
        final double cpuTarget = target * workload.fleet().totalCpuUnits();
        final double memoryTarget = target * workload.fleet().totalMemoryMib();
        int refusals = 0;
        for (int i = 0; usedCpuUnits < cpuTarget && usedMemoryMib < memoryTarget && refusals < MOST_REFUSALS; i++) {
            final boolean placed = background
                    ? place(workload.drawBackground(random), Workload.BACKGROUND_GROUP)
                    : place(workload.drawChurned(random, i), random.nextInt(workload.groups()));
            refusals = placed ? 0 : refusals + 1;
        }
    }

    private void placeMembers() {
        final int members = workload.row().members(workload.fleet().size());
        int placed = 0;
        for (int i = 0; placed < members && i < 2 * members; i++) {
            if (place(workload.drawChurned(random, i), Workload.MEMBER_GROUP)) {
                placed++;
            }
        }
        if (placed < members) {
            throw new IllegalStateException("row " + workload.row().name() + " has room for " + placed + " of "
                    + members + " members");
        }
    }

    private boolean place(final int request, final int group) {
        final long task = contender.place(request, group);
        if (task < 0) {
            return false;
        }
        final int shape = request % workload.shapeCount();
        usedCpuUnits += workload.cpuUnits()[shape];
        usedMemoryMib += workload.memoryMib()[shape];
        assignment.add(contender.instanceOf(task), request, group);
        return true;
    }
}
