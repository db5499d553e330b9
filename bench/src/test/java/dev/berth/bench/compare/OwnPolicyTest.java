package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.Berth;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A policy of one's own, as the documentation has it, and those that misbehave, in both commands. */
class OwnPolicyTest {
    private static final int MOST_LINES = 20;
    private static final Pattern CLASS = Pattern.compile("^public (?:final )?class (\\w+)", Pattern.MULTILINE);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int berth(final List<String> args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        final CommandLine line = Berth.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args.toArray(String[]::new));
    }

    private List<String> evaluate(final String policy, final String... more) throws IOException {
        final List<String> args = new ArrayList<>(List.of(
                "evaluate", "--policy", policy, "--trace", Compiled.trace(folder), "--instances", "7"));
        args.addAll(List.of(more));
        return args;
    }

    @Test
    void theExampleOfTheDocumentation() throws IOException {
        final String source = Compiled.example();
        assertTrue(source.lines().filter(line -> !line.isBlank()).count() <= MOST_LINES, source);
        final Matcher name = CLASS.matcher(source);
        assertTrue(name.find(), source);
        final String policy = Compiled.policy(folder.resolve("classes"), name.group(1), source);

        assertEquals(0, berth(evaluate(policy)), err.toString());
        final String first = out.toString();
        final ObjectNode answer = Json.parse(first);
        assertEquals("classes:" + name.group(1), answer.get("policy").asText());
        assertEquals("ok", answer.get("status").asText());
        assertEquals(300, answer.get("placements").asInt() + answer.get("measures").get("refused").asInt());
        assertEquals(
                answer.get("measures").get("refused_percent").decimalValue().negate(),
                answer.get("score").decimalValue());
        assertTrue(err.toString().contains("placements/s"), err.toString());
        assertEquals(0, berth(evaluate(policy)));
        assertEquals(first, out.toString());
        assertEquals(2, berth(evaluate(policy, "--score=beauty")));
        assertTrue(err.toString().contains("refused_cpu_hours_percent"), err.toString());

        assertEquals(0, berth(List.of("compare", "--policy", "fit.First," + policy, "--trace", Compiled.trace(folder),
                "--instances", "7", "--seeds", "1", "--out", folder.resolve("study").toString())), err.toString());
        final List<String> rows = Files.readAllLines(folder.resolve("study").resolve("results.csv"));
        assertEquals(3, rows.size());
        assertTrue(rows.get(2).startsWith("csv:jobs.csv,classes:" + name.group(1) + ",1,7,ok,"), rows.get(2));
        assertTrue(rows.get(2).endsWith(answer.get("placements_sha256").asText()), rows.get(2));
    }

    @Test
    void aPolicyOfTheRegistryIsTheSameInAProcessOfItsOwn() throws IOException {
        assertEquals(0, berth(evaluate("fit.Random", "--seed", "3")), err.toString());
        final ObjectNode there = Json.parse(out.toString());
        final ObjectNode here = Json.parse(Study.parse("--policy", "fit.Random", "--trace", Compiled.trace(folder),
                "--instances", "7", "--seeds", "3..3").run(0));
        assertEquals(here.get("measures"), there.get("measures"));
        assertEquals(here.get("placements_sha256"), there.get("placements_sha256"));
    }

    @Test
    void withoutATraceTheClusterIsFull() throws IOException {
        assertEquals(0, berth(List.of("evaluate", "--policy", "fit.First")), err.toString());
        final ObjectNode answer = Json.parse(out.toString());
        assertEquals("1000", answer.get("instances").asText());
        assertTrue(answer.get("score").asDouble() < 0, answer.toString());
        assertFalse(err.toString().contains("nothing was refused"), err.toString());
        assertEquals(0, berth(List.of("evaluate", "--policy", "fit.First", "--trace", Compiled.trace(folder),
                "--copies", "1", "--instances", "900")), err.toString());
        assertTrue(err.toString().contains("nothing was refused, so the score cannot tell"), err.toString());
    }

    @Test
    void whatIsWrongIsSaidWithoutNamesOfExceptions() throws IOException {
        assertEquals(1, berth(evaluate("fit.FirstDecreasing-L1")));
        assertTrue(err.toString().contains("fit.FirstDecreasing-L1 is unsuitable: it sorts"), err.toString());
        assertEquals(2, berth(List.of("evaluate", "--policy", "fit.First", "--trace", "csv:" + folder + "/gone.csv")));
        assertTrue(err.toString().contains("cannot read ") && !err.toString().contains("Exception"), err.toString());
        assertEquals(2, berth(List.of("evaluate", "--policy", "fit.First", "--instances", "5,6")));
        assertTrue(err.toString().contains("several sizes"), err.toString());
    }

    @Test
    void thoseThatMisbehaveAreStoppedAndNamed() throws IOException {
        final Map<String, List<String>> bad = Map.of(
                "Oversubscribes", List.of("return 0;", "oversubscribes", "chose instance 0, which has "),
                "Imagines", List.of("return cluster.size();", "no-such-instance", "chose instance 7 of a cluster"),
                "Fails", List.of("throw new AssertionError(\"bad year\");", "throws",
                        "threw java.lang.AssertionError: bad year"),
                "Hoards", List.of("for (java.util.List<long[]> all = new java.util.ArrayList<>();;) {"
                        + " all.add(new long[1 << 20]); }", "memory", "ran out of memory, of which it had 64m"),
                "Leaves", List.of("System.exit(0); return 0;", "exit", "called System.exit(0)"),
                "Sleeps", List.of("while (true) { Thread.onSpinWait(); }", "time", "ran longer than 300ms"));
        final List<String> policies = new ArrayList<>();
        for (final Map.Entry<String, List<String>> policy : bad.entrySet()) {
            final List<String> what = policy.getValue();
            final String option = Compiled.deciding(folder.resolve("classes"), policy.getKey(), what.get(0));
            policies.add(option);
            final String limit = what.get(1).equals("time") ? "300ms" : "10m";
            assertEquals(1, berth(evaluate(option, "--time-limit", limit, "--memory-limit", "64m")), err.toString());
            final ObjectNode answer = Json.parse(out.toString());
            assertEquals("stopped", answer.get("status").asText());
            assertEquals(what.get(1), answer.get("fault").asText(), answer.toString());
            assertTrue(answer.get("reason").asText().startsWith(what.get(2)), answer.toString());
            assertTrue(answer.get("score").isNull() && !answer.has("timing"), answer.toString());
            assertTrue(err.toString().contains("classes:my." + policy.getKey()), err.toString());
        }
        policies.set(0, Compiled.deciding(folder.resolve("classes"), "Throws",
                "throw new IllegalStateException(\"bad day\");"));
        policies.set(1, Compiled.deciding(folder.resolve("classes"), "Recurses", "return place(request, cluster);"));
        theStudyGoesOn(policies.subList(0, 3));
    }

    private void theStudyGoesOn(final List<String> policies) throws IOException {
        final Path study = folder.resolve("study");
        assertEquals(1, berth(List.of("compare", "--policy", String.join(",", policies) + ",fit.First",
                "--trace", Compiled.trace(folder), "--instances", "7", "--seeds", "1", "--timeout", "5s",
                "--memory-limit", "64m", "--out", study.toString())), err.toString());
        final List<String> rows = Files.readAllLines(study.resolve("results.csv"));
        assertEquals(1 + policies.size() + 1, rows.size());
        for (int i = 0; i < policies.size(); i++) {
            assertTrue(rows.get(i + 1).contains(",stopped,"), rows.get(i + 1));
        }
        assertTrue(rows.get(policies.size() + 1).contains(",fit.First,1,7,ok,"), rows.toString());
        assertTrue(out.toString().contains(": stopped, threw java.lang.StackOverflowError"), out.toString());
    }

    @Test
    void whatIsNoPolicyIsWrongUsage() throws IOException {
        final Path classes = folder.resolve("classes");
        Compiled.policy(classes, "Other", "package my; public class Other {}");
        Compiled.policy(classes, "Hidden", "package my; import dev.berth.bench.policy.*;"
                + " class Hidden implements Policy { public int place(Request r, ClusterView c) { return NONE; } }");
        for (final String[] wrong : new String[][] {
            {classes + ":my.Gone", "no class my.Gone in "},
            {classes + ":hidden", ", which has my.Hidden; did you mean my.Hidden?"},
            {classes + ":my.Hidden", "must be a public class"},
            {classes + ":my Policy", "FILE.jar:CLASS"},
            {"fit.*", "several"}
        }) {
            assertEquals(2, berth(evaluate(wrong[0])), wrong[0]);
            assertTrue(err.toString().contains(wrong[1]), err.toString());
            assertFalse(err.toString().contains("java.lang") || err.toString().contains("my.Other"), err.toString());
            assertEquals("", out.toString());
        }
        final String few = Compiled.policy(folder.resolve("none"), "Other", "package my; public class Other {}");
        assertEquals(2, berth(evaluate(few.replace("Other", "Gone"))));
        assertTrue(err.toString().contains("which has none that implements dev.berth"), err.toString());
        assertEquals(2, berth(evaluate("fit.First", "--memory-limit", "1m")));
        assertTrue(err.toString().contains("--memory-limit"), err.toString());
    }
}
