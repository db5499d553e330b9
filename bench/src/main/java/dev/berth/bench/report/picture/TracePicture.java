package dev.berth.bench.report.picture;

import dev.berth.bench.report.picture.Svg.Anchor;
import dev.berth.bench.results.TraceFolder;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The picture of a trace over time. Its panels share the axis of time, one below the other: CPU and memory in use,
 * instances in use, and what was refused, by requests, core-hours and GiB-hours.
 */
public final class TracePicture {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int WIDTH = 900;
    private static final int LEFT = 86;
    private static final int RIGHT = 760;
    private static final int TOP = 96;
    private static final int PLOT = 120;
    private static final int PANEL = 186;

    /** The position of the first colour in the palette, behind those of the baselines. */
    private static final int FIRST_COLOUR = 2;

    private final Svg svg;
    private final double[] days;
    private final LinearScale x;
    private int panels;
    private int series;

    private TracePicture(final TraceFolder trace) {
        svg = new Svg(WIDTH, "Trace with " + trace.strategy());
        days = DoubleStream.of(trace.column("time_s")).map(seconds -> seconds / SECONDS_PER_DAY).toArray();
        final double last = DoubleStream.of(days).max().orElse(0);
        final double end = last > 0 ? last : 1;
        x = new LinearScale(0, end, LEFT, RIGHT, LinearScale.around(0, end / 2, LEFT, RIGHT).step());
    }

    /** A line of a panel: its name, and a value for each sample. */
    private record Line(String name, double[] values) {}

    /**
     * Draws a trace. A measure that the run did not record has no panel.
     *
     * @param trace the run.
     * @return SVG.
     */
    public static String draw(final TraceFolder trace) {
        final TracePicture picture = new TracePicture(trace);
        picture.svg.heading(16, 28, trace.strategy());
        picture.svg.text(16, 48, Anchor.START, Svg.MUTED, String.format(
                        Locale.ROOT, "%,.0f instances; ", trace.number("instances"))
                + trace.environment().entry("date") + "; " + trace.environment().origin().replace(", ", "; "));
        picture.panel("Used of what is registered, %", List.of(
                new Line("CPU", trace.column("cpu_used_percent")),
                new Line("memory", trace.column("memory_used_percent"))));
        picture.panel("Instances with a task", List.of(new Line("in use", trace.column("instances_in_use"))));
        picture.panel("Refused requests, by sample", List.of(new Line("requests", trace.column("refused"))));
        picture.panel("Refused core-hours, by sample", List.of(
                new Line("core-hours", trace.column("refused_core_hours"))));
        picture.panel("Refused GiB-hours, by sample", List.of(
                new Line("GiB-hours", trace.column("refused_gib_hours"))));
        return picture.svg.toString();
    }

    private void panel(final String title, final List<Line> lines) {
        if (lines.stream().anyMatch(line -> line.values().length != days.length || days.length == 0)) {
            return;
        }
        final double top = TOP + (double) panels * PANEL;
        final double most =
                lines.stream().flatMapToDouble(line -> DoubleStream.of(line.values())).max().orElse(0);
        final LinearScale y = LinearScale.around(0, most > 0 ? most : 1, top + PLOT, top);
        svg.bold(16, top - 16, Anchor.START, Svg.TEXT, title);
        for (final double tick : y.ticks()) {
            svg.rule(LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text(LEFT - 8, y.at(tick) + 4, Anchor.END, Svg.MUTED, LinearScale.number(tick));
        }
        for (final double tick : x.ticks().stream().filter(tick -> tick <= x.high()).toList()) {
            svg.rule(x.at(tick), top, x.at(tick), top + PLOT);
            svg.text(x.at(tick), top + PLOT + 16, Anchor.MIDDLE, Svg.MUTED, LinearScale.number(tick));
        }
        svg.rule(RIGHT, top, RIGHT, top + PLOT);
        svg.text(RIGHT + 12, top + PLOT + 16, Anchor.START, Svg.MUTED, "day");
        for (final Line line : lines) {
            line(line, y, lines.indexOf(line));
        }
        panels++;
        svg.reach((int) top + PLOT + 28);
    }

    /**
     * Draws a line of a panel. Each line of the picture has a colour of its own; the names stand at the right, in the
     * order of the lines.
     */
    private void line(final Line line, final LinearScale y, final int place) {
        final String colour = Palette.at(FIRST_COLOUR + series++);
        svg.series(line.name(), () -> svg.lines(
                DoubleStream.of(days).map(x::at).toArray(),
                DoubleStream.of(line.values()).map(y::at).toArray(),
                colour,
                1.5));
        svg.text(RIGHT + 12, y.to() + 14 + 18 * place, Anchor.START, colour, line.name());
    }
}
