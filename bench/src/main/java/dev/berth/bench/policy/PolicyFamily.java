package dev.berth.bench.policy;

import java.util.Map;

/**
 * A family of policies under one name. {@link java.util.ServiceLoader} finds a family: name the class in the resource
 * {@code META-INF/services/dev.berth.bench.policy.PolicyFamily}, and give it a public constructor without parameters.
 */
public interface PolicyFamily {
    /**
     * Returns the name of the family, which stands before the dot in {@code family.Name}.
     *
     * @return lower-case letters, digits and hyphens, unique among the families.
     */
    String name();

    /**
     * Returns the policies.
     *
     * @return the name of each, with one sentence that says what it does and whose it is.
     */
    Map<String, String> policies();

    /**
     * Creates a policy for one run.
     *
     * @param policy a key of {@link #policies()}.
     * @param parameter what stood in parentheses after the name; empty if nothing did.
     * @return a new policy.
     * @throws IllegalArgumentException if the parameter is not one that the policy takes.
     */
    Policy create(String policy, String parameter);
}
