package dev.berth.bench.policy.fit;

import dev.berth.CandidateOrder;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.PolicyFamily;
import dev.berth.bench.policy.PolicyTable;
import java.util.Map;
import java.util.function.Supplier;

/** The family {@code fit}: the heuristics of bin packing and vector bin packing. */
public final class FitFamily implements PolicyFamily {
    private static final String NAME = "fit";

    private final PolicyTable table = new PolicyTable(NAME);

    /** Creates the family. */
    public FitFamily() {
        add("First", "the instance with the lowest number", () -> new First(CandidateOrder.ORDINAL));
        add("Best-Memory", "the least memory left, as an amount", () -> new First(CandidateOrder.MEMORY_RISING));
        add("Best-Cpu", "the least CPU left, as an amount", () -> new First(CandidateOrder.CPU_RISING));
        add("Worst-Memory", "the most memory left, as an amount", () -> new First(CandidateOrder.MEMORY_FALLING));
        add("Worst-Cpu", "the most CPU left, as an amount", () -> new First(CandidateOrder.CPU_FALLING));
        addNorm("L1", Measure.L1);
        addNorm("L2", Measure.L2);
        addNorm("Linf", Measure.LINF);
        add("Best-DotProduct", "the greatest dot product of what is asked and what is left, as shares (Panigrahy 2011)",
                () -> new ByMeasure(Measure.DOT_PRODUCT, true));
        add("Worst-DotProduct", "the least dot product of what is asked and what is left, as shares",
                () -> new ByMeasure(Measure.DOT_PRODUCT, false));
        add("NormGreedy", "the least L2 norm of what is left after the placement, as shares (Panigrahy 2011)",
                () -> new ByMeasure(Measure.NORM_GREEDY, false));
        add("Next", "the instance of the last placement, or the next that fits; in bins, a new one", Next::new);
        add("MoveToFront", "the instance that was used last (Kamali and López-Ortiz 2015)", MoveToFront::new);
        add("RoundRobin", "the next instance that fits after the last placement", RoundRobin::new);
        add("Random", "an instance that is drawn uniformly", RandomFit::new);
    }

    private void addNorm(final String name, final Measure norm) {
        final String what = " of what is left before the placement, as shares of the capacity";
        add("Best-" + name, "the least " + name + " norm" + what, () -> new ByMeasure(norm, false));
        add("Worst-" + name, "the greatest " + name + " norm" + what, () -> new ByMeasure(norm, true));
        addDecreasing("First", "First", name, norm);
        addDecreasing("Best", "Best-" + name, name, norm);
        addDecreasing("Worst", "Worst-" + name, name, norm);
    }

    private void addDecreasing(final String word, final String policy, final String name, final Measure norm) {
        final String text = "the rule of fit." + policy + ", with the arrivals sorted by falling " + name
                + " norm of what they ask; for sets without departures";
        add(word + "Decreasing-" + name, text, () -> new Decreasing(norm, create(policy, "")));
    }

    private void add(final String name, final String text, final Supplier<Policy> policy) {
        table.add(name, "Of the instances that fit: " + text + ".", policy);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> policies() {
        return table.descriptions();
    }

    @Override
    public Policy create(final String policy, final String parameter) {
        return table.create(policy, parameter);
    }
}
