package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.measuring.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run, character by character, and that the figures in them can be read again. */
class GateFilesTest {
    private static final List<Double> BASE_FORKS = List.of(100.0, 102.0, 104.0, 106.0);
    private static final List<Double> HEAD_FORKS = List.of(110.0, 112.0, 114.0, 116.0);

    private static Figures figures(final double instructions) {
        final Figures figures = new Figures();
        figures.checksum("quantised", "c0ffee");
        figures.put("quantised", Metric.ALLOCATED_COMPILED, 0);
        figures.put("quantised", Metric.OPERATIONS, 2_000);
        figures.put("quantised", Metric.BLOCKS, 3_000);
        figures.put("quantised", Metric.WORST_BLOCKS, 3);
        figures.put("quantised", Metric.INSTRUCTIONS, instructions);
        figures.put("quantised", Metric.INSTRUCTIONS_ERROR, 0.5);
        return figures;
    }

    static RunRecord run(final Figures head, final List<Finding> findings) {
        return new RunRecord(
                "2026-11-26T01:02:03Z",
                "0123456789ab with changes",
                "17.0.15+6 Vendor",
                5,
                1_000,
                500,
                Map.of("quantised", new Plan(1_000, 250, 1_000)),
                figures(1_000.5),
                head,
                Map.of("quantised", BASE_FORKS),
                Map.of("quantised", HEAD_FORKS),
                findings);
    }

    static Figures timed() {
        final Figures head = figures(1_020.5);
        head.put("quantised", Metric.TIME, 113);
        head.put("A.b[p=1,q=x y]", Metric.ALLOCATED_JMH, 0.25);
        return head;
    }

    @Test
    void gateJsonIsWhatLaterRunsRead() {
        assertEquals("""
                {
                  "format" : 2,
                  "status" : 1,
                  "time" : "2026-11-26T01:02:03Z",
                  "commit" : "0123456789ab with changes",
                  "jdk" : "17.0.15+6 Vendor",
                  "seed" : 5,
                  "operations" : 1000,
                  "warmup" : 500,
                  "plans" : {
                    "quantised" : {
                      "exact" : 1000,
                      "interpreted" : 250,
                      "instructions" : 1000
                    }
                  },
                  "head" : {
                    "quantised" : {
                      "checksum" : "c0ffee",
                      "allocated-compiled" : 0.0,
                      "operations" : 2000.0,
                      "blocks" : 3000.0,
                      "worstBlocks" : 3.0,
                      "instructions" : 1020.5,
                      "instructions-error" : 0.5
                    }
                  },
                  "base" : {
                    "quantised" : {
                      "checksum" : "c0ffee",
                      "allocated-compiled" : 0.0,
                      "operations" : 2000.0,
                      "blocks" : 3000.0,
                      "worstBlocks" : 3.0,
                      "instructions" : 1000.5,
                      "instructions-error" : 0.5
                    }
                  },
                  "headForks" : {
                    "quantised" : [ 110.0, 112.0, 114.0, 116.0 ]
                  },
                  "baseForks" : {
                    "quantised" : [ 100.0, 102.0, 104.0, 106.0 ]
                  },
                  "findings" : [ {
                    "tier" : 1,
                    "name" : "quantised",
                    "metric" : "instructions",
                    "base" : "1,000.5",
                    "head" : "1,020.5",
                    "change" : "+2.00 %",
                    "verdict" : "FAIL",
                    "note" : "more than 0.50 % more; sees 0.60 %"
                  } ]
                }
                """, run(figures(1_020.5), List.of(Rules.instructions("quantised", 1_000.5, 1_020.5, 0.001))).json());
    }

    @Test
    void figuresOfHeadAreTheBaseOfALaterRun(@TempDir final Path folder) {
        assertFalse(RunRecord.isIn(folder));
        run(timed(), List.of()).write(folder);
        assertTrue(RunRecord.isIn(folder));
        final RunRecord read = RunRecord.read(folder);
        assertEquals(5, read.seed());
        assertEquals(1_000, read.operations());
        assertEquals(500, read.warmup());
        assertEquals(Map.of("quantised", new Plan(1_000, 250, 1_000)), read.plans());
        assertEquals("17.0.15+6 Vendor", read.jdk());
        assertEquals(timed().numbers(), read.head().numbers());
        assertEquals("c0ffee", read.head().checksum("quantised"));
        assertEquals(Verdict.PASS, Rules.work("quantised", read.head(), timed()).verdict());
    }

    @Test
    void aFileThatIsNotOfThisFormatIsNotMeasured(@TempDir final Path folder) throws IOException {
        Files.writeString(folder.resolve(RunRecord.FILE), "{\"format\": 1}");
        assertEquals("base: format of gate.json is 1, must be 2; record base anew", refusal(folder));
        Files.writeString(folder.resolve(RunRecord.FILE), "{");
        assertEquals("base: gate.json cannot be read; record base anew", refusal(folder));
        Files.writeString(folder.resolve(RunRecord.FILE), "{\"format\": 2, \"head\": {\"a\": {\"warmth\": 3}}}");
        assertEquals("base: gate.json cannot be read; record base anew", refusal(folder));
    }

    private static String refusal(final Path folder) {
        return assertThrows(NotMeasuredException.class, () -> RunRecord.read(folder)).getMessage();
    }

    @Test
    void benchmarkJsonIsWhatGithubActionBenchmarkTakes() {
        final String extra = "\"extra\" : \"commit 0123456789ab with changes, seed 5\\nJDK 17.0.15+6 Vendor\"";
        assertEquals("""
                [ {
                  "name" : "A.b[p=1,q=x y] allocated-jmh",
                  "unit" : "B/op",
                  "value" : 0.25,
                  EXTRA
                }, {
                  "name" : "quantised allocated-compiled",
                  "unit" : "B",
                  "value" : 0.0,
                  EXTRA
                }, {
                  "name" : "quantised blocks",
                  "unit" : "blocks/op",
                  "value" : 1.5,
                  EXTRA
                }, {
                  "name" : "quantised instructions",
                  "unit" : "instructions/op",
                  "value" : 1020.5,
                  EXTRA
                }, {
                  "name" : "quantised time",
                  "unit" : "ns/op",
                  "value" : 113.0,
                  "range" : "± 2.5",
                  EXTRA
                } ]
                """.replace("EXTRA", extra), new Series(run(timed(), List.of())).benchmarkJson());
    }

    @Test
    void seriesHasALineForTheRun() {
        assertEquals("""
                time,commit,A.b_p=1_q=x_y.allocated-jmh,quantised.allocated-compiled,quantised.blocks,\
                quantised.instructions,quantised.time
                2026-11-26T01:02:03Z,0123456789ab_with_changes,0.25,0.0,1.5,1020.5,113.0
                """, new Series(run(timed(), List.of())).csv());
    }

    static Environment environment() {
        final Map<String, String> entries = new LinkedHashMap<>();
        entries.put("cpu", "A processor");
        entries.put("cores", "2");
        entries.put("os", "Linux");
        entries.put("jdk", "17.0.15");
        entries.put("commit", "0123456789ab");
        entries.put("date", "2026-11-26");
        return new Environment(entries);
    }

    @Test
    void commentOnARegressionBeginsWithIt() {
        final List<Finding> findings = List.of(
                Rules.exact("quantised", Metric.ALLOCATED_COMPILED, 1_000, List.of(), List.of(0L)),
                Rules.instructions("quantised", 1_000, 1_050, 0),
                Finding.notRun(2, "all", "allocated-jmh", "/some/where/x.jar is odd | or so"));
        assertEquals("""
                ### Performance gate: REGRESSION

                - FAIL tier 1 quantised: instructions more than 0.50 % more; sees 0.50 %
                - NOT RUN tier 2 all: allocated-jmh … is odd | or so

                <details open><summary>3 checks</summary>

                | tier | case      | metric             | verdict | note                               \
                |    base |    head |  change |
                | ---- | --------- | ------------------ | ------- | ---------------------------------- \
                | ------: | ------: | ------: |
                | 0    | quantised | allocated-compiled | pass    | in 1,000 operations                \
                |       – |     0 B |       – |
                | 1    | quantised | instructions       | FAIL    | more than 0.50 % more; sees 0.50 % \
                | 1,000.0 | 1,050.0 | +5.00 % |
                | 2    | all       | allocated-jmh      | NOT RUN | … is odd / or so                   \
                |       – |       – |       – |

                </details>

                A processor, 2 cores, Linux; JDK 17.0.15; commit 0123456789ab; 2026-11-26.
                """, new GateReport(findings).markdown(environment()));
    }

    @Test
    void commentOnAPassIsFolded() {
        final String markdown =
                new GateReport(List.of(Rules.instructions("quantised", 1_000, 980, 0))).markdown(environment());
        assertTrue(markdown.startsWith("### Performance gate: PASS: nothing got slower\n\n<details><summary>1 checks"));
        assertTrue(markdown.contains("better, record anew"), markdown);
    }

    @Test
    void outcomeIsARegressionBeforeItIsNotMeasured() {
        final Finding pass = Rules.instructions("a", 1, 1, 0);
        final Finding fail = Rules.instructions("a", 1, 2, 0);
        final Finding none = Finding.notRun(1, "a", "instructions", "so");
        assertEquals(0, Outcome.of(List.of(pass)).status());
        assertEquals(1, Outcome.of(List.of(pass, none, fail)).status());
        assertEquals(2, Outcome.of(List.of(pass, none)).status());
        assertEquals(2, Outcome.of(List.of()).status());
    }
}
