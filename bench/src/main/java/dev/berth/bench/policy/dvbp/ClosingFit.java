package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/** A policy that ranks the bins that fit by their predicted close times. */
abstract class ClosingFit extends RankedFit {
    private final CloseTimes closes = new CloseTimes();

    final double closeDays(final int bin) {
        return closes.days(bin);
    }

    @Override
    public final void placed(final Request request, final int instance, final ClusterView cluster) {
        closes.placed(request, instance);
    }

    @Override
    public final void departed(final Request request, final int instance, final ClusterView cluster) {
        closes.departed(request, instance);
    }
}
