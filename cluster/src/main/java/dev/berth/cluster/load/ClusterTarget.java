package dev.berth.cluster.load;

import dev.berth.cluster.BackPressureException;
import dev.berth.cluster.Batch;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.Results;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as a target of load. Commands place and release by turns, so that the number of tasks stays what it was; a
 * release takes a task at random.
 */
final class ClusterTarget implements Target {
    private final PlacementClient client;
    private final Fleet fleet;
    private final int batchSize;
    private final Batch batch = new Batch();
    private final SplittableRandom random;
    private final long[] running;
    private int runningCount;
    private LongConsumer replies = number -> {};
    private int answered;
    private long refused;
    private @Nullable Throwable failure;

    /**
     * Creates a target.
     *
     * @param client a client without a thread.
     * @param fleet what the cluster is filled with.
     * @param tasks the handles of the tasks that run.
     * @param batchSize the number of commands of a request.
     * @param window the most requests in flight.
     */
    ClusterTarget(
            final PlacementClient client,
            final Fleet fleet,
            final long[] tasks,
            final int batchSize,
            final int window) {
        if (tasks.length < (long) batchSize * window) {
            throw new IllegalArgumentException("tasks are " + tasks.length + ", must be at least " + batchSize + " × "
                    + window + ", the commands in flight; raise --tasks");
        }
        this.client = client;
        this.fleet = fleet;
        this.batchSize = batchSize;
        random = new SplittableRandom(fleet.seed());
        running = new long[tasks.length + batchSize * (window + 1)];
        System.arraycopy(tasks, 0, running, 0, tasks.length);
        runningCount = tasks.length;
    }

    /** Returns how many commands were refused, or answered with a reason. */
    long refused() {
        return refused;
    }

    @Override
    public boolean send(final long number) {
        if (batch.size() == 0) {
            for (int i = 0; i < batchSize; i++) {
                add(number * batchSize + i);
            }
        }
        try {
            client.send(batch).whenComplete((results, thrown) -> onReply(number, results, thrown));
        } catch (final BackPressureException e) {
            return false; // the batch is sent the next time
        }
        batch.clear();
        return true;
    }

    private void add(final long command) {
        if (isPlacement(command)) {
            batch.place(fleet.plan(random), fleet.group(random));
        } else {
            final int at = random.nextInt(runningCount);
            batch.release(running[at]);
            running[at] = running[--runningCount];
        }
    }

    private static boolean isPlacement(final long command) {
        return (command & 1) == 0;
    }

    private void onReply(final long number, final @Nullable Results results, final @Nullable Throwable thrown) {
        answered++;
        if (thrown != null || results == null) {
            failure = thrown;
        } else {
            for (int i = 0; i < batchSize; i++) {
                onResult(isPlacement(number * batchSize + i), results, i);
            }
        }
        replies.accept(number);
    }

    private void onResult(final boolean isPlacement, final Results results, final int index) {
        if (results.isRefused(index)) {
            refused++;
        } else if (!isPlacement) {
            refused += results.value(index) == 0 ? 0 : 1;
        } else if (results.task(index) > 0) {
            running[runningCount++] = results.task(index);
        } else {
            refused++;
        }
    }

    @Override
    public int poll(final LongConsumer receiver) {
        replies = receiver;
        answered = 0;
        client.poll();
        if (failure != null) {
            throw new IllegalStateException("a request has failed: " + failure.getMessage(), failure);
        }
        return answered;
    }
}
