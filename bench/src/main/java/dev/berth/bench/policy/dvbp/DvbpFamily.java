package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.PolicyFamily;
import dev.berth.bench.policy.PolicyTable;
import dev.berth.bench.policy.Request;
import dev.berth.bench.policy.dvbp.Norms.Norm;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The policies of dynamic vector bin packing: a task gets one bin for its whole life, and the bins that it needs
 * shall be in use for as short a time as possible. Most of these policies come from its literature; their rules are
 * those of the evaluation program {@code marvenlee2486/DVBP_eval} (arXiv 2602.14704), whose placements {@code berth
 * reproduce dvbp} compares with ours.
 *
 * <p>Where that program departs from the usual definition, the plain name is the usual definition, and the name with
 * {@code -program} does what the program does. The labels of its table:
 *
 * <table>
 * <caption>Labels of the program and our names</caption>
 * <tr><th>label</th><th>name</th></tr>
 * <tr><td>FF, MRU, LRU</td><td>FirstFit, MostRecentlyUsed, LeastRecentlyUsed</td></tr>
 * <tr><td>NF, RRNF</td><td>NextFit-program, RoundRobinNextFit-program</td></tr>
 * <tr><td>BF_L1, BF_L2, BF_Linf</td><td>BestFit-L1-program, BestFit-L2-program, BestFit-Linf-program</td></tr>
 * <tr><td>WF_L1, WF_L2, WF_Linf</td><td>WorstFit-L1-program, WorstFit-L2-program, WorstFit-Linf-program</td></tr>
 * <tr><td>CBD, CBDT, GREEDY</td><td>ClassifyByDuration, ClassifyByDeparture, Greedy</td></tr>
 * <tr><td>HA, HA_DS</td><td>HybridAlgorithm, HybridAlgorithm-DirectSum</td></tr>
 * <tr><td>RHA, RHA_DS</td><td>ReducedHybridAlgorithm, ReducedHybridAlgorithm-DirectSum</td></tr>
 * <tr><td>LA_GEO, LA_BIN</td><td>LifetimeAlignment-Geometric, LifetimeAlignment-Binary</td></tr>
 * <tr><td>RCP, RCP_NL, PPE, PPE_NL</td><td>RCP, RCP-NoLarge, PPE, PPE-NoLarge</td></tr>
 * <tr><td>NRT_STD, NRT_PRIO</td><td>NearestRemainingTime-Standard, NearestRemainingTime-Prioritized</td></tr>
 * </table>
 *
 * <p>A policy that compares norms takes the parameter {@code without} and names of dimensions that its norms leave
 * out, as in {@code dvbp.BestFit-L1(without hdd)}. Shares of a bin are compared, so that dimensions of different
 * units can be added.
 */
public final class DvbpFamily implements PolicyFamily {
    private static final String WITHOUT = "without ";

    private final PolicyTable table = new PolicyTable("dvbp");

    /** Creates the family. */
    public DvbpFamily() {
        addSimple();
        addNorms();
        addClairvoyant();
    }

    private void addSimple() {
        plain("FirstFit", "First Fit: the bin that opened first.", FirstFit::new);
        plain("NextFit", "Next Fit: the bin that opened last.", NextFit::new);
        plain("NextFit-program", "Next Fit that never takes departures off.", NextFitProgram::new);
        plain("RoundRobinNextFit", "Round Robin Next Fit: the bin used last, else the next that fits.",
                () -> new RoundRobinNextFit(false));
        plain("RoundRobinNextFit-program", "Round Robin Next Fit that takes the bin used last even if it emptied.",
                () -> new RoundRobinNextFit(true));
        plain("MostRecentlyUsed", "Most Recently Used (Move To Front): the bin with the latest arrival.",
                () -> new RecentlyUsed(true));
        plain("LeastRecentlyUsed", "Least Recently Used: the bin whose last arrival is earliest.",
                () -> new RecentlyUsed(false));
    }

    private void addNorms() {
        for (final Norm norm : Norm.values()) {
            final String suffix = norm == Norm.LINF ? "Linf" : norm.name();
            norms("BestFit-" + suffix, "Best Fit: the bin with the least free by " + suffix + " after the placement.",
                    without -> new NormFit(norm, false, without));
            norms("WorstFit-" + suffix, "Worst Fit: the bin with the most free by " + suffix + " after the placement.",
                    without -> new NormFit(norm, true, without));
        }
        norms("BestFit-L1-program", "Best Fit by L1 with a rounded threshold.",
                without -> new ThresholdBestFit(Norm.L1, without));
        norms("BestFit-L2-program", "Best Fit by L2 with a rounded threshold and an early stop.",
                BestFitL2Program::new);
        norms("BestFit-Linf-program", "Best Fit by Linf with a rounded threshold.",
                without -> new ThresholdBestFit(Norm.LINF, without));
        norms("WorstFit-L1-program", "Worst Fit by L1 that tries the emptiest bin alone.", WorstFitL1Program::new);
        norms("WorstFit-L2-program", "Worst Fit by L2 that refuses a bin it would fill exactly.",
                WorstFitL2Program::new);
        norms("WorstFit-Linf-program", "Worst Fit by Linf that can stop early.", WorstFitLinfProgram::new);
    }

    private void addClairvoyant() {
        number("ClassifyByDuration", "Classify By Duration: First Fit among lifetimes of one power of p (2).", 2, 1,
                p -> new Classify(true, p));
        number("ClassifyByDeparture", "Classify By Departure: First Fit among departures within p days (1).", 1, 0,
                p -> new Classify(false, p));
        plain("Greedy", "Greedy: the bin that closes last.", Greedy::new);
        plain("HybridAlgorithm", "Hybrid Algorithm: general bins while a class of lifetimes is small.",
                () -> new HybridAlgorithm(false, false));
        plain("HybridAlgorithm-DirectSum", "Hybrid Algorithm with classes by the largest dimension too.",
                () -> new HybridAlgorithm(false, true));
        plain("ReducedHybridAlgorithm", "Hybrid Algorithm whose classes ignore the time of arrival.",
                () -> new HybridAlgorithm(true, false));
        plain("ReducedHybridAlgorithm-DirectSum", "Reduced Hybrid Algorithm with classes by the largest dimension too.",
                () -> new HybridAlgorithm(true, true));
        norms("LifetimeAlignment-Geometric", "Lifetime Alignment: Best Fit among bins of the same power of two.",
                without -> new LifetimeAlignment(false, without));
        norms("LifetimeAlignment-Binary", "Lifetime Alignment with two classes, below and from two hours.",
                without -> new LifetimeAlignment(true, without));
        norms("RCP", "Robust and consistent packing by predicted lifetimes.",
                without -> new ConsistentPacking(true, false, without));
        norms("RCP-NoLarge", "RCP that treats large arrivals like any other.",
                without -> new ConsistentPacking(false, false, without));
        norms("PPE", "RCP that learns from wrong predictions.",
                without -> new ConsistentPacking(true, true, without));
        norms("PPE-NoLarge", "PPE that treats large arrivals like any other.",
                without -> new ConsistentPacking(false, true, without));
        plain("NearestRemainingTime-Standard", "Nearest Remaining Time: the bin that closes nearest to the departure.",
                () -> new NearestRemainingTime(false));
        plain("NearestRemainingTime-Prioritized", "Nearest Remaining Time that prefers bins which close later.",
                () -> new NearestRemainingTime(true));
    }

    // ---- parameters -------------------------------------------------------------------------------------------------

    /** A factory of a policy without parameter. */
    private interface Plain {
        Policy create();
    }

    private void plain(final String name, final String description, final Plain factory) {
        table.addWithParameter(name, description, parameter -> {
            require(parameter.isEmpty(), name, parameter, "nothing");
            return factory.create();
        });
    }

    private void norms(final String name, final String description, final Function<List<String>, Policy> factory) {
        table.addWithParameter(name, description, parameter -> {
            require(parameter.isEmpty() || parameter.startsWith(WITHOUT), name, parameter,
                    "'without' and names of dimensions, such as 'without hdd', or nothing");
            return factory.apply(parameter.isEmpty()
                    ? List.of()
                    : List.of(parameter.substring(WITHOUT.length()).trim().split(" +")));
        });
    }

    private void number(
            final String name,
            final String description,
            final double usual,
            final double below,
            final Function<Double, Policy> factory) {
        table.addWithParameter(name, description, parameter -> {
            final double number;
            try {
                number = parameter.isEmpty() ? usual : Double.parseDouble(parameter);
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException(
                        "parameter of " + name + " is '" + parameter + "', must be a number above " + below, e);
            }
            require(number > below && number < Double.POSITIVE_INFINITY, name, parameter, "a number above " + below);
            return factory.apply(number);
        });
    }

    private static void require(
            final boolean holds, final String name, final String parameter, final String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "parameter of " + name + " is '" + parameter + "', must be " + allowed);
        }
    }

    // ---- the family -------------------------------------------------------------------------------------------------

    @Override
    public String name() {
        return "dvbp";
    }

    @Override
    public Map<String, String> policies() {
        return table.descriptions();
    }

    @Override
    public Policy create(final String policy, final String parameter) {
        return table.create(policy, parameter);
    }

    // ---- what the program makes of Best Fit and Worst Fit -----------------------------------------------------------

    /** Best Fit as the program has it: a bin counts only if at least the threshold is free, computed with rounding. */
    private static final class ThresholdBestFit extends NormFit {
        ThresholdBestFit(final Norm norm, final Collection<String> without) {
            super(norm, false, without);
        }

        @Override
        boolean isProgram() {
            return true;
        }

        @Override
        boolean admits(final Request request, final int bin, final ClusterView cluster) {
            return freeBefore(bin, cluster) >= threshold(request, bin, cluster);
        }
    }

    /** Worst Fit by L2 as the program has it: a bin that would be filled exactly does not count. */
    private static final class WorstFitL2Program extends NormFit {
        WorstFitL2Program(final Collection<String> without) {
            super(Norm.L2, true, without);
        }

        @Override
        boolean isProgram() {
            return true;
        }

        @Override
        boolean admits(final Request request, final int bin, final ClusterView cluster) {
            return freeAfter(request, bin, cluster) > 0;
        }
    }
}
