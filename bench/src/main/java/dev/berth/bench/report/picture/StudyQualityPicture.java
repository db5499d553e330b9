package dev.berth.bench.report.picture;

import dev.berth.bench.report.Estimate;
import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.report.picture.Svg.Anchor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The picture of the rate of policies beside what they refuse or use. Each policy is a point: the mean of its quality
 * with the interval of 95 %, and the median of its rate with the range of the seeds. A policy that was measured on a
 * window of the arrivals is a ring, because its quality does not compare.
 */
final class StudyQualityPicture {
    private static final int WIDTH = 1200;
    private static final int LEFT = 78;
    private static final int MOST_FOR_NAMES = 500;
    private static final int TOP = 108;
    private static final int LEAST_PLOT = 320;
    private static final int BETWEEN = 100;
    private static final int MOST_PANELS = 2;
    private static final double RADIUS = 4.5;
    private static final double WHISKER = 1.2;
    private static final double THIN_WHISKER = 0.6;

    /** The number of policies up to which names stand beside their points; those of more are hard to read there. */
    private static final int MOST_BESIDE = 8;

    private static final int BESIDE = 8;

    private final StudyStatistics group;
    private final Map<String, String> names;
    private final List<String> policies;
    private final Svg svg;
    private final int plot;
    private final int right;

    private StudyQualityPicture(final StudyStatistics group, final List<String> policies) {
        this.group = group;
        this.policies = policies;
        names = PolicyNames.within(group.policies(), MOST_FOR_NAMES);
        right = WIDTH - 4 * BESIDE - PolicyNames.width(group.policies(), MOST_FOR_NAMES);
        svg = new Svg(WIDTH, "Quality beside speed: " + group.title());
        plot = Math.max(LEAST_PLOT, (Labels.APART + 2) * policies.size());
    }

    /** Draws a group; the text is empty if policies do not differ, or were not timed. */
    static String draw(final StudyStatistics group) {
        final List<String> policies = group.policies().stream()
                .filter(policy -> group.timing(policy, StudyStatistics.RATE).least() > 0)
                .toList();
        final List<String> measures = group.tellingMeasures();
        if (policies.isEmpty() || measures.isEmpty()) {
            return "";
        }
        final StudyQualityPicture picture = new StudyQualityPicture(group, policies);
        picture.svg.heading(16, 28, "Quality beside speed: " + group.title());
        picture.svg.text(16, 48, Anchor.START, Svg.MUTED,
                "up is faster, left is better; whiskers: up the range of the seeds, across the interval of 95 %");
        if (policies.stream().anyMatch(group::isWindowed)) {
            picture.svg.text(16, 66, Anchor.START, Svg.MUTED,
                    "a ring was measured on a window of the arrivals: its speed compares, its quality does not");
        }
        for (int i = 0; i < Math.min(MOST_PANELS, measures.size()); i++) {
            picture.panel(measures.get(i), TOP + i * (picture.plot + (double) BETWEEN));
        }
        return picture.svg.toString();
    }

    private void panel(final String measure, final double top) {
        final List<String> told = policies.stream()
                .filter(policy -> Double.isFinite(group.measure(policy, measure).mean()))
                .toList();
        final Estimate[] rates = told.stream()
                .map(policy -> group.timing(policy, StudyStatistics.RATE))
                .toArray(Estimate[]::new);
        final Estimate[] values = told.stream().map(policy -> group.measure(policy, measure)).toArray(Estimate[]::new);
        final LogScale y = LogScale.around(
                List.of(rates).stream().flatMapToDouble(rate -> DoubleStream.of(rate.least(), rate.most())),
                top + plot, top);
        final Frame frame = new Frame(svg, LEFT, right, y);
        frame.up("placements/s", Labels::count);
        frame.nameAcross(StudyStatistics.title(measure));
        final LinearScale x = Axis.around(
                List.of(values).stream().mapToDouble(Estimate::low).min().orElse(0),
                List.of(values).stream().mapToDouble(Estimate::high).max().orElse(1),
                LEFT + 6, right - 6);
        x.ticks().forEach(tick -> frame.across(x.at(tick), Axis.number(x, tick)));
        for (int i = 0; i < rates.length; i++) {
            point(told.get(i), rates[i], values[i], x, y);
        }
        label(
                told,
                List.of(values).stream().mapToDouble(value -> x.at(value.high())).toArray(),
                List.of(rates).stream().mapToDouble(rate -> y.at(rate.median())).toArray(),
                y);
        svg.reach((int) (top + plot + 50));
    }

    /** Writes the names of points beside them, or in a column at the right if there is no room beside all of them. */
    private void label(final List<String> told, final double[] xs, final double[] ys, final LogScale y) {
        final int[] letters = told.stream().mapToInt(policy -> names.get(policy).length()).toArray();
        double[] lefts = Arrays.stream(xs).map(x -> x + RADIUS + BESIDE).toArray();
        double[] heights = Labels.spread(lefts, ys, letters, y);
        if (told.size() > MOST_BESIDE || Labels.doOverlap(lefts, heights, letters)) {
            lefts = Arrays.stream(xs).map(x -> right + 2.0 * BESIDE).toArray();
            heights = Labels.column(ys, y);
        }
        for (int i = 0; i < xs.length; i++) {
            final String colour = colour(told.get(i));
            if (Math.abs(heights[i] - ys[i]) > Labels.APART / 2.0 || lefts[i] - xs[i] > 2 * BESIDE) {
                svg.line(xs[i] + RADIUS, ys[i], lefts[i] - 2, heights[i], colour, 0.5);
            }
            svg.outlined(lefts[i], heights[i] + 4, colour, names.get(told.get(i)));
        }
    }

    private void point(
            final String policy, final Estimate rate, final Estimate value, final LinearScale x, final LogScale y) {
        final double across = x.at(value.mean());
        final double up = y.at(rate.median());
        final double width = policies.size() > MOST_BESIDE ? THIN_WHISKER : WHISKER;
        svg.series(policy, policy + ": " + rate.range() + " placements/s", () -> {
            svg.line(x.at(value.low()), up, x.at(value.high()), up, colour(policy), width);
            svg.line(across, y.at(rate.least()), across, y.at(rate.most()), colour(policy), width);
            if (group.isWindowed(policy)) {
                svg.ring(across, up, RADIUS, colour(policy));
            } else {
                svg.dot(across, up, RADIUS, colour(policy));
            }
        });
    }

    private String colour(final String policy) {
        return Palette.ofPolicy(group.policies().indexOf(policy));
    }
}
