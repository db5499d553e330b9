package dev.berth.bench.simulation;

import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The number of machines to which a cell can be compacted under a policy: how small a fleet still holds a workload that
 * does not change. After A. Verma, L. Pedrosa, M. Korupolu, D. Oppenheimer, E. Tune and J. Wilkes, "Large-scale cluster
 * management at Google with Borg", EuroSys 2015, section 5.1.
 *
 * <p>As in the paper, the machines to remove are chosen at random, so that the mix of machines stays; the workload is
 * packed anew from the start for each number of machines; a cell that is too small is cloned before; there are 11
 * trials with different seeds; and the result is their 90th percentile. Up to 0.2 % of the tasks may stay without a
 * place if they are picky, which here means that at most {@value #HANDFUL} machines of the cell could take them if it
 * were empty.
 *
 * <p>It departs from the paper in three points. A trial shuffles the machines once, and bisects how many of the first
 * ones are kept, in place of removing one after the other: the machines that it finds hold the workload, and one fewer
 * do not. The tasks come in the order of the trace, or in that of an offline policy, for want of priorities. There are
 * no constraints that could be softened for large jobs.
 */
public final class CellCompaction {
    /** The number of trials in the paper: 11. */
    public static final int TRIALS = 11;

    private static final int HANDFUL = 10;
    private static final double MAY_WAIT = 0.002;
    private static final int MOST_CLONES = 64;
    private static final double PERCENTILE = 0.9;

    private final Trace trace;
    private final Fleet fleet;
    private final Policies policies;
    private final String policy;
    private final boolean[] picky;
    private final int mayWait;

    /**
     * Prepares the trials.
     *
     * @param trace the workload, in which nothing departs; see {@link #running}.
     * @param fleet the machines of the cell.
     * @param policies the registry.
     * @param policy the name of the policy.
     * @throws IllegalArgumentException if a row of the trace departs, or there is no such policy.
     */
    public CellCompaction(final Trace trace, final Fleet fleet, final Policies policies, final String policy) {
        for (int row = 0; row < trace.size(); row++) {
            if (trace.departureDays(row) < Trace.NEVER) {
                throw new IllegalArgumentException("row " + row + " of " + trace.name() + " departs at day "
                        + trace.departureDays(row) + ", must never; compact the tasks that run at one time");
            }
        }
        policies.create(policy);
        this.trace = trace;
        this.fleet = fleet;
        this.policies = policies;
        this.policy = policy;
        mayWait = (int) (MAY_WAIT * trace.size());
        picky = new boolean[trace.shapes().size()];
        for (int shape = 0; shape < picky.length; shape++) {
            final int number = shape;
            picky[shape] = IntStream.range(0, fleet.size()).filter(i -> holds(number, i)).count() <= HANDFUL;
        }
    }

    private boolean holds(final int shape, final int machine) {
        final List<String> models = trace.shapes().get(shape).models();
        return (models.isEmpty() || models.contains(fleet.model(machine)))
                && IntStream.range(0, trace.dimensions().size())
                        .allMatch(d -> trace.shapes().get(shape).amounts().get(d) <= fleet.capacity(machine, d));
    }

    /**
     * Returns the tasks of a trace that run at one time, as a workload that does not change.
     *
     * @param trace any trace.
     * @param day days since the start of the trace.
     * @return the rows that have arrived at this time and have not departed, in order, all arriving at time 0.
     */
    public static Trace running(final Trace trace, final double day) {
        final Trace.Builder builder =
                Trace.builder(trace.name() + " at day " + day, trace.dimensions().toArray(String[]::new));
        trace.shapes().forEach(builder::shape);
        trace.fleet().ifPresent(builder::fleet);
        for (int row = 0; row < trace.size(); row++) {
            if (trace.arrivalDays(row) <= day && day < trace.departureDays(row)) {
                builder.add(0, Trace.NEVER, trace.shape(row), trace.group(row));
            }
        }
        return builder.build();
    }

    /**
     * Compacts the cell in 11 trials.
     *
     * @param seed the seed from which those of the trials follow.
     * @return the machines of each trial.
     * @throws IllegalArgumentException if the workload does not fit on 64 clones of the cell.
     */
    public Machines run(final long seed) {
        final SplittableRandom seeds = new SplittableRandom(seed);
        final int[] machines = new int[TRIALS];
        for (int trial = 0; trial < TRIALS; trial++) {
            machines[trial] = trial(seeds.nextLong());
        }
        Arrays.sort(machines);
        return new Machines(IntStream.of(machines).boxed().toList());
    }

    private int trial(final long seed) {
        int clones = 1;
        int[] cell = shuffled(clones, seed);
        while (!fits(cell, cell.length, seed)) {
            clones *= 2;
            if (clones > MOST_CLONES) {
                throw new IllegalArgumentException("the " + trace.size() + " tasks of " + trace.name()
                        + " do not fit on " + MOST_CLONES + " clones of " + fleet.size()
                        + " machines; give a larger fleet, or one that can take the largest task");
            }
            cell = shuffled(clones, seed);
        }
        int tooFew = 0;
        int enough = cell.length;
        while (enough - tooFew > 1) {
            final int middle = (tooFew + enough) >>> 1;
            if (fits(cell, middle, seed)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private int[] shuffled(final int clones, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int[] cell = IntStream.range(0, clones * fleet.size()).map(i -> i % fleet.size()).toArray();
        for (int i = cell.length - 1; i > 0; i--) {
            final int other = random.nextInt(i + 1);
            final int machine = cell[i];
            cell[i] = cell[other];
            cell[other] = machine;
        }
        return cell;
    }

    /** Packs the workload on the first machines of a cell, and returns whether it fits. */
    private boolean fits(final int[] cell, final int size, final long seed) {
        final SimulatedCluster cluster = SimulatedCluster.fixed(trace, new Part(fleet, cell, size));
        final Policy fresh = policies.create(policy);
        final Trace arranged = fresh instanceof OfflinePolicy offline
                ? OfflinePolicy.arranged(trace, offline.order(trace, cluster))
                : trace;
        final int[] waiting = {0, 0};
        new Simulation(new Events(arranged), cluster, fresh, seed, new Observer() {
            @Override
            public void refused(final Request request) {
                waiting[picky[request.shape()] ? 1 : 0]++;
            }
        }).run();
        return waiting[0] == 0 && waiting[1] <= mayWait;
    }

    /**
     * The machines of each trial.
     *
     * @param trials the number of machines of each trial, the fewest first.
     */
    public record Machines(List<Integer> trials) {
        /**
         * Returns the result: the 90th percentile of the trials, the smallest number that at least 90 % do not exceed.
         *
         * @return the number of machines.
         */
        public int result() {
            return trials.get((int) Math.ceil(PERCENTILE * trials.size()) - 1);
        }

        /**
         * Returns the fewest machines of a trial.
         *
         * @return the number of machines.
         */
        public int fewest() {
            return trials.get(0);
        }

        /**
         * Returns the most machines of a trial.
         *
         * @return the number of machines.
         */
        public int most() {
            return trials.get(trials.size() - 1);
        }
    }

    /** The first machines of a shuffled cell. */
    private record Part(Fleet whole, int[] cell, int size) implements Fleet {
        @Override
        public double capacity(final int instance, final int dimension) {
            return whole.capacity(cell[instance], dimension);
        }

        @Override
        public String model(final int instance) {
            return whole.model(cell[instance]);
        }

        @Override
        public int zone(final int instance) {
            return whole.zone(cell[instance]);
        }

        @Override
        public List<String> zones() {
            return whole.zones();
        }
    }
}
