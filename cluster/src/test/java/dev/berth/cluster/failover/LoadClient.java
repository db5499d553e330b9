package dev.berth.cluster.failover;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.cluster.BackPressureException;
import dev.berth.cluster.Batch;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.RequestFailedException;
import dev.berth.cluster.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client under load. It asks for a random mix of commands at a rate, several requests at a time, and writes its
 * history as {@link Oracle} describes it.
 */
final class LoadClient implements Runnable {
    private static final String[] CHAINS = {
        "binpack(memory)", "spread(instanceId)", "random", "spread(attribute:pool),binpack(cpu)"
    };
    private static final int MOST_OPS = 8;
    private static final int MOST_OWN = 5;

    private final String name;
    private final PlacementClient client;
    private final LoadOptions options;
    private final SplittableRandom random;
    private final Consumer<String> history;
    private final Batch batch = new Batch();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final long[] plans = new long[Op.CPU_UNITS.length];
    private final long[] groups = new long[Op.CPU_UNITS.length];
    private final List<Long> live = new ArrayList<>();
    private final List<Integer> own = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean idle;

    /** Whether a request timed out that may still be under way: a later one that was answered shows that it is not. */
    private boolean uncertain;

    private long request;
    private int inFlight;
    private int registered;

    private record Answer(
            long request, long nanos, List<Op> ops, @Nullable Results results, @Nullable Throwable failure) {}

    LoadClient(
            final String name,
            final PlacementClient client,
            final LoadOptions options,
            final Consumer<String> history) {
        this.name = name;
        this.client = client;
        this.options = options;
        this.history = history;
        random = new SplittableRandom(options.seed ^ name.hashCode());
    }

    /** Sends requests from now on. */
    void go() {
        idle = false;
        running = true;
    }

    /** Sends none from now on. */
    void stop() {
        running = false;
    }

    /** Answers whether it was stopped and each of its requests was answered. */
    boolean isIdle() {
        return idle;
    }

    PlacementClient client() {
        return client;
    }

    /** Makes plans and groups, anew if the cluster does not answer in time. */
    private void open() {
        for (int attempt = 1; ; attempt++) {
            try {
                open(attempt);
                break;
            } catch (final RequestFailedException e) {
                // Groups of this attempt stay empty.
            }
        }
        for (int i = 0; i < groups.length; i++) {
            history.accept("g " + name + " " + groups[i] + " " + i);
        }
        history.accept("ready");
    }

    private void open(final int attempt) {
        for (int i = 0; i < plans.length; i++) {
            final Demand demand = Demand.builder()
                    .cpuUnits(Op.CPU_UNITS[i])
                    .memoryMib(Op.MEMORY_MIB[i])
                    .build();
            plans[i] = client.plan(
                    client.define(demand), Chain.parse(CHAINS[i]), Constraint.memberOf("attribute:pool == load"));
            groups[i] = client.group(name + "-" + attempt + "-" + i);
        }
    }

    @Override
    public void run() {
        open();
        long next = System.nanoTime();
        while (true) {
            for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
                inFlight--;
                answered(answer);
            }
            final long now = System.nanoTime();
            if (running && inFlight < options.window && now >= next) {
                ask();
                next = Math.max(next + 1_000_000_000L / options.rate, now - 100_000_000L);
            } else {
                if (!running && inFlight == 0 && !idle) {
                    idle = !uncertain || isSettled();
                }
                LockSupport.parkNanos(500_000);
            }
        }
    }

    /** Asks a question, before whose answer all earlier requests have been carried out. */
    private boolean isSettled() {
        try {
            batch.clear().questions().counts();
            client.call(batch);
            uncertain = false;
            return true;
        } catch (final RequestFailedException e) {
            return false;
        }
    }

    private void ask() {
        final List<Op> ops = new ArrayList<>();
        final int count = 1 + random.nextInt(MOST_OPS);
        for (int i = 0; i < count; i++) {
            ops.add(op());
        }
        batch.clear();
        final StringBuilder line = new StringBuilder("> " + name + " " + ++request + " " + System.nanoTime());
        for (final Op op : ops) {
            add(op);
            line.append(' ').append(op.text());
        }
        final long number = request;
        history.accept(line.toString());
        try {
            client.send(batch).whenComplete((results, failure) ->
                    answers.add(new Answer(number, System.nanoTime(), ops, results, failure)));
            inFlight++;
        } catch (final BackPressureException e) {
            history.accept("- " + name + " " + number);
            ops.stream().filter(op -> op.kind() == Op.Kind.RELEASE).forEach(op -> live.add(op.target()));
            ops.stream().filter(op -> op.kind() == Op.Kind.DEREGISTER).forEach(op -> own.add((int) op.target()));
        }
    }

    private Op op() {
        final int index = random.nextInt(groups.length);
        final int dice = random.nextInt(1000);
        if (dice < 10) {
            final Op.Kind kind = random.nextInt(3) == 0 ? Op.Kind.DRAIN : Op.Kind.REACTIVATE;
            return Op.on(kind, random.nextInt(options.instances));
        } else if (dice < 15 && own.size() < MOST_OWN) {
            return Op.named(Op.Kind.REGISTER, name + "-own-" + ++registered, 0);
        } else if (dice < 20 && !own.isEmpty()) {
            return Op.on(Op.Kind.DEREGISTER, own.remove(random.nextInt(own.size())));
        } else if (dice < 30) {
            return Op.named(
                    Op.Kind.UPDATE_SERVICE, FleetServices.NAMES[random.nextInt(FleetServices.NAMES.length)],
                    random.nextInt(FleetServices.MOST_TASKS));
        }
        if (random.nextInt(options.mostTasks) < live.size() && dice < 900) {
            final int at = random.nextInt(live.size());
            final long task = live.get(at);
            live.set(at, live.get(live.size() - 1));
            live.remove(live.size() - 1);
            return Op.on(Op.Kind.RELEASE, task);
        } else if (dice < 800) {
            return Op.place(Op.Kind.PLACE, groups[index], index, 1);
        }
        return Op.place(
                dice < 950 ? Op.Kind.PLACE_MANY : Op.Kind.PLACE_ALL, groups[index], index, 1 + random.nextInt(6));
    }

    private void add(final Op op) {
        final int ordinal = (int) op.target();
        switch (op.kind()) {
            case PLACE -> batch.place(plans[op.demand()], op.group());
            case PLACE_MANY -> batch.placeMany(plans[op.demand()], op.group(), op.count());
            case PLACE_ALL -> {
                final long[] ofPlan = new long[op.count()];
                final long[] ofGroup = new long[op.count()];
                Arrays.fill(ofPlan, plans[op.demand()]);
                Arrays.fill(ofGroup, op.group());
                batch.placeAll(ofPlan, ofGroup, op.count());
            }
            case RELEASE -> batch.release(op.target());
            case DRAIN -> batch.instances().drain(ordinal);
            case REACTIVATE -> batch.instances().reactivate(ordinal);
            case REGISTER -> batch.instances().register(Instance.builder(op.name())
                    .cpuUnits(Op.OWN_CPU_UNITS)
                    .memoryMib(Op.OWN_MEMORY_MIB)
                    .attribute("pool", "own")
                    .build());
            case DEREGISTER -> batch.instances().deregister(ordinal);
            case UPDATE_SERVICE -> batch.services().update(FleetServices.spec(op.name(), op.count()));
            default -> throw new IllegalStateException("kind is " + op.kind());
        }
    }

    private void answered(final Answer answer) {
        final Results results = answer.results;
        if (results == null) {
            uncertain = true;
            history.accept("x " + name + " " + answer.request + " " + answer.failure);
            return;
        }
        final StringBuilder line = new StringBuilder("< " + name + " " + answer.request + " " + answer.nanos);
        for (int i = 0; i < answer.ops.size(); i++) {
            line.append(' ').append(result(answer.ops.get(i), results, i));
        }
        history.accept(line.toString());
    }

    private String result(final Op op, final Results results, final int index) {
        if (results.isRefused(index)) {
            return "!" + results.refusal(index) + ":" + results.message(index).replace(' ', '_');
        }
        switch (op.kind()) {
            case PLACE:
                if (results.task(index) < 0) {
                    return Long.toString(results.task(index));
                }
                live.add(results.task(index));
                return results.task(index) + "@" + results.ordinal(index);
            case PLACE_MANY, PLACE_ALL:
                final StringBuilder tasks = new StringBuilder();
                for (int i = 0; i < results.taskCount(index); i++) {
                    if (results.task(index, i) >= 0) { // else the reason why it was refused
                        live.add(results.task(index, i));
                        tasks.append(tasks.length() == 0 ? "" : ",")
                                .append(results.task(index, i))
                                .append('@')
                                .append(results.ordinal(index, i));
                    }
                }
                return tasks.length() == 0 ? Long.toString(results.value(index)) : tasks.toString();
            case REGISTER:
                own.add((int) results.value(index));
                return Long.toString(results.value(index));
            default:
                return Long.toString(results.value(index));
        }
    }
}
