package dev.berth.bench.trace.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import dev.berth.bench.trace.TraceFormat;
import dev.berth.bench.trace.TraceFormatException;
import dev.berth.bench.trace.TraceStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The synthetic trace: its statistics against published ones, planted wrong models, and its options. */
class SyntheticTest {
    private static final Model RIGHT = Model.PUBLISHED;

    /** The digests of two small traces. */
    private static final long FEW = -8411182716549966055L;
    private static final long DISTINCT = -5743627971616499466L;

    private static Trace trace(final Model model, final String... options) throws IOException {
        return Generator.draw(model, Options.of(map(options)));
    }

    private static Map<String, String> map(final String... options) {
        return Stream.of(options)
                .map(option -> option.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static TraceStatistics statistics(final Model model, final String... options) throws IOException {
        return TraceStatistics.of(trace(model, options));
    }

    @Test
    void fewShapesMeetEveryTarget() throws IOException {
        for (int seed = 1; seed <= 4; seed++) {
            final TraceStatistics statistics = statistics(RIGHT, "seed=" + seed);
            assertEquals(List.of(), Targets.flavours(statistics), "seed " + seed);
            assertEquals(List.of(), Targets.sizes(statistics));
            assertEquals(List.of(), Targets.survival(statistics));
            assertEquals(List.of(), Targets.dispersion(statistics));
            assertEquals(List.of(), Targets.batches(statistics));
            assertEquals(List.of(), Targets.hours(statistics));
            assertEquals(List.of(), Targets.fleet(statistics));
            assertEquals(0.914, statistics.shapeOfBatchShare(), 0.03);
        }
    }

    @Test
    void allDistinctMeetsEveryTargetOfItsOwn() throws IOException {
        final Trace trace = trace(RIGHT, "regime=all-distinct");
        assertEquals(trace.size(), trace.shapes().size());
        final TraceStatistics statistics = TraceStatistics.of(trace);
        assertEquals(List.of(), Targets.sizes(statistics));
        assertEquals(List.of(), Targets.survival(statistics));
        assertEquals(List.of(), Targets.dispersion(statistics));
        assertEquals(List.of(), Targets.batches(statistics));
        assertEquals(List.of(), Targets.hours(statistics));
        assertEquals(List.of(), Targets.fleet(statistics));
        assertFalse(Targets.flavours(statistics).isEmpty());
    }

    @Test
    void arrivalsWithoutBatchesAreFound() throws IOException {
        final TraceStatistics wrong = statistics(new Model(RIGHT.flavours(), List.of(new BatchSize(1, Model.BATCHES)),
                RIGHT.hours(), 0, 0, RIGHT.machines()));
        assertFalse(Targets.dispersion(wrong).isEmpty());
        assertEquals(2, Targets.batches(wrong).size());
        assertEquals(List.of(), Targets.survival(wrong));
        assertEquals(List.of(), Targets.flavours(wrong));
        assertEquals(List.of(), Targets.hours(wrong));
    }

    @Test
    void exponentialLifetimesAreFound() throws IOException {
        final double mean = 10_800 / -Math.log(0.251);
        final List<Integer> survival = Model.LIFETIMES.stream()
                .map(seconds -> (int) (Model.SURVIVORS * Math.exp(-seconds / mean)))
                .toList();
        final TraceStatistics wrong = statistics(new Model(
                RIGHT.flavours().stream()
                        .map(f -> new Flavour(f.cpuUnits(), f.memoryMib(), f.weight(), survival))
                        .toList(),
                RIGHT.batchSizes(), RIGHT.hours(), 0, 0, RIGHT.machines()));
        final List<String> missed = Targets.survival(wrong);
        assertEquals(2, missed.size(), missed.toString());
        assertTrue(missed.get(0).contains("1800 s") && missed.get(1).contains("86400 s"), missed.toString());
        assertEquals(List.of(), Targets.dispersion(wrong));
    }

    @Test
    void aFlatDayIsFound() throws IOException {
        final TraceStatistics wrong = statistics(new Model(RIGHT.flavours(), RIGHT.batchSizes(),
                RIGHT.hours().stream().map(hour -> 1.0).toList(), 14, 40, RIGHT.machines()));
        assertTrue(Targets.hours(wrong).size() > 12);
        assertEquals(List.of(), Targets.survival(wrong));
    }

    @Test
    void otherFlavoursAndMachinesAreFound() throws IOException {
        final TraceStatistics wrong = statistics(new Model(
                RIGHT.flavours().stream()
                        .map(f -> new Flavour(f.cpuUnits(), f.memoryMib(), 1, f.survival()))
                        .toList(),
                RIGHT.batchSizes(), RIGHT.hours(), 14, 40,
                RIGHT.machines().stream()
                        .map(type -> new MachineType(type.name(), type.cpuUnits(), type.memoryMib(), 1))
                        .toList()));
        assertTrue(Targets.flavours(wrong).size() > 2);
        assertTrue(Targets.sizes(wrong).size() > 2);
        assertTrue(Targets.fleet(wrong).size() > 3);
        assertFalse(Targets.survival(wrong).isEmpty());
        assertEquals(List.of(), Targets.dispersion(wrong));
        assertEquals(List.of(), Targets.batches(wrong));
    }

    /** The digest is the same on any machine and JDK; it changes only with the model or the order of draws. */
    @Test
    void theSameSeedGivesTheSameTrace() throws IOException {
        final String[] options = {"arrivals=20000", "seed=7", "instances=100"};
        assertEquals(digest(trace(RIGHT, options)), digest(trace(RIGHT, options)));
        assertEquals(FEW, digest(trace(RIGHT, options)));
        assertNotEquals(FEW, digest(trace(RIGHT, "arrivals=20000", "seed=8", "instances=100")));
        assertEquals(DISTINCT, digest(trace(RIGHT, "arrivals=20000", "seed=7", "regime=all-distinct", "instances=9")));
    }

    private static long digest(final Trace trace) {
        long digest = trace.shapes().size();
        for (int row = 0; row < trace.size(); row++) {
            final Shape shape = trace.shapes().get(trace.shape(row));
            for (final double value : new double[] {trace.arrivalDays(row), trace.departureDays(row), trace.group(row),
                shape.amounts().get(0), shape.amounts().get(1)}) {
                digest = 31 * digest + Double.doubleToLongBits(value);
            }
        }
        for (int i = 0; i < trace.fleet().orElseThrow().size(); i++) {
            digest = 31 * digest + (long) trace.fleet().orElseThrow().capacity(i, 1)
                    + trace.fleet().orElseThrow().zone(i);
        }
        return digest;
    }

    @Test
    void theOptionsSayHowMuch() throws IOException {
        final Trace counted = trace(RIGHT, "arrivals=12345", "days=2", "instances=77");
        assertEquals(12_345, counted.size());
        assertEquals(2, counted.arrivalDays(12_344), 0.6);
        assertEquals(77, counted.fleet().orElseThrow().size());
        assertEquals(3, counted.fleet().orElseThrow().zones().size());
        final Trace timed = trace(RIGHT, "days=3", "rate=1_000_000");
        assertEquals(3_000_000, timed.size(), 150_000);
        assertTrue(timed.arrivalDays(timed.size() - 1) < 3);
        assertEquals(1, trace(RIGHT, "arrivals=1").size());
    }

    @Test
    void aWrongOptionIsRefusedWithItsRange() {
        for (final String wrong : List.of("arrivals=0", "arrivals=x", "arrivals=1.5", "arrivals=999999999999", "days=0",
                "days=-1", "days=4000", "rate=0", "rate=NaN", "seed=x", "regime=some", "instances=0",
                "instances=1e99")) {
            final TraceFormatException e = assertThrows(TraceFormatException.class, () -> Options.of(map(wrong)));
            assertTrue(e.getMessage().startsWith("option " + wrong.split("=")[0] + " is '" + wrong.split("=")[1]
                    + "', must be "), e.getMessage());
        }
        assertTrue(assertThrows(TraceFormatException.class, () -> Options.of(map("days=3000", "rate=1e9")))
                .getMessage().contains("3000000000000"));
        assertTrue(assertThrows(TraceFormatException.class,
                () -> Options.of(map("days=3", "rate=5", "arrivals=9"))).getMessage().contains("leave one out"));
    }

    @Test
    void noShapeNearAFlavourComesTwice() {
        final Nearby nearby = new Nearby(new Flavour(64, 100, 1, RIGHT.flavours().get(0).survival()), 12345);
        final Set<Shape> shapes = new HashSet<>();
        for (int i = 0; i < nearby.size(); i++) {
            final Shape shape = nearby.next();
            assertTrue(shape.amounts().get(0) >= 48 && shape.amounts().get(0) < 80, shape.toString());
            assertTrue(shape.amounts().get(1) >= 65 && shape.amounts().get(1) < 135, shape.toString());
            assertTrue(shapes.add(shape), shape.toString());
        }
        assertEquals(32 * 70, shapes.size());
        assertFalse(shapes.add(nearby.next()));
    }

    @Test
    void theFormatIsFoundAndDescribesItsTrace() throws IOException {
        final TraceFormat format = ServiceLoader.load(TraceFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals("synthetic"))
                .findFirst()
                .orElseThrow();
        assertFalse(format.readsFile());
        assertEquals(Set.of("arrivals", "days", "rate", "seed", "regime", "instances"), format.options().keySet());
        final List<String> lines = TraceStatistics.of(format.read(Path.of(""), Map.of())).lines();
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("alive after 30 min, 3 h, 1 day  ")));
    }
}
