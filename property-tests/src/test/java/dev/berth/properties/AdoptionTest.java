package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import org.junit.jupiter.api.Test;

/** An adopted task is not checked, but it cannot leave the instance in a state that the definition does not know. */
class AdoptionTest {
    private static Demand ports(final int first, final int count) {
        final Demand.Builder demand = Demand.builder();
        for (int port = first; port < first + count; port++) {
            demand.hostPort(port);
        }
        return demand.build();
    }

    @Test
    void morePortsThanAnInstanceCanHaveAreRefused() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder().maxInstances(1).maxTasks(8).build());
        engine.register(Instance.builder("i-0").cpuUnits(100).build());
        final long group = engine.group("service:g");
        assertTrue(engine.adopt(engine.define(ports(1_000, 98)), group, 0, false) >= 0);
        final long digest = engine.digest();
        for (final int count : new int[] {3, 30, 200}) {
            assertEquals(Reason.OUT_OF_RANGE.code(), engine.adopt(engine.define(ports(2_000, count)), group, 0, true));
        }
        assertEquals(digest, engine.digest());
        assertTrue(engine.adopt(engine.define(ports(1_098, 2)), group, 0, false) >= 0);
        assertTrue(engine.adopt(engine.define(ports(1_000, 50)), group, 0, false) >= 0, "ports that are in use anyway");
        final long plan = engine.plan(engine.define(ports(9, 1)), Chain.parse("binpack(cpu)"));
        assertEquals(Reason.PORTS.code(), engine.placeOn(plan, group, 0));
        engine.validate();
    }

    /** The registration names TCP 80 for a task that is adopted as counted: it is that task's, and goes with it. */
    @Test
    void aPortThatIsAdoptedAsCountedIsFreeWhenItsTaskGoes() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder().maxInstances(1).maxTasks(8).build());
        engine.register(Instance.builder("i-0").cpuUnits(100).tcpPortInUse(80).udpPortInUse(80).build());
        final long group = engine.group("g");
        final long demand = engine.define(ports(80, 2));
        final long plan = engine.plan(demand, Chain.parse("binpack(cpu)"));
        final long task = engine.adopt(demand, group, 0, true);
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group));
        assertThrows(IllegalArgumentException.class, () -> engine.releasePort(0, false, 80));
        assertThrows(IllegalArgumentException.class, () -> engine.releasePort(0, true, 81));
        assertThrows(IllegalArgumentException.class, () -> engine.releasePort(1, true, 80));
        // A second one has nothing to take over: the port is in use twice.
        final long second = engine.adopt(demand, group, 0, true);
        assertEquals(PlacementEngine.DONE, engine.release(task));
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group));
        assertEquals(PlacementEngine.DONE, engine.release(second));
        engine.validate();
        final long placed = engine.place(plan, group);
        assertEquals(0, engine.instanceOf(placed));
        engine.release(placed);
        assertEquals(0, engine.describe(0).tcpPortsInUse().size());
        engine.releasePort(0, true, 80);
        assertEquals(0, engine.describe(0).udpPortsInUse().size());
        engine.validate();
    }

    /** Tasks may hold more than an int tells, and all of it comes back. */
    @Test
    void whatOverCommittedTasksHoldCountsInFull() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder().maxInstances(1).maxTasks(8).build());
        engine.register(Instance.builder("i-0").cpuUnits(1_000_000_000).build());
        final long group = engine.group("g");
        final long[] tasks = {
            adopt(engine, 1_100_000_000, group, true),
            adopt(engine, 1_900_000_000, group, false),
            adopt(engine, 1_200_000_000, group, false)
        };
        assertEquals(-2_100_000_000, engine.remainingCpuUnits(0));
        assertThrows(IllegalArgumentException.class, () -> engine.resize(0, Integer.MAX_VALUE, 0, 0, 0));
        for (final long task : tasks) {
            assertEquals(PlacementEngine.DONE, engine.release(task));
        }
        assertEquals(2_100_000_000, engine.remainingCpuUnits(0));
        engine.validate();
    }

    private static long adopt(
            final PlacementEngine engine, final int cpuUnits, final long group, final boolean counted) {
        final long demand = engine.define(Demand.builder().cpuUnits(cpuUnits).build());
        final long task = engine.adopt(demand, group, 0, counted);
        assertTrue(task >= 0);
        return task;
    }

    /** One that is not counted has the port beside what the registration says. */
    @Test
    void aPortThatIsAdoptedAsNotCountedStaysInUseForWhatIsNoTask() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder().maxInstances(1).maxTasks(8).build());
        engine.register(Instance.builder("i-0").cpuUnits(100).tcpPortInUse(80).build());
        final long task = engine.adopt(engine.define(ports(80, 1)), engine.group("g"), 0, false);
        final long counted = engine.adopt(engine.define(ports(80, 1)), engine.group("g"), 0, true);
        engine.release(counted);
        assertEquals(1, engine.describe(0).tcpPortsInUse().size());
        engine.release(task);
        assertEquals(0, engine.describe(0).tcpPortsInUse().size());
        engine.validate();
    }

    /** −1 says that there is none, and no reason has it as its code. */
    @Test
    void theOrdinalOfAnUnknownIdIsNoCode() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder().maxInstances(1).build());
        assertEquals(-1, engine.ordinalOf("i-0"));
        for (final Reason reason : Reason.values()) {
            assertTrue(reason.code() < -1, reason.name());
        }
        assertThrows(IllegalArgumentException.class, () -> Reason.of(engine.ordinalOf("i-0")));
    }
}
