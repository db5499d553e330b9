package dev.berth.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.EngineConfig;
import dev.berth.Reason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hot calls allocate nothing, over the whole life of an engine. A script runs once to load what it loads, then again on
 * a second engine, measured: the sum over all windows is 0. The build runs this class under default flags and under
 * {@code -Xint}, as the compiler hides what is allocated and does not escape.
 */
@Tag("allocation-gate")
class AllocationGateTest {
    private static final EngineConfig ROOMY = EngineConfig.builder()
            .maxInstances(200)
            .maxTasks(20_000)
            .maxGroups(16)
            .maxDemands(64)
            .maxPlans(64)
            .maxCounts(20_000)
            .maxIndexes(6)
            .maxUndo(2_000)
            .resources("disk-gib", "licences")
            .build();

    private static final EngineConfig TIGHT = EngineConfig.builder()
            .maxInstances(200)
            .maxTasks(700)
            .maxGroups(16)
            .maxDemands(64)
            .maxPlans(64)
            .maxCounts(500)
            .maxAttributes(458)
            .maxPorts(120)
            .maxIndexes(1)
            .maxUndo(200)
            .resources("disk-gib", "licences")
            .build();

    private static final int WHOLE_LIFE = 8;
    private static final int SHORT_LIFE = 1;
    private static final int WINDOWS_OF_A_SHORT_LIFE = 30;

    private Object sink;
    private int sabotages;
    private long[] grown = new long[16];

    /**
     * The gate of a life after the first. The script does the same in each: what an engine allocates, it allocates in
     * each, so that what only one of two lives shows is the JVM's own (a deoptimisation, a class initialised late).
     */
    private static Gate laterLife(final EngineConfig config, final int rounds, final Runnable saboteur) {
        final EngineLife first = new EngineLife(new Gate(saboteur), config);
        first.live(rounds);
        final Gate second = life(config, rounds, saboteur, first.checksum());
        return second.allocatedBytes() == 0 ? second : life(config, rounds, saboteur, first.checksum());
    }

    private static Gate life(
            final EngineConfig config, final int rounds, final Runnable saboteur, final long checksum) {
        final Gate gate = new Gate(saboteur);
        final EngineLife life = new EngineLife(gate, config);
        life.live(rounds);
        assertEquals(checksum, life.checksum(), "the same script must have the same answers");
        return gate;
    }

    @Test
    void roomyLifeAllocatesNothing() {
        final Gate gate = laterLife(ROOMY, WHOLE_LIFE, () -> {});
        assertEquals(0, gate.allocatedBytes());
        assertTrue(gate.windows() > 200, () -> "windows are " + gate.windows() + ", must be over 200");
    }

    @Test
    void lifeAtItsLimitsAllocatesNothing() {
        assertEquals(0, laterLife(TIGHT, WHOLE_LIFE, () -> {}).allocatedBytes());
    }

    @Test
    void scriptMeetsTheRefusals() {
        final Set<Reason> met = new EngineLife(new Gate(() -> {}), ROOMY).live(WHOLE_LIFE);
        met.addAll(new EngineLife(new Gate(() -> {}), TIGHT).live(WHOLE_LIFE));
        final Set<Reason> missing = EnumSet.complementOf(EnumSet.copyOf(met));
        missing.removeAll(EnumSet.of(Reason.EXCLUDED, Reason.LOCATION, Reason.ENI, Reason.OUT_OF_RANGE));
        assertEquals(Set.of(), missing);
    }

    @Test
    void scriptWalksThroughCandidates() {
        final EngineLife life = new EngineLife(new Gate(() -> {}), ROOMY);
        life.live(WHOLE_LIFE);
        assertTrue(life.walks() > 1_000, () -> "walks have " + life.walks() + " steps, must have over 1000");
    }

    @Test
    void boxIsCaught() {
        assertCaught(() -> sink = Integer.valueOf(1000 + sabotages));
    }

    @Test
    void optionalIsCaught() {
        assertCaught(() -> sink = Optional.of(this));
    }

    @Test
    void iteratorIsCaught() {
        final List<String> list = List.of("a", "b", "c");
        assertCaught(() -> {
            final Iterator<String> iterator = list.iterator();
            sink = iterator;
        });
    }

    @Test
    void oneGrowthIsCaught() {
        assertCaught(() -> {
            if (++sabotages % WINDOWS_OF_A_SHORT_LIFE == 15) {
                grown = Arrays.copyOf(grown, 2 * grown.length);
            }
        });
    }

    private void assertCaught(final Runnable saboteur) {
        final long bytes = laterLife(ROOMY, SHORT_LIFE, saboteur).allocatedBytes();
        assertTrue(bytes > 0, () -> "allocated " + bytes + " bytes with " + sink + ", the gate must see them");
    }
}
