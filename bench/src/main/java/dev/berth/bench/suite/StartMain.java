package dev.berth.bench.suite;

import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.bench.report.FootprintTable;
import dev.berth.bench.results.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that measures how long an engine takes until it places: construction, registration of the instances, the
 * first plan and its index, adoption of the running tasks, and the first placement. It runs in a process of its own
 * without a warm-up, like a service that starts.
 */
public final class StartMain {
    private final int instances;
    private final int tasks;
    private final int process;
    private final List<Sample> samples = new ArrayList<>();
    private long last;

    private StartMain(final int instances, final int tasks, final int process) {
        this.instances = instances;
        this.tasks = tasks;
        this.process = process;
    }

    /**
     * Starts an engine, and writes the time of each step to a file of samples.
     *
     * @param args the number of instances, the number of tasks, the number of this process, and the file.
     */
    public static void main(final String[] args) {
        final StartMain start =
                new StartMain(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Sample.write(start.run(), Path.of(args[3]));
    }

    static List<Sample> measure(final int instances, final int tasks) {
        return new StartMain(instances, tasks, 1).run();
    }

    private List<Sample> run() {
        final StartFleet fleet = new StartFleet(instances);
        last = System.nanoTime();
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(instances)
                .maxTasks(tasks)
                .build());
        done("construct");
        fleet.register(engine);
        done("register instances");
        fleet.plan(engine);
        done("first plan and its index");
        fleet.adopt(engine, tasks - 1);
        done("load tasks");
        final long placed = fleet.place(engine);
        done("first placement");
        check(engine, placed);
        return samples;
    }

    private void done(final String step) {
        final long now = System.nanoTime();
        samples.add(new Sample(
                FootprintTable.SUITE,
                step,
                instances,
                "berth",
                FootprintTable.MILLIS,
                process,
                0,
                (double) (now - last) / TimeUnit.MILLISECONDS.toNanos(1),
                "ms"));
        last = System.nanoTime();
    }

    private void check(final PlacementEngine engine, final long placed) {
        if (placed < 0) {
            throw new IllegalStateException("place answered " + Reason.of(placed));
        }
        if (engine.instanceCount() != instances || engine.taskCount() != tasks) {
            throw new IllegalStateException("engine has " + engine.instanceCount() + " instances and "
                    + engine.taskCount() + " tasks, must be " + instances + " and " + tasks);
        }
    }
}
