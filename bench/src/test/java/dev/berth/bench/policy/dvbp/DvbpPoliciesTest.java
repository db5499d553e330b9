package dev.berth.bench.policy.dvbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.Policies;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.PolicyFault;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Placements by hand, for each policy a case that tells it from its neighbours. */
class DvbpPoliciesTest {
    private static final Policies POLICIES = Policies.find(DvbpPoliciesTest.class.getClassLoader());

    /** Returns a trace of rows "arrival departure [p=prediction] amounts". */
    private static Trace trace(final String dimensions, final String... rows) {
        final Trace.Builder trace = Trace.builder("by hand", dimensions.split(" "));
        for (final String row : rows) {
            final double[] numbers = Arrays.stream(row.replace("p=", "").split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            final int predicted = row.contains("p=") ? 1 : 0;
            final double[] amounts = Arrays.copyOfRange(numbers, 2 + predicted, numbers.length);
            trace.add(numbers[0], numbers[1], numbers[1 + predicted], trace.shape(Shape.of(amounts)), 0);
        }
        return trace.build();
    }

    private static Simulation run(final String policy, final Trace trace, final SimulatedCluster cluster) {
        final Simulation simulation =
                new Simulation(new Events(trace), cluster, POLICIES.create("dvbp." + policy), 0, new Observer() {});
        simulation.run();
        return simulation;
    }

    private static String bins(final String policy, final Trace trace) {
        final double[] capacity = new double[trace.dimensions().size()];
        Arrays.fill(capacity, 1);
        final Simulation simulation = run(policy, trace, SimulatedCluster.bins(trace, capacity));
        final StringBuilder bins = new StringBuilder();
        for (int row = 0; row < trace.size(); row++) {
            bins.append(row == 0 ? "" : " ").append(simulation.instanceOf(row));
        }
        return bins.toString();
    }

    @Test
    void firstFit() {
        assertEquals("0 1 0 0 1", bins("FirstFit",
                trace("core", "0 9 .5", "0 9 .75", "0 9 .25", "1 9 .25", "1 9 .25")));
    }

    @Test
    void nextFitForgetsABinThatEmptied() {
        final Trace emptied = trace("core", "0 1 .25", "2 9 .25", "3 9 .75");
        assertEquals("0 1 1", bins("NextFit", emptied));
        assertEquals("0 0 1", bins("NextFit-program", emptied));
    }

    @Test
    void nextFitTakesDeparturesOff() {
        final Trace departed = trace("core", "0 1 .75", "0 9 .125", "2 9 .5");
        assertEquals("0 0 0", bins("NextFit", departed));
        assertEquals("0 0 1", bins("NextFit-program", departed));
    }

    @Test
    void roundRobinNextFitGoesOnFromTheBinUsedLast() {
        final Trace cyclic = trace("core", "0 9 .5", "0 9 .75", "0 9 .125", "0 9 .5", "0 9 .125");
        assertEquals("0 1 1 0 1", bins("RoundRobinNextFit", cyclic));
        assertEquals("0 1 1 0 1", bins("RoundRobinNextFit-program", cyclic));
        final Trace emptied = trace("core", "0 1 .5", "1 9 .5");
        assertEquals("0 1", bins("RoundRobinNextFit", emptied));
        assertEquals("0 0", bins("RoundRobinNextFit-program", emptied));
    }

    @Test
    void recentlyUsedLooksAtTheLastArrival() {
        final Trace trace = trace("core", "0 9 .5", "1 9 .75", "2 9 .25", "3 9 .25");
        assertEquals("0 1 1 0", bins("MostRecentlyUsed", trace));
        assertEquals("0 1 0 1", bins("LeastRecentlyUsed", trace));
    }

    @Test
    void bestAndWorstFitByNorm() {
        final Trace l1 = trace("core memory", "0 9 .875 .25", "0 9 .5 .5", "0 9 .125 .125");
        assertEquals("0 1 0", bins("BestFit-L1", l1));
        assertEquals("0 1 1", bins("BestFit-L2", l1));
        assertEquals("0 1 1", bins("BestFit-Linf", l1));
        assertEquals("0 1 1", bins("WorstFit-L1", l1));
        assertEquals("0 1 0", bins("WorstFit-L2", l1));
        assertEquals("0 1 0", bins("WorstFit-Linf", l1));
        final Trace l2 = trace("core memory", "0 9 .875 .375", "0 9 .4375 .4375", "0 9 .125 .125");
        assertEquals("0 1 0", bins("BestFit-L2", l2));
        assertEquals("0 1 1", bins("BestFit-Linf", l2));
        assertEquals("0 1 1", bins("WorstFit-L2", l2));
        assertEquals("0 1 0", bins("WorstFit-Linf", l2));
    }

    @Test
    void equalsGoToTheFirstBinByBestFitAndToTheLastByWorstFit() {
        final Trace equal = trace("core", "0 9 .75", "0 9 .75", "0 9 .125");
        for (final String norm : List.of("L1", "L2", "Linf")) {
            assertEquals("0 1 0", bins("BestFit-" + norm, equal));
            assertEquals("0 1 0", bins("BestFit-" + norm + "-program", equal));
            assertEquals("0 1 1", bins("WorstFit-" + norm, equal));
            assertEquals("0 1 1", bins("WorstFit-" + norm + "-program", equal));
        }
    }

    @Test
    void bestFitOfTheProgramPassesOverWhatFitsExactly() {
        final Trace rounded = trace("core", "0 9 .05", "0 9 .55", "0 9 .4");
        for (final String norm : List.of("L1", "L2", "Linf")) {
            assertEquals("0 0 0", bins("BestFit-" + norm, rounded));
            assertEquals("0 0 1", bins("BestFit-" + norm + "-program", rounded));
        }
    }

    @Test
    void worstFitOfTheProgramGivesUpEarly() {
        final Trace emptiestFull = trace("core memory", "0 9 .75 0", "0 9 .5 .5", "0 9 .5 .25");
        assertEquals("0 1 1", bins("WorstFit-L1", emptiestFull));
        assertEquals("0 1 2", bins("WorstFit-L1-program", emptiestFull));
        final Trace exactly = trace("core", "0 9 .5", "0 9 .5");
        assertEquals("0 0", bins("WorstFit-L2", exactly));
        assertEquals("0 1", bins("WorstFit-L2-program", exactly));
        final Trace equallyEmpty = trace("core memory", "0 9 .5 .5", "0 9 .5 .75", "0 9 .5 .5");
        assertEquals("0 1 0", bins("WorstFit-Linf", equallyEmpty));
        assertEquals("0 1 2", bins("WorstFit-Linf-program", equallyEmpty));
    }

    @Test
    void aNormLeavesOutDimensions() {
        final Trace trace = trace("core hdd", "0 9 .5 .25", "0 9 .625 0", "0 9 .125 .125");
        assertEquals("0 1 0", bins("BestFit-L1", trace));
        assertEquals("0 1 1", bins("BestFit-L1(without hdd)", trace));
        final PolicyFault fault =
                assertThrows(PolicyFault.class, () -> bins("BestFit-L1(without core hdd)", trace));
        assertTrue(fault.getMessage().contains("some but not all of the dimensions core hdd"), fault.getMessage());
    }

    @Test
    void classesOfDurationAndDeparture() {
        final Trace lifetimes = trace("core", "0 1 .25", "0 2 .25", "0 1.5 .25", "0 .5 .25");
        assertEquals("0 1 0 2", bins("ClassifyByDuration", lifetimes));
        assertEquals("0 0 0 1", bins("ClassifyByDuration(4)", lifetimes));
        assertEquals("0 1 0 2", bins("ClassifyByDeparture", lifetimes));
        assertEquals("0 1 0 0", bins("ClassifyByDeparture(2)", lifetimes));
    }

    @Test
    void greedyTakesTheBinThatClosesLast() {
        assertEquals("0 1 1 0", bins("Greedy", trace("core", "0 3 .75", "0 5 .75", "0 1 .25", "0 1 .125")));
    }

    @Test
    void aBinClosesEarlierWhenItsLastLeaves() {
        assertEquals("0 0 1 1", bins("Greedy",
                trace("core", "0 9 .25", "0 2 p=12 .25", "1 10 .75", "3 4 .125")));
    }

    @Test
    void nearestRemainingTime() {
        final Trace near = trace("core", "0 2 .75", "0 6 .75", "0 3 .125");
        assertEquals("0 1 0", bins("NearestRemainingTime-Standard", near));
        assertEquals("0 1 1", bins("NearestRemainingTime-Prioritized", near));
        final Trace equal = trace("core", "0 2 .75", "0 6 .75", "0 4 .125");
        assertEquals("0 1 1", bins("NearestRemainingTime-Standard", equal));
        final Trace late = trace("core", "0 2 .75", "0 6 .75", "0 9 .125");
        assertEquals("0 1 1", bins("NearestRemainingTime-Prioritized", late));
    }

    @Test
    void lifetimeAlignmentPrefersItsClass() {
        final Trace trace = trace("core", "0 8 .625", "0 .0625 .5", "0 4 .125", "0 .0625 .125");
        assertEquals("0 1 0 1", bins("LifetimeAlignment-Geometric", trace));
        assertEquals("0 1 0 0", bins("LifetimeAlignment-Binary", trace));
    }

    @Test
    void hybridAlgorithmSharesBinsWhileAClassIsSmall() {
        final Trace trace = trace("core", "0 1.25 .0625", "0 1.25 .0625", "0 1.25 .0625", "1 2.25 .0625");
        assertEquals("0 1 1 0", bins("HybridAlgorithm", trace));
        assertEquals("0 1 1 1", bins("ReducedHybridAlgorithm", trace));
        final Trace dimensions =
                trace("core memory", "0 1 .0625 0", "0 1 0 .0625", "0 1 .0625 0", "0 1 0 .0625");
        assertEquals("0 0 1 1", bins("HybridAlgorithm", dimensions));
        assertEquals("0 0 1 2", bins("HybridAlgorithm-DirectSum", dimensions));
        assertEquals("0 0 1 1", bins("ReducedHybridAlgorithm", dimensions));
        assertEquals("0 0 1 2", bins("ReducedHybridAlgorithm-DirectSum", dimensions));
    }

    @Test
    void rcpFillsGeneralBinsThenTheBaseBinThenThoseOfTheClass() {
        final Trace trace =
                trace("core", "0 1 .5", "0 1 .5", "0 1 .25", "0 1 .375", "0 1 .25", "0 1 .75", "0 1 .125");
        assertEquals("0 0 1 1 1 2 1", bins("RCP", trace));
        final Trace large = trace("core", "0 1 .75", "0 1 .25");
        assertEquals("0 1", bins("RCP", large));
        assertEquals("0 0", bins("RCP-NoLarge", large));
        assertEquals("0 1", bins("PPE", large));
        assertEquals("0 0", bins("PPE-NoLarge", large));
    }

    @Test
    void rcpCanOverfillTheBaseBinWhichStopsTheRun() {
        final Trace hdd = trace("core hdd", "0 1 .5 0", "0 1 .5 0", "0 1 .125 .5", "0 1 .125 .5", "0 1 .125 .5");
        final PolicyFault fault = assertThrows(PolicyFault.class, () -> bins("RCP(without hdd)", hdd));
        assertTrue(fault.getMessage().contains("instance 1, which has 0.0 hdd left"), fault.getMessage());
        assertEquals("0 0 1 1 2", bins("RCP-NoLarge(without hdd)", hdd));
    }

    @Test
    void ppeLearnsFromTasksThatLiveLonger() {
        final Trace trace = trace("core", "0 2 p=.5 .5", "3 4 .5", "3 4 .5");
        assertEquals("0 1 2", bins("RCP", trace));
        assertEquals("0 1 1", bins("PPE", trace));
    }

    @Test
    void onAFleetABinOpensOnTheFirstEmptyInstanceThatFits() {
        final Trace trace =
                trace(Trace.CPU + " " + Trace.MEMORY, "0 9 3 1", "0 9 1 1", "0 9 1 1", "0 1 2 2", "2 9 4 4");
        final Fleet fleet = fleet(2, 4, 4);
        final Simulation simulation = run("NextFit", trace, SimulatedCluster.fixed(trace, fleet));
        assertEquals(List.of(1, 1, 0, 2, 2), List.of(
                simulation.instanceOf(0), simulation.instanceOf(1), simulation.instanceOf(2), simulation.instanceOf(3),
                simulation.instanceOf(4)));
    }

    private static Fleet fleet(final int... capacities) {
        return new Fleet() {
            @Override
            public int size() {
                return capacities.length;
            }

            @Override
            public double capacity(final int instance, final int dimension) {
                return capacities[instance];
            }
        };
    }

    @Test
    void everyPolicyRunsOnAnyTraceOrSaysWhyNot() {
        final SplittableRandom random = new SplittableRandom(3);
        final Trace.Builder rows = Trace.builder("random", Trace.CPU, Trace.MEMORY);
        for (int row = 0; row < 300; row++) {
            final double departure = random.nextInt(10) == 0 ? Trace.NEVER : row / 50.0 + random.nextDouble();
            rows.add(row / 50.0, departure,
                    rows.shape(Shape.of(1 + random.nextInt(8), 1 + random.nextInt(8))), 0);
        }
        final Trace trace = rows.build();
        final int[] capacities = new int[300];
        Arrays.fill(capacities, 16);
        int onlyBins = 0;
        for (final String name : new DvbpFamily().policies().keySet()) {
            run(name, trace, SimulatedCluster.bins(trace, 16, 16));
            try {
                final Simulation simulation = run(name, trace, SimulatedCluster.fixed(trace, fleet(capacities)));
                for (int row = 0; row < trace.size(); row++) {
                    assertTrue(simulation.instanceOf(row) >= 0, name + " refused row " + row);
                }
            } catch (final PolicyFault fault) {
                assertTrue(fault.getMessage().contains("needs bins that open on demand"), name + ": " + fault);
                onlyBins++;
            }
        }
        assertEquals(9, onlyBins);
    }

    @Test
    void parametersAreChecked() {
        for (final Map.Entry<String, String> wrong : Map.of(
                "FirstFit(2)", "must be nothing",
                "ClassifyByDuration(1)", "must be a number above 1.0",
                "ClassifyByDeparture(x)", "must be a number above 0.0",
                "BestFit-L1(hdd)", "'without hdd'").entrySet()) {
            final IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class, () -> POLICIES.create("dvbp." + wrong.getKey()));
            assertTrue(refusal.getMessage().contains(wrong.getValue()), refusal.getMessage());
        }
    }
}
