package dev.berth.bench.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The table of the policies of a family: the description of each, and how it is made of its parameter. */
public final class PolicyTable {
    private final String family;
    private final Map<String, String> descriptions = new LinkedHashMap<>();
    private final Map<String, Function<String, Policy>> factories = new LinkedHashMap<>();

    /**
     * Creates a table without policies.
     *
     * @param family the name of the family.
     */
    public PolicyTable(final String family) {
        this.family = family;
    }

    /**
     * Adds a policy that takes no parameter.
     *
     * @param policy the name after the dot.
     * @param description what it does, in one sentence.
     * @param factory creates it.
     */
    public void add(final String policy, final String description, final Supplier<Policy> factory) {
        addWithParameter(policy, description, parameter -> {
            if (!parameter.isEmpty()) {
                throw new IllegalArgumentException(family + "." + policy + " has the parameter '" + parameter
                        + "', must have none; write " + family + "." + policy);
            }
            return factory.get();
        });
    }

    /**
     * Adds a policy that takes a parameter.
     *
     * @param policy the name after the dot.
     * @param description what it does, in one sentence.
     * @param factory creates it from its parameter, which is empty if none was given; throws an
     *     IllegalArgumentException if it is not one that the policy takes.
     */
    public void addWithParameter(
            final String policy, final String description, final Function<String, Policy> factory) {
        descriptions.put(policy, description);
        factories.put(policy, factory);
    }

    /**
     * Returns the descriptions.
     *
     * @return an unmodifiable view by name, in the order in which they were added.
     */
    public Map<String, String> descriptions() {
        return Collections.unmodifiableMap(descriptions);
    }

    /**
     * Creates a policy.
     *
     * @param policy a name that was added.
     * @param parameter the parameter; empty if none was given.
     * @return a new policy.
     * @throws IllegalArgumentException if the policy does not take the parameter.
     */
    public Policy create(final String policy, final String parameter) {
        return factories.get(policy).apply(parameter);
    }
}
