package dev.berth.bench.report.picture;

import dev.berth.bench.report.picture.Svg.Anchor;
import java.util.function.DoubleFunction;

/**
 * The lines and numbers around a panel with a logarithmic axis that goes up.
 *
 * @param svg to draw on.
 * @param left edge of the panel.
 * @param right edge.
 * @param y the axis.
 */
record Frame(Svg svg, double left, double right, LogScale y) {

    /** A line and a number for each power of ten. */
    void up(final String name, final DoubleFunction<String> number) {
        for (final double decade : y.decades()) {
            svg.rule(left, y.at(decade), right, y.at(decade));
            svg.text(left - 8, y.at(decade) + 4, Anchor.END, Svg.MUTED, number.apply(decade));
        }
        svg.text(left - 44, y.to() - 14, Anchor.START, Svg.MUTED, name);
    }

    /** A line and a word at a place of the axis to the right. */
    void across(final double x, final String word) {
        svg.rule(x, y.from(), x, y.to());
        svg.text(x, y.from() + 18, Anchor.MIDDLE, Svg.MUTED, word);
    }

    void nameAcross(final String name) {
        svg.text((left + right) / 2, y.from() + 37, Anchor.MIDDLE, Svg.MUTED, name);
    }
}
