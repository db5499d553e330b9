package dev.berth;

import java.util.Objects;

/** A binding condition on the instance of a task; all those of a plan must hold. */
public final class Constraint {
    /** The most constraints of a plan. */
    public static final int MAX_CONSTRAINTS = 10;

    private static final Constraint DISTINCT_INSTANCE = new Constraint(null);

    private final InstancePredicate predicate;

    private Constraint(final InstancePredicate predicate) {
        this.predicate = predicate;
    }

    /**
     * No other task of the group runs on the instance.
     *
     * @return the constraint.
     */
    public static Constraint distinctInstance() {
        return DISTINCT_INSTANCE;
    }

    /**
     * The instance satisfies a predicate, which is asked anew at each placement and is trusted not to allocate.
     *
     * @param predicate to be satisfied.
     * @return the constraint.
     */
    public static Constraint memberOf(final InstancePredicate predicate) {
        return new Constraint(Objects.requireNonNull(predicate, "predicate"));
    }

    /**
     * Whether this is {@code distinctInstance}.
     *
     * @return true if it is, false if it is a {@code memberOf}.
     */
    public boolean isDistinctInstance() {
        return predicate == null;
    }

    /**
     * The predicate of a {@code memberOf}.
     *
     * @return null for {@code distinctInstance}.
     */
    public InstancePredicate predicate() {
        return predicate;
    }
}
