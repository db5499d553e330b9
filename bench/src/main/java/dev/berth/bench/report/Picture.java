package dev.berth.bench.report;

import dev.berth.bench.baseline.Contenders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler;

/** The picture of a run: placements a second by row and contender, on a logarithmic scale. */
public final class Picture {
    private static final int HEIGHT = 720;
    private static final int WIDTH_OF_FRAME = 260;
    private static final int WIDTH_OF_CELL = 90;

    private Picture() {}

    /**
     * Draws a run to a PNG file.
     *
     * @param samples of the run.
     * @param file where to.
     */
    public static void write(final List<Sample> samples, final Path file) {
        System.setProperty("java.awt.headless", "true");
        final List<Cell> cells = Cell.of(samples);
        final boolean oneSize = cells.stream().mapToInt(Cell::instances).distinct().count() == 1;
        final List<String> labels = cells.stream()
                .map(cell -> oneSize ? cell.row() : cell.row() + " " + Numbers.count(cell.instances()))
                .toList();
        final CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH_OF_FRAME + WIDTH_OF_CELL * cells.size())
                .height(HEIGHT)
                .title("Placements a second"
                        + (oneSize ? ", " + Numbers.count(cells.get(0).instances()) + " instances" : ""))
                .yAxisTitle("placements/s")
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(100.0);
        chart.getStyler().setXAxisLabelRotation(45);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        for (final String contender : Contenders.NAMES) {
            final List<Double> values = new ArrayList<>();
            for (final Cell cell : cells) {
                final double mean = cell.mean(contender, Metrics.THROUGHPUT);
                values.add(Double.isNaN(mean) ? null : Double.valueOf(mean));
            }
            chart.addSeries(contender, labels, values);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            ChartEncoder.saveChart(chart, out, "png");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
