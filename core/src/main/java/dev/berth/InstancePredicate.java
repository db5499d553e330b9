package dev.berth;

/**
 * A condition on an instance, for {@link Constraint#memberOf(InstancePredicate)}. A predicate must not change any
 * state.
 */
@FunctionalInterface
public interface InstancePredicate {
    /**
     * Answers whether the condition holds now.
     *
     * @param instance a view of the instance, valid during the call only.
     * @return true if it holds.
     */
    boolean test(InstanceView instance);
}
