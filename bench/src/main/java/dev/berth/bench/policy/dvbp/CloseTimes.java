package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.Request;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;

/** The predicted close time of each bin: the latest predicted departure of what is in it. */
final class CloseTimes {
    private final List<DoubleArrayList> departures = new ArrayList<>();
    private final DoubleArrayList latest = new DoubleArrayList();

    void placed(final Request request, final int bin) {
        while (departures.size() <= bin) {
            departures.add(new DoubleArrayList());
            latest.add(Double.NEGATIVE_INFINITY);
        }
        departures.get(bin).add(request.predictedDepartureDays());
        latest.set(bin, Math.max(latest.get(bin), request.predictedDepartureDays()));
    }

    void departed(final Request request, final int bin) {
        final DoubleArrayList left = departures.get(bin);
        left.remove(request.predictedDepartureDays());
        if (request.predictedDepartureDays() == latest.get(bin)) {
            latest.set(bin, left.isEmpty() ? Double.NEGATIVE_INFINITY : left.max());
        }
    }

    /** Returns the close time of a bin in use, in days. */
    double days(final int bin) {
        return latest.get(bin);
    }
}
