package dev.berth.query;

import dev.berth.InstanceView;
import java.util.Objects;

/**
 * An expression of the cluster query language. Immutable; two are equal if they say the same in the same order, in
 * whatever spelling.
 */
public final class Query {
    /** The most UTF-16 units of an expression. */
    public static final int MAX_LENGTH = 2_000;

    /** How deep parentheses and {@code not} may nest. */
    public static final int MAX_DEPTH = 64;

    private final Expression root;

    private Query(final Expression root) {
        this.root = root;
    }

    /** Reads what a lexer goes over. */
    static Query parse(final String text, final Lexer lexer) {
        if (text.length() > MAX_LENGTH) {
            throw new QueryException(
                    MAX_LENGTH, text.length() + " UTF-16 units", "at most " + MAX_LENGTH);
        }
        return new Query(new Parser(lexer).parse());
    }

    /**
     * Reads an expression.
     *
     * @param text of the expression.
     * @return what it says.
     * @throws QueryException if it cannot be read.
     */
    public static Query parse(final String text) {
        return parse(text, new Lexer(Objects.requireNonNull(text, "text")));
    }

    /**
     * A query that is not written but built.
     *
     * @param root of the expression.
     * @return the query.
     * @throws IllegalArgumentException if parentheses and {@code not} would nest too deep when it is written.
     */
    public static Query of(final Expression root) {
        final int depth = depth(Objects.requireNonNull(root, "root"), 0);
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("depth of the expression is over the " + MAX_DEPTH + " allowed");
        }
        return new Query(root);
    }

    private static int depth(final Expression expression, final int above) {
        if (above > MAX_DEPTH || expression instanceof Comparison) {
            return above;
        }
        if (expression instanceof Expression.Not not) {
            final boolean bare = not.operand() instanceof Expression.Not || not.operand() instanceof Comparison;
            return depth(not.operand(), above + (bare ? 1 : 2));
        }
        int deepest = above;
        if (expression instanceof Expression.Or or) {
            for (final Expression operand : or.operands()) {
                deepest = Math.max(deepest, depth(operand, above));
            }
        } else if (expression instanceof Expression.And and) {
            for (final Expression operand : and.operands()) {
                deepest = Math.max(deepest, depth(operand, above + (operand instanceof Expression.Or ? 1 : 0)));
            }
        }
        return deepest;
    }

    /**
     * What it says.
     *
     * @return the whole expression.
     */
    public Expression root() {
        return root;
    }

    /**
     * Whether an instance satisfies it. Allocates where {@code task:group} is asked.
     *
     * @param instance to be tested.
     * @return true if it does.
     */
    public boolean matches(final InstanceView instance) {
        return matches(root, instance);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Query that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /**
     * The query as it would be written: {@code parse(query.toString()).equals(query)}, if the names of attributes in it
     * can be written at all.
     */
    @Override
    public String toString() {
        return Printer.print(root);
    }

    private static boolean matches(final Expression expression, final InstanceView instance) {
        if (expression instanceof Expression.Or or) {
            return or.operands().stream().anyMatch(operand -> matches(operand, instance));
        }
        if (expression instanceof Expression.And and) {
            return and.operands().stream().allMatch(operand -> matches(operand, instance));
        }
        if (expression instanceof Expression.Not not) {
            return !matches(not.operand(), instance);
        }
        return matches((Comparison) expression, instance);
    }

    private static boolean matches(final Comparison comparison, final InstanceView instance) {
        return switch (comparison.subject()) {
            case ATTRIBUTE -> instance.hasAttribute(comparison.attribute())
                    ? comparison.testText(instance.attribute(comparison.attribute()))
                    : comparison.testMissing();
            case AGENT_CONNECTED -> comparison.testText(String.valueOf(instance.agentConnected()));
            case AGENT_VERSION -> textOrMissing(comparison, instance.agentVersion());
            case EC2_INSTANCE_ID -> textOrMissing(comparison, instance.ec2InstanceId());
            case REGISTERED_AT -> instance.registeredAt() == null
                    ? comparison.testMissing()
                    : comparison.testInstant(instance.registeredAt());
            case RUNNING_TASKS_COUNT -> comparison.testCount(instance.runningTasksCount());
            case TASK_GROUP -> matchesGroups(comparison, instance);
        };
    }

    private static boolean textOrMissing(final Comparison comparison, final String text) {
        return text == null ? comparison.testMissing() : comparison.testText(text);
    }

    private static boolean matchesGroups(final Comparison comparison, final InstanceView instance) {
        return switch (comparison.operator()) {
            case EXISTS -> instance.runningTasksCount() > 0;
            case NOT_EXISTS -> instance.runningTasksCount() == 0;
            default -> instance.groups().stream().anyMatch(comparison::testText);
        };
    }
}
