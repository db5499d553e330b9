package dev.berth.bench.trace;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a series over time: what is used, how many instances are in use, how many placements were refused. */
final class TracePicture {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 320;

    private TracePicture() {}

    /** Writes a PNG of three panels, one below the other. */
    static void write(final Path file, final Series series) throws IOException {
        final double[] days =
                Arrays.stream(series.column(Series.TIME)).map(s -> s / SECONDS_PER_DAY).toArray();
        final XYChart used = panel("Used of what is registered", "%");
        add(used, "CPU", days, series.column(Series.CPU));
        add(used, "memory", days, series.column(Series.MEMORY));
        final XYChart inUse = panel("Instances with a task", "instances");
        add(inUse, "instances in use", days, series.column(Series.IN_USE));
        final XYChart refused = panel("Refused, by sample", "placements");
        add(refused, "refused", days, series.column(Series.REFUSED));
        final String name = file.toString();
        BitmapEncoder.saveBitmap(
                List.of(used, inUse, refused), 3, 1, name.substring(0, name.lastIndexOf('.')), BitmapFormat.PNG);
    }

    private static XYChart panel(final String title, final String unit) {
        final XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("day")
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisDecimalPattern("#,###");
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private static void add(final XYChart chart, final String name, final double[] days, final double[] values) {
        chart.addSeries(name, days, values).setMarker(SeriesMarkers.NONE);
    }
}
