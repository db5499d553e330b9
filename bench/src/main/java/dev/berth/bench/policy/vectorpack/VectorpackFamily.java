package dev.berth.bench.policy.vectorpack;

import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.PolicyFamily;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The family {@code vectorpack}: algorithms of the library Vectorpack, to the last bit and equal. */
public final class VectorpackFamily implements PolicyFamily {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Supplier<Policy>> policies = new LinkedHashMap<>();

    /** Creates the family. */
    public VectorpackFamily() {
        add("FF", "First Fit", () -> new SortedBins(Norm.NONE, true));
        addNorm("L1", Norm.L1);
        addNorm("L2", Norm.L2);
        addNorm("Linf", Norm.LINF);
    }

    private void addNorm(final String name, final Norm norm) {
        final String by = " by the " + name + " norm";
        add("BF-" + name, "Best Fit" + by, () -> new SortedBins(norm, true));
        add("WF-" + name, "Worst Fit" + by, () -> new SortedBins(norm, false));
        add("FFD-" + name, "First Fit Decreasing" + by, () -> new Decreasing(norm, new SortedBins(Norm.NONE, true)));
        add("BFD-" + name, "Best Fit Decreasing" + by, () -> new Decreasing(norm, new SortedBins(norm, true)));
        add("WFD-" + name, "Worst Fit Decreasing" + by, () -> new Decreasing(norm, new SortedBins(norm, false)));
    }

    private void add(final String name, final String text, final Supplier<Policy> policy) {
        texts.put(name, text + " of the library Vectorpack with unit weights (Computers & Operations Research, 2024).");
        policies.put(name, policy);
    }

    @Override
    public String name() {
        return "vectorpack";
    }

    @Override
    public Map<String, String> policies() {
        return texts;
    }

    @Override
    public Policy create(final String policy, final String parameter) {
        if (!parameter.isEmpty()) {
            throw new IllegalArgumentException("vectorpack." + policy + " has the parameter '" + parameter
                    + "', must have none; write vectorpack." + policy);
        }
        return policies.get(policy).get();
    }
}
