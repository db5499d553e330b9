package dev.berth.bench.report.picture;

import dev.berth.bench.report.Figure;
import dev.berth.bench.report.picture.Svg.Anchor;
import dev.berth.bench.results.Metrics;
import java.util.List;

/**
 * The picture of the time of a placement by percentile. If the engine alone was measured, one panel has a line for each
 * case. If others were measured too, each case has a panel with a line for each contender.
 */
final class TimesPicture {
    private static final int WIDTH = 900;
    private static final int LEFT = 76;
    private static final int NAMES = 190;
    private static final int MOST_PANELS = 4;

    private final Svg svg;
    private final Group all;

    private TimesPicture(final Group all, final String title) {
        this.all = all;
        svg = new Svg(WIDTH, title);
        svg.heading(16, 28, title);
        svg.text(16, 48, Anchor.START, Svg.MUTED, all.origin());
    }

    /** Draws figures of one size; the text is empty if no time was sampled. */
    static String draw(final Group group) {
        final List<Figure> timed = group.figures().stream()
                .filter(figure -> Metrics.PERCENTILES.stream().allMatch(p -> figure.latency(p) > 0))
                .toList();
        if (timed.isEmpty()) {
            return "";
        }
        final TimesPicture picture = new TimesPicture(new Group(timed), "Time of one placement, " + group.size());
        if (timed.stream().allMatch(Figure::isBerth)) {
            picture.cases(timed);
        } else {
            picture.contenders();
        }
        return picture.svg.toString();
    }

    private void cases(final List<Figure> figures) {
        final double[] xs = positions(LEFT, WIDTH - NAMES);
        final LogScale y = frame(xs, 92, Math.max(320, Labels.APART * figures.size()));
        final double[] heights = Labels.column(
                figures.stream().mapToDouble(figure -> y.at(worst(figure))).toArray(), y);
        for (int i = 0; i < figures.size(); i++) {
            final Figure figure = figures.get(i);
            final String colour = Palette.at(i);
            curve(figure, figure.cell().row(), xs, y, colour, 1.5);
            svg.text(xs[xs.length - 1] + 8, heights[i] + 4, Anchor.START, colour, figure.cell().row());
        }
    }

    private void contenders() {
        int i = 0;
        for (final Group row : Group.by(all.figures(), figure -> figure.cell().row()).values()) {
            if (i < MOST_PANELS) {
                panel(row, i % 2 * WIDTH / 2.0, 84 + i / 2 * 340.0);
            }
            i++;
        }
    }

    private void panel(final Group row, final double left, final double top) {
        svg.bold(left + 16, top, Anchor.START, Svg.TEXT, row.first().cell().row());
        final double[] xs = positions(left + LEFT, left + WIDTH / 2.0 - 160);
        final LogScale y = frame(xs, top + 32, 240);
        final double[] heights = Labels.column(
                row.figures().stream().mapToDouble(figure -> y.at(worst(figure))).toArray(), y);
        for (int i = row.figures().size() - 1; i >= 0; i--) {
            final Figure figure = row.figures().get(i);
            final String colour = Palette.ofContender(figure.contender(), all.contenders());
            curve(figure, figure.name(), xs, y, colour, figure.isBerth() ? 2.5 : 1.5);
            svg.text(xs[xs.length - 1] + 8, heights[i] + 4, Anchor.START, colour, figure.name());
        }
    }

    private LogScale frame(final double[] xs, final double top, final double height) {
        final LogScale y = LogScale.around(
                all.figures().stream().flatMapToDouble(figure ->
                        Metrics.PERCENTILES.stream().mapToDouble(figure::latency)), top + height, top);
        final Frame frame = new Frame(svg, xs[0], xs[xs.length - 1], y);
        frame.up("time of a placement", Labels::nanos);
        for (int i = 0; i < xs.length; i++) {
            frame.across(xs[i], Metrics.PERCENTILES.get(i));
        }
        svg.reach((int) y.from() + 34);
        return y;
    }

    private static double[] positions(final double from, final double to) {
        final double[] xs = new double[Metrics.PERCENTILES.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = from + (to - from) * i / (xs.length - 1);
        }
        return xs;
    }

    private void curve(
            final Figure figure,
            final String name,
            final double[] xs,
            final LogScale y,
            final String colour,
            final double width) {
        final double[] ys =
                Metrics.PERCENTILES.stream().mapToDouble(p -> y.at(figure.latency(p))).toArray();
        svg.series(name, () -> {
            svg.lines(xs, ys, colour, width);
            for (int i = 0; i < xs.length; i++) {
                svg.dot(xs[i], ys[i], 3, colour);
            }
        });
    }

    private static double worst(final Figure figure) {
        return figure.latency(Metrics.PERCENTILES.get(Metrics.PERCENTILES.size() - 1));
    }
}
