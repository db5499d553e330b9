package dev.berth.bench.workload;

import dev.berth.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A {@linkplain Row row} at a size, drawn from a seed: the fleet, every request shape, every chain, and the stream of
 * operations of the churn.
 *
 * <p>A <em>request</em> is a shape with a chain: {@code chain * shapeCount + shape}.
 *
 * <p>The stream has a fixed length and is read cyclically; it is too long to be learned by a branch predictor.
 *
 * <p>Immutable by convention: readers share the arrays.
 */
public final class Workload {
    /** Length of the stream of operations, a power of two. */
    public static final int STREAM_LENGTH = 1 << 20;

    /** The group that churns where only one does. */
    public static final int MEMBER_GROUP = 0;

    /** The group of the tasks that stay where only one group churns. */
    public static final int BACKGROUND_GROUP = 1;

    private final Row row;
    private final long seed;
    private final Fleet fleet;
    private final List<Chain> chains;
    private final RequestMix churned;
    private final RequestMix background;
    private final int shapeCount;
    private final int[] cpuUnits;
    private final int[] memoryMib;
    private final int[] gpus;
    private final int groups;
    private final int[] picks;
    private final int[] requests;
    private final int[] requestGroups;
    private final int[] refusedRequests;

    /**
     * Draws a workload.
     *
     * @param row what.
     * @param instances how many instances, 1 or more.
     * @param seed of every draw.
     */
    public Workload(final Row row, final int instances, final long seed) {
        this.row = row;
        this.seed = seed;
        final SplittableRandom seeds = new SplittableRandom(seed);
        fleet = new Fleet(row.fleet(), instances, seeds.nextLong());
        groups = row.groups(instances);
        chains = new ArrayList<>(row.chains());
        churned = RequestMix.of(row.mix(), seeds.nextLong());
        background = RequestMix.of(Row.BACKGROUND_MIX, seeds.nextLong());
        final List<RequestMix> mixes = new ArrayList<>(List.of(churned));
        if (row.hasBackground()) {
            chains.add(Row.BACKGROUND_CHAIN);
            mixes.add(background);
        }
        final RequestMix refused = row.measuresRefusals() ? RequestMix.of(row.refused(), seeds.nextLong()) : null;
        if (refused != null) {
            mixes.add(refused);
        }
        shapeCount = mixes.stream().mapToInt(RequestMix::size).sum();
        cpuUnits = new int[shapeCount];
        memoryMib = new int[shapeCount];
        gpus = new int[shapeCount];
        copyShapes(mixes);
        picks = new int[STREAM_LENGTH];
        requests = new int[STREAM_LENGTH];
        requestGroups = new int[STREAM_LENGTH];
        refusedRequests = new int[refused == null ? 0 : STREAM_LENGTH];
        drawStream(new SplittableRandom(seeds.nextLong()), refused);
    }

    private void copyShapes(final List<RequestMix> mixes) {
        int shape = 0;
        for (final RequestMix mix : mixes) {
            for (int i = 0; i < mix.size(); i++, shape++) {
                cpuUnits[shape] = mix.cpuUnits(i);
                memoryMib[shape] = mix.memoryMib(i);
                gpus[shape] = mix.gpus(i);
            }
        }
    }

    private void drawStream(final SplittableRandom random, final RequestMix refused) {
        final int alternating = row.chains().size();
        for (int i = 0; i < STREAM_LENGTH; i++) {
            picks[i] = random.nextInt();
            requests[i] = request(i % alternating, churned.draw(random));
            requestGroups[i] = row.hasBackground() ? MEMBER_GROUP : random.nextInt(groups);
            if (refused != null) {
                refusedRequests[i] = request(0, shapeCount - refused.size() + refused.draw(random));
            }
        }
    }

    private int request(final int chain, final int shape) {
        return chain * shapeCount + shape;
    }

    /**
     * Draws a request as the churn makes them.
     *
     * @param random the source.
     * @param index of the operation, which decides which of alternating chains it gets.
     * @return a request.
     */
    public int drawChurned(final SplittableRandom random, final int index) {
        return request(index % row.chains().size(), churned.draw(random));
    }

    /**
     * Draws a request of the background.
     *
     * @param random the source.
     * @return a request.
     */
    public int drawBackground(final SplittableRandom random) {
        return request(chains.size() - 1, churned.size() + background.draw(random));
    }

    /**
     * The row.
     *
     * @return as given.
     */
    public Row row() {
        return row;
    }

    /**
     * The seed.
     *
     * @return as given.
     */
    public long seed() {
        return seed;
    }

    /**
     * The instances.
     *
     * @return the fleet.
     */
    public Fleet fleet() {
        return fleet;
    }

    /**
     * The chains that requests name.
     *
     * @return by index.
     */
    public List<Chain> chains() {
        return chains;
    }

    /**
     * How many request shapes there are.
     *
     * @return 1 or more.
     */
    public int shapeCount() {
        return shapeCount;
    }

    /**
     * CPU units by shape.
     *
     * @return the column itself.
     */
    public int[] cpuUnits() {
        return cpuUnits;
    }

    /**
     * MiB by shape.
     *
     * @return the column itself.
     */
    public int[] memoryMib() {
        return memoryMib;
    }

    /**
     * GPUs by shape.
     *
     * @return the column itself.
     */
    public int[] gpus() {
        return gpus;
    }

    /**
     * How many groups there are.
     *
     * @return 1 or more.
     */
    public int groups() {
        return groups;
    }

    /**
     * Whether the tasks of a group churn.
     *
     * @param group 0..groups − 1.
     * @return false for the background.
     */
    public boolean churns(final int group) {
        return !row.hasBackground() || group == MEMBER_GROUP;
    }

    /**
     * Which task is released, by operation: 32 random bits, to be scaled to the number of running tasks.
     *
     * @return the stream itself.
     */
    public int[] picks() {
        return picks;
    }

    /**
     * Which request is placed, by operation.
     *
     * @return the stream itself.
     */
    public int[] requests() {
        return requests;
    }

    /**
     * The group of the request, by operation.
     *
     * @return the stream itself.
     */
    public int[] requestGroups() {
        return requestGroups;
    }

    /**
     * Requests that no instance can take, by operation.
     *
     * @return the stream itself; empty where the row measures no refusals.
     */
    public int[] refusedRequests() {
        return refusedRequests;
    }

    /**
     * A limit on tasks that filling the fleet stays below.
     *
     * @return a count.
     */
    public int maxTasks() {
        final double perTask = Math.min(
                (double) fleet.totalMemoryMib() / mean(memoryMib), (double) fleet.totalCpuUnits() / mean(cpuUnits));
        return (int) (1_000 + 1.2 * perTask) + row.members(fleet.size());
    }

    private double mean(final int[] column) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int[] drawn = new int[10_000];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = column[churned.draw(random)];
        }
        return Arrays.stream(drawn).average().orElseThrow();
    }
}
