package dev.berth.bench.policy;

import dev.berth.CandidateOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The instances among which a policy chooses, in the order of their numbers: on a fixed fleet all of them, and if bins
 * open on demand, those with a task. A bin whose last task departed is closed and never used again, as in the
 * literature of dynamic bin packing.
 *
 * <p>On a fixed fleet nothing is stored. With bins, a placement or departure costs O(1), and O(bins) if it opens or
 * closes one.
 */
public final class OpenInstances {
    private static final int TRIES = 64;

    private final ClusterView cluster;
    private ClusterView.Candidates candidates;
    private int[] bins = new int[16];
    private int size;

    /**
     * Begins with a cluster without tasks.
     *
     * @param cluster the cluster.
     */
    public OpenInstances(final ClusterView cluster) {
        this.cluster = cluster;
        size = cluster.opensBins() ? 0 : cluster.size();
    }

    /**
     * Hears that a task was placed.
     *
     * @param instance where it is.
     */
    public void placed(final int instance) {
        if (!cluster.opensBins() || cluster.tasksOn(instance) != 1) {
            return;
        }
        final int at = ~Arrays.binarySearch(bins, 0, size, instance);
        if (size == bins.length) {
            bins = Arrays.copyOf(bins, 2 * size);
        }
        System.arraycopy(bins, at, bins, at + 1, size - at);
        bins[at] = instance;
        size++;
    }

    /**
     * Hears that a task departed.
     *
     * @param instance where it was.
     */
    public void departed(final int instance) {
        if (cluster.opensBins() && cluster.tasksOn(instance) == 0) {
            final int at = Arrays.binarySearch(bins, 0, size, instance);
            System.arraycopy(bins, at + 1, bins, at, --size - at);
        }
    }

    /**
     * Returns the number of open instances.
     *
     * @return 0 or more.
     */
    public int size() {
        return size;
    }

    /**
     * Returns an open instance.
     *
     * @param index 0..size − 1.
     * @return its number.
     */
    public int get(final int index) {
        return cluster.opensBins() ? bins[index] : index;
    }

    /**
     * Returns where an instance is, or would be.
     *
     * @param instance the number of an instance, open or not; −1 is allowed.
     * @return the index of the first open instance with this or a greater number; {@link #size()} if there is none.
     */
    public int indexFrom(final int instance) {
        if (!cluster.opensBins()) {
            return Math.max(0, Math.min(instance, size));
        }
        final int at = Arrays.binarySearch(bins, 0, size, instance);
        return at < 0 ? ~at : at;
    }

    /**
     * Looks for an instance from an index on, once round. On a fixed fleet a refusal costs one step of the candidates,
     * and a placement as many looks as instances are met on which the request does not fit.
     *
     * @param request what is asked.
     * @param index where to begin, 0..size.
     * @return the first instance that fits, or {@link Policy#NONE}.
     */
    public int firstFrom(final Request request, final int index) {
        int at = index;
        for (int i = 0; i < size; i++) {
            at = at < size ? at : 0;
            final int instance = get(at++);
            if (cluster.fits(request, instance)) {
                return instance;
            }
            if (i == TRIES && fitNowhere(request)) {
                return Policy.NONE;
            }
        }
        return Policy.NONE;
    }

    /**
     * Draws an instance, uniformly among those on which a request fits. If {@value #TRIES} draws from all do not find
     * one, the instances that fit are counted, and one of them is drawn.
     *
     * @param request what is asked.
     * @param random the source of the draws.
     * @return an instance that fits, or {@link Policy#NONE}.
     */
    public int draw(final Request request, final SplittableRandom random) {
        for (int i = 0; i < TRIES && size > 0; i++) {
            final int instance = get(random.nextInt(size));
            if (cluster.fits(request, instance)) {
                return instance;
            }
        }
        if (fitNowhere(request)) {
            return Policy.NONE;
        }
        int fitting = 0;
        for (int i = 0; i < size; i++) {
            fitting += cluster.fits(request, get(i)) ? 1 : 0;
        }
        int rank = fitting == 0 ? 0 : random.nextInt(fitting);
        for (int i = 0; i < size; i++) {
            if (cluster.fits(request, get(i)) && rank-- == 0) {
                return get(i);
            }
        }
        return Policy.NONE;
    }

    /**
     * Returns whether a request is known to fit nowhere.
     *
     * @param request what is asked.
     * @return true if it fits on no instance of a fixed fleet; always false if bins open on demand.
     */
    public boolean fitNowhere(final Request request) {
        if (cluster.opensBins()) {
            return false;
        }
        // Opened when it is first of use: from then on each change of the cluster costs a change of an index.
        candidates = candidates == null ? cluster.candidates(CandidateOrder.ORDINAL) : candidates;
        return candidates.first(request) == Policy.NONE;
    }
}
