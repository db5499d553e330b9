package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The points of a study, what one leaves, and what is wrong with arguments. */
class StudyTest {
    @TempDir
    private Path folder;

    private Study study(final String... more) throws IOException {
        final List<String> args = new ArrayList<>(List.of("--trace", Compiled.trace(folder)));
        args.addAll(List.of(more));
        return Study.parse(args.toArray(String[]::new));
    }

    private static ObjectNode withoutTiming(final String line) throws IOException {
        final ObjectNode node = Json.parse(line);
        assertTrue(node.remove("timing").size() > 0, line);
        return node;
    }

    @Test
    void eachPointOnceAndEachRunTheSame() throws IOException {
        final Study study = study("--policy", "fit.First,ecs.Random", "--seeds", "2", "--instances", "5,9");
        assertEquals(8, study.size());
        final Set<String> keys = new HashSet<>();
        for (int point = 0; point < study.size(); point++) {
            final ObjectNode line = withoutTiming(study.run(point));
            assertEquals(point, line.get("point").asInt());
            assertEquals("ok", line.get("status").asText(), line.toString());
            keys.add(StudyFolder.key(line));
            assertEquals(line, withoutTiming(study.run(point)));
        }
        assertEquals(8, keys.size());
        assertTrue(keys.contains("csv:jobs.csv, ecs.Random, seed 2, instances 9"), keys.toString());
    }

    @Test
    void theSeedVariesADeterministicPolicy() throws IOException {
        final Study study = study("--policy", "fit.First", "--seeds", "1,7", "--instances", "40", "--copies", "9");
        final ObjectNode first = Json.parse(study.run(0));
        final ObjectNode second = Json.parse(study.run(1));
        assertEquals(2700, first.get("arrivals").asInt());
        assertNotEquals(first.get("placements_sha256"), second.get("placements_sha256"));
    }

    @Test
    void theSeedDrawsATraceThatIsDrawn() throws IOException {
        final String one = "synthetic,days=1,arrivals=200,instances=20";
        final Study drawn = Study.parse("--trace", one, "--policy", "fit.First", "--seeds", "1,7", "--copies", "1");
        final ObjectNode first = Json.parse(drawn.run(0));
        final ObjectNode second = Json.parse(drawn.run(1));
        assertNotEquals(first.get("measures"), second.get("measures"));
        final Study given =
                Study.parse("--trace", one + ",seed=7", "--policy", "fit.First", "--seeds", "1,7", "--copies", "1");
        assertEquals(Json.parse(given.run(0)).get("measures"), Json.parse(given.run(1)).get("measures"));
    }

    @Test
    void theFullestMomentIsBoundedAndCompacted() throws IOException {
        final Study study = study("--policy", "fit.Best-Memory,fit.Worst-Memory", "--seeds", "1", "--instances", "60",
                "--compaction");
        final ObjectNode line = Json.parse(study.run(0));
        final int bound = line.get("lower_bound_instances").asInt();
        final int best = line.get("measures").get("compacted_instances").asInt();
        final int worst = Json.parse(study.run(1)).get("measures").get("compacted_instances").asInt();
        assertTrue(1 < bound && bound <= best && best <= worst, bound + " " + best + " " + worst);
        assertThrows(IllegalArgumentException.class, () -> study("--compaction", "--bins"));
        assertThrows(IllegalArgumentException.class, () -> study("--compaction", "--policy", "mine:Mine"));
    }

    @Test
    void copiesFillTheCluster() throws IOException {
        final ObjectNode line = Json.parse(study("--policy", "fit.First", "--instances", "200").run(0));
        assertTrue(line.get("copies").asInt() > 1, line.toString());
        assertTrue(line.get("measures").get("cpu_allocation_ratio_percent").asDouble() > 50, line.toString());
    }

    @Test
    void aScanningPolicyDecidesInAWindow() throws IOException {
        final String[] args = {"--policy", "fit.Worst-L1,fit.First", "--seeds", "1", "--instances", "9",
            "--scan-arrivals", "40"};
        final Study study = study(args);
        final ObjectNode scanning = Json.parse(study.run(0));
        final ObjectNode indexed = Json.parse(study.run(1));
        assertEquals(40, scanning.get("window_arrivals").asInt());
        assertTrue(scanning.get("window_first_arrival").asInt() > 0, scanning.toString());
        assertEquals(40, scanning.get("measures").get("placed").asInt()
                + scanning.get("measures").get("refused").asInt());
        assertEquals(300, indexed.get("window_arrivals").asInt());
        assertEquals(0, indexed.get("window_first_arrival").asInt());
    }

    @Test
    void binsOpenOnDemand() throws IOException {
        final ObjectNode line = Json.parse(
                study("--policy", "fit.First", "--seeds", "1", "--bins", "4096,8192").run(0));
        assertEquals("bins", line.get("instances").asText());
        assertEquals(0, line.get("measures").get("refused").asInt());
        assertTrue(line.get("measures").get("bins").asInt() > 1, line.toString());
        final IllegalArgumentException small = assertThrows(IllegalArgumentException.class,
                () -> study("--policy", "fit.First", "--bins", "4096,4096").run(0));
        assertTrue(small.getMessage().contains("--bins 4096,8192"), small.getMessage());
    }

    @Test
    void aPolicyThatDoesNotSuitATraceSaysWhy() throws IOException {
        final Study study = study("--policy", "fit.FirstDecreasing-L1", "--seeds", "1", "--instances", "9");
        final ObjectNode line = Json.parse(study.run(0));
        assertEquals("unsuitable", line.get("status").asText());
        assertTrue(line.get("reason").asText().contains("without departures"), line.toString());
    }

    @Test
    void aStarTakesPoliciesForSetsOnlyIfNothingDeparts() throws IOException {
        final Study departing = study("--policy", "fit.First*", "--seeds", "1", "--instances", "9");
        assertEquals(1, departing.size());
        final String note = "\\d policies for sets without departures are left out of fit.First\\*";
        assertTrue(departing.check().stream().anyMatch(n -> n.matches(note)), departing.check().toString());
        assertTrue(study("--policy", "fit.FirstDecreasing*", "--seeds", "1").size() > 1);
        final Path set = Files.writeString(folder.resolve("set.csv"), "start_s,vcpus,memory_gib\n0,1,1\n0,2,1\n");
        final Study staying = Study.parse("--trace", "csv:" + set + ",arrive=start_s", "--policy", "fit.First*",
                "--seeds", "1", "--bins=4096,8192");
        assertTrue(staying.size() > 1 && staying.check().stream().noneMatch(n -> n.contains("left out")));
    }

    @Test
    void aTraceThatRunsOnceIsNamed() throws IOException {
        final String note = "csv:jobs.csv runs once, so only policies that draw vary between seeds; give --copies";
        assertTrue(study("--seeds", "2", "--copies", "1").check().contains(note));
        assertTrue(study("--seeds", "2", "--bins=4096,8192").check().contains(note));
        assertFalse(study("--seeds", "1", "--copies", "1").check().contains(note));
        assertFalse(study("--seeds", "2", "--copies", "2").check().contains(note));
        assertTrue(Study.parse("--copies", "1").check().stream().noneMatch(n -> n.contains("runs once")));
    }

    @Test
    void whatIsWrongWithArgumentsIsSaid() throws IOException {
        final String[][] wrong = {
            {"--policy 'fit.Frist' ...", "fit.First", "--policy", "fit.Frist"},
            {"a name without its family", "did you mean fit.First?", "--policy", "first"},
            {"a glob of nothing", "--list", "--policy", "fot.*"},
            {"no such jar", "there is no", "--policy", "gone.jar:my.Policy"},
            {"seeds", "3..7", "--seeds", "0"},
            {"seeds", "3..7", "--seeds", "5..1"},
            {"sizes", "--instances is '0'", "--instances", "0"},
            {"a size twice", "twice", "--instances", "5,5"},
            {"bins and sizes", "--instances", "--bins", "1,1", "--instances", "5"},
            {"bins", "--bins is", "--bins", "x"},
            {"time", "--timeout is 'soon'", "--timeout", "soon"},
            {"memory", "--memory-limit is '5'", "--memory-limit", "5"},
            {"copies", "--copies is '0', must be a whole number in 1..1000000", "--copies", "0"},
            {"no number", "--scan-arrivals is '1e5', must be", "--scan-arrivals", "1e5"},
            {"a comma in a number", "write 1000 without a comma", "--instances", "1,000"},
            {"a chain without its parameter", "such as ecs.Chain(binpack(cpu),random)", "--policy", "ecs.Chain"},
            {"fleet", "--fleet", "--fleet", "none"},
            {"trace", "--trace", "--trace", "cvs:jobs.csv"},
            {"unknown option", "--nothing", "--nothing"}
        };
        for (final String[] line : wrong) {
            final String[] args = List.of(line).subList(2, line.length).toArray(String[]::new);
            final IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Study.parse(args), line[0]);
            assertTrue(e.getMessage().contains(line[1]), line[0] + ": " + e.getMessage());
            assertFalse(e.getMessage().contains("did you mean ecs.Chain?"), e.getMessage());
        }
        Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        final Study unreadable = Study.parse("--trace", "csv:" + folder.resolve("other.csv"));
        assertThrows(IOException.class, unreadable::check);
    }
}
