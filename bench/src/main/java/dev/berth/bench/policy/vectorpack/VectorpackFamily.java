package dev.berth.bench.policy.vectorpack;

import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.PolicyFamily;
import dev.berth.bench.policy.PolicyTable;
import java.util.Map;
import java.util.function.Supplier;

/** The family {@code vectorpack}: algorithms of the library Vectorpack, with their rounding and order of equals. */
public final class VectorpackFamily implements PolicyFamily {
    private static final String NAME = "vectorpack";

    private final PolicyTable table = new PolicyTable(NAME);

    /** Creates the family. */
    public VectorpackFamily() {
        add("FF", "First Fit", () -> new SortedBins(Norm.L1, SortedBins.Order.NUMBER));
        addNorm("L1", Norm.L1);
        addNorm("L2", Norm.L2);
        addNorm("Linf", Norm.LINF);
    }

    private void addNorm(final String name, final Norm norm) {
        final String by = " by the " + name + " norm";
        add("BF-" + name, "Best Fit" + by, () -> new SortedBins(norm, SortedBins.Order.RISING));
        add("WF-" + name, "Worst Fit" + by, () -> new SortedBins(norm, SortedBins.Order.FALLING));
        addDecreasing("FFD-" + name, "First Fit Decreasing" + by, norm, SortedBins.Order.NUMBER);
        addDecreasing("BFD-" + name, "Best Fit Decreasing" + by + ", whose bins are not quite sorted,", norm,
                SortedBins.Order.BUBBLED);
        addDecreasing("WFD-" + name, "Worst Fit Decreasing" + by, norm, SortedBins.Order.FALLING);
    }

    private void addDecreasing(final String name, final String text, final Norm norm, final SortedBins.Order order) {
        add(name, text, () -> new Decreasing(norm, new SortedBins(norm, order)));
    }

    private void add(final String name, final String text, final Supplier<Policy> policy) {
        table.add(
                name,
                text + " of the library Vectorpack with unit weights (Computers & Operations Research, 2024).",
                policy);
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
