package dev.berth.bench.workload;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.eclipse.collections.api.list.primitive.MutableIntList;
import org.eclipse.collections.api.list.primitive.MutableLongList;
import org.eclipse.collections.impl.factory.primitive.IntLists;
import org.eclipse.collections.impl.factory.primitive.LongLists;

/**
 * A filler of empty clusters. It places what the case draws until the resource that binds is in use to the case's
 * target, or until {@value #MOST_REFUSALS} requests in a row are refused. It then churns: {@value #PAIRS_PER_TASK}
 * times for each task that may go, one of them, drawn, is released and another is placed, so that measuring starts from
 * the steady state and not from a cluster that was only ever filled.
 *
 * <p>Where constraints keep the members of a group to some instances, room for them is held there while the background
 * is placed, a tenth more than they need. The background churns too before they come, so that the instances that the
 * constraints exclude are as ragged as the others.
 */
public final class Filler {
    private static final int MOST_REFUSALS = 2_000;
    private static final int PAIRS_PER_TASK = 2;

    private final Workload workload;
    private final Contender contender;
    private final SplittableRandom random;
    private final Assignment assignment = new Assignment();
    private final MutableLongList handles = LongLists.mutable.empty();
    private final MutableLongList held = LongLists.mutable.empty();
    private long usedCpuUnits;
    private long usedMemoryMib;
    private long usedGpus;
    private long usedEniSlots;

    private Filler(final Workload workload, final Contender contender) {
        this.workload = workload;
        this.contender = contender;
        this.random = new SplittableRandom(workload.seed() ^ 0x5DEECE66DL);
    }

    /**
     * Fills a cluster.
     *
     * @param workload what to place.
     * @param contender that places it; empty beforehand.
     * @return every task that runs now.
     */
    public static Assignment fill(final Workload workload, final Contender contender) {
        final Filler filler = new Filler(workload, contender);
        filler.fill(workload.row());
        filler.churn(false);
        if (filler.areGpusAtTarget()) {
            filler.trim(Workload.MEMBER_GROUP);
        }
        return filler.assignment;
    }

    private void fill(final BenchmarkCase row) {
        if (!row.hasBackground()) {
            placeToTarget(false);
            return;
        }
        if (row.isConstrained()) {
            placeAround(row.constrained());
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

    private void placeAround(final Constrained constrained) {
        placeAnchors(constrained.kind());
        hold(constrained);
        placeToTarget(true);
        churn(true);
        trim(Workload.BACKGROUND_GROUP);
        placeToTarget(true);
        letGo();
        placeMembers();
    }

    /**
     * Releases the last tasks of a group until use is within the case's target, because churning wanders in small
     * cases.
     */
    private void trim(final int group) {
        for (int task = assignment.size() - 1; task >= 0 && isAtTarget(); task--) {
            if (assignment.group(task) == group) {
                contender.release(handles.get(task));
                use(assignment.request(task), -1);
                remove(task);
            }
        }
    }

    private void placeAnchors(final Constrained.Kind kind) {
        for (final int ordinal : workload.pools().drawn()) {
            if (kind == Constrained.Kind.FULL_MEMBERS) {
                for (final int request : descending()) {
                    while (placeOn(request, Workload.ANCHOR_GROUP, ordinal)) {
                        // Fill up to the brim.
                    }
                }
            } else if (kind == Constrained.Kind.BESIDE_GROUP) {
                placeOn(workload.backgroundRequests()[0], Workload.ANCHOR_GROUP, ordinal);
            }
        }
    }

    private int[] descending() {
        final int[] ascending = workload.backgroundRequests();
        final int[] requests = new int[ascending.length];
        Arrays.setAll(requests, i -> ascending[ascending.length - 1 - i]);
        return requests;
    }

    private void hold(final Constrained constrained) {
        if (constrained.kind() == Constrained.Kind.FULL_MEMBERS) {
            return;
        }
        if (constrained.kind() == Constrained.Kind.GPUS) {
            for (final int request : descending()) {
                hold(request, Integer.MAX_VALUE, Integer.MAX_VALUE);
            }
            return;
        }
        final int request = workload.roomyRequest();
        final double members = 1.1 * workload.row().members(workload.fleet().size());
        if (constrained.isExclusive()) {
            hold(request, 1 + (int) members, 1);
        } else {
            final double each = workload.memoryMib()[request % workload.shapeCount()];
            hold(request, 1 + (int) Math.ceil(members * workload.meanMemoryMib() / each), Integer.MAX_VALUE);
        }
    }

    /** Holds room for some requests on the instances that the case is about, in at most so many rounds. */
    private void hold(final int request, final int count, final int rounds) {
        int left = count;
        boolean any = true;
        for (int round = 0; round < rounds && left > 0 && any; round++) {
            any = false;
            for (final int ordinal : workload.pools().drawn()) {
                final long task = left == 0 ? -1 : contender.placeOn(request, Workload.BACKGROUND_GROUP, ordinal);
                if (task >= 0) {
                    held.add(task);
                    use(request, 1);
                    left--;
                    any = true;
                }
            }
        }
    }

    private void letGo() {
        for (int i = 0; i < held.size(); i++) {
            final long task = held.get(i);
            use(contender.shapeOf(task), -1);
            contender.release(task);
        }
        held.clear();
    }

    private void churn(final boolean background) {
        final MutableIntList churning = IntLists.mutable.empty();
        for (int task = 0; task < assignment.size(); task++) {
            final int group = assignment.group(task);
            if (background ? group == Workload.BACKGROUND_GROUP : workload.churns(group)) {
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
            use(assignment.request(task), -1);
            if (!replace(task, (int) i, background)) {
                refused[refusals++] = task;
                churning.set(at, churning.getLast());
                churning.removeAtIndex(churning.size() - 1);
            }
            if (refusals > 0 && replace(refused[refusals - 1], (int) i, background)) {
                churning.add(refused[--refusals]);
            }
        }
        Arrays.sort(refused, 0, refusals);
        while (refusals > 0) {
            remove(refused[--refusals]);
        }
    }

    private void remove(final int task) {
        assignment.remove(task);
        handles.set(task, handles.getLast());
        handles.removeAtIndex(handles.size() - 1);
    }

    private boolean replace(final int task, final int index, final boolean background) {
        final int request =
                background ? workload.drawBackground(random) : workload.drawChurned(random, index);
        final int group = background
                ? Workload.BACKGROUND_GROUP
                : workload.row().hasBackground() ? Workload.MEMBER_GROUP : random.nextInt(workload.groups());
        final long placed = contender.place(request, group);
        if (placed < 0) {
            return false;
        }
        use(request, 1);
        handles.set(task, placed);
        assignment.set(task, contender.instanceOf(placed), request, group);
        return true;
    }

    private void placeToTarget(final boolean background) {
        int refusals = 0;
        for (int i = 0; !isAtTarget() && refusals < MOST_REFUSALS; i++) {
            final boolean placed = background
                    ? place(workload.drawBackground(random), Workload.BACKGROUND_GROUP)
                    : place(workload.drawChurned(random, i), random.nextInt(workload.groups()));
            refusals = placed ? 0 : refusals + 1;
        }
    }

    private boolean isAtTarget() {
        final Fleet fleet = workload.fleet();
        return isAtTarget(usedCpuUnits, fleet.totalCpuUnits())
                || isAtTarget(usedMemoryMib, fleet.totalMemoryMib())
                || areGpusAtTarget()
                || isAtTarget(usedEniSlots, fleet.totalEniSlots());
    }

    private boolean areGpusAtTarget() {
        return isAtTarget(usedGpus, workload.fleet().totalGpus());
    }

    private boolean isAtTarget(final long used, final long total) {
        return used > 0 && used >= workload.row().targetPercent() / 100.0 * total;
    }

    private void placeMembers() {
        final int members = workload.row().members(workload.fleet().size());
        int placed = 0;
        for (int i = 0; placed < members && i < 2 * members; i++) {
            if (areGpusAtTarget()) {
                return;
            }
            if (place(workload.drawChurned(random, i), Workload.MEMBER_GROUP)) {
                placed++;
            }
        }
        if (placed < members) {
            throw new IllegalStateException("case " + workload.row().name() + " has room for " + placed + " of "
                    + members + " members");
        }
    }

    private boolean place(final int request, final int group) {
        return started(contender.place(request, group), request, group);
    }

    private boolean placeOn(final int request, final int group, final int ordinal) {
        return started(contender.placeOn(request, group, ordinal), request, group);
    }

    private boolean started(final long task, final int request, final int group) {
        if (task < 0) {
            return false;
        }
        use(request, 1);
        assignment.add(contender.instanceOf(task), request, group);
        handles.add(task);
        return true;
    }

    private void use(final int request, final int sign) {
        final int shape = request % workload.shapeCount();
        usedCpuUnits += (long) sign * workload.cpuUnits()[shape];
        usedMemoryMib += (long) sign * workload.memoryMib()[shape];
        usedGpus += (long) sign * workload.gpus()[shape];
        usedEniSlots += (long) sign * workload.eniSlots()[shape];
    }
}
