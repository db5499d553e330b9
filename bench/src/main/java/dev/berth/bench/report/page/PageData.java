package dev.berth.bench.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.bench.report.Figure;
import dev.berth.bench.report.QualityMeasure;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Run;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The data that the page draws, as JSON that is safe within a {@code script} element. */
final class PageData {
    private static final ObjectMapper JSON =
            new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);
    private static final MathContext DIGITS = new MathContext(5);

    private PageData() {}

    /** A run as the page lists it. */
    private record RunData(
            String name, String suite, int jdk, String date, String commit, String machine, String command) {}

    /**
     * A figure as the page draws it, with null for what was not measured. The names are short because each is repeated
     * in every figure.
     */
    private record FigureData(
            int run,
            String family,
            String row,
            int n,
            String who,
            boolean newest,
            Double rate,
            Double err,
            Double ratio,
            Double ratioErr,
            List<Double> times,
            Boolean unfinished,
            Map<QualityMeasure, Double> quality) {}

    /** A measure of quality: its key, its title, and whether more is better. */
    private record MeasureData(QualityMeasure key, String title, boolean more) {}

    /** The data of the page. */
    private record Data(
            List<RunData> runs,
            List<String> percentiles,
            Map<String, String> names,
            List<MeasureData> measures,
            List<FigureData> figures) {}

    static String json(final List<Run> runs, final List<Figure> figures) {
        final List<FigureData> list = new ArrayList<>();
        for (final Figure figure : figures) {
            list.add(new FigureData(
                    runs.indexOf(figure.run()),
                    figure.family(),
                    figure.cell().row(),
                    figure.cell().instances(),
                    figure.contender(),
                    figure.isNewest(),
                    number(figure.rate()),
                    number(figure.rateError()),
                    number(figure.ratio()),
                    number(figure.ratioError()),
                    times(figure),
                    figure.didNotFinish() ? Boolean.TRUE : null,
                    quality(figure)));
        }
        final Data data = new Data(
                runs.stream().map(PageData::run).toList(), Metrics.PERCENTILES, names(figures), measures(), list);
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c").replace(">", "\\u003e");
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RunData run(final Run run) {
        return new RunData(
                run.name(),
                run.suite(),
                run.jdk(),
                run.environment().entry("date"),
                run.environment().entry("commit"),
                run.environment().entry("cpu"),
                run.command());
    }

    private static List<Double> times(final Figure figure) {
        final List<Double> times = new ArrayList<>();
        Metrics.PERCENTILES.forEach(percentile -> times.add(number(figure.latency(percentile))));
        return times.stream().allMatch(time -> time == null) ? null : times;
    }

    private static Map<QualityMeasure, Double> quality(final Figure figure) {
        final Map<QualityMeasure, Double> quality = new EnumMap<>(QualityMeasure.class);
        for (final QualityMeasure measure : QualityMeasure.values()) {
            final Double value = number(measure.of(figure));
            if (value != null) {
                quality.put(measure, value);
            }
        }
        return quality;
    }

    private static List<MeasureData> measures() {
        return Stream.of(QualityMeasure.values())
                .map(measure -> new MeasureData(measure, measure.title(), measure.isMoreBetter()))
                .toList();
    }

    private static Map<String, String> names(final List<Figure> figures) {
        final Map<String, String> names = new TreeMap<>();
        figures.forEach(figure -> names.put(figure.contender(), figure.name()));
        return names;
    }

    /**
     * Rounds a number to five significant digits, which exceeds the precision of every figure; returns null for NaN and
     * infinity.
     */
    private static Double number(final double value) {
        return Double.isFinite(value) ? Double.valueOf(new BigDecimal(value).round(DIGITS).doubleValue()) : null;
    }
}
