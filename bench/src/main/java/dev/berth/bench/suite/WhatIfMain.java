package dev.berth.bench.suite;

import dev.berth.Chain;
import dev.berth.Consolidation;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Preemption;
import dev.berth.Reason;
import dev.berth.ScaleUp;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.BenchmarkCase;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A program that measures how long what-if questions take on a full cluster. It asks each question several times in one
 * process and prints the time of each.
 * <pre>java -cp bench/target/berth.jar dev.berth.bench.suite.WhatIfMain quantised 100000 1 5</pre>
 */
public final class WhatIfMain {
    private static final int GROUPS = 500;
    private static final int WAITING = 20_000;
    private static final int TYPES = 200;
    private static final int SHAPES = 24;
    private static final int SPARE_INSTANCES = 20_000;
    private static final int MAX_UNDO = 1 << 23;
    private static final double NANOS_PER_MILLI = 1e6;

    private final BenchmarkCase row;
    private final PlacementEngine engine;
    private final long[] groups = new long[GROUPS];
    private final Map<Long, Long> planOfDemand = new HashMap<>();
    private final int instances;
    private final int rounds;

    private WhatIfMain(final String[] args) {
        row = BenchmarkCases.named(args[0]);
        instances = Integer.parseInt(args[1]);
        rounds = Integer.parseInt(args[3]);
        final Workload workload = new Workload(row, instances, Long.parseLong(args[2]));
        final BerthContender filled = new BerthContender(workload, workload.maxTasks());
        final Assignment assignment = Filler.fill(workload, filled);
        engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(instances + SPARE_INSTANCES)
                .maxTasks(assignment.size() + WAITING)
                .maxCounts(2 * assignment.size())
                .maxUndo(MAX_UNDO)
                .build());
        copy(filled.engine());
    }

    /**
     * Registers the instances of a filled engine and adopts their tasks, in this program's own groups and with the
     * chain of the case.
     */
    private void copy(final PlacementEngine filled) {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = engine.group("service:" + i);
        }
        final Map<Demand, Long> demands = new HashMap<>();
        for (int ordinal = 0; ordinal < instances; ordinal++) {
            engine.register(filled.describe(ordinal));
            for (long task = filled.firstTaskOn(ordinal); task >= 0; task = filled.nextTaskOn(task)) {
                final Demand demand = filled.demand(filled.demandOf(task));
                final long known = demands.computeIfAbsent(demand, this::define);
                engine.adopt(known, groups[random.nextInt(GROUPS)], ordinal, true);
            }
        }
    }

    private long define(final Demand demand) {
        final long known = engine.define(demand);
        final Chain chain = row.chains().get(0);
        planOfDemand.put(known, engine.plan(known, chain));
        return known;
    }

    /**
     * Asks the questions, and prints the time of each.
     *
     * @param args the case, the number of instances, the seed, and how often each question is asked.
     */
    public static void main(final String[] args) {
        new WhatIfMain(args).ask();
    }

    private void ask() {
        System.out.println(engine.instanceCount() + " instances, " + engine.taskCount() + " tasks");
        final long digest = engine.digest();
        final int[] ordinals = new int[instances];
        for (int i = 0; i < instances; i++) {
            ordinals[i] = i;
        }
        final Consolidation emptied = new Consolidation(engine, task -> planOfDemand.get(engine.demandOf(task)));
        time("consolidation, each by itself", () -> emptied.each(ordinals, instances) + " emptied");
        time("consolidation, greedily", () ->
                emptied.greedily(ordinals, instances) + " emptied, " + emptied.moves() + " moves");
        scaleUp();
        for (final int priorities : new int[] {1, 10, GROUPS}) {
            preempt(priorities);
        }
        if (engine.digest() != digest) {
            throw new IllegalStateException("a question left a trace");
        }
    }

    private void scaleUp() {
        final SplittableRandom random = new SplittableRandom(2);
        final List<Instance> types = new ArrayList<>();
        for (int i = 0; i < TYPES; i++) {
            types.add(Instance.builder("type-" + i)
                    .cpuUnits(512 + 256 * i)
                    .memoryMib(1_024 + 700 * i)
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .build());
        }
        final long[] large = new long[SHAPES];
        for (int i = 0; i < SHAPES; i++) {
            large[i] = engine.plan(
                    engine.define(Demand.builder()
                            .cpuUnits(256 * (1 + i % 8))
                            .memoryMib(mostFree() + 1 + 500 * i)
                            .build()),
                    row.chains().get(0));
        }
        final long[] waitingPlans = random.longs(WAITING, 0, SHAPES).map(i -> large[(int) i]).toArray();
        final long[] waitingGroups = random.longs(WAITING, 0, GROUPS).map(i -> groups[(int) i]).toArray();
        final ScaleUp question = new ScaleUp(engine, types);
        time("scale up for " + WAITING + " over " + TYPES + " types", () ->
                question.ask(waitingPlans, waitingGroups, WAITING) + " new, " + question.unplaced() + " unplaced");
    }

    private int mostFree() {
        int most = 0;
        for (int ordinal = 0; ordinal < instances; ordinal++) {
            most = Math.max(most, engine.remainingMemoryMib(ordinal));
        }
        return most;
    }

    /**
     * Asks which tasks to stop for a demand that fits once tasks stop, and for one that never fits. The cluster is
     * filled beforehand and rolled back afterwards.
     */
    private void preempt(final int priorities) {
        final long own = engine.group("service:own");
        final Map<Long, Integer> ofGroup = new HashMap<>();
        for (int i = 0; i < GROUPS; i++) {
            ofGroup.put(groups[i], i % priorities);
        }
        ofGroup.put(own, priorities);
        final Preemption question = new Preemption(engine, ofGroup::get);
        int step = 1;
        while (engine.canPlace(plan(256 * step, 1_024 * step), own) == PlacementEngine.DONE) {
            step++;
        }
        final long never = plan(1 << 30, 1 << 30);
        final long[] larger = new long[step];
        for (int i = 0; i < step; i++) {
            larger[i] = plan(256 * i, 1_024 * i);
        }
        final long savepoint = engine.savepoint();
        final int asked = fill(larger);
        time("preemption, " + priorities + " priorities", () -> answer(question, larger[asked], own));
        time("preemption in vain, " + priorities + " priorities", () -> answer(question, never, own));
        engine.rollback(savepoint);
    }

    /**
     * Places tasks of ever smaller plans until no instance has room, or as many tasks run as may. Returns the index of
     * the smallest plan that fits on no instance.
     */
    private int fill(final long[] larger) {
        int placed = 0;
        for (int i = larger.length - 1; i > 0; i--) {
            long task = engine.place(larger[i], groups[placed++ % GROUPS]);
            while (task >= 0) {
                task = engine.place(larger[i], groups[placed++ % GROUPS]);
            }
            if (task != Reason.NOTHING_ELIGIBLE.code()) {
                return Math.min(i + 1, larger.length - 1);
            }
        }
        return 1;
    }

    private static String answer(final Preemption question, final long plan, final long group) {
        return "ordinal " + question.ask(plan, group) + ", " + question.victims() + " victims";
    }

    private long plan(final int cpuUnits, final int memoryMib) {
        return engine.plan(
                engine.define(
                        Demand.builder().cpuUnits(cpuUnits).memoryMib(memoryMib).build()),
                row.chains().get(0));
    }

    private void time(final String question, final Supplier<String> ask) {
        for (int round = 0; round < rounds; round++) {
            final long begin = System.nanoTime();
            final String answer = ask.get();
            final double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
            System.out.printf(Locale.ROOT, "%-45s %10.2f ms  %s%n", question, millis, answer);
        }
    }
}
