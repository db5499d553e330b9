package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.policy.dvbp.Norms.Norm;
import java.util.Collection;
import java.util.List;

/** Worst Fit by L1 as the program has it: the emptiest bin is the only one that is tried. */
final class WorstFitL1Program extends NormWalk {
    WorstFitL1Program(final Collection<String> without) {
        super(Norm.L1, without);
    }

    @Override
    int choose(final Request request, final ClusterView cluster) {
        final List<Step> steps = ascending(cluster);
        if (steps.isEmpty()) {
            return NONE;
        }
        final int emptiest = steps.get(steps.size() - 1).bin();
        return cluster.fits(request, emptiest) ? emptiest : NONE;
    }
}
