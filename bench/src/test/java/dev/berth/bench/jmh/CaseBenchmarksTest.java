package dev.berth.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.workload.BenchmarkCases;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each row is one benchmark of JMH, and each such benchmark is one row. */
class CaseBenchmarksTest {
    @Test
    void everyRowHasOneBenchmarkAndBack() {
        final List<String> benchmarks = CaseBenchmarks.all();
        assertEquals(BenchmarkCases.names().size(), benchmarks.size());
        for (final String row : BenchmarkCases.names()) {
            assertEquals(row, CaseBenchmarks.rowOf(CaseBenchmarks.benchmarkOf(row)));
        }
        assertEquals(
                new TreeSet<>(BenchmarkCases.names()),
                benchmarks.stream().map(CaseBenchmarks::rowOf).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void jmhListsThemAll() {
        final List<String> listed = BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of("^dev\\.berth\\.bench\\.jmh\\."),
                        List.of())
                .stream()
                .map(entry -> entry.getUsername())
                .toList();
        assertTrue(listed.containsAll(CaseBenchmarks.all()), listed.toString());
    }

    @Test
    void refusalsAreWhereTheyAreLookedFor() {
        BenchmarkCases.all().forEach(row -> assertEquals(
                row.measuresRefusals(),
                CaseBenchmarks.benchmarkOf(row.name()).startsWith(RefusalBenchmark.class.getName() + "."),
                row.name()));
    }

    @Test
    void aMethodThatIsNoRowIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CaseBenchmarks.rowOf("a.PackBenchmark.fastest"));
        assertThrows(IllegalArgumentException.class, () -> CaseBenchmarks.benchmarkOf("fastest"));
    }
}
