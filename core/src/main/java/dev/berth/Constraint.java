package dev.berth;

import dev.berth.query.Query;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A binding condition on the instance of a task. An instance must satisfy all constraints of a plan. */
public final class Constraint {
    /** The largest number of constraints of a plan: 10. */
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
     * Returns the constraint that no other task of the group runs on the instance.
     *
     * @return the constraint.
     */
    public static Constraint distinctInstance() {
        return DISTINCT_INSTANCE;
    }

    /**
     * Returns the constraint that an instance runs at most a given number of tasks of the group, the new task included.
     * The lowest number decides if a plan has several such constraints. Amazon ECS has {@code distinctInstance} only,
     * which is {@code atMost(1)}.
     *
     * @param tasks the largest number of tasks of the group on one instance, 1..2147483646.
     * @return the constraint.
     */
    public static Constraint atMost(final int tasks) {
        Checks.inRange("tasks", tasks, 1, Integer.MAX_VALUE - 1);
        return tasks == 1 ? DISTINCT_INSTANCE : new Constraint(tasks, null, null, null);
    }

    /**
     * Returns the constraint that the instance satisfies a predicate. The engine calls the predicate anew at each
     * placement; a placement allocates if the predicate does. An engine with such a constraint cannot be saved;
     * {@link #memberOf(String, InstancePredicate)} makes one that can.
     *
     * @param predicate the condition on the instance.
     * @return the constraint.
     */
    public static Constraint memberOf(final InstancePredicate predicate) {
        return new Constraint(0, null, Objects.requireNonNull(predicate, "predicate is null"), null);
    }

    /**
     * Returns the constraint that the instance satisfies a predicate, with a name that a snapshot stores. Restoring the
     * engine asks the caller for the predicate of that name.
     *
     * @param name the name of the predicate, not empty; one name stands for one predicate.
     * @param predicate the condition on the instance.
     * @return the constraint.
     */
    public static Constraint memberOf(final String name, final InstancePredicate predicate) {
        return new Constraint(
                0,
                null,
                Objects.requireNonNull(predicate, "predicate is null"),
                Checks.nonEmpty("predicate name", name));
    }

    /**
     * Returns the constraint that the instance satisfies a query. The engine keeps the matching instances in a filter,
     * so that a placement does not evaluate the query.
     *
     * @param query the condition on the instance.
     * @return the constraint.
     */
    public static Constraint memberOf(final Query query) {
        return new Constraint(0, Objects.requireNonNull(query, "query is null"), query::matches, null);
    }

    /**
     * Returns the constraint that the instance satisfies an expression of the cluster query language.
     *
     * @param expression the expression, such as {@code attribute:ecs.instance-type =~ g2.*}.
     * @return the constraint.
     * @throws dev.berth.query.QueryException if the expression cannot be read.
     */
    public static Constraint memberOf(final String expression) {
        return memberOf(Query.parse(expression));
    }

    /**
     * Answers whether this is {@code distinctInstance}, which is the same as {@code atMost(1)}.
     *
     * @return true for {@code distinctInstance}; false for {@code memberOf} and for an {@code atMost} of 2 or more.
     */
    public boolean isDistinctInstance() {
        return mostTasks == 1;
    }

    /**
     * Returns the largest number of tasks of the group that an instance may run.
     *
     * @return 1 for {@code distinctInstance}, 2..2147483646 for an {@code atMost} of more, 0 for {@code memberOf}.
     */
    public int mostTasks() {
        return mostTasks;
    }

    /**
     * Returns the query of a {@code memberOf}.
     *
     * @return the query; null for {@code distinctInstance} and {@code atMost}, and for a predicate.
     */
    public @Nullable Query query() {
        return query;
    }

    /**
     * Returns the predicate of a {@code memberOf}; for a query, a predicate that evaluates it.
     *
     * @return the predicate; null for {@code distinctInstance} and {@code atMost}.
     */
    public @Nullable InstancePredicate predicate() {
        return predicate;
    }

    /**
     * Returns the name of the predicate of a {@code memberOf}.
     *
     * @return the name; null if the constraint was made without one.
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
