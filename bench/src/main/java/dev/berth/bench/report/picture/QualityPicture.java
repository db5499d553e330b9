package dev.berth.bench.report.picture;

import dev.berth.bench.report.Figure;
import dev.berth.bench.report.QualityMeasure;
import dev.berth.bench.report.picture.Svg.Anchor;
import java.util.List;

/**
 * The picture of rate beside quality. Each case has a row of one or two panels, each panel shows one measure of
 * quality, and each contender is a point.
 */
final class QualityPicture {
    /** The measures for the left panel. Less of each is better. */
    private static final List<QualityMeasure> LEFT_MEASURES = List.of(QualityMeasure.INSTANCES);

    /** The measures for the right panel, which shows the first by which contenders differ. Less of each is better. */
    private static final List<QualityMeasure> RIGHT_MEASURES =
            List.of(QualityMeasure.LEFT, QualityMeasure.STRANDED_MEMORY, QualityMeasure.STRANDED_CPU);

    private static final int WIDTH = 900;
    private static final int MOST_ROWS = 3;
    private static final int PLOT = 360;
    private static final int LEFT = 64;
    private static final int NAMES = 160;

    private final Svg svg;
    private final Group all;

    private QualityPicture(final Group all) {
        this.all = all;
        svg = new Svg(WIDTH, "Quality beside speed, " + all.size());
        svg.heading(16, 28, "Quality beside speed, " + all.size() + ": up is faster, left is better");
        svg.text(16, 48, Anchor.START, Svg.MUTED, all.origin());
    }

    /** Draws figures of one size; the text is empty if quality was not measured. */
    static String draw(final Group group) {
        final QualityPicture picture = new QualityPicture(group);
        int rows = 0;
        for (final Group row : Group.by(group.figures(), figure -> figure.cell().row()).values()) {
            final double top = 84 + rows * (PLOT + 96.0);
            final boolean left = picture.panel(row, LEFT_MEASURES, 0, top);
            final boolean right = picture.panel(row, RIGHT_MEASURES, left ? WIDTH / 2.0 : 0, top);
            rows += left || right ? 1 : 0;
            if (rows == MOST_ROWS) {
                break;
            }
        }
        return rows == 0 ? "" : picture.svg.toString();
    }

    /** Draws the first of some measures by which contenders differ; returns false if there is none. */
    private boolean panel(
            final Group row, final List<QualityMeasure> measures, final double left, final double top) {
        for (final QualityMeasure measure : measures) {
            final List<Figure> told = row.figures().stream()
                    .filter(figure -> figure.rate() > 0 && Double.isFinite(measure.of(figure)))
                    .toList();
            if (told.stream().mapToDouble(measure::of).distinct().count() > 1) {
                svg.bold(left + 16, top, Anchor.START, Svg.TEXT, row.first().cell().row());
                points(told, measure, left, top);
                return true;
            }
        }
        return false;
    }

    private void points(
            final List<Figure> figures,
            final QualityMeasure measure,
            final double left,
            final double top) {
        final LogScale y = LogScale.around(figures.stream().mapToDouble(Figure::rate), top + 32 + PLOT, top + 32);
        final Frame frame = new Frame(svg, left + LEFT, left + WIDTH / 2.0 - NAMES, y);
        frame.up("placements/s", Labels::count);
        frame.nameAcross(measure.title());
        final double least = figures.stream().mapToDouble(measure::of).min().orElse(0);
        final double most = figures.stream().mapToDouble(measure::of).max().orElse(1);
        final LinearScale x = LinearScale.around(least, most, frame.left() + 6, frame.right() - 6);
        x.ticks().forEach(tick -> frame.across(x.at(tick), LinearScale.number(tick)));
        final double[] heights = Labels.spread(
                figures, figure -> x.at(measure.of(figure)), figure -> y.at(figure.rate()), y);
        for (int i = 0; i < figures.size(); i++) {
            final Figure figure = figures.get(i);
            final String colour = Palette.ofContender(figure.contender(), all.contenders());
            final double at = x.at(measure.of(figure));
            svg.series(figure.name(), () ->
                    svg.dot(at, y.at(figure.rate()), figure.isBerth() ? 6 : 4.5, colour));
            if (figure.isBerth()) {
                svg.bold(at + 9, heights[i] + 4, Anchor.START, colour, figure.name());
            } else {
                svg.text(at + 9, heights[i] + 4, Anchor.START, colour, figure.name());
            }
        }
        svg.reach((int) y.from() + 50);
    }
}
