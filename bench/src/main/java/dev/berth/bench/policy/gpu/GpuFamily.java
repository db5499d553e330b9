package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.PolicyFamily;
import java.util.LinkedHashMap;
import java.util.Map;

/** The family {@code gpu}: policies that fill GPUs which tasks share. */
public final class GpuFamily implements PolicyFamily {
    private static final String FGD = "FGD";
    private static final String POWER_AND_FGD = "PwrFgd";
    private static final double POWER_WEIGHT = 0.1;

    /** Creates the family; the service loader calls this. */
    public GpuFamily() {}

    @Override
    public String name() {
        return "gpu";
    }

    @Override
    public Map<String, String> policies() {
        final Map<String, String> policies = new LinkedHashMap<>();
        policies.put("Random", "Any instance and any of its GPUs that have enough left (Weng et al., ATC 2023).");
        policies.put("DotProd", "The smallest dot product of what is left and what is asked, over CPU and the sum of the"
                + " GPUs (Weng et al., ATC 2023).");
        policies.put("GpuClustering", "Tasks with the same number of GPUs together (Weng et al., ATC 2023; Gandiva).");
        policies.put("GpuPacking", "Shared GPUs first, then idle ones, then instances whose GPUs are all idle (Weng et"
                + " al., ATC 2023; MLaaS).");
        policies.put("BestFit", "The least CPU and GPU left after the placement (Weng et al., ATC 2023).");
        policies.put(FGD, "Fragmentation gradient descent: the least growth of GPU fragmentation; (95) is the percentage"
                + " of the arrivals that the target workload covers (Weng et al., ATC 2023).");
        policies.put("PWR", "The least rise of electric power (Lettich et al., CCGrid 2025).");
        policies.put(POWER_AND_FGD, "PWR and FGD together; (0.1) is the weight of PWR, 0..1 (Lettich et al., CCGrid"
                + " 2025).");
        return policies;
    }

    @Override
    public Policy create(final String policy, final String parameter) {
        switch (policy) {
            case FGD:
                return new FgdPolicy(number(policy, parameter, TargetWorkload.PERCENT, 100));
            case POWER_AND_FGD:
                return new PowerFgdPolicy(number(policy, parameter, POWER_WEIGHT, 1));
            default:
                break;
        }
        if (!parameter.isEmpty()) {
            throw new IllegalArgumentException(
                    "parameter of gpu." + policy + " is '" + parameter + "'; this policy takes none");
        }
        switch (policy) {
            case "Random":
                return new RandomPolicy();
            case "DotProd":
                return new DotProductPolicy();
            case "GpuClustering":
                return new ClusteringPolicy();
            case "GpuPacking":
                return new PackingPolicy();
            case "BestFit":
                return new BestFitPolicy();
            case "PWR":
                return new PowerPolicy();
            default:
                throw new IllegalArgumentException("policy is '" + policy + "', must be one of " + policies().keySet());
        }
    }

    private static double number(
            final String policy, final String parameter, final double usual, final double most) {
        if (parameter.isEmpty()) {
            return usual;
        }
        double number;
        try {
            number = Double.parseDouble(parameter);
        } catch (final NumberFormatException e) {
            number = Double.NaN;
        }
        if (!(number >= 0 && number <= most)) {
            throw new IllegalArgumentException("parameter of gpu." + policy + " is '" + parameter
                    + "', must be a number in 0.." + most + ", such as " + usual);
        }
        return number;
    }
}
