package dev.berth.cluster;

import com.sun.management.ThreadMXBean;
import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.machine.Output;
import dev.berth.cluster.internal.machine.PlacementMachine;
import dev.berth.workload.Chains;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A fixed script of hot commands by batches. What writes a batch and what carries it out is inside a window, in which
 * the bytes that the thread allocates are counted; reading the results is outside.
 */
final class HotLife implements Output {
    private static final int INSTANCES = 40;
    private static final int MANY = 12;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Runnable saboteur;
    private final PlacementMachine machine = new PlacementMachine(this);
    private final Batch batch = new Batch();
    private final UnsafeBuffer request = new UnsafeBuffer(new byte[1 << 17]);
    private final UnsafeBuffer reply = new UnsafeBuffer(new byte[1 << 17]);
    private final long[] plans = new long[MANY];
    private final long[] groups = new long[MANY];
    private final long[] tasks = new long[1_000];
    private final int[] excluded = {30, 3, 17};
    private int taskTotal;
    private long held;
    private long demand;
    private int replyLength;
    private long sequence;
    private long allocated;
    private int placed;
    private int refused;

    HotLife(final Runnable saboteur) {
        this.saboteur = saboteur;
        batch.control().hello();
        machine.apply(1, request, 0, batch.request().copyTo(request, 0, 5, 0, 0, 0));
        batch.clear().control().configure(ClusterSettings.builder(EngineConfig.builder()
                        .maxInstances(INSTANCES)
                        .maxTasks(2_000)
                        .maxUndo(500)
                        .build())
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            batch.instances().register(Instance.builder("i-" + i)
                    .cpuUnits(4_000)
                    .memoryMib(4_000)
                    .attribute(Chain.ZONE_ATTRIBUTE, "abc".substring(i % 3, i % 3 + 1))
                    .attribute(Chains.RACK, "r" + i % 7)
                    .build());
        }
        batch.define(Demand.builder().cpuUnits(100).memoryMib(50).build());
        batch.define(Demand.builder().cpuUnits(5_000).build());
        for (int i = 0; i < MANY; i++) {
            batch.group("web" + i % 3);
        }
        final Results results = call();
        demand = results.value(INSTANCES + 1);
        final long tooLarge = results.value(INSTANCES + 2);
        for (int i = 0; i < MANY; i++) {
            groups[i] = results.value(INSTANCES + 3 + i);
        }
        batch.clear();
        final List<Chain> chains = Chains.all();
        for (int i = 0; i < MANY; i++) {
            batch.plan(i == MANY - 1 ? tooLarge : demand, chains.get(i % chains.size()),
                    Constraint.memberOf("attribute:rack =~ 'r[0-5]'"), Constraint.atMost(40));
        }
        final Results made = call();
        for (int i = 0; i < MANY; i++) {
            plans[i] = made.value(i);
        }
    }

    /** Lives it for some rounds, and answers the bytes that the windows of these rounds have allocated. */
    long live(final int rounds) {
        final long before = allocated;
        for (int round = 0; round < rounds; round++) {
            final long opened = threads.getCurrentThreadAllocatedBytes();
            write(round);
            apply();
            allocated += threads.getCurrentThreadAllocatedBytes() - opened;
            read(Results.copyOf(reply, 0, replyLength));
        }
        return allocated - before;
    }

    int placed() {
        return placed;
    }

    int refused() {
        return refused;
    }

    private Results call() {
        apply();
        return Results.copyOf(reply, 0, replyLength);
    }

    private void apply() {
        final int length = batch.request().copyTo(request, 0, 5, 0, sequence + 1, sequence);
        sequence++;
        machine.apply(1, request, 0, length);
    }

    private void write(final int round) {
        batch.clear();
        final InstanceCommands instances = batch.instances();
        instances.drain(round % INSTANCES);
        instances.setAgentConnected((round + 5) % INSTANCES, false);
        instances.reserve((round + 9) % INSTANCES, 10, 10, 0, 0);
        batch.claim(held);
        for (int i = 0; i < taskTotal / 2; i++) {
            batch.release(tasks[i]);
        }
        batch.releaseAll(tasks, taskTotal / 2, taskTotal - taskTotal / 2 + 1); // the last one is stale
        for (int i = 0; i < 40; i++) {
            batch.place(plans[i % MANY], groups[i % MANY]);
        }
        batch.place(plans[round % MANY], groups[0], excluded);
        batch.placeOn(plans[0], groups[1], round % INSTANCES);
        batch.adopt(demand, groups[2], round % INSTANCES, false);
        batch.hold(plans[1], groups[1]);
        batch.placeMany(plans[round % MANY], groups[0], 20);
        batch.placeEach(plans, groups, MANY);
        batch.placeAll(plans, groups, round % 2 == 0 ? MANY : MANY - 1);
        batch.placeMany(plans[0], groups[0], 9_000);
        instances.reactivate(round % INSTANCES);
        instances.setAgentConnected((round + 5) % INSTANCES, true);
        instances.reserve((round + 9) % INSTANCES, -10, -10, 0, 0);
        batch.release(-1);
        instances.drain(-1);
    }

    private void read(final Results results) {
        int at = 4 + taskTotal / 2;
        taskTotal = 0;
        if (results.value(at) < 0 || results.staleCount(at) != 1) {
            throw new AssertionError("result " + at + " is " + results.value(at) + ", must be of releaseAll");
        }
        at++;
        for (final int end = at + 44; at < end; at++) {
            keep(results.task(at));
        }
        held = results.task(at - 1);
        for (final int end = at + 3; at < end; at++) {
            for (int i = 0; i < results.taskCount(at); i++) {
                keep(results.task(at, i));
            }
        }
        if (results.refusal(at) != Refusal.REPLY_TOO_LARGE || results.value(at + 1) != PlacementEngine.DONE) {
            throw new AssertionError("result " + at + " is not the refusal of what is too large");
        }
    }

    private void keep(final long task) {
        if (task >= 0) {
            tasks[taskTotal++] = task;
            placed++;
        } else {
            refused++;
        }
    }

    @Override
    public void send(final long session, final DirectBuffer buffer, final int offset, final int length) {
        reply.putBytes(0, buffer, offset, length);
        replyLength = length;
        saboteur.run();
    }

    @Override
    public void tickEvery(final long millis) {
        // No timer.
    }

    @Override
    public void diverged(final String message) {
        throw new AssertionError(message);
    }

    @Override
    public void failed(final RuntimeException cause) {
        throw new AssertionError(cause);
    }
}
