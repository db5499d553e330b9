package dev.berth;

/** A condition on an instance, for {@link Constraint#memberOf(InstancePredicate)}. Must not change any state. */
@FunctionalInterface
public interface InstancePredicate {
    /**
     * Whether the condition holds now.
     *
     * @param instance to be tested; not to be kept.
     * @return true if it holds.
     */
    boolean test(InstanceView instance);
}
