package dev.berth.bench.simulation;

import dev.berth.bench.policy.ChainPolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;
import java.util.List;

/**
 * One run: a policy over the events of a trace on a cluster. A task that is refused is not asked for again, and its
 * departure is no event.
 */
public final class Simulation {
    private final Events events;
    private final SimulatedCluster cluster;
    private final Placer placer;
    private final Observer observer;
    private final Current request;
    private final int[] instanceOf;
    private final int[] gpuMask;
    private int next;

    /**
     * Prepares a run.
     *
     * @param events what happens.
     * @param cluster the cluster without tasks, made for the trace of the events.
     * @param policy a policy that has not run before.
     * @param seed the seed of the policy.
     * @param observer what sees each step.
     * @throws PolicyFault if the policy fails to prepare.
     */
    public Simulation(
            final Events events,
            final SimulatedCluster cluster,
            final Policy policy,
            final long seed,
            final Observer observer) {
        this(events, cluster, policy, seed, observer, null);
    }

    /**
     * Prepares a run whose decisions are timed.
     *
     * @param events what happens.
     * @param cluster the cluster without tasks, made for the trace of the events.
     * @param policy a policy that has not run before.
     * @param seed the seed of the policy.
     * @param observer what sees each step.
     * @param times what measures decisions; null if nothing does.
     * @throws PolicyFault if the policy fails to prepare.
     */
    public Simulation(
            final Events events,
            final SimulatedCluster cluster,
            final Policy policy,
            final long seed,
            final Observer observer,
            final DecisionTimes times) {
        this.events = events;
        this.cluster = cluster;
        this.observer = observer;
        request = new Current(events);
        instanceOf = new int[events.tasks()];
        gpuMask = new int[events.tasks()];
        Arrays.fill(instanceOf, Policy.NONE);
        try {
            policy.begin(cluster, events.trace(), seed);
        } catch (final Exception | StackOverflowError e) {
            throw new PolicyFault(PolicyFault.Kind.THROWS, "threw in begin: " + e, e);
        }
        final Placer untimed = policy instanceof ChainPolicy chain
                ? new ChainPlacer(chain.chain(), events, cluster, seed)
                : new PolicyPlacer(policy, cluster);
        placer = times == null ? untimed : times.timing(untimed);
    }

    /** Runs all events that remain. */
    public void run() {
        run(events.size());
    }

    /**
     * Runs events up to one.
     *
     * @param end the number of events after which to stop, counted from the start of the run.
     */
    public void run(final int end) {
        while (next < end) {
            final int event = events.event(next++);
            if (event >= 0) {
                arrive(event);
            } else {
                depart(~event);
            }
        }
    }

    private void arrive(final int task) {
        request.set(task);
        observer.reached(request.arrivalDays());
        int instance = placer.place(request);
        if (instance == Policy.NONE) {
            if (!cluster.opensBins()) {
                observer.refused(request);
                return;
            }
            instance = cluster.open();
        }
        gpuMask[task] = cluster.add(request, instance, placer.gpu(request, instance));
        instanceOf[task] = instance;
        placer.placed(request, instance);
        observer.placed(request, instance);
    }

    private void depart(final int task) {
        final int instance = instanceOf[task];
        if (instance == Policy.NONE) {
            return;
        }
        request.set(task);
        observer.reached(request.departureDays());
        cluster.remove(request, instance, gpuMask[task]);
        placer.departed(request, instance);
        observer.departed(request, instance);
    }

    /**
     * Carries the placements of the run out anew on a cluster that the policy has never seen.
     *
     * @throws PolicyFault if one does not fit.
     */
    public void verify() {
        final SimulatedCluster fresh = cluster.withoutTasks();
        for (int i = 0; i < next; i++) {
            final int event = events.event(i);
            final int task = event >= 0 ? event : ~event;
            final int instance = instanceOf[task];
            if (instance == Policy.NONE) {
                continue;
            }
            request.set(task);
            if (event < 0) {
                fresh.remove(request, instance, gpuMask[task]);
                continue;
            }
            while (fresh.opensBins() && fresh.size() <= instance) {
                fresh.open();
            }
            final int gpu = request.sharesGpu() ? Integer.numberOfTrailingZeros(gpuMask[task]) : Policy.NONE;
            final String fault = fresh.whyNot(request, instance, gpu);
            if (fault != null) {
                throw new PolicyFault(PolicyFault.Kind.OVERSUBSCRIBES, "changed the cluster and " + fault, null);
            }
            fresh.add(request, instance, gpu);
        }
    }

    /**
     * Returns where a task is, or was.
     *
     * @param task 0..tasks − 1.
     * @return the instance; {@link Policy#NONE} if it was refused or has not arrived.
     */
    public int instanceOf(final int task) {
        return instanceOf[task];
    }

    /** The request of the event at hand. */
    private static final class Current implements Request {
        private final Events events;
        private final Trace trace;
        private final int rows;
        private final double[][] amounts;
        private final int[] gpus;
        private final int[] gpuMilli;
        private int task;
        private int copy;
        private int row;
        private int shape;

        Current(final Events events) {
            this.events = events;
            trace = events.trace();
            rows = Math.max(1, trace.size());
            final List<Shape> shapes = trace.shapes();
            amounts = new double[shapes.size()][];
            gpus = new int[shapes.size()];
            gpuMilli = new int[shapes.size()];
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] = shapes.get(i).amounts().stream().mapToDouble(a -> a).toArray();
                gpus[i] = shapes.get(i).gpus();
                gpuMilli[i] = shapes.get(i).gpuMilli();
            }
        }

        void set(final int newTask) {
            task = newTask;
            copy = newTask / rows;
            row = newTask - copy * rows;
            shape = trace.shape(row);
        }

        @Override
        public int id() {
            return task;
        }

        @Override
        public double amount(final int dimension) {
            return amounts[shape][dimension];
        }

        @Override
        public int shape() {
            return shape;
        }

        @Override
        public int group() {
            return copy * trace.groups() + trace.group(row);
        }

        @Override
        public int gpus() {
            return gpus[shape];
        }

        @Override
        public int gpuMilli() {
            return gpuMilli[shape];
        }

        @Override
        public double arrivalDays() {
            return events.shiftDays(copy) + trace.arrivalDays(row);
        }

        @Override
        public double predictedDepartureDays() {
            return events.shiftDays(copy) + trace.predictedDepartureDays(row);
        }

        @Override
        public double departureDays() {
            return events.shiftDays(copy) + trace.departureDays(row);
        }
    }
}
