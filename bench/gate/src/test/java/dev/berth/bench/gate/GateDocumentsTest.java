package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is written about the gate for other repositories agrees with the command and keeps to its own rules. */
class GateDocumentsTest {
    private static final Path EXAMPLE = Path.of("../example");
    private static final Path WORKFLOW = EXAMPLE.resolve(".github/workflows/performance.yml");
    private static final Path DOCUMENT = Path.of("../../docs/gate.md");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z]+(?![\\w-])");

    private static Set<String> options(final String text) {
        return OPTION.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> optionsOfTheCommand() {
        return Gate.commandLine().getCommandSpec().optionsMap().keySet();
    }

    @Test
    void documentNamesOptionsThatExist() throws IOException {
        final Set<String> named = options(Files.readString(DOCUMENT));
        assertTrue(named.contains("--base"), named.toString());
        assertTrue(optionsOfTheCommand().containsAll(named), named.toString());
    }

    @Test
    void scriptCallsTheGateWithOptionsAndFormatsThatExist() throws IOException {
        final String script = Files.readString(EXAMPLE.resolve("gate.sh"));
        final String call = script.substring(script.indexOf("dev.berth.bench.gate.Gate "));
        final Set<String> named = options(call);
        assertEquals(Set.of("--base", "--head", "--commit", "--out", "--output", "--overwrite"), named);
        assertTrue(optionsOfTheCommand().containsAll(named), named.toString());
        final List<String> formats = Pattern.compile("--output ([a-z-]+)=")
                .matcher(call)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(Arrays.stream(OutputFormat.values()).map(OutputFormat::key).toList(), formats);
    }

    @Test
    void pipelinesCallTheScriptAndShowWhatItWrites() throws IOException {
        final String written = Files.readString(EXAMPLE.resolve("gate.sh"));
        for (final Path pipeline :
                List.of(WORKFLOW, EXAMPLE.resolve(".gitlab-ci.yml"), EXAMPLE.resolve("Jenkinsfile"))) {
            final String text = Files.readString(pipeline);
            final String call = text.lines().filter(line -> line.contains("./gate.sh \"")).findFirst().orElseThrow();
            assertEquals(Set.of("--tiers"), options(call));
            final List<String> shown = Pattern.compile("\\bout/([a-z]+\\.[a-z]+)")
                    .matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertTrue(!shown.isEmpty(), pipeline.toString());
            shown.forEach(name -> assertTrue(written.contains("$out/" + name + "\""), pipeline + ": " + name));
        }
    }

    @Test
    void workflowPinsEveryActionToACommit() throws IOException {
        final List<String> uses = Files.readAllLines(WORKFLOW).stream()
                .filter(line -> line.contains("uses:"))
                .toList();
        assertTrue(uses.size() > 4, uses.toString());
        uses.forEach(line -> assertTrue(line.matches(" +(- )?uses: [\\w./-]+@[0-9a-f]{40} # v[0-9.]+"), line));
    }

    @Test
    void workflowGrantsNothingToAllJobs() throws IOException {
        final List<String> lines = Files.readAllLines(WORKFLOW);
        assertTrue(lines.contains("permissions: {}"));
        final String writes = lines.stream()
                .map(String::strip)
                .filter(line -> line.endsWith(": write"))
                .collect(Collectors.joining(", "));
        assertEquals("pull-requests: write, contents: write", writes);
    }
}
