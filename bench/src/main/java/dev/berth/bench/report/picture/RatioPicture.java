package dev.berth.bench.report.picture;

import dev.berth.bench.report.Figure;
import dev.berth.bench.report.picture.Svg.Anchor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The picture of how many times as fast as each contender the engine is. Each contender has a bar that begins at 1 and
 * extends to the left if the engine is slower.
 */
final class RatioPicture {
    private static final int WIDTH = 900;
    private static final int LEFT = 200;
    private static final int RIGHT = 800;
    private static final int TOP = 84;
    private static final int BAR = 13;
    private static final int MOST_BESIDE = 4;
    private static final double ROOM_FOR_LOSSES = 1.6;

    private final Svg svg;
    private final Group group;
    private final LogScale scale;

    private RatioPicture(final Group group, final List<Figure> others) {
        this.group = group;
        svg = new Svg(WIDTH, "How many times faster Berth is than each contender, " + group.size());
        final double[] ratios = others.stream().mapToDouble(Figure::ratio).filter(ratio -> ratio > 0).toArray();
        final double least = DoubleStream.of(ratios).min().orElse(1);
        final LogScale whole = LogScale.around(DoubleStream.concat(DoubleStream.of(ratios), DoubleStream.of(1, 10)),
                LEFT, RIGHT);
        scale = new LogScale(least < 1 ? least / ROOM_FOR_LOSSES : 1, whole.high(), LEFT, RIGHT);
    }

    /** Draws figures of one size; the text is empty if there is no ratio. */
    static String draw(final Group group) {
        final List<Figure> others = group.figures().stream()
                .filter(figure -> figure.ratio() > 0 || figure.didNotFinish())
                .toList();
        if (others.stream().noneMatch(figure -> figure.ratio() > 0)) {
            return "";
        }
        final RatioPicture picture = new RatioPicture(group, others);
        picture.svg.heading(16, 28, "How many times faster than each contender, " + group.size());
        picture.svg.text(16, 48, Anchor.START, Svg.MUTED, group.origin());
        picture.rows(others, new Group(others).contenders());
        return picture.svg.toString();
    }

    private void rows(final List<Figure> others, final List<String> contenders) {
        final boolean beside = contenders.size() <= MOST_BESIDE;
        double y = TOP;
        for (final Group row : Group.by(others, figure -> figure.cell().row()).values()) {
            final String name = row.first().cell().row();
            if (beside) {
                svg.text(LEFT - 12, y + row.figures().size() * (BAR + 1) / 2.0 + 4, Anchor.END, Svg.TEXT, name);
            } else {
                y += 26;
                svg.bold(16, y - 8, Anchor.START, Svg.TEXT, name);
            }
            final List<Figure> sorted = beside ? row.figures() : row.figures().stream()
                    .sorted(Comparator.comparingDouble((Figure figure) -> -orMost(figure.ratio())))
                    .toList();
            for (final Figure figure : sorted) {
                if (!beside) {
                    svg.text(LEFT - 12, y + 11, Anchor.END, Svg.TEXT, figure.name());
                }
                bar(figure, y, beside ? Palette.ofContender(figure.contender(), group.contenders()) : Svg.MUTED);
                y += beside ? BAR + 1 : BAR + 5;
            }
            y += 8;
        }
        axis(y);
        if (beside) {
            legend();
        }
    }

    private static double orMost(final double ratio) {
        return ratio > 0 ? ratio : Double.MAX_VALUE;
    }

    private void bar(final Figure figure, final double y, final String colour) {
        final double ratio = figure.ratio();
        final double one = scale.at(1);
        if (!(ratio > 0)) {
            svg.text(one + 6, y + 11, Anchor.START, Svg.MUTED, "did not finish");
            return;
        }
        final boolean isLost = ratio < 1;
        final double end = scale.at(ratio);
        svg.series(colour.equals(Svg.MUTED) ? "all" : figure.name(), () ->
                svg.bar(Math.min(one, end), y, Math.abs(end - one), BAR, colour));
        double labelAt = Math.max(one, end);
        if (figure.ratioError() > 0) {
            final double high = scale.at(ratio * (1 + figure.ratioError()));
            svg.line(Math.max(LEFT, scale.at(ratio / (1 + figure.ratioError()))), y + BAR / 2.0, high, y + BAR / 2.0,
                    Svg.TEXT, 1.2);
            labelAt = Math.max(labelAt, high);
        }
        if (isLost) {
            final boolean isClear = !(ratio * (1 + figure.ratioError()) >= 1);
            svg.bold(labelAt + 6, y + 11, Anchor.START, Palette.LOSS,
                    Labels.ratio(ratio) + (isClear ? " Berth slower" : " slower, within error"));
        } else {
            svg.text(labelAt + 6, y + 11, Anchor.START, Svg.TEXT, Labels.ratio(ratio));
        }
    }

    private void axis(final double bottom) {
        for (final double decade : scale.decades()) {
            final double x = scale.at(decade);
            svg.rule(x, TOP - 6, x, bottom);
            svg.text(x, bottom + 18, Anchor.MIDDLE, Svg.MUTED, Labels.ratio(decade));
        }
        svg.line(scale.at(1), TOP - 6, scale.at(1), bottom, Svg.TEXT, 1.2);
        svg.text((LEFT + RIGHT) / 2.0, bottom + 38, Anchor.MIDDLE, Svg.MUTED,
                "times faster than the contender, in the same run; whiskers are ± 95 %");
        svg.reach((int) bottom + 54);
    }

    private void legend() {
        double x = LEFT;
        for (final Group figures : Group.by(group.figures(), Figure::contender).values()) {
            final Figure figure = figures.first();
            if (!figure.isBerth()) {
                svg.bar(x, 59, 12, 12, Palette.ofContender(figure.contender(), group.contenders()));
                svg.text(x + 18, 70, Anchor.START, Svg.TEXT, figure.name());
                x += 40 + 8 * figure.name().length();
            }
        }
    }
}
