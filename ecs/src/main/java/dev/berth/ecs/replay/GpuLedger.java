package dev.berth.ecs.replay;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The GPUs of one instance: which are free, and which task holds each of the others.
 *
 * <p>A task that was loaded may lack some of the GPUs that it asks for; it is then owed them. Ids that are given back
 * go to the task that has been owed one the longest, so that no GPU is free while a task is owed one.
 */
final class GpuLedger {
    private final List<String> ids;
    private final BitSet free = new BitSet();
    private final BitSet held = new BitSet();
    private final Deque<Share> owed = new ArrayDeque<>();

    GpuLedger(final List<String> ids, final List<String> freeIds) {
        this.ids = ids;
        final Map<String, Integer> positions = new HashMap<>();
        ids.forEach(id -> positions.put(id, positions.size()));
        freeIds.forEach(id -> free.set(positions.get(id)));
    }

    /** The GPUs that one task holds, and the number that it is owed. */
    static final class Share {
        /** The share of a task that asks for no GPU. */
        static final Share NONE = new Share();

        private final BitSet gpus = new BitSet();
        private int missing;

        private Share() {}

        /** Returns how many GPUs the task holds. */
        int size() {
            return gpus.cardinality();
        }

        /** Returns all that two shares must have in common to be equal. */
        List<Object> content() {
            return List.of(gpus.stream().boxed().toList(), missing);
        }
    }

    /** Takes free GPUs in the order of registration; the task is owed those that are missing. */
    Share take(final int count) {
        if (count == 0) {
            return Share.NONE;
        }
        final Share share = new Share();
        for (int gpu = free.nextSetBit(0); gpu >= 0 && share.size() < count; gpu = free.nextSetBit(gpu + 1)) {
            free.clear(gpu);
            give(share, gpu);
        }
        share.missing = count - share.size();
        if (share.missing > 0) {
            owed.add(share);
        }
        return share;
    }

    /** Returns how many GPUs are neither free nor held by a task. */
    int unassigned() {
        return ids.size() - free.cardinality() - held.cardinality();
    }

    /** Takes GPUs that are neither free nor held by a task, in the order of registration. */
    Share takeUnassigned(final int count) {
        if (count == 0) {
            return Share.NONE;
        }
        final Share share = new Share();
        for (int gpu = 0; gpu < ids.size() && share.size() < count; gpu++) {
            if (!free.get(gpu) && !held.get(gpu)) {
                give(share, gpu);
            }
        }
        return share;
    }

    void giveBack(final Share share) {
        if (share.missing > 0) {
            owed.remove(share);
        }
        for (int gpu = share.gpus.nextSetBit(0); gpu >= 0; gpu = share.gpus.nextSetBit(gpu + 1)) {
            held.clear(gpu);
            final Share shortest = owed.peek();
            if (shortest == null) {
                free.set(gpu);
                continue;
            }
            give(shortest, gpu);
            if (--shortest.missing == 0) {
                owed.remove();
            }
        }
    }

    /** Returns the ids of the free GPUs, in the order of registration. */
    List<String> free() {
        return free.stream().mapToObj(ids::get).toList();
    }

    /** Returns the ids of all GPUs, in the order of registration. */
    List<String> ids() {
        return ids;
    }

    /** Returns the shares that are owed some, in the order in which they are served. */
    List<Object> queue() {
        return owed.stream().<Object>map(Share::content).toList();
    }

    private void give(final Share share, final int gpu) {
        share.gpus.set(gpu);
        held.set(gpu);
    }
}
