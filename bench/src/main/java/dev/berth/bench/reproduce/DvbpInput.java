package dev.berth.bench.reproduce;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.AzurePacking2020;
import dev.berth.bench.trace.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The events of one trace on one type of machine, with the times in the characters of the file. Immutable.
 */
final class DvbpInput {
    private static final double FINEST_BINARY = 0x1p20;

    private final AzurePacking2020 vms;
    private final Events events;
    private final int scale;
    private final long[] ticks;

    DvbpInput(final AzurePacking2020 vms, final Events events) {
        this.vms = vms;
        this.events = events;
        int decimals = 0;
        for (int i = 0; i < events.size(); i++) {
            decimals = Math.max(decimals, new BigDecimal(timeText(i)).scale());
        }
        scale = decimals;
        ticks = new long[events.size()];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = new BigDecimal(timeText(i)).setScale(scale, RoundingMode.UNNECESSARY)
                    .unscaledValue().longValueExact();
        }
    }

    Events events() {
        return events;
    }

    int size() {
        return events.size();
    }

    boolean isArrival(final int event) {
        return events.event(event) >= 0;
    }

    int task(final int event) {
        return isArrival(event) ? events.event(event) : ~events.event(event);
    }

    int vmId(final int event) {
        return vms.vmId(task(event));
    }

    String timeText(final int event) {
        return isArrival(event) ? vms.startText(task(event)) : vms.endText(task(event));
    }

    /** Returns the exact sum of bins in use over time, in days. */
    BigDecimal usageDays(final int[] binsAfter) {
        long sum = 0;
        for (int i = 0; i + 1 < binsAfter.length; i++) {
            sum = Math.addExact(sum, Math.multiplyExact(binsAfter[i], ticks[i + 1] - ticks[i]));
        }
        return BigDecimal.valueOf(sum, scale);
    }

    /** Answers whether all amounts are binary fractions, so that sums of doubles are exact. */
    boolean isExact() {
        return events.trace().shapes().stream()
                .map(Shape::amounts)
                .flatMap(List::stream)
                .allMatch(amount -> amount * FINEST_BINARY == Math.rint(amount * FINEST_BINARY));
    }
}
