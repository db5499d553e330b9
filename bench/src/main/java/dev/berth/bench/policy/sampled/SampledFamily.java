package dev.berth.bench.policy.sampled;

import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.PolicyFamily;
import java.util.Map;

/** The family {@code sampled}: policies that look at some of the instances only. */
public final class SampledFamily implements PolicyFamily {
    private static final String POWER = "PowerOfChoices";
    private static final String KUBERNETES = "Kubernetes";
    private static final String NOMAD = "Nomad";
    private static final int MOST_CHOICES = 1000;

    /** Creates the family. */
    public SampledFamily() {}

    @Override
    public String name() {
        return "sampled";
    }

    @Override
    public Map<String, String> policies() {
        return Map.of(
                POWER, "Of d instances drawn at random, the one with the least memory left; PowerOfChoices(d), d = 2 "
                        + "if none is given (after Mitzenmacher 2001).",
                KUBERNETES, "The sampling and the score MostAllocated of kube-scheduler.",
                NOMAD, "The sampling and the score of HashiCorp Nomad for a service; Nomad(batch) for a batch job.");
    }

    @Override
    public Policy create(final String policy, final String parameter) {
        switch (policy) {
            case POWER:
                return new PowerOfChoices(parameter.isEmpty() ? 2 : choices(parameter));
            case NOMAD:
                if (!parameter.isEmpty() && !parameter.equals("batch")) {
                    throw new IllegalArgumentException("sampled.Nomad has the parameter '" + parameter
                            + "', must be batch or none");
                }
                return new Nomad(!parameter.isEmpty());
            default:
                if (!parameter.isEmpty()) {
                    throw new IllegalArgumentException("sampled." + policy + " has the parameter '" + parameter
                            + "', must have none; write sampled." + policy);
                }
                return new Kubernetes();
        }
    }

    private static int choices(final String parameter) {
        if (!parameter.matches("[1-9][0-9]{0,3}") || Integer.parseInt(parameter) > MOST_CHOICES) {
            throw new IllegalArgumentException("sampled.PowerOfChoices has the parameter '" + parameter
                    + "', must be 1.." + MOST_CHOICES + ", such as sampled.PowerOfChoices(2)");
        }
        return Integer.parseInt(parameter);
    }
}
