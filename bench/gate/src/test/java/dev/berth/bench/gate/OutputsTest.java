package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Tests that each output satisfies its readers, and that a planted fault in each is refused. */
class OutputsTest {
    private static final Set<String> COMMIT = Set.of("commit");

    /** A verdict of each kind, with letters that XML escapes or cannot hold. */
    private static final List<Finding> FINDINGS = List.of(
            new Finding(0, "quantised", "work", "2 blocks/op", "2 blocks/op", "+0.00 %", Verdict.PASS, ""),
            new Finding(1, "quantised", "instructions", "1,000.0", "1,050.0", "+5.00 %", Verdict.FAIL, "more than 1 %"),
            new Finding(2, "A.b[p=1,q=<x>]", "allocated-jmh", "–", "0.25 B/op", "–", Verdict.TOLD, "may allocate"),
            Finding.notRun(3, "all", "time", "\"base\" & <head> hang\u0000\u001b[31m"));

    private static RunRecord run() {
        return GateFilesTest.run(GateFilesTest.timed(), FINDINGS);
    }

    private static String junit() {
        return new JunitXml("2026-11-26T01:02:03Z", FINDINGS, GateFilesTest.environment()).xml();
    }

    private static String jmh(final RunRecord run) {
        return new JmhJson(run, new Series(run), GateFilesTest.environment()).json();
    }

    private static void refused(final org.junit.jupiter.api.function.Executable reader) {
        assertThrows(IllegalArgumentException.class, reader);
    }

    private static String planted(final String text, final String what, final String by) {
        assertTrue(text.contains(what), what + " is not in " + text);
        return text.replace(what, by);
    }

    @Test
    void junitIsASuiteForEachTierAndATestForEachRule() throws IOException {
        Consumers.junit(junit());
        assertTrue(junit().contains("name=\"berth gate\" tests=\"4\" failures=\"1\" errors=\"1\""), junit());
        assertTrue(junit().contains("<failure type=\"regression\" message=\"more than 1 %\">FAIL: more than 1 %\n"
                + "base 1,000.0, head 1,050.0, change +5.00 %</failure>"), junit());
        assertTrue(junit().contains("message=\"&quot;base&quot; &amp; &lt;head&gt; hang??[31m\""), junit());
        Consumers.junit(new JunitXml("2026-11-26T01:02:03Z", List.of(), GateFilesTest.environment()).xml());
    }

    @Test
    void junitThatIsMalformedIsRefused() {
        refused(() -> Consumers.junit(junit().substring(0, junit().length() / 2)));
        refused(() -> Consumers.junit(planted(junit(), " name=\"quantised work\"", "")));
        refused(() -> Consumers.junit(planted(junit(), "tests=\"4\"", "tests=\"four\"")));
        refused(() -> Consumers.junit(planted(junit(), "hang??", "hang\u0000")));
        refused(() -> Consumers.junit(planted(junit(), "error type", "mistake type")));
    }

    @Test
    void githubActionBenchmarkTakesItsJson() {
        final String json = new Series(run()).benchmarkJson();
        Consumers.githubActionBenchmark(json);
        refused(() -> Consumers.githubActionBenchmark("[]"));
        refused(() -> Consumers.githubActionBenchmark(planted(json, "113.0", "\"113.0\"")));
        refused(() -> Consumers.githubActionBenchmark(planted(json, "quantised blocks", "quantised time")));
        refused(() -> Consumers.githubActionBenchmark(planted(json, "113.0", "NaN")));
    }

    @Test
    void bencherTakesItsJson() {
        final RunRecord run = run();
        final String json = new BencherJson(run, new Series(run)).json();
        Consumers.bencher(json);
        assertEquals("""
                {
                  "A.b[p=1,q=x y]" : {
                    "allocated-bytes-jmh" : {
                      "value" : 0.25
                    }
                  },
                  "quantised" : {
                    "allocated-bytes-compiled" : {
                      "value" : 0.0
                    },
                    "blocks" : {
                      "value" : 1.5
                    },
                    "instructions" : {
                      "value" : 1020.5
                    },
                    "latency" : {
                      "value" : 113.0,
                      "lower_value" : 110.5,
                      "upper_value" : 115.5
                    }
                  }
                }
                """, json);
        refused(() -> Consumers.bencher("[]"));
        refused(() -> Consumers.bencher(planted(json, "\"value\" : 0.25", "\"values\" : 0.25")));
        refused(() -> Consumers.bencher(planted(json, "110.5", "120.5")));
        refused(() -> Consumers.bencher(planted(json, "\"blocks\"", "\"" + "blocks".repeat(20) + "\"")));
    }

    @Test
    void otavaTakesItsCsv() {
        final String csv = new Series(run()).csv();
        Consumers.otava(csv, "time", COMMIT);
        refused(() -> Consumers.otava(csv, "date", COMMIT));
        refused(() -> Consumers.otava(planted(csv, ",113.0", ""), "time", COMMIT));
        refused(() -> Consumers.otava(planted(csv, "113.0", "n/a"), "time", COMMIT));
        refused(() -> Consumers.otava(planted(csv, "2026-11-26T01", "yesterday"), "time", COMMIT));
        refused(() -> Consumers.otava(planted(csv, "quantised.blocks", "quantised.time"), "time", COMMIT));
    }

    @Test
    void jmhJsonHasTheTimeOfEachProcessAndTheRestBesideIt() throws IOException {
        final JsonNode all = new ObjectMapper().readTree(jmh(run()));
        Consumers.jmh(all.toString(), false);
        assertEquals(2, all.size());
        final JsonNode timed = all.get(1);
        assertEquals("dev.berth.bench.gate.CaseBenchmark.operation", timed.path("benchmark").asText());
        assertEquals("{\"name\":\"quantised\"}", timed.path("params").toString());
        assertEquals("[[110.0],[112.0],[114.0],[116.0]]", timed.path("primaryMetric").path("rawData").toString());
        assertEquals(113.0, timed.path("primaryMetric").path("score").asDouble());
        assertEquals(1_020.5, timed.path("secondaryMetrics").path("instructions").path("score").asDouble());
        Consumers.jmh("[" + timed + "]", true);
        final JsonNode allocating = all.get(0);
        assertEquals("A.b", allocating.path("benchmark").asText());
        assertEquals("{\"p\":\"1\",\"q\":\"x y\"}", allocating.path("params").toString());
        assertEquals("NaN", allocating.path("primaryMetric").path("scoreError").asText());
    }

    @Test
    void jmhJsonThatIsMalformedIsRefused() {
        final String json = jmh(run());
        refused(() -> Consumers.jmh("[]", false));
        refused(() -> Consumers.jmh(json, true));
        refused(() -> Consumers.jmh(planted(json, "\"avgt\"", "\"average\""), false));
        refused(() -> Consumers.jmh(planted(json, "\"forks\" : 4", "\"forks\" : 5"), false));
        refused(() -> Consumers.jmh(planted(json, "secondaryMetrics", "otherMetrics"), false));
        refused(() -> Consumers.jmh(json.substring(0, json.length() - 3) + "," + json.substring(1), false));
    }

    @Test
    void casesOfTier2AreThoseOfTheOtherTiers() throws IOException {
        final Figures figures = new Figures();
        figures.put("tiny", Metric.INSTRUCTIONS, 100);
        figures.put("CaseBenchmark.operation[name=tiny]", Metric.ALLOCATED_JMH, 0.5);
        figures.put("Other.run", Metric.ALLOCATED_JMH, 0.25);
        figures.put("Other.run[list=a,b,size=2]", Metric.ALLOCATED_JMH, 0.25);
        final JsonNode all = new ObjectMapper().readTree(jmh(GateFilesTest.run(figures, List.of())));
        Consumers.jmh(all.toString(), false);
        assertEquals(3, all.size());
        final JsonNode tiny = all.get(0);
        assertEquals("instructions/op", tiny.path("primaryMetric").path("scoreUnit").asText());
        assertEquals(0.5, tiny.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score").asDouble());
        assertEquals("{\"list\":\"a,b\",\"size\":\"2\"}", all.get(2).path("params").toString());
    }

    /** The fields that JMH writes, each at the place and with the type that it has there. */
    @Test
    void jmhJsonHasTheFieldsThatJmhWrites() throws IOException {
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        ResultFormatFactory.getInstance(ResultFormatType.JSON, new PrintStream(text, true, StandardCharsets.UTF_8))
                .writeOut(List.of(ofJmh()));
        final Set<String> expected = fields(new ObjectMapper().readTree(text.toString(StandardCharsets.UTF_8)));
        assertEquals(expected, fields(new ObjectMapper().readTree(jmh(run()))));
        assertTrue(expected.contains("/*/secondaryMetrics/*/scorePercentiles/99.9999=number"), expected.toString());
    }

    private static RunResult ofJmh() {
        final WorkloadParams params = new WorkloadParams();
        params.put("name", "quantised", 0);
        final IterationParams iteration =
                new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);
        final BenchmarkParams benchmark = new BenchmarkParams(
                "a.B.c", "a.B_c", true, 1, new int[] {1}, List.of("c"), 2, 0, iteration, iteration, Mode.AverageTime,
                params, TimeUnit.NANOSECONDS, 1, "java", List.of("-Xmx1g"), "17", "VM", "17", "1.37",
                TimeValue.minutes(1));
        final List<BenchmarkResult> forks = new ArrayList<>();
        for (int fork = 1; fork <= 2; fork++) {
            final IterationResult result =
                    new IterationResult(benchmark, iteration, new IterationResultMetaData(10, 10));
            result.addResult(new AverageTimeResult(ResultRole.PRIMARY, "c", 10, 1_000L * fork, TimeUnit.NANOSECONDS));
            result.addResult(new ScalarResult("instructions", fork, "instructions/op", AggregationPolicy.AVG));
            forks.add(new BenchmarkResult(benchmark, List.of(result)));
        }
        return new RunResult(benchmark, forks);
    }

    private static Set<String> fields(final JsonNode node) {
        final Set<String> fields = new TreeSet<>();
        add(fields, "", node);
        return fields;
    }

    private static void add(final Set<String> fields, final String path, final JsonNode node) {
        if (node.isArray()) {
            node.forEach(one -> add(fields, path + "/*", one));
        } else if (node.isObject()) {
            final boolean isMap = path.endsWith("/params") || path.endsWith("/secondaryMetrics");
            node.properties().forEach(
                    field -> add(fields, path + "/" + (isMap ? "*" : field.getKey()), field.getValue()));
        } else {
            fields.add(path + "=" + (node.isNumber() || node.asText().equals("NaN") ? "number" : node.getNodeType()));
        }
    }
}
