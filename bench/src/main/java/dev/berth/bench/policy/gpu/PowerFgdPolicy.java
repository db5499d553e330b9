package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * The policy {@code gpu.PwrFgd}: the sum of the scores of {@code gpu.PWR} and {@code gpu.FGD}, weighted.
 *
 * <p>The scores of PWR are stretched to 0..100 over the instances that can take the request, without fractions; if they
 * are all equal, each is 100. Weights are thousandths. FGD chooses the GPU. Source: Lettich et al., CCGrid 2025.
 */
final class PowerFgdPolicy extends ScoredPolicy {
    private final PowerPolicy power = new PowerPolicy(false);
    private final FgdPolicy fgd = new FgdPolicy(TargetWorkload.PERCENT, false);
    private final int powerWeight;
    private ScoreTable powerTable = new ScoreTable(power::score, 0, 0);
    private ScoreTable fgdTable = new ScoreTable(fgd::score, 0, 0);
    private int[] sums = {};

    /**
     * Creates a policy.
     *
     * @param powerShare the weight of PWR, 0..1.
     */
    PowerFgdPolicy(final double powerShare) {
        super(false);
        powerWeight = (int) Math.round(powerShare * MILLI);
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        power.begin(cluster, trace, seed);
        fgd.begin(cluster, trace, seed);
        powerTable = new ScoreTable(power::score, trace.shapes().size(), cluster.size());
        fgdTable = new ScoreTable(fgd::score, trace.shapes().size(), cluster.size());
        sums = new int[cluster.size()];
    }

    @Override
    int score(final Request request, final int instance, final ClusterView cluster) {
        throw new IllegalStateException("the score of one instance depends on those of the others");
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        final int[] watts = powerTable.of(request, cluster);
        final int[] scores = fgdTable.of(request, cluster);
        int lowest = Integer.MAX_VALUE;
        int highest = ScoreTable.NONE;
        for (final int score : watts) {
            lowest = score == ScoreTable.NONE ? lowest : Math.min(lowest, score);
            highest = Math.max(highest, score);
        }
        for (int i = 0; i < sums.length; i++) {
            final int stretched = highest == lowest ? MAX : (watts[i] - lowest) * MAX / Math.max(1, highest - lowest);
            sums[i] = watts[i] == ScoreTable.NONE
                    ? ScoreTable.NONE
                    : powerWeight * stretched + (MILLI - powerWeight) * scores[i];
        }
        return oneOfTheHighest(sums);
    }

    @Override
    public int gpu(final Request request, final int instance, final ClusterView cluster) {
        return fgd.gpu(request, instance, cluster);
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        powerTable.changed(instance);
        fgdTable.changed(instance);
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        powerTable.changed(instance);
        fgdTable.changed(instance);
    }
}
