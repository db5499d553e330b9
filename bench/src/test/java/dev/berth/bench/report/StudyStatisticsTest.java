package dev.berth.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.results.StudyResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Means, intervals and paired differences of a study. */
class StudyStatisticsTest {
    private static final double EPSILON = 1e-9;

    @TempDir
    private Path folder;

    /** The factor of t for 4 degrees of freedom, 2.776, is that of any table. */
    @Test
    void anIntervalIsThatOfStudent() {
        final Estimate estimate = Estimate.of(DoubleStream.of(1, 2, 3, 4, 5, Double.NaN));
        assertEquals(5, estimate.count());
        assertEquals(3, estimate.mean(), EPSILON);
        assertEquals(2.776445 * Math.sqrt(2.5 / 5), estimate.halfWidth(), 1e-6);
        assertEquals(1, estimate.least());
        assertEquals(5, estimate.most());
        assertEquals("3.00 ± 1.96", estimate.text(2));
        assertEquals("0.3", Estimate.of(DoubleStream.of(0.1 + 0.2, 0.3, 0.3)).text(1));
        assertEquals("7.0", Estimate.of(DoubleStream.of(7)).text(1));
        assertEquals("–", Estimate.of(DoubleStream.empty()).text(1));
    }

    @Test
    void aRateIsAMedianWithItsRange() {
        assertEquals("1.23 M (0.01–1.50 M)", Estimate.of(DoubleStream.of(1.5e6, 1.234e6, 5e3)).range());
        assertEquals("45.0 k (40.0–50.0 k)", Estimate.of(DoubleStream.of(4e4, 5e4)).range());
        assertEquals("300", Estimate.of(DoubleStream.of(300)).range());
        assertEquals("–", Estimate.of(DoubleStream.empty()).range());
    }

    @Test
    void aDifferenceInsideTheNoiseIsCalledSo() {
        assertEquals("+0.2 ± 0.9, inside the noise", Estimate.of(DoubleStream.of(-0.1, 0.1, 0.6)).difference(1));
        assertEquals("−3.0 ± 0.2", Estimate.of(DoubleStream.of(-3.1, -3, -2.9)).difference(1));
        assertEquals("+2.0, the same with each seed", Estimate.of(DoubleStream.of(2, 2, 2)).difference(1));
        assertEquals("no difference", Estimate.of(DoubleStream.of(0, 0, 0)).difference(1));
        assertEquals("no difference", Estimate.of(DoubleStream.of(0)).difference(1));
        assertEquals("+2.0, one seed", Estimate.of(DoubleStream.of(2)).difference(1));
        assertFalse(Estimate.of(DoubleStream.of(2)).isInsideNoise());
        assertEquals("–", Estimate.of(DoubleStream.empty()).difference(1));
    }

    @Test
    void differencesArePairedBySeed() throws IOException {
        final StudyStatistics group = group(SmallStudy.write(folder, SmallStudy.TWELVE, 5, "1000"));
        assertEquals("synthetic, 1,000 instances", group.title());
        assertEquals("synthetic-1000", group.fileName());
        assertEquals(SmallStudy.TWELVE, group.policies());
        assertEquals("ecs.Binpack-memory", group.baseline());
        final String measure = "refused_percent";
        final String base = SmallStudy.TWELVE.get(0);
        assertTrue(group.difference(SmallStudy.TWELVE.get(1), base, measure).isInsideNoise());
        final Estimate paired = group.difference(SmallStudy.TWELVE.get(4), base, measure);
        assertFalse(paired.isInsideNoise());
        assertEquals(4, paired.mean(), 0.4);
        assertEquals(5, paired.count());
        assertTrue(paired.halfWidth() < group.measure(base, measure).halfWidth() / 3);
        assertEquals(List.of(measure, "refused_cpu_hours_percent", "instances_in_use_mean"),
                group.tellingMeasures());
        assertEquals(1, group.without().size());
    }

    @Test
    void aWindowIsNotComparedWithAWholeRun() throws IOException {
        final StudyStatistics group = group(SmallStudy.write(folder, SmallStudy.TWELVE, 3, "1000"));
        final String windowed = SmallStudy.TWELVE.get(7);
        assertTrue(group.isWindowed(windowed));
        assertEquals(0, group.difference(windowed, group.baseline(), "refused_percent").count());
        assertEquals(3, group.difference(windowed, windowed, "refused_percent").count());
    }

    @Test
    void aDamagedLineIsNamed() throws IOException {
        SmallStudy.write(folder, SmallStudy.TWELVE, 1, "bins");
        assertTrue(StudyResults.is(folder));
        assertFalse(StudyResults.is(folder.resolve("none")));
        Files.writeString(folder.resolve("points.jsonl"), "{}\n{\"point\":");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> StudyResults.read(folder))
                .getMessage().contains("damaged in line 2"));
    }

    private static StudyStatistics group(final Path folder) throws IOException {
        final List<StudyStatistics> groups = StudyStatistics.of(StudyResults.read(folder));
        assertEquals(1, groups.size());
        return groups.get(0);
    }
}
