package dev.berth.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.Berth;
import dev.berth.bench.jmh.CaseBenchmarks;
import dev.berth.bench.workload.BenchmarkCases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The command is JMH's own; what it lists can be found, and what it writes can be read by those who follow it. */
class JmhCommandTest {
    @TempDir
    private Path folder;

    private static String jmh(final String... words) {
        System.setProperty("jmh.ignoreLock", "true");
        final PrintStream before = System.out;
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, Berth.commandLine().execute(
                    Stream.concat(Stream.of("jmh"), Stream.of(words)).toArray(String[]::new)));
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Runs benchmarks in this process and returns what JMH wrote. */
    private String json(final String benchmarks, final int iterations, final String... words) throws IOException {
        final Path file = folder.resolve("jmh.json");
        jmh(Stream.concat(
                        Stream.of(benchmarks, "-f", "0", "-wi", "0", "-i", Integer.toString(iterations), "-r", "20ms",
                                "-p", "instances=200", "-rf", "json", "-rff", file.toString()),
                        Stream.of(words))
                .toArray(String[]::new));
        return Files.readString(file);
    }

    @Test
    void helpIsThatOfJmh() {
        assertTrue(jmh("-h").contains("-rff <filename>"));
    }

    @Test
    void everyRowIsListedWithItsParameters() {
        final String listed = jmh("-lp");
        for (final String row : BenchmarkCases.names()) {
            final String benchmark = CaseBenchmarks.benchmarkOf(row);
            final int at = listed.indexOf(benchmark + System.lineSeparator());
            assertTrue(at >= 0, benchmark);
            final List<String> parameters = listed.substring(at).lines().skip(1).limit(2).map(String::strip).toList();
            assertEquals(
                    List.of("param \"contender\" = {berth, plain, fast}", "param \"instances\" = {100000}"),
                    parameters.stream().sorted().toList());
        }
    }

    @Test
    void timesAreNanosecondsOnAverageByDefault() throws IOException {
        final String json = json("SpreadBenchmark.racks$", 2, "-p", "contender=berth");
        assertTrue(json.contains("\"mode\" : \"avgt\""), json);
        assertTrue(json.contains("\"scoreUnit\" : \"ns/op\""), json);
    }

    @Test
    void bothFollowersTellAllRowsApart() throws IOException {
        final String json = json("(Spread|Refusal)Benchmark", 3, "-p", "contender=berth");
        final Map<String, JmhConsumers.Metric> bencher = JmhConsumers.bencher(json);
        assertEquals(8, bencher.size());
        bencher.forEach((name, metric) ->
                assertTrue(metric.value() > 0 && metric.low() < metric.high() && metric.unit().equals("ns/op"), name));
        assertEquals(8, new HashSet<>(JmhConsumers.githubActionNames(json)).size());
    }

    /** Bencher does not read parameters: who sends it two contenders sends one of them. */
    @Test
    void contendersThatOneFollowerMixesAreSeen() throws IOException {
        final String json = json("PackBenchmark.quantised$", 3, "-p", "contender=berth,plain");
        assertEquals(1, JmhConsumers.bencher(json).size());
        assertEquals(2, new HashSet<>(JmhConsumers.githubActionNames(json)).size());
    }

    @Test
    void twoIterationsHaveNoBoundsAndAreRefused() throws IOException {
        final String json = json("PackBenchmark.quantised$", 2, "-p", "contender=berth");
        assertThrows(IllegalArgumentException.class, () -> JmhConsumers.bencher(json));
    }

    private static RunResult round() throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("PackBenchmark.quantised$")
                        .param("contender", "berth")
                        .param("instances", "200")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(20))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
    }

    @Test
    void roundsOfOneBenchmarkAreOneResult() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        final List<RunResult> rounds = List.of(round(), round());
        assertEquals(1, rounds.stream().map(round -> JmhRounds.name(round.getParams())).distinct().count());
        final List<RunResult> merged = List.copyOf(JmhRounds.merged(rounds));
        assertEquals(1, merged.size());
        assertEquals(2, merged.get(0).getBenchmarkResults().size());
        assertEquals(4, merged.get(0).getPrimaryResult().getSampleCount());
    }
}
