package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.workload.LongHistories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the histories that run beside the build. */
class LongHistoriesTest {
    @TempDir
    Path folder;

    @Test
    void aRunThatWasStoppedGoesOnWhereItWas() throws IOException {
        final Path file = folder.resolve("histories.csv");
        final LongHistories histories = new LongHistories(file, 1_000);
        assertEquals(8, histories.run(500, 8, 0, 1));
        Files.writeString(file, "508,binp", StandardOpenOption.APPEND);
        assertEquals(4, histories.run(500, 12, 0, 1));
        assertEquals(0, histories.run(500, 12, 0, 1));
        final List<String> seeds = Files.readAllLines(file).stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .collect(Collectors.toList());
        assertEquals(
                LongStream.range(500, 512).mapToObj(Long::toString).collect(Collectors.toList()), seeds);
    }

    @Test
    void shardsShareTheSeeds() throws IOException {
        final Path file = folder.resolve("shards.csv");
        final LongHistories histories = new LongHistories(file, 50);
        assertEquals(10, histories.run(-10, 30, 0, 3));
        assertEquals(10, histories.run(-10, 30, 1, 3));
        assertEquals(10, histories.run(-10, 30, 2, 3));
        assertEquals(30, Files.readAllLines(file).size());
    }

    @Test
    void shapesDiffer() {
        final long shapes = LongStream.range(0, 100)
                .mapToObj(seed -> LongHistories.scenario(seed).name())
                .distinct()
                .count();
        assertEquals(8, shapes);
    }
}
