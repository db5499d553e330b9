package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.SplittableRandom;

/**
 * A policy that takes an instance of the highest score. Of several it takes the first in an order of the instances that
 * is drawn once for the run, as the simulator of Weng et al. does, or draws one each time, as Kubernetes does.
 */
abstract class ScoredPolicy implements Policy {
    /** The highest score. */
    static final int MAX = 100;

    /** The thousandths of a whole GPU. */
    static final int MILLI = 1000;

    private final boolean drawsEachTime;
    private int[] order = {};
    private SplittableRandom random = new SplittableRandom();
    private ScoreTable table = new ScoreTable(this::score, 0, 0);

    /**
     * Creates a policy.
     *
     * @param drawsEachTime whether one of the instances of the highest score is drawn at each arrival.
     */
    ScoredPolicy(final boolean drawsEachTime) {
        this.drawsEachTime = drawsEachTime;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        if (cluster.opensBins()) {
            throw new IllegalArgumentException(
                    "a policy of the family gpu chooses among the instances of a fleet; give one that opens bins,"
                            + " or a trace that has a fleet");
        }
        random = new SplittableRandom(seed);
        order = new int[cluster.size()];
        for (int i = 0; i < order.length; i++) {
            final int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        table = new ScoreTable(this::score, trace.shapes().size(), cluster.size());
    }

    /** Returns the score of an instance that can take the request: it follows from the shape and the instance alone. */
    abstract int score(Request request, int instance, ClusterView cluster);

    @Override
    public int place(final Request request, final ClusterView cluster) {
        return oneOfTheHighest(table.of(request, cluster));
    }

    /** Returns an instance of the highest score. */
    final int oneOfTheHighest(final int... scores) {
        int highest = ScoreTable.NONE;
        int instances = 0;
        for (final int score : scores) {
            if (score > highest) {
                highest = score;
                instances = 1;
            } else if (score == highest) {
                instances++;
            }
        }
        if (highest == ScoreTable.NONE) {
            return NONE;
        }
        int skip = drawsEachTime && instances > 1 ? random.nextInt(instances) : 0;
        for (final int i : order) {
            if (scores[i] == highest && skip-- == 0) {
                return i;
            }
        }
        throw new IllegalStateException("no instance has the highest score " + highest);
    }

    /** Returns a number that is drawn. */
    final int draw(final int bound) {
        return random.nextInt(bound);
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        table.changed(instance);
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        table.changed(instance);
    }

    /** Returns the thousandths that are left of all GPUs of an instance. */
    static int gpuMilliLeft(final int instance, final ClusterView cluster) {
        int left = 0;
        for (int gpu = 0; gpu < cluster.gpus(instance); gpu++) {
            left += cluster.gpuMilliLeft(instance, gpu);
        }
        return left;
    }
}
