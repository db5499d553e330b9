package dev.berth.bench.report;

import dev.berth.bench.baseline.Contenders;
import java.util.function.ToDoubleFunction;

/**
 * The measures of how good answers are, drawn beside how fast they come. Peers and algorithms are measured in different
 * ways and under different metrics; each of these measures puts both on one scale.
 */
public enum QualityMeasure {
    /**
     * The instances in use beyond those that the engine uses, in percent. A peer is compared with the engine after the
     * same operations. An algorithm is compared with the engine after each has filled a cluster of its own.
     */
    INSTANCES("instances used, beside Berth, %", false, QualityMeasure::excessInstances),

    /**
     * The mean amount that a peer's answers leave beyond what the exact answers leave, over the answers that were
     * compared. It is an amount and not a share, because exact answers leave almost nothing to divide by.
     */
    LEFT("left beyond the exact answer, MiB or 32 CPU units", false, QualityMeasure::excessLeft),

    /** The share of a peer's answers that are as good as the exact answer, in percent of those that were compared. */
    BEST("answers as good as the exact one, %", true, figure -> exactly(figure, "best", 100)),

    /** The memory left on instances with less CPU left than any request asks for, in percent of all memory. */
    STRANDED_MEMORY("stranded memory, %", false, figure -> mean(figure, "stranded_memory")),

    /** The CPU left on instances with less memory left than any request asks for, in percent of all CPU. */
    STRANDED_CPU("stranded CPU, %", false, figure -> mean(figure, "stranded_cpu")),

    /** The mean difference between the shares of CPU and of memory in use, in percentage points. */
    IMBALANCE("imbalance, percentage points", false, figure -> mean(figure, "imbalance")),

    /** The refused requests, in percent of all, whether or not an instance had room. */
    REFUSED("requests refused, %", false,
            figure -> mean(figure, "refused_nowhere") + mean(figure, "refused_fitting")),

    /** The number of further tasks of the median size that fit at the end. */
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
     * Returns the name of the measure on an axis.
     *
     * @return the name, with the unit.
     */
    public String title() {
        return title;
    }

    /**
     * Answers whether a greater value is better.
     *
     * @return false if a smaller value is better.
     */
    public boolean isMoreBetter() {
        return isMoreBetter;
    }

    /**
     * Returns the value of the measure for a figure.
     *
     * @param figure the result of a contender.
     * @return the value; NaN if it was not measured.
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

    /**
     * Returns a metric of a contender. For the engine it is the value that exact answers have by definition, provided
     * that another contender of the cell was compared with them, and NaN otherwise.
     */
    private static double exactly(final Figure figure, final String metric, final double exact) {
        if (!figure.isBerth()) {
            return mean(figure, metric);
        }
        final boolean isCompared = figure.cell().contenders().stream()
                .anyMatch(contender -> figure.cell().mean(contender, metric) >= 0);
        return isCompared ? exact : Double.NaN;
    }
}
