package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * RCP and PPE, as the program has them: packing by predicted lifetimes that stays robust where predictions are wrong.
 *
 * <p>Arrivals have classes by the power of two of their predicted lifetime in days. An arrival that asks more than
 * half a bin has a bin of its own. While the load of a class is small, its arrivals share the general bins. Then the
 * arrivals of a class without a marked task go to the base bin, untested, until it is more than half full: it becomes
 * a bin of the class of its longest arrival, and what is in it is marked. The others fill the bins of their class,
 * and are marked when these are more than half full together.
 *
 * <p>PPE lowers the share that counts as small when tasks live longer than was predicted. The forms without large
 * arrivals treat these like any other, and test whether an arrival fits in the base bin.
 */
final class ConsistentPacking extends ClassifiedPolicy {
    private static final Object BASE = "base";
    private static final Object LARGE = "large";
    private static final double HALF = 0.5;

    private final boolean separatesLarge;
    private final boolean learns;
    private final Collection<String> without;
    private final Set<Integer> seen = new HashSet<>();
    private final ClassLoads smallLoads = new ClassLoads();
    private final Map<Integer, Set<Integer>> small = new HashMap<>();
    private final Map<Integer, Set<Integer>> marked = new HashMap<>();
    private final Map<Integer, Set<Integer>> unmarked = new HashMap<>();
    private final Map<Integer, Integer> markedFor = new HashMap<>();
    private final Map<Integer, Double> inBase = new LinkedHashMap<>();
    private Norms norms;
    private int base = NONE;
    private boolean toBase;
    private double alpha = 1;

    /**
     * Creates a policy.
     *
     * @param separatesLarge whether an arrival that asks more than half a bin has a bin of its own.
     * @param learns true for PPE, false for RCP.
     * @param without names of dimensions that do not count in the load of a class.
     */
    ConsistentPacking(final boolean separatesLarge, final boolean learns, final Collection<String> without) {
        this.separatesLarge = separatesLarge;
        this.learns = learns;
        this.without = without;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        requireBins(cluster);
        norms = Norms.of(trace, without);
    }

    @Override
    int choose(final Request request, final ClusterView cluster) {
        final int own = lifetimeClass(request);
        seen.add(own);
        toBase = false;
        if (separatesLarge && isLarge(request, cluster)) {
            return open(LARGE);
        }
        final double[] load = smallLoads.with(own, request, cluster);
        if (isSmall(norms.largest(load))) {
            of(own, small).add(request.id());
            smallLoads.set(own, load);
            return firstFit(GENERAL, request, cluster);
        }
        if (of(own, marked).isEmpty() && (separatesLarge || base == NONE || cluster.fits(request, base))) {
            toBase = true;
            return base == NONE ? open(BASE) : base;
        }
        final int bin = firstFit(own, request, cluster);
        of(own, unmarked).add(request.id());
        if (norms.largest(loadOf(own, cluster)) > HALF) {
            unmarked.get(own).forEach(task -> mark(task, own));
            unmarked.clear();
        }
        return bin;
    }

    /** Answers whether a load of a class is small. PPE compares without rounding alpha / sqrt(classes). */
    private boolean isSmall(final double load) {
        final double root = Math.sqrt(seen.size());
        return learns ? Math.fma(load, root, -alpha) <= 0 : load <= 1 / root;
    }

    private static boolean isLarge(final Request request, final ClusterView cluster) {
        boolean isLarge = false;
        for (int d = 0; d < cluster.dimensions(); d++) {
            isLarge |= share(request, d, cluster) > HALF;
        }
        return isLarge;
    }

    /** Returns the load of all bins of a class, without the arrival at hand. */
    private double[] loadOf(final Object binClass, final ClusterView cluster) {
        final double[] sum = new double[cluster.dimensions()];
        for (int bin = nextOf(binClass, 0, cluster); bin != NONE; bin = nextOf(binClass, bin + 1, cluster)) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += cluster.used(bin, d) / cluster.capacity(bin, d);
            }
        }
        return sum;
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        if (!toBase) {
            super.placed(request, instance, cluster);
            return;
        }
        base = instance;
        setClass(base, BASE);
        inBase.put(request.id(), predictedDays(request));
        if (norms.largest(norms.load(base, cluster)) > HALF) {
            final double longest = inBase.values().stream().mapToDouble(days -> days).max().orElseThrow();
            final int longestClass = Math.getExponent(longest);
            inBase.keySet().forEach(task -> mark(task, longestClass));
            inBase.clear();
            setClass(base, longestClass);
            base = NONE;
        }
    }

    private void mark(final int task, final int forClass) {
        of(forClass, marked).add(task);
        markedFor.put(task, forClass);
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        final int task = request.id();
        final Integer markedClass = markedFor.remove(task);
        final int own = markedClass == null ? lifetimeClass(request) : markedClass;
        if (of(own, small).remove(task)) {
            smallLoads.remove(own, request, cluster);
        }
        of(own, marked).remove(task);
        of(own, unmarked).remove(task);
        inBase.remove(task);
        final double error = request.departureDays() / request.predictedDepartureDays();
        if (learns && error > alpha) {
            alpha = Math.scalb(1.0, Math.getExponent(error));
        }
    }

    private static int lifetimeClass(final Request request) {
        return Math.getExponent(predictedDays(request));
    }

    private static Set<Integer> of(final int own, final Map<Integer, Set<Integer>> sets) {
        return sets.computeIfAbsent(own, k -> new HashSet<>());
    }
}
