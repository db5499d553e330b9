package dev.berth;

import dev.berth.query.Query;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A binding condition on the instance of a task; all those of a plan must hold. */
public final class Constraint {
    /** The most constraints of a plan. */
    public static final int MAX_CONSTRAINTS = 10;

    private static final Constraint DISTINCT_INSTANCE = new Constraint(1, null, null, null);

    private final int mostTasks;
    private final @Nullable Query query;
    private final @Nullable InstancePredicate predicate;
    private final @Nullable String predicateName;

    private Constraint(
            final int mostTasks,
            final @Nullable Query query,
            final @Nullable InstancePredicate predicate,
            final @Nullable String predicateName) {
        this.mostTasks = mostTasks;
        this.query = query;
        this.predicate = predicate;
        this.predicateName = predicateName;
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
     * Fewer than so many tasks of the group run on the instance: with the one that is placed, at most so many. Of
     * several of a plan the least counts. ECS has {@code distinctInstance} alone, which is {@code atMost(1)}.
     *
     * @param tasks of the group on one instance, 1..2147483646.
     * @return the constraint.
     */
    public static Constraint atMost(final int tasks) {
        Checks.inRange("tasks", tasks, 1, Integer.MAX_VALUE - 1);
        return tasks == 1 ? DISTINCT_INSTANCE : new Constraint(tasks, null, null, null);
    }

    /**
     * The instance satisfies a predicate, which is asked anew at each placement and is trusted not to allocate. An
     * engine with such a constraint cannot be saved; {@link #memberOf(String, InstancePredicate)} makes one that can.
     *
     * @param predicate to be satisfied.
     * @return the constraint.
     */
    public static Constraint memberOf(final InstancePredicate predicate) {
        return new Constraint(0, null, Objects.requireNonNull(predicate, "predicate"), null);
    }

    /**
     * The same with a predicate that a snapshot names. Whoever restores the engine is asked for the predicate of that
     * name.
     *
     * @param name of the predicate, not empty; one name stands for one predicate.
     * @param predicate to be satisfied.
     * @return the constraint.
     */
    public static Constraint memberOf(final String name, final InstancePredicate predicate) {
        return new Constraint(
                0, null, Objects.requireNonNull(predicate, "predicate"), Checks.nonEmpty("predicate name", name));
    }

    /**
     * The instance satisfies a query, which the engine keeps up to date and never evaluates anew at each placement.
     *
     * @param query to be satisfied.
     * @return the constraint.
     */
    public static Constraint memberOf(final Query query) {
        return new Constraint(0, Objects.requireNonNull(query, "query"), query::matches, null);
    }

    /**
     * The same with an expression of the cluster query language.
     *
     * @param expression such as {@code attribute:ecs.instance-type =~ g2.*}.
     * @return the constraint.
     * @throws dev.berth.query.QueryException if it cannot be read.
     */
    public static Constraint memberOf(final String expression) {
        return memberOf(Query.parse(expression));
    }

    /**
     * Whether this is {@code distinctInstance}, or {@code atMost(1)}, which is the same.
     *
     * @return true if it is, false if it is a {@code memberOf} or an {@code atMost} of more.
     */
    public boolean isDistinctInstance() {
        return mostTasks == 1;
    }

    /**
     * How many tasks of the group an instance may run.
     *
     * @return 1 for {@code distinctInstance}, 2..2147483646 for an {@code atMost} of more, 0 for {@code memberOf}.
     */
    public int mostTasks() {
        return mostTasks;
    }

    /**
     * The query of a {@code memberOf}.
     *
     * @return null for {@code distinctInstance} and {@code atMost}, and for a predicate that is not a query.
     */
    public @Nullable Query query() {
        return query;
    }

    /**
     * The predicate of a {@code memberOf}; of a query, one that evaluates it.
     *
     * @return null for {@code distinctInstance} and {@code atMost}.
     */
    public @Nullable InstancePredicate predicate() {
        return predicate;
    }

    /**
     * The name of the predicate of a {@code memberOf}.
     *
     * @return null unless it was made with one.
     */
    public @Nullable String predicateName() {
        return predicateName;
    }

    @Override
    public String toString() {
        if (isDistinctInstance()) {
            return "distinctInstance";
        }
        if (mostTasks > 0) {
            return "atMost(" + mostTasks + ")";
        }
        return "memberOf(" + (query != null ? query : predicateName != null ? predicateName : predicate) + ")";
    }
}
