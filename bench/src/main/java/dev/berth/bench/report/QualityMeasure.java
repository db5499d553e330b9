package dev.berth.bench.report;

import dev.berth.bench.baseline.Contenders;
import java.util.function.ToDoubleFunction;

/**
 * How good answers are, drawn beside how fast they come. What suites call their metrics differs; here libraries and
 * algorithms, which are measured in different ways, stand on one scale, that of the engine.
 */
public enum QualityMeasure {
    /** Of a library: if the engine places the same. Of an algorithm: if each fills a cluster of its own. */
    INSTANCES("instances used, beside Berth, %", false, QualityMeasure::excessInstances),

    /**
     * Of a library: over its answers that were compared with the exact one. Not as a share: exact answers leave next to
     * nothing.
     */
    LEFT("left beyond the exact answer, MiB or 32 CPU units", false, QualityMeasure::excessLeft),

    /** Of a library: over its answers that were compared with the exact one. */
    BEST("answers as good as the exact one, %", true, figure -> exactly(figure, "best", 100)),

    /** Memory where less CPU is left than any request asks. */
    STRANDED_MEMORY("stranded memory, %", false, figure -> mean(figure, "stranded_memory")),

    /** CPU where less memory is left than any request asks. */
    STRANDED_CPU("stranded CPU, %", false, figure -> mean(figure, "stranded_cpu")),

    /** Between CPU and memory in use. */
    IMBALANCE("imbalance, percentage points", false, figure -> mean(figure, "imbalance")),

    /** With room elsewhere or without. */
    REFUSED("requests refused, %", false,
            figure -> mean(figure, "refused_nowhere") + mean(figure, "refused_fitting")),

    /** How many more tasks of the median size fit in the end. */
    ROOM("room for more tasks of the median size", true, figure -> mean(figure, "room_median"));

    private final String title;
    private final boolean isMoreBetter;
    private final ToDoubleFunction<Figure> value;

    QualityMeasure(final String title, final boolean isMoreBetter, final ToDoubleFunction<Figure> value) {
        this.title = title;
        this.isMoreBetter = isMoreBetter;
        this.value = value;
    }

    /**
     * What it is called on an axis.
     *
     * @return with its unit.
     */
    public String title() {
        return title;
    }

    /**
     * Which way is better.
     *
     * @return false if less is.
     */
    public boolean isMoreBetter() {
        return isMoreBetter;
    }

    /**
     * The measure of a contender.
     *
     * @param figure of it.
     * @return NaN if it was not measured.
     */
    public double of(final Figure figure) {
        return value.applyAsDouble(figure);
    }

    private static double mean(final Figure figure, final String metric) {
        return figure.cell().mean(figure.contender(), metric);
    }

    private static double excessInstances(final Figure figure) {
        final double library = figure.isBerth()
                ? exactly(figure, "in_use_berth", 0)
                : excess(mean(figure, "in_use"), mean(figure, "in_use_berth"));
        return Double.isNaN(library)
                ? excess(mean(figure, "instances_used"), figure.cell().mean(Contenders.BERTH, "instances_used"))
                : library;
    }

    private static double excessLeft(final Figure figure) {
        return figure.isBerth()
                ? exactly(figure, "exact_left", 0)
                : mean(figure, "left") - mean(figure, "exact_left");
    }

    private static double excess(final double value, final double exact) {
        return 100 * (value / exact - 1);
    }

    /** What is so by definition of the engine's answers, where others were compared with them. */
    private static double exactly(final Figure figure, final String metric, final double exact) {
        if (!figure.isBerth()) {
            return mean(figure, metric);
        }
        final boolean isCompared = figure.cell().contenders().stream()
                .anyMatch(contender -> figure.cell().mean(contender, metric) >= 0);
        return isCompared ? exact : Double.NaN;
    }
}
