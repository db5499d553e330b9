package dev.berth.bench.report.picture;

import dev.berth.bench.report.Estimate;
import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.report.picture.Svg.Anchor;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The picture of differences to a baseline, paired by seed, with intervals of 95 %. Each policy is a line; the best
 * stands first. A difference whose interval contains 0 is grey and said to be inside the noise.
 */
final class StudyDifferencePicture {
    private static final int WIDTH = 1200;
    private static final int RIGHT = 920;
    private static final int MOST_FOR_NAMES = 500;
    private static final int TOP = 110;
    private static final int LINE = 22;
    private static final int BETWEEN = 92;
    private static final int MOST_PANELS = 3;
    private static final double RADIUS = 4.5;
    private static final double WHISKER = 2;

    private final StudyStatistics group;
    private final String baseline;
    private final Map<String, String> names;
    private final Svg svg;
    private final int left;

    private StudyDifferencePicture(final StudyStatistics group, final String baseline) {
        this.group = group;
        this.baseline = baseline;
        names = PolicyNames.within(group.policies(), MOST_FOR_NAMES);
        left = 24 + PolicyNames.width(group.policies(), MOST_FOR_NAMES);
        svg = new Svg(WIDTH, "Differences to " + baseline + ": " + group.title());
    }

    /** Draws a group; the text is empty if no policy can be compared with the baseline. */
    static String draw(final StudyStatistics group, final String baseline) {
        final StudyDifferencePicture picture = new StudyDifferencePicture(group, baseline);
        picture.svg.heading(16, 28, "Differences to " + picture.names.get(baseline) + ": " + group.title());
        picture.svg.text(16, 48, Anchor.START, Svg.MUTED,
                "left of the line is better; runs of the same seed are compared; whiskers are intervals of 95 %");
        picture.svg.text(16, 66, Anchor.START, Svg.MUTED,
                "grey is inside the noise: the interval contains 0");
        double top = TOP;
        int panels = 0;
        for (final String measure : group.tellingMeasures()) {
            final List<String> others = group.policies().stream()
                    .filter(policy -> !policy.equals(baseline))
                    .filter(policy -> group.difference(policy, baseline, measure).count() > 0)
                    .sorted(Comparator.comparingDouble(policy -> group.difference(policy, baseline, measure).mean()))
                    .toList();
            if (!others.isEmpty() && panels < MOST_PANELS) {
                picture.panel(measure, others, top);
                top += others.size() * (double) LINE + BETWEEN;
                panels++;
            }
        }
        return panels == 0 ? "" : picture.svg.toString();
    }

    private void panel(final String measure, final List<String> others, final double top) {
        final Estimate[] differences = others.stream()
                .map(policy -> group.difference(policy, baseline, measure))
                .toArray(Estimate[]::new);
        final double least = List.of(differences).stream().mapToDouble(Estimate::low).min().orElse(0);
        final double most = List.of(differences).stream().mapToDouble(Estimate::high).max().orElse(0);
        final LinearScale x = Axis.around(Math.min(0, least), Math.max(0, most), left + 8, RIGHT - 8);
        final double bottom = top + others.size() * (double) LINE;
        svg.bold(16, top - 14, Anchor.START, Svg.TEXT, StudyStatistics.title(measure));
        for (final double tick : x.ticks()) {
            svg.rule(x.at(tick), top, x.at(tick), bottom);
            svg.text(x.at(tick), bottom + 16, Anchor.MIDDLE, Svg.MUTED, Axis.number(x, tick));
        }
        svg.line(x.at(0), top, x.at(0), bottom, Svg.MUTED, 1);
        for (int i = 0; i < differences.length; i++) {
            final Estimate difference = differences[i];
            final String policy = others.get(i);
            final double y = top + (i + 0.5) * LINE;
            final String colour =
                    difference.isInsideNoise() ? Svg.MUTED : Palette.ofPolicy(group.policies().indexOf(policy));
            final String words = difference.difference(group.digits(measure));
            svg.text(left - 8, y + 4, Anchor.END, colour, names.get(policy));
            svg.series(policy, policy + ": " + words, () -> {
                svg.line(x.at(difference.low()), y, x.at(difference.high()), y, colour, WHISKER);
                svg.dot(x.at(difference.mean()), y, RADIUS, colour);
            });
            svg.text(RIGHT + 8, y + 4, Anchor.START, colour, words);
        }
        svg.reach((int) bottom + 36);
    }
}
