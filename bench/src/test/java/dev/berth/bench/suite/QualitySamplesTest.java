package dev.berth.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.report.AlgorithmTable;
import dev.berth.bench.results.Sample;
import dev.berth.bench.workload.Quality;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every contender's quality becomes samples, and the samples a table. */
class QualitySamplesTest {
    private static final long SEED = 3;
    private static final Workload WORKLOAD = new Workload(BenchmarkCases.named("quantised"), 250, SEED);
    private static final List<String> CONTENDERS =
            Stream.concat(Contenders.NAMES.stream(), Contenders.ALGORITHMS.stream()).toList();

    @Test
    void everyContenderHasALineInTheTable() {
        final List<Sample> samples = new ArrayList<>();
        CONTENDERS.forEach(contender -> samples.addAll(QualitySamples.of("peers", WORKLOAD, contender)));
        final List<String> lines = AlgorithmTable.markdown(samples).lines().toList();
        assertEquals(2 + CONTENDERS.size(), lines.size());
        for (final String exact : List.of(Contenders.PLAIN, Contenders.FAST, Contenders.RESULT_CACHE)) {
            final List<String> same = lines.stream()
                    .filter(line -> line.contains(" " + exact + " "))
                    .flatMap(line -> Stream.of(line.split("\\|")).skip(8))
                    .map(String::trim)
                    .distinct()
                    .toList();
            assertEquals(List.of("="), same, exact);
        }
    }

    @Test
    void clusterOfSomebodyElseHasTheSameFigures() {
        final Quality quality = Quality.of(
                WORKLOAD, WORKLOAD.fleet().cpuUnits(), WORKLOAD.fleet().memoryMib());
        final List<String> metrics = new ArrayList<>();
        QualitySamples.of("peers", WORKLOAD, "other", quality).forEach(sample -> metrics.add(sample.metric()));
        final List<String> own = QualitySamples.of("peers", WORKLOAD, Contenders.BERTH).stream()
                .map(Sample::metric)
                .toList();
        assertEquals(own.subList(0, metrics.size()), metrics);
    }
}
