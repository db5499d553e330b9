package dev.berth.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Run;
import dev.berth.bench.results.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Libraries and algorithms stand on the scale of the engine, which is exact by definition. */
class QualityMeasureTest {
    private static final List<Figure> FIGURES = Figure.of(List.of(new Run(
            "run",
            new Environment(Map.of()),
            "",
            List.of(
                    sample("berth", "instances_used", 200),
                    sample("nomad", "instances_used", 210),
                    sample("fenzo-packer", "in_use", 95),
                    sample("fenzo-packer", "in_use_berth", 100),
                    sample("fenzo-packer", "left", 30),
                    sample("fenzo-packer", "exact_left", 20),
                    sample("fenzo-packer", "best", 75)),
            List.of())));

    private static Sample sample(final String contender, final String metric, final double value) {
        return new Sample("peers", "continuous", 1_000, contender, metric, 1, 0, value, "unit");
    }

    private static void assertMeasured(
            final QualityMeasure measure, final double berth, final double nomad, final double fenzo) {
        assertEquals(berth, measure.of(FIGURES.get(0)), 1e-9);
        assertEquals(nomad, measure.of(FIGURES.get(1)), 1e-9);
        assertEquals(fenzo, measure.of(FIGURES.get(2)), 1e-9);
    }

    @Test
    void instancesAreThoseBesideTheEngine() {
        assertMeasured(QualityMeasure.INSTANCES, 0, 5, -5);
    }

    @Test
    void whatIsLeftIsBesideTheExactAnswer() {
        assertMeasured(QualityMeasure.LEFT, 0, Double.NaN, 10);
        assertMeasured(QualityMeasure.BEST, 100, Double.NaN, 75);
    }

    @Test
    void whatNobodyMeasuredIsNotANumberOfTheEngineEither() {
        assertMeasured(QualityMeasure.ROOM, Double.NaN, Double.NaN, Double.NaN);
        assertMeasured(QualityMeasure.REFUSED, Double.NaN, Double.NaN, Double.NaN);
    }
}
