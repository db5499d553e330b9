package dev.berth.bench.report.picture;

import dev.berth.bench.report.picture.Svg.Anchor;
import java.util.function.DoubleFunction;

/**
 * The grid lines and labels of a panel whose vertical axis is logarithmic.
 *
 * @param svg the picture to draw on.
 * @param left the left edge of the panel, in pixels.
 * @param right the right edge of the panel, in pixels.
 * @param y the vertical axis.
 */
record Frame(Svg svg, double left, double right, LogScale y) {

    /** Draws a line and a number for each power of ten of the vertical axis. */
    void up(final String name, final DoubleFunction<String> number) {
        for (final double decade : y.decades()) {
            svg.rule(left, y.at(decade), right, y.at(decade));
            svg.text(left - 8, y.at(decade) + 4, Anchor.END, Svg.MUTED, number.apply(decade));
        }
        svg.text(left - 44, y.to() - 14, Anchor.START, Svg.MUTED, name);
    }

    /** Draws a line and a label at a position of the horizontal axis. */
    void across(final double x, final String word) {
        svg.rule(x, y.from(), x, y.to());
        svg.text(x, y.from() + 18, Anchor.MIDDLE, Svg.MUTED, word);
    }

    void nameAcross(final String name) {
        svg.text((left + right) / 2, y.from() + 37, Anchor.MIDDLE, Svg.MUTED, name);
    }
}
