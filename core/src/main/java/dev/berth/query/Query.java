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

    /**
     * Reads an expression.
     *
     * @param text of the expression.
     * @return what it says.
     * @throws QueryException if it cannot be read.
     */
    public static Query parse(final String text) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * A query that is not written but built.
     *
     * @param root of the expression.
     * @return the query.
     */
    public static Query of(final Expression root) {
        return new Query(Objects.requireNonNull(root, "root"));
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
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Query that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }
}
