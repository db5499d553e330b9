package dev.berth.bench.workload;

import dev.berth.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The workload of a {@linkplain BenchmarkCase case} at a size, drawn from a seed: the fleet, every request shape,
 * every policy, and the stream of operations of the churn.
 *
 * <p>A <em>request</em> is a shape with a {@linkplain Policy policy}: {@code policy * shapeCount + shape}.
 *
 * <p>The stream has a fixed length and is read cyclically; it is too long to be learned by a branch predictor.
 *
 * <p>Immutable by convention: readers share the arrays.
 */
public final class Workload {
    /** The length of the stream of operations, a power of two. */
    public static final int STREAM_LENGTH = 1 << 20;

    /** The group that churns where one group alone does. */
    public static final int MEMBER_GROUP = 0;

    /** The group of the tasks that stay where one group alone churns. */
    public static final int BACKGROUND_GROUP = 1;

    /** The group of tasks that are put where a case with constraints and a background needs them. */
    public static final int ANCHOR_GROUP = 2;

    private final BenchmarkCase row;
    private final long seed;
    private final Fleet fleet;
    private final Pools pools;
    private final List<Policy> policies = new ArrayList<>();
    private final int churnedPolicies;
    private final int backgroundPolicy;
    private final RequestMix churned;
    private final RequestMix background;
    private final int shapeCount;
    private final int[] cpuUnits;
    private final int[] memoryMib;
    private final int[] gpus;
    private final int[] eniSlots;
    private final int groups;
    private final int[] requests;
    private final int[] requestGroups;
    private final int[] refusedRequests;

    /**
     * Draws a workload.
     *
     * @param row the case.
     * @param instances number of instances, 1 or more.
     * @param seed of every draw.
     */
    public Workload(final BenchmarkCase row, final int instances, final long seed) {
        this.row = row;
        this.seed = seed;
        final SplittableRandom seeds = new SplittableRandom(seed);
        fleet = new Fleet(row.fleet(), instances, seeds.nextLong());
        groups = row.groups(instances);
        churned = RequestMix.of(row.mix(), seeds.nextLong());
        background = RequestMix.of(BenchmarkCase.BACKGROUND_MIX, seeds.nextLong());
        final List<RequestMix> mixes = new ArrayList<>(List.of(churned));
        if (row.hasBackground()) {
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
        eniSlots = new int[shapeCount];
        copyShapes(mixes);
        requests = new int[STREAM_LENGTH];
        requestGroups = new int[STREAM_LENGTH];
        refusedRequests = new int[refused == null ? 0 : STREAM_LENGTH];
        final long streamSeed = seeds.nextLong();
        pools = new Pools(row, fleet, seeds.nextLong());
        addChurnedPolicies();
        churnedPolicies = policies.size();
        backgroundPolicy = policies.size();
        if (row.hasBackground()) {
            final Chain chain = row.constrained() == null ? BenchmarkCase.BACKGROUND_CHAIN : row.chains().get(0);
            policies.add(new Policy(chain, Policy.ANYWHERE));
        }
        if (isRefusedByPool()) {
            policies.add(new Policy(row.chains().get(0), 0));
        }
        drawStream(new SplittableRandom(streamSeed), refused);
    }

    private boolean isRefusedByPool() {
        return row.measuresRefusals() && pools.count() > 0;
    }

    private void addChurnedPolicies() {
        for (final Chain chain : row.chains()) {
            if (pools.count() == 0 || isRefusedByPool()) {
                policies.add(new Policy(chain, Policy.ANYWHERE));
            } else {
                for (int pool = 0; pool < pools.count(); pool++) {
                    policies.add(new Policy(chain, pool));
                }
            }
        }
    }

    private void copyShapes(final List<RequestMix> mixes) {
        int shape = 0;
        for (final RequestMix mix : mixes) {
            for (int i = 0; i < mix.size(); i++, shape++) {
                cpuUnits[shape] = mix.cpuUnits(i);
                memoryMib[shape] = mix.memoryMib(i);
                gpus[shape] = mix.gpus(i);
                eniSlots[shape] = mix.eniSlots(i);
            }
        }
    }

    private void drawStream(final SplittableRandom random, final RequestMix refused) {
        final int refusedPolicy = isRefusedByPool() ? policies.size() - 1 : 0;
        for (int i = 0; i < STREAM_LENGTH; i++) {
            requests[i] = request(i % churnedPolicies, churned.draw(random));
            requestGroups[i] = row.hasBackground() ? MEMBER_GROUP : random.nextInt(groups);
            if (refused != null) {
                refusedRequests[i] = request(refusedPolicy, shapeCount - refused.size() + refused.draw(random));
            }
        }
    }

    private int request(final int policy, final int shape) {
        return policy * shapeCount + shape;
    }

    /**
     * Draws a request as the churn makes them.
     *
     * @param random the source.
     * @param index of the operation, which decides which of alternating policies it gets.
     * @return a request.
     */
    public int drawChurned(final SplittableRandom random, final int index) {
        return request(index % churnedPolicies, churned.draw(random));
    }

    /**
     * Draws a request of the background.
     *
     * @param random the source.
     * @return a request.
     */
    public int drawBackground(final SplittableRandom random) {
        return request(backgroundPolicy, churned.size() + background.draw(random));
    }

    /**
     * Returns the requests that the background is drawn from.
     *
     * @return the requests by size, the smallest first.
     */
    int[] backgroundRequests() {
        final int[] all = new int[background.size()];
        Arrays.setAll(all, shape -> request(backgroundPolicy, churned.size() + shape));
        return all;
    }

    /**
     * Returns the least request of the background that asks as much as any request that churns.
     *
     * @return a request.
     */
    int roomyRequest() {
        final int cpu = Arrays.stream(cpuUnits, 0, churned.size()).max().orElseThrow();
        final int memory = Arrays.stream(memoryMib, 0, churned.size()).max().orElseThrow();
        return Arrays.stream(backgroundRequests())
                .filter(request -> cpuUnits[request % shapeCount] >= cpu && memoryMib[request % shapeCount] >= memory)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the case.
     *
     * @return as given.
     */
    public BenchmarkCase row() {
        return row;
    }

    /**
     * Returns the seed.
     *
     * @return as given.
     */
    public long seed() {
        return seed;
    }

    /**
     * Returns the instances.
     *
     * @return the fleet.
     */
    public Fleet fleet() {
        return fleet;
    }

    /**
     * Returns the instances that constraints admit.
     *
     * @return no pools in cases without constraints.
     */
    public Pools pools() {
        return pools;
    }

    /**
     * Returns the policies that requests name.
     *
     * @return the policies by index, those that churn first.
     */
    public List<Policy> policies() {
        return policies;
    }

    /**
     * Returns how many of the policies are those of requests that churn.
     *
     * @return 1 or more.
     */
    public int churnedPolicies() {
        return churnedPolicies;
    }

    /**
     * Returns the number of request shapes.
     *
     * @return 1 or more.
     */
    public int shapeCount() {
        return shapeCount;
    }

    /**
     * Returns the CPU units by shape.
     *
     * @return the column itself.
     */
    public int[] cpuUnits() {
        return cpuUnits;
    }

    /**
     * Returns the MiB by shape.
     *
     * @return the column itself.
     */
    public int[] memoryMib() {
        return memoryMib;
    }

    /**
     * Returns the GPUs by shape.
     *
     * @return the column itself.
     */
    public int[] gpus() {
        return gpus;
    }

    /**
     * Returns the task network slots by shape.
     *
     * @return the column itself.
     */
    public int[] eniSlots() {
        return eniSlots;
    }

    /**
     * Returns the host port that a shape asks for.
     *
     * @param shape 0..shapeCount − 1.
     * @return a port, 0 for none.
     */
    public int port(final int shape) {
        return shape < churned.size() ? pools.port() : 0;
    }

    /**
     * Returns the name of a group, as the engine knows it.
     *
     * @param group 0..groups − 1.
     * @return the name.
     */
    public static String groupName(final int group) {
        return "service:" + group;
    }

    /**
     * Returns the number of groups.
     *
     * @return 1 or more.
     */
    public int groups() {
        return groups;
    }

    /**
     * Answers whether the tasks of a group churn.
     *
     * @param group 0..groups − 1.
     * @return false for the background and for anchors.
     */
    public boolean churns(final int group) {
        return !row.hasBackground() || group == MEMBER_GROUP;
    }

    /**
     * Returns which request is placed, by operation.
     *
     * @return the stream itself.
     */
    public int[] requests() {
        return requests;
    }

    /**
     * Returns the group of the request, by operation.
     *
     * @return the stream itself.
     */
    public int[] requestGroups() {
        return requestGroups;
    }

    /**
     * Returns requests that no instance can take, by operation.
     *
     * @return the stream itself; empty if the case measures no refusals.
     */
    public int[] refusedRequests() {
        return refusedRequests;
    }

    /**
     * Returns a limit on tasks that filling the fleet stays below.
     *
     * @return a count.
     */
    public int maxTasks() {
        final double tasks = row.hasBackground() && row.isConstrained()
                ? Math.max(fitting(churned, 0), fitting(background, churned.size()))
                : fitting(churned, 0);
        return (int) (1_000 + 1.2 * tasks) + row.members(fleet.size());
    }

    private double fitting(final RequestMix mix, final int firstShape) {
        return Math.min(
                fleet.totalMemoryMib() / mean(mix, firstShape, memoryMib),
                fleet.totalCpuUnits() / mean(mix, firstShape, cpuUnits));
    }

    /**
     * Returns the mean memory of the requests that churn.
     *
     * @return MiB.
     */
    double meanMemoryMib() {
        return mean(churned, 0, memoryMib);
    }

    private double mean(final RequestMix mix, final int firstShape, final int[] column) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int[] drawn = new int[10_000];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = column[firstShape + mix.draw(random)];
        }
        return Arrays.stream(drawn).average().orElseThrow();
    }
}
