package dev.berth.bench.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis.
 *
 * @param low the least value.
 * @param high the greatest value.
 * @param from the position of the least value, in pixels.
 * @param to the position of the greatest value, in pixels; less than {@code from} for a vertical axis.
 */
record LogScale(double low, double high, double from, double to) {
    private static final double NEARLY = 1e-9;

    /** Returns an axis from the last power of ten that is no greater than any value to the first that is no less. */
    static LogScale around(final DoubleStream values, final double from, final double to) {
        final double[] all = values.filter(value -> value > 0).toArray();
        final double least = DoubleStream.of(all).min().orElse(1);
        final double greatest = DoubleStream.of(all).max().orElse(1);
        final double low = Math.pow(10, Math.floor(Math.log10(least) + NEARLY));
        final double high = Math.pow(10, Math.ceil(Math.log10(greatest) - NEARLY));
        return new LogScale(low, Math.max(high, 10 * low), from, to);
    }

    double at(final double value) {
        return from + (to - from) * Math.log10(value / low) / Math.log10(high / low);
    }

    /** Returns the powers of ten within the axis. */
    List<Double> decades() {
        final List<Double> decades = new ArrayList<>();
        for (int power = (int) Math.ceil(Math.log10(low) - NEARLY);
                power <= Math.log10(high) + NEARLY;
                power++) {
            decades.add(Math.pow(10, power));
        }
        return decades;
    }
}
