package dev.berth.bench.workload;

import dev.berth.bench.baseline.Contender;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.eclipse.collections.api.list.primitive.MutableIntList;
import org.eclipse.collections.api.list.primitive.MutableLongList;
import org.eclipse.collections.impl.factory.primitive.IntLists;
import org.eclipse.collections.impl.factory.primitive.LongLists;

/**
 * Fills an empty cluster by placing what the row draws until the binding resource, CPU or memory, whichever comes
 * first, is in use to the row's target; or until {@value #MOST_REFUSALS} requests in a row are refused. Then churns:
 * for each task that may go, {@value #PAIRS_PER_TASK} times one of them, drawn, is released and another is placed, so
 * that what is measured afterwards starts from the steady state and not from a cluster that was only ever filled.
 */
public final class Filler {
    private static final int MOST_REFUSALS = 2_000;
    private static final int PAIRS_PER_TASK = 2;

    private final Workload workload;
    private final Contender contender;
    private final SplittableRandom random;
    private final Assignment assignment = new Assignment();
    private final MutableLongList handles = LongLists.mutable.empty();
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
        filler.fill(workload.row());
        filler.churn();
        return filler.assignment;
    }

    private void fill(final Row row) {
        if (!row.hasBackground()) {
            placeToTarget(false);
            return;
        }
        if (row.membersFirst()) {
            placeMembers();
        }
        placeToTarget(true);
        if (!row.membersFirst()) {
            placeMembers();
        }
    }

    private void churn() {
        final MutableIntList churning = IntLists.mutable.empty();
        for (int task = 0; task < assignment.size(); task++) {
            if (workload.churns(assignment.group(task))) {
                churning.add(task);
            }
        }
        final long pairs = (long) PAIRS_PER_TASK * churning.size();
        final int[] refused = new int[churning.size()];
        int refusals = 0;
        for (long i = 0; i < pairs; i++) {
            final int at = random.nextInt(churning.size());
            final int task = churning.get(at);
            contender.release(handles.get(task));
            if (!replace(task, (int) i)) {
                refused[refusals++] = task;
                churning.set(at, churning.getLast());
                churning.removeAtIndex(churning.size() - 1);
            }
            if (refusals > 0 && replace(refused[refusals - 1], (int) i)) {
                churning.add(refused[--refusals]);
            }
        }
        Arrays.sort(refused, 0, refusals);
        while (refusals > 0) {
            assignment.remove(refused[--refusals]);
        }
    }

    private boolean replace(final int task, final int index) {
        final int request = workload.drawChurned(random, index);
        final int group =
                workload.row().hasBackground() ? Workload.MEMBER_GROUP : random.nextInt(workload.groups());
        final long placed = contender.place(request, group);
        if (placed < 0) {
            return false;
        }
        handles.set(task, placed);
        assignment.set(task, contender.instanceOf(placed), request, group);
        return true;
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
        handles.add(task);
        return true;
    }
}
