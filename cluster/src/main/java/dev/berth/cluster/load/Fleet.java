package dev.berth.cluster.load;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.cluster.Batch;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.Results;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that is loaded: instances of several sizes in three zones, and tasks of 16 sizes in services of some 800
 * tasks. Eight tasks on each instance
 * take about half of the CPU and of the memory.
 */
final class Fleet {
    static final int SIZES = 16;

    private static final int LEAST_CPU = 8_192;
    private static final int LEAST_MEMORY = 16_384;
    private static final int TASKS_OF_GROUP = 800;
    private static final int MOST_GROUPS = 1_000;
    private static final int SPARE_TASKS = 100_000;
    private static final int REGISTERED_AT_ONCE = 150;
    private static final int PLACED_AT_ONCE = 1_000;

    /** The batches in flight while the fleet is loaded; their replies have room in what the service keeps. */
    private static final int BATCHES_IN_FLIGHT = 8;

    private final int instances;
    private final int tasks;
    private final Chain chain;
    private final long seed;
    private final long[] plans = new long[SIZES];
    private final long[] groups;

    /**
     * Creates the plan of a fleet.
     *
     * @param instances the number of instances.
     * @param tasks the number of tasks that run from the beginning.
     * @param chain the chain that places them.
     * @param seed the seed of sizes and draws.
     */
    Fleet(final int instances, final int tasks, final Chain chain, final long seed) {
        this.instances = instances;
        this.tasks = tasks;
        this.chain = chain;
        this.seed = seed;
        groups = new long[Math.max(1, Math.min(MOST_GROUPS, tasks / TASKS_OF_GROUP))];
    }

    int tasks() {
        return tasks;
    }

    long seed() {
        return seed;
    }

    /** Draws a plan. */
    long plan(final SplittableRandom random) {
        return plans[random.nextInt(SIZES)];
    }

    /** Draws a group. */
    long group(final SplittableRandom random) {
        return groups[random.nextInt(groups.length)];
    }

    /**
     * Registers the instances and starts the tasks through a client.
     *
     * @param client the client of a new cluster.
     * @return the handles of the tasks.
     */
    long[] load(final PlacementClient client) {
        client.configure(ClusterSettings.builder(EngineConfig.builder()
                        .maxInstances(instances)
                        .maxTasks(tasks + SPARE_TASKS)
                        .seed(seed)
                        .build())
                .tickMillis(0)
                .build());
        final Loader loader = new Loader(client);
        for (int i = 0; i < instances; i++) {
            loader.batch.instances().register(instance(i));
            loader.sendIfFull(REGISTERED_AT_ONCE, results -> {});
        }
        loader.finish();
        for (int i = 0; i < SIZES; i++) {
            plans[i] = client.plan(client.define(demand(i)), chain);
        }
        for (int i = 0; i < groups.length; i++) {
            groups[i] = client.group("service-" + i);
        }
        return start(loader);
    }

    private long[] start(final Loader loader) {
        final SplittableRandom random = new SplittableRandom(seed);
        final long[] handles = new long[tasks];
        final int[] started = {0};
        for (int i = 0; i < tasks; i++) {
            loader.batch.place(plan(random), group(random));
            loader.sendIfFull(PLACED_AT_ONCE, results -> started[0] = keep(results, handles, started[0]));
        }
        loader.onResults = results -> started[0] = keep(results, handles, started[0]);
        loader.finish();
        return handles;
    }

    private static int keep(final Results results, final long[] handles, final int from) {
        int to = from;
        for (int i = 0; i < results.size(); i++) {
            handles[to++] = results.task(i);
        }
        return to;
    }

    private static Instance instance(final int number) {
        return Instance.builder(String.format(Locale.ROOT, "i-%016x", (number + 1) * 0x9E37_79B9_7F4A_7C15L))
                .cpuUnits(LEAST_CPU + 1_024 * (number % 9))
                .memoryMib(LEAST_MEMORY + 1_024 * (number % 11))
                .attribute(Chain.ZONE_ATTRIBUTE, "eu-west-1" + (char) ('a' + number % 3))
                .attribute("ecs.instance-type", "m" + number % 8 + ".large")
                .build();
    }

    private static Demand demand(final int size) {
        return Demand.builder().cpuUnits(256 + 64 * size).memoryMib(512 + 128 * size).build();
    }

    /** A sender of large batches, several in flight. */
    private static final class Loader {
        private final PlacementClient client;
        private final Batch batch = new Batch();
        private Consumer<Results> onResults = results -> {};
        private int inFlight;
        private @Nullable Throwable failure;

        Loader(final PlacementClient client) {
            this.client = client;
        }

        void sendIfFull(final int commands, final Consumer<Results> receiver) {
            onResults = receiver;
            if (batch.size() == commands) {
                send();
            }
        }

        void finish() {
            if (batch.size() > 0) {
                send();
            }
            await(0);
            onResults = results -> {};
        }

        private void send() {
            await(BATCHES_IN_FLIGHT - 1);
            final Consumer<Results> receiver = onResults;
            final CompletableFuture<Results> answer = client.send(batch);
            inFlight++;
            answer.whenComplete((results, thrown) -> {
                inFlight--;
                if (thrown == null) {
                    check(results);
                    receiver.accept(results);
                } else {
                    failure = thrown;
                }
            });
            batch.clear();
        }

        private void check(final Results results) {
            for (int i = 0; i < results.size(); i++) {
                if (results.isRefused(i)) {
                    failure = new IllegalStateException(
                            "the fleet cannot be loaded: " + results.refusal(i) + ": " + results.message(i)
                                    + "; name a new cluster, with nothing in it");
                }
            }
        }

        private void await(final int most) {
            while (inFlight > most && failure == null) {
                if (client.poll() == 0) {
                    Thread.yield();
                }
            }
            if (failure != null) {
                throw new IllegalStateException(failure.getMessage(), failure);
            }
        }
    }
}
