package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code berth explain} writes on the example, word for word. */
class ExplainGoldenTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyFiles() throws IOException {
        Run.copyExample(folder);
    }

    private void check(final String golden, final int status, final String... arguments) throws IOException {
        final Run run = Run.of(folder, arguments);
        assertEquals("", run.err());
        assertEquals(Run.resource(golden), run.out());
        assertEquals(status, run.status());
    }

    @Test
    void aServiceThatFindsItsPlaces() throws IOException {
        check("service.expected.txt", 0, "--cluster", "cluster.json", "--tasks", "tasks.json",
                "--task-definition", "web.json", "--request", "create-service.json");
    }

    @Test
    void aTaskThatFindsNone() throws IOException {
        check("refused.expected.txt", 1, "--cluster", "cluster.json", "--tasks", "tasks.json",
                "--task-definition", "train.json", "--count", "3", "--seed", "7", "--instance", "i-0de1e235d1bd82a93",
                "--instance", "f1c70e17b1d9518e41560f9c5f9fbca6");
    }

    /** {@code docs/ecs.md} shows lines of the answer to the command of the README, and they come in that order. */
    @Test
    void theDocumentShowsWhatIsWritten() throws IOException {
        final String document = Files.readString(Path.of("..", "docs", "ecs.md"));
        final int command = document.indexOf(" explain --cluster ");
        final String given = document.substring(command, document.indexOf('\n', command) + 1);
        assertTrue(Files.readString(Path.of("..", "README.md")).contains(given), () -> "README.md lacks" + given);
        final String[] arguments = given.trim().split(" +");
        final int block = document.indexOf("```\n", document.indexOf("among more", command)) + 4;
        final String out = Run.of(folder, Arrays.copyOfRange(arguments, 1, arguments.length)).out();
        int at = 0;
        for (final String line : document.substring(block, document.indexOf("```", block)).lines().toList()) {
            final int found = out.indexOf(line + "\n", at);
            assertTrue(found >= 0, () -> "'" + line + "' is not in, or not in that order:\n" + out);
            at = found;
        }
        assertTrue(at > 0, "docs/ecs.md shows no answer");
    }

    @Test
    void jsonOfPlacements() throws IOException {
        check("service.expected.json", 0, "--cluster", "cluster.json", "--tasks", "tasks.json",
                "--task-definition", "web.json", "--request", "create-service.json", "--count", "2",
                "--format", "json");
    }

    @Test
    void jsonOfARefusal() throws IOException {
        check("refused.expected.json", 1, "--cluster", "cluster.json", "--task-definition", "train.json",
                "--count", "2", "--format", "json", "--eni-slots", "p3.2xlarge=1");
    }

    @Test
    void helpLeadsANewcomer() {
        final Run run = Run.of(folder, "--help");
        assertEquals(0, run.status());
        for (final String wanted : new String[] {
            "aws ecs describe-task-definition --task-definition web > web.json", "Exit status: 0 ", "--eni-slots",
            "dry run"
        }) {
            assertTrue(run.out().contains(wanted), wanted + "\n" + run.out());
        }
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
    }
}
