package dev.berth.counters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.WorkCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The work of fixed histories, in units that no noise touches, is what the golden file says. Runs with
 * {@code -Ddev.berth.workCounters=true}; {@code -Dberth.golden.record=true} rewrites the file instead.
 */
@Tag("work-counters")
class WorkCountersTest {
    private static final Path FILE = Path.of(System.getProperty("berth.golden.file"));
    private static final boolean RECORD = Boolean.getBoolean("berth.golden.record");
    private static final int[] SIZES = {2_000, 20_000};
    private static final int PAIRS = 5_000;
    private static final String ZONES = "spread(attribute:ecs.availability-zone)";

    private static final List<String> CHAINS = List.of(
            "",
            "binpack(memory)",
            "binpack(cpu)",
            "binpack(memory),binpack(cpu)",
            "binpack(cpu),binpack(memory)",
            ZONES,
            ZONES + ",binpack(memory)",
            ZONES + ",spread(instanceId)",
            "spread(instanceId)",
            "spread(instanceId),binpack(memory)",
            "spread(attribute:rack),binpack(memory)",
            "random");

    private static Map<String, String> measure() {
        final Map<String, String> measured = new TreeMap<>();
        for (final int instances : SIZES) {
            for (final String chain : CHAINS) {
                final String name = "[" + chain + "] " + instances + " instances";
                if (chain.contains("spread")) {
                    measured.put(name + ", a group covers them", churned(chain, instances, 1, 0, 0));
                    measured.put(name + ", groups are small", churned(chain, instances, instances / 100, 0, 0));
                } else {
                    measured.put(name, churned(chain, instances, 1, 0, 0));
                }
            }
            measured.put(
                    "[binpack(memory)] " + instances + " instances, a quarter refused",
                    churned("binpack(memory)", instances, 1, 25, 0));
        }
        return measured;
    }

    private static String churned(
            final String chain,
            final int instances,
            final int groups,
            final int refusedPercent,
            final long entriesMore) {
        final WorkCounters work = new ChurnHistory(chain, instances, groups, refusedPercent).churn(PAIRS);
        return Golden.numbers(work, entriesMore);
    }

    @Test
    void workIsGolden() throws IOException {
        assertTrue(WorkCounters.ENABLED, "run with -Ddev.berth.workCounters=true");
        final Map<String, String> measured = measure();
        measured.forEach((name, numbers) -> System.out.println(name + " " + numbers));
        if (RECORD) {
            Golden.write(FILE, measured);
        }
        assertEquals("", String.join("\n", Golden.differences(Golden.read(FILE), measured)));
    }

    @Test
    void oneEntryMoreIsReported() {
        final String chain = CHAINS.get(1);
        final Map<String, String> golden = Map.of(chain, churned(chain, SIZES[0], 1, 0, 0));
        final Map<String, String> measured = Map.of(chain, churned(chain, SIZES[0], 1, 0, 1));
        assertEquals(0, Golden.differences(golden, Map.copyOf(golden)).size());
        assertEquals(1, Golden.differences(golden, measured).size());
        assertEquals(1, Golden.differences(golden, Map.of()).size());
        assertEquals(1, Golden.differences(Map.of(), measured).size());
    }
}
