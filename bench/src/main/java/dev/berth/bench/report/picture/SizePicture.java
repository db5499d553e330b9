package dev.berth.bench.report.picture;

import dev.berth.bench.report.Figure;
import dev.berth.bench.report.picture.Svg.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The picture of rate by size of the cluster. Each case that was measured at several sizes has a panel, and each
 * contender has a line.
 */
final class SizePicture {
    private static final int WIDTH = 900;
    private static final int MOST_PANELS = 4;
    private static final int PANEL = 450;
    private static final int LEFT = 64;
    private static final int NAMES = 166;
    private static final int CROWD = 6;

    private final Svg svg = new Svg(WIDTH, "Placements a second by size of the cluster");
    private final List<Group> panels;
    private final List<Figure> figures;
    private final int plot;

    private SizePicture(final List<Group> panels) {
        this.panels = panels;
        figures = panels.stream().flatMap(panel -> panel.figures().stream()).toList();
        plot = panels.stream().anyMatch(panel -> panel.contenders().size() > CROWD) ? 320 : 180;
    }

    /** Draws figures of one family of suites; the text is empty if no case was measured at two sizes. */
    static String draw(final Group group) {
        final List<Figure> rated = group.figures().stream().filter(figure -> figure.rate() > 0).toList();
        final List<Group> panels = Group.by(rated, figure -> figure.cell().row()).values().stream()
                .filter(row -> sizes(row) > 1)
                .sorted(Comparator.comparingLong((Group row) -> -sizes(row)))
                .limit(MOST_PANELS)
                .toList();
        return panels.isEmpty() ? "" : new SizePicture(panels).draw();
    }

    private static long sizes(final Group row) {
        return row.figures().stream().map(figure -> figure.cell().instances()).distinct().count();
    }

    private String draw() {
        svg.heading(16, 28, "Placements a second by size of the cluster");
        svg.text(16, 48, Anchor.START, Svg.MUTED, new Group(figures).origin());
        for (int i = 0; i < panels.size(); i++) {
            panel(panels.get(i), i % 2 * PANEL, 84 + i / 2 * (plot + 92));
        }
        return svg.toString();
    }

    private void panel(final Group row, final double left, final double top) {
        svg.bold(left + 16, top, Anchor.START, Svg.TEXT, row.first().cell().row());
        final LogScale y = LogScale.around(figures.stream().mapToDouble(Figure::rate), top + 32 + plot, top + 32);
        final LogScale x = LogScale.around(
                row.figures().stream().mapToDouble(SizePicture::size), left + LEFT, left + PANEL - NAMES);
        final Frame frame = new Frame(svg, x.from(), x.to(), y);
        frame.up("placements/s", Labels::count);
        x.decades().forEach(size -> frame.across(x.at(size), Labels.count(size)));
        frame.nameAcross("instances");
        final List<Group> lines = new ArrayList<>(Group.by(
                        row.figures().stream().sorted(Comparator.comparingDouble(SizePicture::size)).toList(),
                        Figure::contender)
                .values());
        final double[] heights = Labels.spread(
                lines.stream().map(SizePicture::last).toList(), f -> x.at(size(f)), f -> y.at(f.rate()), y);
        for (int i = lines.size() - 1; i >= 0; i--) {
            line(lines.get(i), x, y, heights[i]);
        }
        svg.reach((int) y.from() + 50);
    }

    private void line(final Group line, final LogScale x, final LogScale y, final double labelAt) {
        final Figure last = last(line);
        final String colour = Palette.ofContender(last.contender(), new Group(figures).contenders());
        svg.series(last.name(), () -> {
            svg.lines(points(line, f -> x.at(size(f))), points(line, f -> y.at(f.rate())), colour,
                    last.isBerth() ? 2.5 : 1.5);
            for (final Figure figure : line.figures()) {
                final double at = x.at(size(figure));
                svg.dot(at, y.at(figure.rate()), last.isBerth() ? 4 : 3, colour);
                if (figure.rateError() > 0) {
                    svg.line(at, y.at(figure.rate() * (1 + figure.rateError())), at,
                            y.at(figure.rate() / (1 + figure.rateError())), colour, 1.2);
                }
            }
        });
        final double beside = x.at(size(last)) + 9;
        if (last.isBerth()) {
            svg.bold(beside, labelAt + 4, Anchor.START, colour, last.name());
        } else {
            svg.text(beside, labelAt + 4, Anchor.START, colour, last.name());
        }
    }

    private static double[] points(final Group line, final ToDoubleFunction<Figure> position) {
        return line.figures().stream().mapToDouble(position).toArray();
    }

    private static Figure last(final Group line) {
        return line.figures().get(line.figures().size() - 1);
    }

    private static double size(final Figure figure) {
        return figure.cell().instances();
    }
}
