package dev.berth.bench.policy;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The registry of all policies by {@code family.Name}. */
public final class Policies {
    private final Map<String, PolicyFamily> families = new TreeMap<>();

    private Policies() {}

    /**
     * Finds the families that a class loader sees.
     *
     * @param loader the loader.
     * @return the registry.
     * @throws IllegalArgumentException if two families have the same name.
     */
    public static Policies find(final ClassLoader loader) {
        final Policies policies = new Policies();
        for (final PolicyFamily family : ServiceLoader.load(PolicyFamily.class, loader)) {
            final PolicyFamily other = policies.families.put(family.name(), family);
            if (other != null) {
                throw new IllegalArgumentException("two policy families are named " + family.name() + ": "
                        + other.getClass().getName() + " and " + family.getClass().getName());
            }
        }
        return policies;
    }

    /**
     * Returns all policies.
     *
     * @return {@code family.Name}, with one sentence for each, in the order of the names.
     */
    public Map<String, String> descriptions() {
        final Map<String, String> descriptions = new TreeMap<>();
        families.forEach((name, family) ->
                family.policies().forEach((policy, text) -> descriptions.put(name + "." + policy, text)));
        return descriptions;
    }

    /**
     * Creates a policy for one run.
     *
     * @param name {@code family.Name} or {@code family.Name(parameter)}.
     * @return a new policy.
     * @throws IllegalArgumentException if there is none of that name; the message lists those of the family.
     */
    public Policy create(final String name) {
        final int dot = name.indexOf('.');
        final int open = name.indexOf('(');
        if (dot < 0 || open >= 0 && (open < dot || !name.endsWith(")"))) {
            throw new IllegalArgumentException(
                    "policy is '" + name + "', must be family.Name or family.Name(parameter)");
        }
        final PolicyFamily family = families.get(name.substring(0, dot));
        if (family == null) {
            throw new IllegalArgumentException(
                    "policy is '" + name + "'; the families are " + String.join(", ", families.keySet()));
        }
        final String policy = name.substring(dot + 1, open < 0 ? name.length() : open);
        if (!family.policies().containsKey(policy)) {
            throw new IllegalArgumentException("policy is '" + name + "'; those of " + family.name() + " are "
                    + String.join(", ", new TreeMap<>(family.policies()).keySet()));
        }
        return family.create(policy, open < 0 ? "" : name.substring(open + 1, name.length() - 1));
    }
}
