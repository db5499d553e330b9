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
    private static final String DRAW = "draw";
    private static final String DRAW_HELP = " (draw): among equal scores draws at each arrival, as Kubernetes does.";

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
        policies.put("DotProd", "The smallest dot product of what is left and what is asked, over CPU and the sum of"
                + " the GPUs (Weng et al., ATC 2023)." + DRAW_HELP);
        policies.put("GpuClustering", "Tasks with the same number of GPUs together (Weng et al., ATC 2023, after"
                + " Gandiva)." + DRAW_HELP);
        policies.put("GpuPacking", "Shared GPUs first, then idle ones, then instances whose GPUs are all idle (Weng et"
                + " al., ATC 2023, after MLaaS in the wild)." + DRAW_HELP);
        policies.put("BestFit", "The least CPU and GPU left after the placement (Weng et al., ATC 2023)." + DRAW_HELP);
        policies.put(FGD, "Fragmentation gradient descent: the least growth of GPU fragmentation (Weng et al., ATC"
                + " 2023)." + DRAW_HELP + " Or (80): the percentage of the arrivals that the target workload covers, by"
                + " default " + TargetWorkload.PERCENT + ".");
        policies.put("PWR", "The least rise of electric power (Lettich et al., CCGrid 2025)." + DRAW_HELP);
        policies.put(POWER_AND_FGD, "PWR and FGD together (Lettich et al., CCGrid 2025). (0.2) is the weight of PWR, by"
                + " default " + POWER_WEIGHT + ".");
        return policies;
    }

    @Override
    public Policy create(final String policy, final String parameter) {
        final boolean draws = parameter.equals(DRAW) && !policy.equals("Random") && !policy.equals(POWER_AND_FGD);
        switch (policy) {
            case FGD:
                return new FgdPolicy(number(policy, draws ? "" : parameter, TargetWorkload.PERCENT, 100), draws);
            case POWER_AND_FGD:
                return new PowerFgdPolicy(number(policy, parameter, POWER_WEIGHT, 1));
            default:
                break;
        }
        if (!parameter.isEmpty() && !draws) {
            throw new IllegalArgumentException("parameter of gpu." + policy + " is '" + parameter + "', must be absent"
                    + (policy.equals("Random") ? "" : " or " + DRAW));
        }
        switch (policy) {
            case "Random":
                return new RandomPolicy();
            case "DotProd":
                return new DotProductPolicy(draws);
            case "GpuClustering":
                return new ClusteringPolicy(draws);
            case "GpuPacking":
                return new PackingPolicy(draws);
            case "BestFit":
                return new BestFitPolicy(draws);
            case "PWR":
                return new PowerPolicy(draws);
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
