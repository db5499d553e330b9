package dev.berth.counters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.WorkCounters;
import dev.berth.workload.Dice;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An adversary climbs over shapes of fleets and demands towards those where one placement does the most work, and finds
 * none that exceeds the bound that {@code explainPlan} prints. Runs with {@code -Ddev.berth.workCounters=true}.
 */
@Tag("work-counters")
class AdversaryTest {
    private static final int INSTANCES = 2_000;
    private static final int OPERATIONS = 400;
    private static final int STEPS = 60;
    private static final Pattern BOUND =
            Pattern.compile("compares at most (\\d+) entries and visits at most (\\d+) blocks");

    private static final List<String> CHAINS = List.of(
            "binpack(memory)",
            "binpack(cpu)",
            "binpack(memory),binpack(cpu)",
            "binpack(cpu),binpack(memory)");

    /** A shape: how many types of instances, their amounts, how far each spreads, and what the tasks ask. */
    private static final int TYPES = 0;

    private static final int CPU = 1;
    private static final int MEMORY = 2;
    private static final int CPU_STEP = 3;
    private static final int MEMORY_STEP = 4;
    private static final int CPU_SPREAD = 5;
    private static final int MEMORY_SPREAD = 6;
    private static final int ASKED_CPU = 7;
    private static final int ASKED_MEMORY = 8;
    private static final int ASKED_KIND = 9;
    private static final int PERCENT_RELEASED = 10;
    private static final int[] LIMITS = {3, 40_000, 70_000, 3_000, 5_000, 3_000, 5_000, 40_000, 70_000, 6, 60};

    private static final int[][] SEEDS = {
        {0, 4_096, 30_007, 0, 0, 0, 0, 300, 700, 0, 10},
        {0, 4_096, 32_768, 0, 0, 0, 2_999, 0, 700, 0, 30},
        {1, 30_007, 30_007, 1, 1, 0, 0, 30_007, 1, 1, 0},
        {2, 30_000, 30_000, 400, 400, 400, 0, 30_390, 0, 2, 20},
        {0, 8_191, 61_441, 0, 0, 120, 900, 8_250, 61_800, 0, 40},
    };

    private static final Pattern SHARED_BOUND =
            Pattern.compile("no more than (\\d+) instances that the index offers, and then at (\\d+) in one scan");

    /** Chains whose placements may go over from an index to a scan. */
    private static final List<String> WITH_SCANS = List.of(
            "binpack(memory)", "spread(instanceId),binpack(memory)", "spread(instanceId),binpack(cpu),binpack(memory)");

    private record Found(long entries, long blocks, double share, String bound) {}

    /** Runs a history of a shape; answers the most work of one operation, and its share of the bound. */
    private static Found run(final String chain, final int[] shape, final int seed) {
        final Dice dice = new Dice(seed);
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(20 * INSTANCES)
                .maxIndexes(1)
                .seed(seed)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            final int type = i % (shape[TYPES] + 1);
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(shape[CPU] + type * shape[CPU_STEP] + dice.below(shape[CPU_SPREAD] + 1))
                    .memoryMib(shape[MEMORY] + type * shape[MEMORY_STEP] + dice.below(shape[MEMORY_SPREAD] + 1))
                    .build());
        }
        final long[] plans = new long[3];
        for (int i = 0; i < plans.length; i++) {
            final int cpu = shape[ASKED_KIND] % 3 == 1 && i == 0 ? 0 : shape[ASKED_CPU] * (i + 1) / plans.length;
            final int memory = shape[ASKED_KIND] % 3 == 2 && i == 0 ? 0 : shape[ASKED_MEMORY] * (i + 1) / plans.length;
            plans[i] = engine.plan(
                    engine.define(Demand.builder().cpuUnits(cpu).memoryMib(memory).build()), Chain.parse(chain));
        }
        final String explained = engine.explainPlan(plans[0]);
        final Matcher bound = BOUND.matcher(explained);
        assertTrue(bound.find(), explained);
        final long group = engine.group("service:a");
        final long[] tasks = new long[OPERATIONS];
        int running = 0;
        final WorkCounters work = engine.work();
        work.reset();
        for (int i = 0; i < OPERATIONS; i++) {
            if (running > 0 && dice.below(100) < shape[PERCENT_RELEASED]) {
                final int at = dice.below(running);
                engine.release(tasks[at]);
                tasks[at] = tasks[--running];
            } else {
                final long task = engine.place(plans[dice.below(plans.length)], group);
                if (task >= 0) {
                    tasks[running++] = task;
                }
            }
        }
        final long entries = work.worstEntriesCompared();
        final long blocks = work.worstBlocksVisited();
        final double share = Math.max(
                entries / Double.parseDouble(bound.group(1)), blocks / Double.parseDouble(bound.group(2)));
        return new Found(entries, blocks, share, bound.group());
    }

    private static int[] changed(final int[] shape, final Dice dice) {
        final int[] next = shape.clone();
        final int at = dice.below(next.length);
        final int delta = 1 + dice.below(Math.max(1, LIMITS[at] >> dice.below(12)));
        next[at] = Math.floorMod(next[at] + (dice.below(2) == 0 ? delta : -delta), LIMITS[at]);
        return next;
    }

    private static Found climb(final String chain, final int[] seed) {
        final Dice dice = new Dice(seed.length + chain.length() + seed[MEMORY]);
        int[] shape = seed;
        Found most = run(chain, shape, 1);
        for (int step = 0; step < STEPS; step++) {
            final int[] next = changed(shape, dice);
            final Found found = run(chain, next, step);
            if (found.share() >= most.share()) {
                shape = next;
                most = found;
            }
        }
        System.out.println("[" + chain + "] " + Arrays.toString(shape) + " " + most);
        return most;
    }

    @Test
    void noShapeExceedsTheBound() {
        for (final String chain : CHAINS) {
            double most = 0;
            for (final int[] seed : SEEDS) {
                final Found found = climb(chain, seed);
                assertTrue(found.share() <= 1, chain + ": " + found);
                most = Math.max(most, found.share());
            }
            assertTrue(most > 0.2, "the adversary found no work to speak of: " + most);
        }
    }

    /**
     * Runs a history of a group that has a task on most instances, where no slot is left for an index of its levels;
     * answers the most columns that one operation reads, for each that the bound allows.
     */
    private static double shareOfScan(final String chain, final int percentMembers, final int seed) {
        final Dice dice = new Dice(seed);
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(20 * INSTANCES)
                .maxCounts(2 * INSTANCES)
                .maxIndexes(1)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            final boolean isMember = dice.below(100) < percentMembers;
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(4_000 + dice.below(100))
                    .memoryMib(30_000 + (isMember ? dice.below(100) : 0))
                    .attribute("member", Boolean.toString(isMember))
                    .build());
        }
        final long demand = engine.define(Demand.builder().cpuUnits(10).memoryMib(10).build());
        final long plan = engine.plan(
                demand,
                Chain.parse(chain),
                Constraint.memberOf("attribute:member == true"),
                Constraint.distinctInstance());
        final long group = engine.group("service:a");
        final Matcher bound = SHARED_BOUND.matcher(engine.explainPlan(plan));
        assertTrue(bound.find(), engine.explainPlan(plan));
        final int offered = Integer.parseInt(bound.group(1));
        final int scanned = Integer.parseInt(bound.group(2));
        engine.work().reset();
        for (int i = 0; i < INSTANCES; i++) {
            engine.place(plan, group);
        }
        // The count and one amount of an instance that the index offers are read, and a few more of the one chosen.
        return engine.work().worstColumnsRead() / (2.0 * offered + scanned + 8);
    }

    @Test
    void aPlacementCostsNoMoreThanItsWalkAndOneScan() {
        double most = 0;
        for (final String chain : WITH_SCANS) {
            for (int percent = 30; percent <= 100; percent += 23) {
                final double share = shareOfScan(chain, percent, percent);
                assertTrue(share <= 1, chain + ", " + percent + " % members: " + share);
                most = Math.max(most, share);
            }
        }
        assertTrue(most > 0.5, "no placement went over to a scan: " + most);
    }

    @Test
    void aScanIsCaught() {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(INSTANCES).maxIndexes(0).build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i).cpuUnits(64).memoryMib(64).build());
        }
        final long plan = engine.plan(
                engine.define(Demand.builder().cpuUnits(1).memoryMib(1).build()), Chain.parse(CHAINS.get(0)));
        engine.work().reset();
        engine.place(plan, engine.group("service:a"));
        assertTrue(engine.work().worstColumnsRead() >= INSTANCES);
        assertEquals(false, BOUND.matcher(engine.explainPlan(plan)).find());
    }
}
