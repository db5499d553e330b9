package dev.berth.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Run;
import dev.berth.bench.results.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run says of a contender, and which run says it last. */
class FigureTest {
    private static final Run OLD = run("2026-01-01-jdk17-default", "2026-01-01", "default", "17.0.1", 1e6);
    private static final Run NEW = run("2026-01-02-jdk17-full", "2026-01-02", "full", "17.0.1", 2e6);
    private static final Run OTHER_JDK = run("2026-01-03-jdk25-default", "2026-01-03", "default", "25.0.1", 3e6);

    private static Run run(
            final String name, final String date, final String suite, final String jdk, final double rate) {
        return new Run(name, new Environment(Map.of("date", date, "jdk", jdk)), "", List.of(
                sample(suite, "berth", 1, rate), sample(suite, "berth", 2, rate),
                sample(suite, "plain", 1, 1e3), sample(suite, "plain", 2, 3e3)), List.of());
    }

    private static Sample sample(final String suite, final String contender, final int iteration, final double value) {
        return new Sample(suite, "racks", 1_000, contender, Metrics.THROUGHPUT, 1, iteration, value, "ops/s");
    }

    @Test
    void theNewestOfAJdkAndCaseIsTheNewestWhateverTheOrder() {
        final List<Figure> figures = Figure.of(List.of(OTHER_JDK, NEW, OLD));
        assertEquals(List.of(OLD, OLD, NEW, NEW, OTHER_JDK, OTHER_JDK),
                figures.stream().map(Figure::run).toList());
        assertEquals(List.of(false, false, true, true, true, true),
                figures.stream().map(Figure::isNewest).toList());
    }

    @Test
    void ratioIsOfTheSameRun() {
        final List<Figure> figures = Figure.of(List.of(OLD, NEW));
        assertEquals(500, figures.get(1).ratio(), 1e-9);
        assertEquals(1_000, figures.get(3).ratio(), 1e-9);
        assertTrue(Double.isNaN(figures.get(0).ratio()));
    }

    @Test
    void errorOfARatioIsThatOfBothRates() {
        final Figure plain = Figure.of(List.of(OLD)).get(1);
        assertEquals(12.706 * 1e3 / 2e3, plain.rateError(), 1e-9);
        assertEquals(plain.rateError(), plain.ratioError(), 1e-9);
    }

    @Test
    void whatWasNotMeasuredIsNotANumber() {
        final Figure berth = Figure.of(List.of(OLD)).get(0);
        assertTrue(Double.isNaN(berth.latency("p99")) && Double.isNaN(berth.latency("worst")));
        assertFalse(Figure.of(List.of(SmallRuns.ofPeers())).stream()
                .anyMatch(figure -> figure.contender().startsWith("timefold") && figure.ratio() > 0));
    }
}
