package dev.berth.bench.report.picture;

import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.report.picture.Svg.Anchor;
import dev.berth.bench.results.StudyResults.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The picture of a study over time. Its panels share the axis of time: what is in use, instances in use, and what was
 * refused so far. Each policy is a line, the mean over its seeds, in a band from the least to the greatest of them.
 */
final class StudySeriesPicture {
    private static final int WIDTH = 1200;
    private static final int LEFT = 78;
    private static final int MOST_FOR_NAMES = 500;
    private static final int BESIDE = 30;
    private static final int TOP = 96;
    private static final int LEAST_PLOT = 150;
    private static final int BETWEEN = 66;
    private static final double NEAR_THE_END = 0.97;

    /** The number of policies up to which each has a band; the bands of more would cover each other. */
    private static final int MOST_BANDS = 6;

    /** The number of policies that have a colour of their own; more colours are not told apart. */
    private static final int MOST_COLOURS = 8;

    private static final double COLOURED_WIDTH = 1.8;
    private static final double GREY_WIDTH = 0.6;
    private static final double PERCENT = 100;

    private final StudyStatistics group;
    private final Map<String, String> names;
    private final Svg svg;
    private final Set<String> coloured;
    private final int plot;
    private final int right;
    private int panels;

    private StudySeriesPicture(final StudyStatistics group) {
        this.group = group;
        names = PolicyNames.within(group.policies(), MOST_FOR_NAMES);
        right = WIDTH - BESIDE - 8 - PolicyNames.width(group.policies(), MOST_FOR_NAMES);
        coloured = coloured(group);
        svg = new Svg(WIDTH, "Over time: " + group.title());
        plot = Math.max(LEAST_PLOT, Labels.APART * (group.policies().size() - 1));
    }

    /** Draws a group; the text is empty if no run has samples over time. */
    static String draw(final StudyStatistics group) {
        final StudySeriesPicture picture = new StudySeriesPicture(group);
        picture.svg.heading(16, 28, "Over time: " + group.title());
        picture.svg.text(16, 48, Anchor.START, Svg.MUTED,
                picture.hasBands()
                        ? "lines are means over seeds, bands reach from the least to the greatest seed"
                        : "lines are means over seeds" + picture.whichAreColoured());
        group.policies().stream()
                .flatMap(policy -> group.points(policy).stream())
                .flatMap(point -> point.series().keySet().stream())
                .distinct()
                .filter(name -> name.endsWith("_used_percent"))
                .forEach(name -> picture.panel(StudyStatistics.title(name), point -> point.series().get(name)));
        picture.panel("instances in use", point -> point.series().get("instances_in_use"));
        picture.panel("refused so far, % of what arrived", StudySeriesPicture::refused);
        return picture.panels == 0 ? "" : picture.svg.toString();
    }

    /** Returns the policies that have a colour: all, or the first of the study and the best by the first measure. */
    private static Set<String> coloured(final StudyStatistics group) {
        final List<String> policies = group.policies();
        if (policies.size() <= MOST_COLOURS) {
            return Set.copyOf(policies);
        }
        final Stream<String> best = group.tellingMeasures().stream().limit(1)
                .flatMap(measure -> group.ranked(measure).stream());
        return Stream.of(Stream.of(group.baseline()), best, policies.stream())
                .flatMap(some -> some)
                .distinct()
                .limit(MOST_COLOURS)
                .collect(Collectors.toUnmodifiableSet());
    }

    private String whichAreColoured() {
        if (coloured.size() == group.policies().size()) {
            return "";
        }
        final List<String> measures = group.tellingMeasures();
        return "; in colour: the first policy"
                + (measures.isEmpty() ? "" : " and the best by " + StudyStatistics.title(measures.get(0)));
    }

    private static double[] refused(final Point point) {
        final double[] refused = point.series().get("refused");
        final double[] placed = point.series().get("placed");
        if (refused == null || placed == null || refused.length != placed.length) {
            return null;
        }
        final double[] percent = new double[refused.length];
        for (int i = 0; i < percent.length; i++) {
            percent[i] = PERCENT * refused[i] / Math.max(1, refused[i] + placed[i]);
        }
        return percent;
    }

    private void panel(final String title, final Function<Point, double[]> column) {
        final Map<String, Course> courses = new LinkedHashMap<>();
        group.policies().forEach(policy -> {
            final Course course = Course.of(group.points(policy), column);
            if (course != null) {
                courses.put(policy, course);
            }
        });
        if (courses.isEmpty()) {
            return;
        }
        final double top = TOP + (double) panels++ * (plot + BETWEEN);
        final double last = courses.values().stream().mapToDouble(c -> c.days()[c.days().length - 1]).max().orElse(1);
        final double first = courses.values().stream().mapToDouble(course -> course.days()[0]).min().orElse(0);
        final LinearScale ticks = Axis.around(first, last, LEFT, right);
        final LinearScale x = new LinearScale(first, Math.max(last, first + 1e-9), LEFT, right, ticks.step());
        final double most = courses.values().stream()
                .flatMapToDouble(course -> Arrays.stream(course.most()))
                .max()
                .orElse(1);
        final double least = courses.values().stream()
                .flatMapToDouble(course -> Arrays.stream(course.least()))
                .min()
                .orElse(0);
        final LinearScale y = Axis.around(least > most / 2 ? least : 0, most, top + plot, top);
        svg.bold(16, top - 16, Anchor.START, Svg.TEXT, title);
        for (final double tick : y.ticks()) {
            svg.rule(LEFT, y.at(tick), right, y.at(tick));
            svg.text(LEFT - 8, y.at(tick) + 4, Anchor.END, Svg.MUTED, Axis.number(y, tick));
        }
        for (final double tick : ticks.ticks().stream().filter(tick -> tick >= first && tick <= last).toList()) {
            svg.rule(x.at(tick), top, x.at(tick), top + plot);
            svg.text(x.at(tick), top + plot + 16, Anchor.MIDDLE, Svg.MUTED, Axis.number(ticks, tick));
        }
        svg.text(right + 12, top + plot + 16, Anchor.START, Svg.MUTED, "day");
        lines(courses, x, y);
        svg.reach((int) top + plot + 32);
    }

    private void lines(final Map<String, Course> courses, final LinearScale x, final LinearScale y) {
        final List<String> policies = new ArrayList<>(courses.keySet());
        final double[] ends = policies.stream()
                .mapToDouble(policy -> y.at(courses.get(policy).mean()[courses.get(policy).mean().length - 1]))
                .toArray();
        final double[] heights = Labels.column(ends, new LogScale(1, 10, y.from(), y.to()));
        for (final String policy : policies) {
            final Course course = courses.get(policy);
            if (hasBands() && group.points(policy).size() > 1) {
                svg.band(pixels(course.days(), x), pixels(course.least(), y), pixels(course.most(), y), colour(policy));
            }
        }
        final List<Integer> greyFirst = IntStream.range(0, ends.length)
                .boxed()
                .sorted(Comparator.comparing(i -> coloured.contains(policies.get(i))))
                .toList();
        for (final int i : greyFirst) {
            final String policy = policies.get(i);
            final Course course = courses.get(policy);
            final double[] xs = pixels(course.days(), x);
            svg.series(policy, policy, () -> svg.lines(xs, pixels(course.mean(), y), colour(policy),
                    coloured.contains(policy) ? COLOURED_WIDTH : GREY_WIDTH));
            final double end = xs[xs.length - 1];
            if (end > LEFT + NEAR_THE_END * (right - LEFT)) {
                svg.line(end + 2, ends[i], names() - 4.0, heights[i], colour(policy), 0.7);
            }
            svg.text(names(), heights[i] + 4, Anchor.START, colour(policy), names.get(policy));
        }
    }

    private int names() {
        return right + BESIDE;
    }

    private boolean hasBands() {
        return group.policies().size() <= MOST_BANDS;
    }

    private String colour(final String policy) {
        return coloured.contains(policy) ? Palette.ofPolicy(group.policies().indexOf(policy)) : Svg.MUTED;
    }

    private static double[] pixels(final double[] values, final LinearScale axis) {
        return Arrays.stream(values).map(axis::at).toArray();
    }
}
